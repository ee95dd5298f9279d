"""When the caller would like it: what a brief says about days and times, first wish and fallbacks in order."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from harness.language.dates import read_dates
from mock_gateway.simulation.brief_text import sentences
from mock_gateway.simulation.openings import DAY_END, Slot
from mock_gateway.simulation.wish import Wish
from mock_gateway.simulation.wish_cues import CUES
from mock_gateway.simulation.wish_reading import wishes_of

_ANY_TIME = re.compile(
    r"\b(?:any ?time|any (?:day|slot|opening|available|date)|flexible|first available|earliest|soonest"
    r"|as soon as possible"
    r"|asap|next available|whatever|whenever|no preference)\b",
    re.I,
)
_REST = r"(?:[^.!?;]|\.(?=\S|\s(?-i:[a-z])))*"
_FROM_TO = re.compile(
    rf"\b(?:re-?schedule|move|(?<!oil )change|shift|postpone|push)\w*\b(?P<from>{_REST}?)\b(?:to|until|for)\b"
    rf"(?!{_REST}\bto\b)",
    re.I,
)
_PEOPLE = re.compile(r"^\s*\w+\s*(?:people|guests|persons|ppl|pax|adults|seats)?\s*(?:[.,;]|$|people|guests)", re.I)
_FOLLOWING = re.compile(r"\b(?:the\s+)?(?:following\s+week|week\s+after(?:wards)?|next\s+week|week\s+later)\b", re.I)
HALF_DAY = 12 * 60
A_WEEK = 5
_RATHER = re.compile(r"\b(?:ideally|prefer\w*|rather|best|if possible)\b", re.I)
_ON_ALL = re.compile(
    r"\b(?:both|either|each|all)\s+(?:of\s+)?(?:the\s+|these\s+|those\s+)?(?:dates|days|day|them)\b|\bonly\b", re.I
)
_BARE_WEEKDAY = re.compile(
    r"^(?:(?:that|the|same|on)\s+)*(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b"
    r"(?!,?\s+(?:the\s+)?(?:\d{1,2}(?!\d|:|\s*[ap]\.?m)|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|next|week))",
    re.I,
)
_SAME_TIME = re.compile(r"\b(?:same|that|identical) (?:timings?|time|hour|slot)\b", re.I)
_BOUND = re.compile(
    r"\W*(?:earliest|latest|no earlier|no later|not before|not after|any ?time (?:before|after|from))\b", re.I
)
_MOVES = re.compile(r"\b(?:re-?schedule|move|(?<!oil )change|shift|postpone|push)\b", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What would suit, best first, and what would not. `said` is how many of `listed` the objective itself states."""

    listed: tuple[Wish, ...] = ()
    refused: tuple[Wish, ...] = ()
    said: int = 0

    def takes(self, slot: Slot) -> bool:
        """Whether `slot` is allowed: wished for where there are wishes, and not refused."""
        if any(wish.takes(slot) for wish in self.refused):
            return False
        return not self.listed or any(wish.takes(slot) for wish in self.listed)


def read_wishes(objective: str, instructions: str, context: str, today: date, *, is_stay: bool = False) -> Wishes:
    """Return what the brief's words say about when; the days of a stay are no choice of days."""
    moved = _FROM_TO.search(objective)
    spans = not is_stay
    listed, refused = _moved(objective, moved, today) if moved else _of_objective(objective, today, spans=spans)
    if not listed and _ANY_TIME.search(objective):
        listed.append(_open_wish(objective))
    later = sentences(instructions) + [sentence for sentence in sentences(context) if CUES.search(sentence)]
    if not moved and _MOVES.search(objective) and _of_sentences(later, today, spans=spans)[0]:
        listed = []
    said = len(listed)
    for sentence in later:
        more, less = _read(sentence, today, spans=spans)
        if listed and _SAME_TIME.search(sentence):
            more = [_at_time_of(listed[0], wish) for wish in more]
        if listed and more and _BOUND.match(sentence) and not any(wish.days for wish in more):
            listed = _refined(listed, more) or listed
        elif listed and more and _ON_ALL.search(sentence) and not any(wish.days for wish in more):
            listed = _refined(listed, more)
        elif re.search(r"\bprefer|ideal", sentence, re.I) and listed:
            listed = _refined(listed, more) + listed
        else:
            listed.extend(_completed(wish, listed[0] if listed else None) for wish in more)
        refused.extend(_near(wish, listed[0]) if listed else wish for wish in less)
        if _ANY_TIME.search(sentence) and not more and not less:
            listed.append(_open_wish(sentence))
    listed, refused = _bounded(_timed(list(dict.fromkeys(listed))), refused)
    return Wishes(listed=tuple(listed), refused=tuple(refused), said=min(said, len(listed)))


def _of_objective(objective: str, today: date, *, spans: bool) -> tuple[list[Wish], list[Wish]]:
    listed = sentences(objective)
    if len(listed) == 1:
        return _read(listed[0], today, spans=spans, is_task=True)
    return _of_sentences(listed, today, spans=spans)


def _read(sentence: str, today: date, *, spans: bool = True, is_task: bool = False) -> tuple[list[Wish], list[Wish]]:
    """Read one sentence; days of a week that it names are those of that week: "next week, Tuesday or Wednesday"."""
    listed, refused = wishes_of(sentence, today, spans=spans, is_task=is_task)
    week = next((wish for wish in listed if len(wish.days) >= A_WEEK), None)
    if week is None:
        return listed, refused
    days = [_at_time_of(week, _near(wish, week)) for wish in listed if wish is not week]
    if not any(len(wish.days) == 1 and wish.days[0] in week.days for wish in days):
        return listed, refused
    return ([*days, week] if _RATHER.search(sentence) else days), refused


def _timed(listed: list[Wish]) -> list[Wish]:
    """Leave out a day without a time where another wish gives the time for it."""
    timed = {wish.days for wish in listed if wish.earliest > 0 or wish.latest < DAY_END}
    return [wish for wish in listed if wish.is_any_time or not _is_timeless(wish) or wish.days not in timed]


def _is_timeless(wish: Wish) -> bool:
    return bool(wish.days) and wish.earliest == 0 and wish.latest == DAY_END


def _bounded(listed: list[Wish], refused: list[Wish]) -> tuple[list[Wish], list[Wish]]:
    """Read "nothing before 3:30" as the earliest of the wishes that leave the time open."""
    bounds = [wish.latest + 1 for wish in refused if not wish.days and wish.earliest == 0 and wish.latest < DAY_END]
    if not bounds or not listed:
        return listed, refused
    least = max(bounds)
    kept = [
        replace(wish, earliest=least) if wish.earliest < least < wish.latest and wish.earliest != wish.latest else wish
        for wish in listed
    ]
    return kept, refused if kept == listed else [wish for wish in refused if wish.days or wish.earliest != 0]


def _moved(objective: str, moved: re.Match[str], today: date) -> tuple[list[Wish], list[Wish]]:
    """Read where an appointment is to be moved; "the following week" is that after the day it is moved from."""
    rest = objective[moved.end() :]
    before = [found.day for found in read_dates(objective[: moved.end()], today) if found.day >= today]
    following = _FOLLOWING.search(rest)
    if not before or not following:
        found = _of_sentences(sentences(rest), today, is_task=True)
        if before and not found[0] and not found[1] and _PEOPLE.search(rest):
            return _of_sentences(sentences(moved["from"]), today, is_task=True)
        return [wish if wish.days or not before else replace(wish, days=(before[-1],)) for wish in found[0]], found[1]
    listed, refused = _of_sentences(sentences(_FOLLOWING.sub("next week", rest, count=1)), before[0])
    return [replace(wish, words=wish.words.replace("next week", following[0])) for wish in listed], refused


def _open_wish(sentence: str) -> Wish:
    match = _ANY_TIME.search(sentence)
    return Wish(words=match[0].lower() if match else "")


def _refined(listed: list[Wish], more: list[Wish]) -> list[Wish]:
    """Read "prefer mornings" as the first wishes, narrowed; a preference with a day of its own is one more wish."""
    narrowed = []
    for wish in more:
        if wish.days:
            narrowed.append(_completed(wish, listed[0]))
            continue
        for known in listed:
            earliest, latest = max(known.earliest, wish.earliest), min(known.latest, wish.latest)
            if earliest <= latest:
                words = f"{known.words}, preferably {wish.words}" if known.words else wish.words
                narrowed.append(replace(known, earliest=earliest, latest=latest, words=words))
    return narrowed


def _near(wish: Wish, first: Wish) -> Wish:
    """Take a bare "Wednesday" for the one of the week that is asked for, or the one closest to the first wish."""
    if len(wish.days) != 1 or not first.days or not _BARE_WEEKDAY.match(wish.words):
        return wish
    weekday, anchor = wish.days[0].weekday(), first.days[0]
    if len(first.days) >= A_WEEK:
        return replace(wish, days=(next((day for day in first.days if day.weekday() == weekday), wish.days[0]),))
    if not re.search(r"\d|\bweek\b", first.words):
        return wish
    ahead = (weekday - anchor.weekday() + 3) % 7 - 3
    day = anchor + timedelta(days=ahead)
    return replace(wish, days=(day if day >= min(wish.days[0], anchor) else day + timedelta(days=7),))


def _of_same_half(wish: Wish, first: Wish) -> Wish:
    """Read "8:30" after a wish for 7:30 PM as the evening's."""
    if not wish.is_either_half or first.latest < HALF_DAY or wish.earliest >= HALF_DAY:
        return wish
    if wish.latest == DAY_END:
        return replace(wish, earliest=wish.earliest + HALF_DAY) if first.earliest >= HALF_DAY else wish
    if wish.latest >= HALF_DAY:
        return wish
    earliest = wish.earliest + HALF_DAY if wish.earliest else 0
    later = replace(wish, earliest=earliest, latest=min(DAY_END, wish.latest + HALF_DAY), is_either_half=False)
    return later if abs(later.latest - first.latest) < abs(wish.latest - first.latest) else wish


def _at_time_of(first: Wish, wish: Wish) -> Wish:
    return replace(wish, earliest=first.earliest, latest=first.latest) if _is_timeless(wish) else wish


def _completed(wish: Wish, first: Wish | None) -> Wish:
    """Give a fallback what it leaves out: the day of the first wish, or its time of day."""
    if first is None:
        return wish
    wish = _of_same_half(_near(wish, first), first)
    if not wish.days:
        is_later = wish.earliest == 0 and wish.latest < DAY_END and first.earliest == first.latest < wish.latest
        return replace(wish, days=first.days, earliest=first.earliest if is_later else wish.earliest)
    is_timeless = wish.earliest == 0 and wish.latest == DAY_END
    is_part = first.latest - first.earliest >= 2 * 60 and first.latest < DAY_END
    if is_timeless and is_part and not wish.is_any_time:
        return replace(wish, earliest=first.earliest, latest=first.latest)
    return wish


def _of_sentences(
    texts: Iterable[str], today: date, *, spans: bool = True, is_task: bool = False
) -> tuple[list[Wish], list[Wish]]:
    listed: list[Wish] = []
    refused: list[Wish] = []
    for text in texts:
        more, less = _read(text, today, spans=spans, is_task=is_task)
        listed.extend(more)
        refused.extend(less)
    return listed, refused
