"""Days, times, counts and prices put into words, in the manner of the words they stand in for."""

import re
from datetime import date, time

from harness.language.date_readers import MONTHS, WEEKDAYS
from harness.language.dates import read_dates
from harness.language.numbers import read_numbers

_WEEKDAY = re.compile(r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|weds?|thurs?|fri|sat|sun)\b", re.I)
_ABBREVIATED = 5
_MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS)}|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)", re.I)
_ORDINAL = re.compile(r"\b[0-3]?\d(?P<suffix>st|nd|rd|th)?\b")
_EVENING = re.compile(r"\b(?:tonight|evening)\b", re.I)
_MERIDIEM = re.compile(r"(?P<gap>\s?)(?P<letter>[ap])(?P<dot>\.?)\s?m\b", re.I)
_PART_AHEAD = re.compile(r"^(?P<part>tonight|(?:(?:early|late)\s+)?(?:morning|afternoon|evening|night))\b", re.I)
_EVENING_BEGINS = time(17)
_SIGNS = {"USD": "$", "GBP": "£", "EUR": "€"}
_COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def day_in_full(day: date) -> str:
    """Word a day so that nothing is left open: "Wednesday, March 11th"."""
    return f"{WEEKDAYS[day.weekday()].title()}, {MONTHS[day.month - 1].title()} {_nth(day.day)}"


def day_words(said: str, day: date, today: date) -> str:
    """Word another day as `said` words one: "Tuesday, March 10th" makes "Wednesday, March 11th"."""
    worded = _as_said(said, day)
    read = read_dates(worded, today)
    return worded if len(read) == 1 and read[0].day == day else day_in_full(day)


def _as_said(said: str, day: date) -> str:
    name = WEEKDAYS[day.weekday()].title()
    if re.fullmatch(r"20\d\d-\d\d?-\d\d?", said):
        return day.isoformat()
    if _EVENING.search(said):
        return f"{name} evening"
    worded = _WEEKDAY.sub(lambda match: name if len(match[0]) > _ABBREVIATED else name[:3], said)
    if _MONTH.search(worded):
        worded = _MONTH.sub(MONTHS[day.month - 1].title(), worded)
        worded = _ORDINAL.sub(lambda match: _nth(day.day) if match["suffix"] else str(day.day), worded, count=1)
    elif re.fullmatch(r"the\s+[0-3]?\d(?:st|nd|rd|th)", said, re.I):
        worded = f"the {_nth(day.day)}"
    return worded if worded != said else name


def _nth(number: int) -> str:
    suffix = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def time_words(said: str, at: time) -> str:
    """Word another time as `said` words one: "7pm" makes "9pm", "tonight at 7" makes "tonight at 9 PM"."""
    ahead = _PART_AHEAD.match(said)
    lead = "" if ahead is None else "at "
    if ahead is not None and ahead["part"].lower() == "tonight":
        lead = f"{ahead['part']} at " if at >= _EVENING_BEGINS else "today at "
    hour, minutes = at.hour % 12 or 12, f":{at:%M}" if at.minute else ""
    style = _MERIDIEM.search(said)
    if style is None:
        clock = re.search(r"\b(?:1[3-9]|2[0-3]):[0-5]\d\b", said)
        return f"{lead}{at:%H:%M}" if clock else f"{lead}{hour}{minutes} {'AM' if at.hour < 12 else 'PM'}"
    half = "a" if at.hour < 12 else "p"
    half = f"{half}{style['dot']}m{style['dot']}"
    return f"{lead}{hour}{minutes}{style['gap']}{half if style['letter'].islower() else half.upper()}"


def count_words(said: str, count: int) -> str:
    """Word another number of people as `said` words one: "four" makes "two", "4 people" makes "2 people"."""
    numbers = read_numbers(said)
    if len(numbers) != 1:
        return f"{count} people"
    number = numbers[0]
    spelled = _COUNTS[count - 1] if number.in_words and count <= len(_COUNTS) else str(count)
    return f"{said[: number.start]}{spelled}{said[number.end :]}"


def amount_words(said: str, amount: float) -> str:
    """Word another amount as `said` words one: "$61.99 a month" makes "$67.99 a month"."""
    numbers = read_numbers(said)
    if not numbers:
        return price_words(amount, None)
    return f"{said[: numbers[0].start]}{_figure(amount)}{said[numbers[-1].end :]}"


def price_words(amount: float, currency: str | None) -> str:
    """Word a price: "$65", "£19.50"."""
    sign = _SIGNS.get(currency or "USD")
    return f"{sign}{_figure(amount)}" if sign else f"{_figure(amount)} {currency}"


def _figure(amount: float) -> str:
    return f"{amount:.0f}" if float(amount).is_integer() else f"{amount:.2f}"
