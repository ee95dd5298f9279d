"""What a brief leaves open of a booking's day, time and size, and values that it does not allow."""

import re
from datetime import date, time, timedelta

from harness.grade.mutation.subject import Subject
from harness.language.counts import read_counts
from harness.language.dates import DateMention, read_dates
from harness.language.lexicon import plain
from harness.language.times import TimeMention, read_times

_FROM = re.compile(r"\b(?:after|from|since|past|earliest|not?\s+(?:earlier|before)(?:\s+than)?)\s+(?:\w+\s+)?$")
_UNTIL = re.compile(r"\b(?:before|by|until|till|latest|not?\s+(?:later|after)(?:\s+than)?)\s+(?:\w+\s+)?$")
_ON = re.compile(r"\s+(?:or|and)\s+(?:later|after|onwards?)\b|\s+onwards?\b")
_BACK = re.compile(r"\s+(?:or|and)\s+(?:earlier|before)\b")
_DAYS_AHEAD = (1, 2, 3, -1, 4, 5, 6, 8, 9, 10, 11, 12, 13)
_TIMES = tuple(time(hour, minute) for hour in range(8, 22) for minute in (0, 30) if hour != 12)
_LEAST_APART = timedelta(minutes=90)


def wrong_day(subject: Subject) -> date | None:
    """Return a day near the agreed one that the brief does not allow; None where it asks for no day."""
    agreed = subject.slots.day.value.day if subject.slots and subject.slots.day else None
    wished = read_dates(subject.wish, subject.today)
    if agreed is None or not any(mention.may_be(agreed) for mention in wished):
        return None
    named = [mention for turn in subject.turns for mention in read_dates(turn.text, subject.today)]
    for step in _DAYS_AHEAD:
        day = agreed + timedelta(days=step)
        if day > subject.today and not any(_allows_day(mention, day) for mention in (*wished, *named)):
            return day
    return None


def _allows_day(mention: DateMention, day: date) -> bool:
    if mention.kind == "weekday" and mention.day.weekday() == day.weekday():
        return True
    return mention.may_be(day)


def wrong_time(subject: Subject) -> time | None:
    """Return a time that the brief does not allow and nobody named; None where it asks for no time."""
    agreed = subject.slots.time.value.at if subject.slots and subject.slots.time else None
    spans = wished_times(subject)
    if agreed is None or not any(low <= agreed <= high for low, high in spans):
        return None
    named = {mention.at for turn in subject.turns for mention in read_times(turn.text) if not mention.part}
    for at in sorted(_TIMES, key=lambda at: (abs(_apart(at, agreed)), at)):
        free = not any(low <= at <= high for low, high in spans)
        if free and at not in named and abs(_apart(at, agreed)) >= _LEAST_APART:
            return at
    return None


def _apart(one: time, other: time) -> timedelta:
    return timedelta(minutes=(one.hour - other.hour) * 60 + one.minute - other.minute)


def wished_times(subject: Subject) -> list[tuple[time, time]]:
    """Return the spans of time that the brief asks for or allows, each with its two readings where it has two."""
    lowered = plain(subject.wish)
    return [span for mention in read_times(subject.wish) for span in _spans(lowered, mention)]


def _spans(text: str, mention: TimeMention) -> list[tuple[time, time]]:
    ahead = text[max(0, mention.start - 24) : mention.start]
    readings = [mention.at, *([mention.also] if mention.also else [])]
    if _FROM.search(ahead) or _ON.match(text, mention.end):
        return [(at, time.max) for at in readings]
    if _UNTIL.search(ahead) or _BACK.match(text, mention.end):
        return [(time.min, at) for at in readings]
    return [(at, max(at, mention.until or at)) for at in readings]


def wrong_count(subject: Subject) -> int | None:
    """Return another party size than the brief's; None where it names none, or another than was agreed."""
    agreed = subject.slots.party_size.value.value if subject.slots and subject.slots.party_size else None
    wished = {mention.value for mention in read_counts(subject.wish)}
    if agreed is None or agreed not in wished:
        return None
    return next(
        count for count in (agreed - 2, agreed + 2, agreed + 3, agreed + 5, 61) if count > 0 and count not in wished
    )
