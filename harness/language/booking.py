"""What a sentence says of a booking: made, refused, offered, tentative, taken back."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from harness.language.booking_words import (
    AGREED,
    ANOTHER_MATTER,
    ASKED_BACK,
    BOOKING,
    CONDITION,
    DATED,
    ELSEWHERE_HINT,
    FAILED,
    FAILED_HINT,
    FAREWELL,
    HYPOTHETICAL,
    IS_IT_RIGHT,
    MADE,
    MADE_ELSEWHERE,
    MADE_HINT,
    NOTED,
    PROMISED,
    READ_BACK,
    REFERENCE,
    TENTATIVE,
    UNDONE,
)
from harness.language.sentences import clauses, read_sentences


class Act(StrEnum):
    """What a sentence of the business does to a booking."""

    MADE = "made"
    DONE = "done"
    REFERENCE = "reference"
    FAREWELL = "farewell"
    NOTED = "noted"
    AGREED = "agreed"
    PROMISED = "promised"
    PROPOSED = "proposed"
    FAILED = "failed"
    TENTATIVE = "tentative"
    UNDONE = "undone"


_STATED = frozenset({Act.MADE, Act.DONE, Act.FAREWELL, Act.NOTED, Act.PROMISED, Act.AGREED})


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingAct:
    """One act, with the span of the sentence that performs it."""

    act: Act
    start: int
    end: int


@lru_cache(maxsize=4096)
def read_booking_acts(text: str) -> tuple[BookingAct, ...]:
    """Return what a turn of the business does to a booking, sentence by sentence.

    A statement that the same turn asks to be confirmed ("Please confirm: ...", "... Is that right?") only proposes.
    """
    sentences = read_sentences(text)
    found: list[BookingAct] = []
    read_back = False
    for sentence in sentences:
        read_back = read_back or bool(READ_BACK.search(sentence.text))
        if ASKED_BACK.match(sentence.text) or (sentence.asks and IS_IT_RIGHT.search(sentence.text)):
            found = [_proposed(act) for act in found]
        for clause in clauses(sentence.text):
            act = _act(clause, asks=sentence.asks)
            if act is not None:
                weak = read_back and act in _STATED
                found.append(BookingAct(act=Act.PROPOSED if weak else act, start=sentence.start, end=sentence.end))
    return tuple(found)


def _proposed(act: BookingAct) -> BookingAct:
    return replace(act, act=Act.PROPOSED) if act.act in _STATED else act


def _act(clause: str, *, asks: bool) -> Act | None:
    if UNDONE.search(clause) and not asks:
        return Act.UNDONE
    if FAILED_HINT.search(clause) and FAILED.search(clause):
        return Act.FAILED
    if REFERENCE.search(clause):
        return Act.REFERENCE
    if asks:
        return None
    made = _made(clause)
    if made and not HYPOTHETICAL.search(clause, _clause_start(clause, made.start()), made.end()):
        if TENTATIVE.search(clause):
            return Act.TENTATIVE
        return Act.MADE if BOOKING.search(clause) else Act.DONE
    farewell = FAREWELL.search(clause)
    if AGREED.search(clause) or (farewell and DATED.search(clause) and not _UNSURE.search(clause)):
        return Act.AGREED
    promised = PROMISED.search(clause)
    if promised and not CONDITION.search(clause):
        return Act.TENTATIVE if re.search(r"\bpencil|tentativ|wait", clause) else Act.PROMISED
    if TENTATIVE.search(clause):
        return Act.TENTATIVE
    if farewell:
        return Act.FAREWELL
    return Act.NOTED if NOTED.search(clause) else None


def _made(clause: str) -> re.Match[str] | None:
    found = MADE.search(clause) if MADE_HINT.search(clause) else None
    found = found or (MADE_ELSEWHERE.search(clause) if ELSEWHERE_HINT.search(clause) else None)
    return None if found and ANOTHER_MATTER.search(clause) and not BOOKING.search(clause) else found


_UNSURE = re.compile(r"\b(?:maybe|if|perhaps|might|hope\w*|or\s+not|try)\b")


def _clause_start(clause: str, at: int) -> int:
    return max(clause.rfind(", ", 0, at), clause.rfind(" and ", 0, at), 0)
