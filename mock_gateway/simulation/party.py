"""For how many people something is booked."""

import re

from harness.language.counts import CountMention, read_counts
from harness.language.sentences import read_sentences
from mock_gateway.simulation.purpose import BOOK_VERB, BOOKABLE

_OF_PARTY = re.compile(
    rf"\b(?:{BOOK_VERB}\b.{{0,60}}\b{BOOKABLE}|book|reserve|party|table|reservation|seats?|seating|guests?|diners?"
    r"|group|room|headcount|we(?:'re| are| will be)|there(?:'ll| will| are| would) be|(?:people|persons|ppl"
    r"|pax)? ?(?:in total|altogether)|of us|(?:me|myself) and|just me)\b",
    re.I,
)
_PAST_TENSE = re.compile(r"\b(?:has|had|was|were|is|are)\b", re.I)
_PAX = re.compile(r"(?<![\d.])(?P<size>\d{1,3})\s*(?:ppl|pax)\b", re.I)
_CHANGED = re.compile(
    r"\bfrom\s+\w+\s+(?:people\s+|guests\s+)?to\s+(?P<to>\w+)\s*(?:people|guests|persons|pax)?\b", re.I
)
_FOR_PEOPLE = re.compile(r"\b(?:for|of)\s*$", re.I)


def read_party_size(objective: str, instructions: str, context: str) -> int | None:
    """Return the party size that a brief states: people for whom something is booked, and no others."""
    for text in (objective, instructions, context):
        told = _PAX.search(text)
        if told:
            return int(told["size"])
        for found in _last_first(text):
            sentence = _sentence_around(text, found.start)
            is_sure = found.sure and (
                _FOR_PEOPLE.search(text, 0, found.start) or (text is objective and not _PAST_TENSE.search(sentence))
            )
            if is_sure or _OF_PARTY.search(sentence):
                return found.value
    return None


def _last_first(text: str) -> tuple[CountMention, ...]:
    """Return the counts of a text; where it changes one ("from 4 to 6 people"), what it becomes."""
    found = read_counts(text)
    changed = _CHANGED.search(text)
    return tuple(one for one in found if one.start >= changed.start("to")) or found if changed else found


def _sentence_around(text: str, at: int) -> str:
    return next((text[it.start : it.end] for it in read_sentences(text) if it.start <= at < it.end), text)
