"""Who or what answered a call: a person, a voicemail, a menu, a hold message, a call screener, a carrier, nobody."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from harness.language.answering_words import (
    BEEP,
    CARRIER,
    CLOSING,
    GREETING,
    HOLD,
    INTRODUCED,
    IVR,
    MUSIC,
    NOISE,
    PERSON,
    SCREENER,
    STRICT,
    VOICEMAIL,
)
from harness.language.passages import Answer, Passage
from harness.language.sentences import tidy
from harness.model.call import Turn

AnsweredBy = Literal["human", "voicemail", "ivr", "hold", "screener", "carrier", "silence", "unclear"]

Kind = Literal["human", "voicemail", "ivr", "hold", "screener", "carrier", "greeting", "closing", "silence", "plain"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """Whether a person was reached, who or what answered, and the passages that show it."""

    human: Answer
    by: AnsweredBy
    decided: tuple[Passage, ...] = ()


def read_answering(turns: Sequence[Turn]) -> Answering:
    """Say who answered: a machine at first and a person later is a person; nobody speaking is silence.

    A turn without any mark of a person is one if it answers the agent, or if no machine spoke in the call. One such
    turn that neither greets nor asks, and to which nothing was answered, is taken for a recording.
    """
    heard = _heard(turns)
    if not heard:
        return Answering(human="no", by="silence")
    machines = [(kind, at) for kind, at, _ in heard if kind in MACHINE_KINDS]
    people = [at for kind, at, replies in heard if kind == "human" or (kind == "plain" and (replies or not machines))]
    first = heard[0]
    recital = len(heard) == 1 and first[0] == "plain" and not first[2] and _is_recital(turns[first[1].turn - 1].text)
    if people and not recital:
        return Answering(human="yes", by="human", decided=(people[-1],))
    if machines:
        kind, at = next((found for found in machines if found[0] == "screener"), machines[-1])
        return Answering(human="no", by=_machine(kind), decided=(at,))
    greetings = [at for kind, at, _ in heard if kind == "greeting"]
    if greetings:
        return Answering(human="no", by="voicemail", decided=(greetings[-1],))
    if people:
        return Answering(human="no", by="ivr", decided=(people[-1],))
    return Answering(human="unclear", by="unclear", decided=(heard[-1][1],))


def _heard(turns: Sequence[Turn]) -> list[tuple[Kind, Passage, bool]]:
    """The kind of each audible turn of the called side, and whether the agent spoke just before it."""
    found: list[tuple[Kind, Passage, bool]] = []
    replies = False
    for number, turn in enumerate(turns, start=1):
        if turn.speaker == "agent":
            replies = True
        elif turn.speaker == "callee":
            kind = kind_of_turn(turn.text)
            if kind != "silence":
                found.append((kind, _whole(number, turn), replies))
            replies = False
    return found


MACHINE_KINDS = frozenset({"voicemail", "ivr", "hold", "screener", "carrier"})
"""The kinds of turn that only machines speak."""
_SOCIAL = re.compile(
    r"\?|\[|\u2014|--|\.\.\.|\b(?:hi|hello|hey|yes|yeah|yep|yo|good\s+(?:morning|afternoon|evening)|speaking"
    r"|this\s+is|here|thanks|okay|ok|um+|uh+|sure|no|sorry|who|what|listen|look"
    r"|(?:make|keep)\s+it\s+(?:short|quick|brief))\b"
)


def _is_recital(text: str) -> bool:
    """Whether a turn has nothing by which people open: no greeting, question, filler, name or break."""
    return len(text.split()) >= 6 and not _SOCIAL.search(tidy(text))


@lru_cache(maxsize=4096)
def kind_of_turn(text: str) -> Kind:
    """Say what one turn of the called side sounds like.

    "human" has something that people alone say, "plain" nothing that machines say either. "greeting" is what a person
    might say as well, but what alone is a voicemail ("I'll get back to you").
    """
    said = tidy(text)
    if MUSIC.match(said):
        return "hold"
    if not said or NOISE.match(said):
        return "silence"
    if BEEP.search(said):
        return "voicemail"
    person = bool(PERSON.search(said))
    for kind, pattern in _MACHINES:
        if pattern.search(said):
            return "human" if person and kind in _LIKE_PEOPLE and not STRICT.search(said) else kind
    if person:
        return "human"
    if GREETING.search(said):
        return "greeting"
    if CLOSING.match(said):
        return "closing"
    return "human" if INTRODUCED.search(said) else "plain"


_LIKE_PEOPLE = frozenset({"voicemail", "hold", "screener"})
_MACHINES: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "voicemail",
        re.compile(
            r"\b(?:after|at|wait\s+for)\s+the\s+(?:tone|beep)\b(?<!name\safter\sthe\stone)|leave\s+(?:a|your)\s+message"
            r"|mail\s?box|(?:with\s+your|your|the)\s+(?:recorded\s+)?message\s*,?\s+(?:is|was|press)"
            r"|leave\s+your\s+(?:details|name\s+and\s+(?:a\s+)?(?:phone\s+)?number)"
        ),
    ),
    ("screener", SCREENER),
    ("hold", re.compile(r"\bnext\s+available\b|\border\s+(?:in\s+which\s+)?(?:it|they)\s+w(?:as|ere)\s+received")),
    ("carrier", CARRIER),
    ("hold", HOLD),
    ("ivr", IVR),
    ("voicemail", VOICEMAIL),
)


def _machine(kind: Kind) -> AnsweredBy:
    return kind if kind in ("voicemail", "ivr", "hold", "screener", "carrier") else "unclear"


def _whole(number: int, turn: Turn) -> Passage:
    return Passage(turn=number, start=0, end=len(turn.text))
