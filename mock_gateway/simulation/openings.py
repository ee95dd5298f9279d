"""When a callee can take somebody: the notation of `openings` and `hours`, and the times that follow from it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from harness.errors import UsageError

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAY_END = 24 * 60
STEP_MINUTES = 30
HORIZON_DAYS = 120
"""How far ahead anybody books."""

WHOLE_DAY = -1
"""The minute of a slot that is a day and no time."""

NOTATION = '"tue 15:30", "mon-fri 09:00-17:00", "2026-03-10 15:30", "19:30" (every day) or "sat" (all day)'

_OPENING = re.compile(
    r"(?:(?P<date>\d{4}-\d\d-\d\d)|(?P<first>[a-z]{3,9})(?:-(?P<last>[a-z]{3,9}))?)?"
    r"\s*(?:(?P<from>\d{1,2}:\d\d)(?:\s*-\s*(?P<to>\d{1,2}:\d\d))?)?"
)
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """A day and a time, in minutes since midnight."""

    day: date
    minute: int

    @property
    def weekday(self) -> str:
        """The day's name in lower case."""
        return DAYS[self.day.weekday()]

    @property
    def clock(self) -> str:
        """The time as the books write it, "15:30"; empty for a whole day."""
        if self.minute == WHOLE_DAY:
            return ""
        return f"{self.minute // 60:02d}:{self.minute % 60:02d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Times that are open: on `day`, or on `weekdays` of any week (0 is Monday); `start` is `end` for a single time."""

    day: date | None = None
    weekdays: frozenset[int] = frozenset(range(7))
    start: int = 0
    end: int = DAY_END

    def covers(self, day: date) -> bool:
        """Whether this opening says anything about `day`."""
        return day == self.day if self.day else day.weekday() in self.weekdays

    def minutes(self) -> Iterable[int]:
        """Return the times at which something can begin."""
        return (self.start,) if self.start == self.end else range(self.start, self.end, STEP_MINUTES)


def read_opening(text: str) -> Opening:
    """Read one opening. Raises UsageError, with the notation, for anything else."""
    match = _OPENING.fullmatch(text.strip().lower())
    if match is None or not text.strip():
        raise UsageError(f"{text!r} is not an opening; write {NOTATION}")
    start = _minute(match["from"]) if match["from"] else 0
    end = _minute(match["to"]) if match["to"] else start if match["from"] else DAY_END
    if end < start:
        raise UsageError(f"{text!r} ends before it begins")
    if match["date"]:
        return Opening(day=_date(match["date"]), start=start, end=end)
    if not match["first"] or match["first"] in ("daily", "any"):
        return Opening(start=start, end=end)
    first = _weekday(match["first"], text)
    last = _weekday(match["last"], text) if match["last"] else first
    return Opening(weekdays=frozenset((first + n) % 7 for n in range((last - first) % 7 + 1)), start=start, end=end)


def _minute(text: str) -> int:
    hour, minute = (int(part) for part in text.split(":"))
    if hour > 24 or minute > 59 or hour * 60 + minute > DAY_END:
        raise UsageError(f"{text!r} is not a time of day; write 00:00 to 24:00")
    return hour * 60 + minute


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{text!r} is not a day of the calendar") from None


def _weekday(name: str, text: str) -> int:
    for number, day in enumerate(DAYS):
        if day.startswith(name):
            return number
    raise UsageError(f"{name!r} in {text!r} is not a day of the week; write mon, tue, wed, thu, fri, sat or sun")


def is_open(openings: Iterable[Opening], now: datetime) -> bool:
    """Whether `now` lies in one of `openings`, of which each ends just before its end."""
    minute = now.hour * 60 + now.minute
    return any(opening.covers(now.date()) and opening.start <= minute < opening.end for opening in openings)


class Calendar:
    """What is free, day by day: open times that are not taken or past. `by_day` leaves one slot for a whole day."""

    def __init__(self, openings: Iterable[Opening], full: Iterable[Opening], now: datetime, *, by_day: bool) -> None:
        self._openings, self._full = tuple(openings), tuple(full)
        self._today, self._minute_now, self._by_day = now.date(), now.hour * 60 + now.minute, by_day

    def on(self, day: date) -> list[Slot]:
        """Return the free times of a day, earliest first."""
        if not self._today <= day <= self._today + timedelta(days=HORIZON_DAYS):
            return []
        blocked = [opening for opening in self._full if opening.covers(day)]
        minutes = {minute for opening in self._openings if opening.covers(day) for minute in opening.minutes()}
        earliest = self._minute_now if day == self._today else -1
        free = [
            minute
            for minute in sorted(minutes)
            if minute > earliest and not any(block.start <= minute <= block.end for block in blocked)
        ]
        if self._by_day:
            return [Slot(day, WHOLE_DAY)] if free else []
        return [Slot(day, minute) for minute in free]

    def stay(self, day: date, nights: int) -> list[Slot]:
        """Return the free times of a day on which `nights` can begin: every one of them has to be free."""
        return self.on(day) if all(self.on(day + timedelta(days=ahead)) for ahead in range(1, nights)) else []

    def around(self, day: date, days: int, nights: int = 1) -> Iterator[Slot]:
        """Yield the free times from `days` before to `days` after a day, in order of the calendar."""
        for ahead in range(-days, days + 1):
            yield from self.stay(day + timedelta(days=ahead), nights)

    @property
    def today(self) -> date:
        """The day of the call."""
        return self._today


def spoken_time(minute: int) -> str:
    """Say a time of day: "3:30 PM", "noon"."""
    if minute == 12 * 60:
        return "noon"
    hour = minute // 60 % 24
    shown = f"{hour % 12 or 12}:{minute % 60:02d}" if minute % 60 else f"{hour % 12 or 12}"
    return f"{shown} {'AM' if hour < 12 else 'PM'}"


def spoken_day(day: date, *, with_date: bool = True) -> str:
    """Say a day: "Tuesday, March 10th"."""
    name = DAYS[day.weekday()].capitalize()
    return f"{name}, {day.strftime('%B')} {day.day}{ordinal_ending(day.day)}" if with_date else name


def ordinal_ending(number: int) -> str:
    """Return "st", "nd", "rd" or "th"."""
    return "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def spoken_count(number: int) -> str:
    """Say a small number in a word."""
    return _NUMBERS[number - 1] if 1 <= number <= len(_NUMBERS) else str(number)
