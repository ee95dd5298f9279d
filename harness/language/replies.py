"""What a turn answers to a price on the table: taken, taken on a condition, turned down, put off, or nothing said."""

import re
from collections.abc import Iterator
from typing import Literal

from harness.language.reply_words import (
    ACKNOWLEDGED,
    ASKS_MORE,
    BARE,
    CLOSING,
    CONDITION,
    COURTESY,
    DEAL,
    EASY,
    ECHO,
    HARD_NO,
    INTERRUPTED,
    LOGISTICS,
    NO,
    NOT_A_DEAL,
    NOT_A_NO,
    NOT_THAT_PRICE,
    PROVIDED,
    PUT_OFF,
    STRONG_NO,
    TURNS,
    YES,
)
from harness.language.sentences import Sentence

_CUT = re.compile(r"(?:could|can|would|will|is|are|do|does|may|what|how)\W*")
"""The beginning of a question that was cut short."""
_GO_ON = re.compile(r"(?:go\s+(?:ahead|on)|you\s+were\s+saying)\W*$")
Reply = Literal["deal", "yes", "yes, but", "no", "hard no", "put off", "none"]
_Kind = Literal["deal", "yes", "courtesy", "logistics", "no", "no extra", "weak no", "put off", "asks", ""]


def read_reply(sentences: tuple[Sentence, ...]) -> Reply:
    """Say what a turn answers to the offer before it; the last clause that decides wins.

    "Okay, got it" only acknowledges. "deal" is an explicit yes ("I'll take it"); "yes, but" takes it while something is
    still asked for or made a condition.
    """
    text = " ".join(sentence.text for sentence in sentences)
    if HARD_NO.search(text):
        return "hard no"
    if _GO_ON.search(text) and INTERRUPTED.search(text):
        return "none"
    closing = bool(CLOSING.search(text))
    kinds = [(_kind(clause, asks=asks, closing=closing), clause) for clause, asks in _clauses(sentences)]
    reply: Reply = "none"
    explicit = False
    for index, (kind, _) in enumerate(kinds):
        before = reply
        reply = _after(reply, kind, explicit=explicit)
        explicit = explicit or kind == "deal"
        if reply == "yes" and before != "yes":
            taken_at = index
    if reply == "yes" and _open(kinds[taken_at:]):
        return "yes, but"
    return "deal" if reply == "yes" and explicit else reply


def _clauses(sentences: tuple[Sentence, ...]) -> Iterator[tuple[str, bool]]:
    for sentence in sentences:
        for clause in TURNS.split(sentence.text):
            if not _CUT.fullmatch(clause):
                yield clause, sentence.asks


def _after(reply: Reply, kind: _Kind, *, explicit: bool) -> Reply:
    """The reply of a turn once one more of its clauses is heard."""
    match kind:
        case "deal" | "yes":
            return "yes"
        case "courtesy":
            return "yes" if reply == "none" else reply
        case "logistics":
            return "yes" if reply in ("none", "put off") else reply
        case "no":
            return "yes, but" if explicit else "no"
        case "no extra":
            return "yes, but" if reply in ("yes", "yes, but") else "no"
        case "put off":
            return reply if explicit else "put off"
        case "weak no":
            return "no" if reply == "none" else reply
        case _:
            return reply


def _kind(clause: str, *, asks: bool, closing: bool) -> _Kind:
    agreed = NOT_A_NO.sub(" ", clause)
    if PUT_OFF.search(clause) and not asks:
        return "put off"
    if asks and not PROVIDED.search(clause):
        return "logistics" if LOGISTICS.search(clause) and not ASKS_MORE.search(clause) else "asks"
    if DEAL.search(clause) and not NOT_A_DEAL.search(clause):
        return "deal"
    if STRONG_NO.search(clause):
        return "no" if NOT_THAT_PRICE.search(clause) else "no extra"
    if ACKNOWLEDGED.match(clause):
        return ""
    if YES.match(clause) or ECHO.match(clause):
        if NO.search(agreed):
            return "weak no"
        if closing and (BARE.match(clause) or CLOSING.search(clause)):
            return ""
        return "courtesy" if COURTESY.search(clause) else "yes"
    if LOGISTICS.search(clause) and not agreed.startswith(_NAYS):
        return "logistics"
    return "weak no" if NO.search(agreed) else ""


_NAYS = ("no ", "no,", "nah", "nope")


def _open(kinds: list[tuple[_Kind, str]]) -> bool:
    """Whether something is still asked for or made a condition from the acceptance on."""
    return any(
        (kind == "asks" and ASKS_MORE.search(clause)) or (CONDITION.search(clause) and not EASY.search(clause))
        for kind, clause in kinds
    )


def asks_anything(sentences: tuple[Sentence, ...]) -> bool:
    """Whether a turn asks."""
    return any(sentence.asks for sentence in sentences)
