"""What each way of naming a day comes to, given the day of the call. The patterns that find them are in dates.py."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal, TypeAlias

from harness.language.numbers import read_numbers

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_WEEKDAY_FORMS = {
    **{day: index for index, day in enumerate(WEEKDAYS)},
    "mon": 0,
    "tue": 1,
    "tues": 1,
    "wed": 2,
    "weds": 2,
    "thu": 3,
    "thur": 3,
    "thurs": 3,
    "fri": 4,
    "sat": 5,
    "sun": 6,
}
_MONTH_FORMS = {
    **{month: index for index, month in enumerate(MONTHS, start=1)},
    **{month[:3]: index for index, month in enumerate(MONTHS, start=1)},
    "sept": 9,
}
Kind = Literal["date", "weekday", "day_of_month", "relative", "span"]
Read: TypeAlias = tuple[date, tuple[date, ...], Kind, bool]
Reader: TypeAlias = Callable[[re.Match[str], date], Read | None]


def weekday_of(name: str) -> int | None:
    """Return 0 for "Monday" to 6 for "Sunday", also abbreviated or in the plural; None for anything else."""
    lowered = name.strip().lower().rstrip(".")
    return _WEEKDAY_FORMS.get(lowered, _WEEKDAY_FORMS.get(lowered.removesuffix("s")))


def _day_number(text: str) -> int:
    digits = re.match(r"\d+", text)
    return int(digits[0]) if digits else int(read_numbers(text)[0].value)


def _make(year: int, month: int, day: int) -> date | None:
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def _yearless(month: int, day: int, today: date) -> date | None:
    """The next such day that is not long past; a day of the last two months was meant as past."""
    this_year = _make(today.year, month, day)
    if this_year is None:
        return _make(today.year + 1, month, day)
    return this_year if this_year >= today - timedelta(days=60) else _make(today.year + 1, month, day)


def _absolute(day: date | None, *, with_year: bool = False) -> Read | None:
    return None if day is None else (day, (), "date", with_year)


def _iso(match: re.Match[str], _today: date) -> Read | None:
    return _absolute(_make(int(match["iy"]), int(match["im"]), int(match["id"])), with_year=True)


def _slash(match: re.Match[str], today: date) -> Read | None:
    return _numeric(int(match["s1"]), int(match["s2"]), match["sy"], today)


def _dashed(match: re.Match[str], today: date) -> Read | None:
    return _numeric(int(match["d1"]), int(match["d2"]), match["dy"], today)


def _numeric(first: int, second: int, year: str | None, today: date) -> Read | None:
    """Month first, as in the US; day first where that is the only way, and as the other reading where both are."""
    if year is None:
        american, other = (
            _yearless(a, b, today) if 1 <= a <= 12 else None for a, b in ((first, second), (second, first))
        )
    else:
        full = int(year) if len(year) == 4 else 2000 + int(year) if int(year) < 70 else 1900 + int(year)
        american, other = _make(full, first, second), _make(full, second, first)
    day = american or other
    if day is None:
        return None
    return day, (other,) if other and other != day else (), "date", year is not None


def _month_day(match: re.Match[str], today: date) -> Read | None:
    return _named(match["mdm"], match["mdd"], match["mdy"], today)


def _day_month(match: re.Match[str], today: date) -> Read | None:
    return _named(match["dmm"], match["dmd"], match["dmy"], today)


def _named(month: str, day: str, year: str | None, today: date) -> Read | None:
    number = _MONTH_FORMS[month]
    if year:
        return _absolute(_make(int(year), number, _day_number(day)), with_year=True)
    return _absolute(_yearless(number, _day_number(day), today))


def _of_month(match: re.Match[str], today: date) -> Read | None:
    months = today.year * 12 + today.month - 1 + (match["omw"] == "next")
    return _absolute(_make(months // 12, months % 12 + 1, _day_number(match["omd"])))


def _next_day_of_month(number: int, today: date) -> date | None:
    for ahead in range(3):
        months = today.year * 12 + today.month - 1 + ahead
        day = _make(months // 12, months % 12 + 1, number)
        if day is not None and day >= today:
            return day
    return None


def _the_day(match: re.Match[str], today: date) -> Read | None:
    return _nth(match["theday"], today)


def _bare_nth(match: re.Match[str], today: date) -> Read | None:
    return _nth(match["nthd"], today)


def _nth(text: str, today: date) -> Read | None:
    day = _next_day_of_month(_day_number(text), today)
    return None if day is None else (day, (), "day_of_month", False)


def _weekday_the_day(match: re.Match[str], today: date) -> Read | None:
    return _nth(match["wddd"], today)


def _weekday(match: re.Match[str], today: date) -> Read:
    number = weekday_of(match["wdw"]) or 0
    which, after = match["which"] or "", match["next"] or ""
    coming = today + timedelta(days=(number - today.weekday()) % 7)
    if which == "last":
        return coming - timedelta(days=7), (), "weekday", False
    monday = today - timedelta(days=today.weekday())
    of_next_week = monday + timedelta(days=7 + number)
    if after == "next week":
        return of_next_week, (), "weekday", False
    if after == "week":
        return coming + timedelta(days=7), (), "weekday", False
    if which == "next":
        first = coming if coming > today else coming + timedelta(days=7)
        return of_next_week, (first,) if first != of_next_week else (), "weekday", False
    later = (coming + timedelta(days=7),) if coming == today else ()
    return coming, later, "weekday", False


def _next_week_day(match: re.Match[str], today: date) -> Read:
    monday = today - timedelta(days=today.weekday())
    return monday + timedelta(days=7 + (weekday_of(match["nww"]) or 0)), (), "weekday", False


def _relative(days: int) -> Reader:
    return lambda _match, today: (today + timedelta(days=days), (), "relative", False)


def _yesterday(match: re.Match[str], today: date) -> Read:
    return today - timedelta(days=2 if match["yesterday"].startswith("the") else 1), (), "relative", False


def _count(text: str) -> int:
    if "couple" in text:
        return 2
    if text in ("a", "an"):
        return 1
    return 3 if text == "few" else int(read_numbers(text)[0].value)


def _in(match: re.Match[str], today: date) -> Read:
    count, unit = _count(match["inn"]), match["inu"].rstrip("s")
    days = count * {"day": 1, "week": 7, "month": 30}[unit]
    return today + timedelta(days=days), (), "relative", False


def _from(match: re.Match[str], today: date) -> Read:
    days = _count(match["fn"]) * (7 if match["fu"].startswith("week") else 1)
    anchor = match["fw"]
    if anchor in ("today", "now"):
        return today + timedelta(days=days), (), "relative", False
    if anchor == "tomorrow":
        return today + timedelta(days=days + 1), (), "relative", False
    number = weekday_of(anchor.split()[-1]) or 0
    coming = today + timedelta(days=(number - today.weekday()) % 7)
    return coming + timedelta(days=days), (), "relative", False


def _weekend(match: re.Match[str], today: date) -> Read:
    saturday = today + timedelta(days=(5 - today.weekday()) % 7)
    if match["wewhich"] == "next":
        following = saturday + timedelta(days=7)
        return following, (following + timedelta(days=1), saturday, saturday + timedelta(days=1)), "span", False
    return saturday, (saturday + timedelta(days=1),), "span", False


def _week(match: re.Match[str], today: date) -> Read:
    monday = today + timedelta(days=7 - today.weekday()) if match["weekwhich"] == "next" else today
    last = monday + timedelta(days=6 - monday.weekday())
    days = (last - monday).days
    return monday, tuple(monday + timedelta(days=n) for n in range(1, days + 1)), "span", False


READERS: dict[str, Reader] = {
    "iso": _iso,
    "slash": _slash,
    "dashed": _dashed,
    "md": _month_day,
    "dm": _day_month,
    "ofmonth": _of_month,
    "wdd": _weekday_the_day,
    "after": _relative(2),
    "tomorrow": _relative(1),
    "today": _relative(0),
    "yesterday": _yesterday,
    "in": _in,
    "from": _from,
    "wd": _weekday,
    "next_week_day": _next_week_day,
    "weekend": _weekend,
    "week": _week,
    "the": _the_day,
    "nth": _bare_nth,
}
