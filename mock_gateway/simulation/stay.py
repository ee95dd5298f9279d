"""How long a stay is: the nights that a brief names, or the days between arrival and departure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from harness.language.dates import DateMention, read_dates
from harness.language.numbers import read_numbers
from mock_gateway.simulation.brief_text import sentences
from mock_gateway.simulation.wishes import Wishes

MAX_NIGHTS = 60
_IS_STAY = re.compile(
    r"\b(?:nights?|hotel|motel|hostel|resort|inn|room|suite|stay(?:ing)?|check(?:ing)?[- ]?(?:in|out)|lodge|cabin"
    r"|b&b|airbnb|guest ?house)\b",
    re.I,
)
_NIGHTS = re.compile(r"[\s-]*(?:consecutive\s+)?nights?\b", re.I)
_UNTIL = re.compile(
    r"\s*(?:,?\s*(?:and\s+)?(?:to|through|thru|until|till|check(?:ing)?[- ]?out(?: on)?|(?:departing|leaving)(?: on)?)"
    r"|-|\u2013|\u2014)\s*(?:the\s+)?(?P<day>\d{1,2}(?:st|nd|rd|th)?\b(?!:|\s*[ap]\.?m))?",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """`nights` is how many; `leaves` the day of departure, where the brief names it as one."""

    nights: int
    leaves: date | None = None


def read_stay(texts: Iterable[str], today: date) -> Stay | None:
    """Return the stay that a brief wants; None where it wants none, or does not say how long."""
    listed = list(texts)
    if not any(_IS_STAY.search(text) for text in listed):
        return None
    ranges = (_range(sentence, today) for text in listed for sentence in sentences(text)[:40])
    found = next((stay for stay in ranges if stay), None)
    said = next((nights for text in listed if (nights := _said(text))), None)
    if said is None:
        return found
    return Stay(nights=said, leaves=found.leaves if found and found.nights == said else None)


def without_departure(wishes: Wishes, stay: Stay | None) -> Wishes:
    """Return `wishes` without the day of departure, which nobody wants to arrive on."""
    if stay is None or stay.leaves is None:
        return wishes
    kept = tuple(wish for wish in wishes.listed if wish.days != (stay.leaves,))
    said = sum(wish.days != (stay.leaves,) for wish in wishes.listed[: wishes.said])
    return replace(wishes, listed=kept, said=said) if kept else wishes


def _said(text: str) -> int | None:
    for number in read_numbers(text):
        is_whole = float(number.value).is_integer() and 1 <= number.value <= MAX_NIGHTS
        if is_whole and _NIGHTS.match(text, number.end):
            return int(number.value)
    return None


def _range(sentence: str, today: date) -> Stay | None:
    """Read "March 20 to March 22", "March 20-22" and "from Friday to Sunday"."""
    dates = [found for found in read_dates(sentence, today) if found.day >= today and found.kind != "span"]
    for index, first in enumerate(dates):
        until = _UNTIL.match(sentence, first.end)
        if until is None:
            continue
        last = _departure(first, until, dates[index + 1] if index + 1 < len(dates) else None)
        if last and 1 <= (last - first.day).days <= MAX_NIGHTS:
            return Stay(nights=(last - first.day).days, leaves=last)
    return None


def _departure(first: DateMention, until: re.Match[str], following: DateMention | None) -> date | None:
    if following is not None and following.start <= until.end() + 1 and following.end > until.end("day"):
        return following.day
    if until["day"]:
        number = int(re.sub(r"\D", "", until["day"]))
        return first.day.replace(day=number) if first.day.day < number <= 28 else None
    return None
