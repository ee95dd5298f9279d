"""How many people a text speaks of: party sizes in digits and words."""

import re
from dataclasses import dataclass
from functools import lru_cache

from harness.language.lexicon import plain
from harness.language.numbers import Number, read_numbers

_PEOPLE = re.compile(
    r"""\s*(?:-\s*)?(?:(?:other|more|additional|total|adult|extra|hungry)\s+)?
    (?P<kind>p[eo]{2,3}ples?|persons?|ppl|peeps|folks|guests?|pax|diners?|passengers?|travell?ers?|attendees?|seats?
        |tickets?|occupants?
    |visitors?|friends|individuals?|members?|participants?|customers?|patients?|riders?|of\s+us|in\s+(?:our|the
        |my)\s+party
    |adults?|kids|child(?:ren)?|tops?\b|covers|spots|places|men|women|family\s+members)\b
        |\s*(?:-\s*)?(?P<adjective>seater)\b""",
    re.VERBOSE,
)
_PARTY = re.compile(
    r"""\b(?:(?:party|group|family|table|reservation|booking|team|seating|seats?|room)\s+(?:size\s+)?(?:of|for|is|with)
    |(?:number\s+of\s+(?:p[eo]{2,3}ple|guests|persons)|party(?:\s+size)?|head\s?count)\s+(?:\w+\s+){0,4}?(?:to|of|is
        |be|at|:))\s*$""",
    re.VERBOSE,
)
_FOR = re.compile(r"\b(?:for|seat|sitting|accommodate|just|only|be|size:?|the)\s+(?:the\s+|just\s+|only\s+|about\s+)?$")
_NOT_PEOPLE = re.compile(
    r"""\s*(?::\d|[.,/]\d|%|-\s*\d|(?:[ap]\.?\s?m\b)|o'?clock|(?:in\s+the\s+(?:morning|afternoon|evening)|tonight
        |thirty|fifteen
    |forty|pm\b)|st\b|nd\b|rd\b|th\b|days?|nights?|weeks?|months?|hours?|minutes?|mins?|years?|dollars?|bucks?|rooms?
        |miles?|stars?
    |bed|bath|bags?|items?|stops?|percent|k\b|pounds?|hundred|thousand|[a-z]+(?:st|nd|rd|th)\b|copies|night|day|hour
        |week|month
    |reservations?|tables?|restaurants?|cars?|songs?|movies?|events?|options?|of\s+(?:the|those|these|march|april
        |may))""",
    re.VERBOSE,
)
_SOLO = re.compile(
    r"""\b(?:(?:just|only)\s+(?:for\s+)?(?:me|myself|one)|by\s+myself|(?:table|seat|reservation|booking|ticket|room
        |appointment)\s+for\s+(?:me|myself)
    |(?:it\s+is|it's|it'll\s+be)\s+(?:just\s+|only\s+)?(?:myself|me)(?:\s+(?:alone|only))?|alone|solo
        |single\s+(?:person|ticket|seat|passenger)
    |one\s+person)\b(?!\s+and)""",
    re.VERBOSE,
)
_PAIR = re.compile(
    r"""\b(?:(?:for|just|only|be|it's)\s+)?(?:(?:me|my(?:self)?|i)\s+and\s+my\s+(?:wife|husband|girlfriend|boyfriend
        |partner|friend|mom
    |mother|dad|father|son|daughter|sister|brother|date|colleague|boss|spouse|fianc\S+)|my\s+(?:wife|husband
        |girlfriend|boyfriend
    |partner|friend|mother|mom|dad|father|son|daughter|sister|brother|date|colleague|boss|spouse)\s+and\s+(?:me|i
        |myself)
    |both\s+of\s+us|the\s+two\s+of\s+us|a\s+couple)\b(?!\s+of)""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CountMention:
    """A number of people: its value and span. `sure` is False where only "for" says so ("a table for 4" is sure)."""

    value: int
    start: int
    end: int
    sure: bool = True


@lru_cache(maxsize=4096)
def read_counts(text: str) -> tuple[CountMention, ...]:
    """Return the numbers of people that `text` names, in order; adults and children said together are added up."""
    lowered = plain(text)
    found = [mention for number in read_numbers(text) if (mention := _people(lowered, number)) is not None]
    found = _added_up(lowered, found)
    for pattern, value in ((_SOLO, 1), (_PAIR, 2)):
        for match in pattern.finditer(lowered):
            if not any(mention.start < match.end() and match.start() < mention.end for mention in found):
                found.append(CountMention(value=value, start=match.start(), end=match.end()))
    return tuple(sorted(found, key=lambda mention: mention.start))


def _people(text: str, number: Number) -> CountMention | None:
    if number.ordinal or number.value != int(number.value) or not 0 < number.value <= 500:
        return None
    value = int(number.value)
    people = _PEOPLE.match(text, number.end)
    if people:
        return CountMention(value=value, start=number.start, end=people.end())
    party = _PARTY.search(text, max(0, number.start - 48), number.start)
    if _NOT_PEOPLE.match(text, number.end):
        return None
    if party:
        return CountMention(value=value, start=number.start, end=number.end)
    if value <= 30 and _FOR.search(text, max(0, number.start - 24), number.start):
        return CountMention(value=value, start=number.start, end=number.end, sure=False)
    return None


_ADULTS, _CHILDREN = re.compile(r"adults?$"), re.compile(r"(?:kids|child(?:ren)?)$")


def _added_up(text: str, found: list[CountMention]) -> list[CountMention]:
    """Add "2 adults and 3 children" up to one mention of five."""
    joined: list[CountMention] = []
    for mention in found:
        last = joined[-1] if joined else None
        if (
            last is not None
            and _CHILDREN.search(text, mention.start, mention.end)
            and _ADULTS.search(text, last.start, last.end)
            and text[last.end : mention.start].strip() in ("and", ",", "&", "plus", "with", ", and")
        ):
            joined[-1] = CountMention(value=last.value + mention.value, start=last.start, end=mention.end)
        else:
            joined.append(mention)
    return joined
