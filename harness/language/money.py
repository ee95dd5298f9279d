"""Amounts of money in a text: currency, billing period and ranges, in digits or in words."""

import re
from dataclasses import dataclass

from harness.language.lexicon import plain
from harness.language.numbers import Number, read_numbers

_SYMBOL = re.compile(r"(?:(us|ca|c|au|a|nz|s|sg|hk)?\$|(£)|(€)|\b(usd|gbp|eur|cad|aud|nzd|sgd|hkd)\b)\s*$")
_SYMBOLS = {
    "us": "USD",
    "ca": "CAD",
    "c": "CAD",
    "au": "AUD",
    "a": "AUD",
    "nz": "NZD",
    "s": "SGD",
    "sg": "SGD",
    "hk": "HKD",
    "£": "GBP",
    "€": "EUR",
}
_UNIT = re.compile(
    r"""\s*(?:-\s*)?(?:(?P<dollars>(?:(?P<which>us|canadian|australian|new\ zealand|singapore
        |hong\ kong)\s*)?(?:dollars?|bucks?)\b|\$)
    |(?P<pounds>(?:pounds?\ sterling|pounds?|quid)\b|£)|(?P<euros>euros?\b|€)|(?P<cents>cents?\b|¢|pence\b)
    |(?P<code>usd|gbp|eur|cad|aud|nzd|sgd|hkd)\b|(?P<grand>grand\b|k\b))""",
    re.VERBOSE,
)
_WHICH = {
    "us": "USD",
    "canadian": "CAD",
    "australian": "AUD",
    "new zealand": "NZD",
    "singapore": "SGD",
    "hong kong": "HKD",
}
_PERIOD = re.compile(
    r"""\s*(?:(?:\$|dollars?|bucks?|usd|pounds?|euros?)\s*)?(?:/\s*|an?\ |per\ |each\ |every\ )?
    (?P<period>months?|mo\b|mth|years?|yr|annum|weeks?|wk|days?|nights?|hours?|hr|visits?|person|head
    |monthly|yearly|annually|weekly|daily|nightly|hourly)\b""",
    re.VERBOSE,
)
_PERIODS = {
    **dict.fromkeys(("month", "months", "mo", "mth", "monthly"), "month"),
    **dict.fromkeys(("year", "years", "yr", "annum", "yearly", "annually"), "year"),
    **dict.fromkeys(("week", "weeks", "wk", "weekly"), "week"),
    **dict.fromkeys(("day", "days", "daily"), "day"),
    **dict.fromkeys(("night", "nights", "nightly"), "night"),
    **dict.fromkeys(("hour", "hours", "hr", "hourly"), "hour"),
    "visit": "visit",
    "visits": "visit",
    "person": "person",
    "head": "person",
}
_PLAIN_PERIOD = re.compile(r"\s*(?:/|an?\s|per\s|each\s|every\s)")
_RANGE = re.compile(r"\s*(?:-|\u2013|to|and|or|through)\s*(?:(?:(?:us|ca|au|nz|hk)?\$|£|€)\s*)?$")
_BETWEEN = re.compile(r"\b(?:between|from)\s*(?:[$£€]\s*)?$")

# What makes a number without a currency something other than a price.
_OTHER_UNIT = re.compile(
    r"""\s*(?:[-+]\s*)?(?:%|percent|percentage|points?\b|people|persons?|guests?|adults?|kids?|child(?:ren)?|pax
        |seats?|miles?
    |mi\b|km|years?|yrs?|yo\b|y/o|months?|weeks?|days?|nights?|hours?|hrs?|minutes?|mins?|seconds?|o'clock|am\b|pm\b
    |a\.m|p\.m|inch(?:es)?|in\b\.|"|'|feet|foot|ft\b|sq|square|lbs?|oz|gb\b|tb\b|mb\b|mbps|mhz|ghz|cc\b|cyl|mpg|hp\b
        |watts?
    |volts?|doors?|bed(?:room)?s?\b|baths?|bathrooms?|times?\b|pieces?|items?|units?|copies|pairs?|owners?|stars?|gears?
    |speeds?|size|st\b|nd\b|rd\b|th\b|x\s?\d|(?:of|more)\s+(?:them|these|those|us)\b|or\ so\ (?:years|miles)
    |(?:of\ )?(?:january|february|march|april|june|july|august|september|october|november|december)\b|:\d|/\d)""",
    re.VERBOSE,
)
_OTHER_LEAD = re.compile(
    r"""(?:\#|(?<![a-z])(?:no\.|number|room|suite|apt|apartment|unit|model|version|gen(?:eration)?|size|zip|code|pin
        |year|in
        |since|of
    |route|exit|chapter|line|extension|ext\.?|option|press|dial|january|february|march|april|may|june|july|august
        |september|october|november|december|jan|feb|mar|apr|jun|jul|aug
        |sept?
    |oct|nov|dec)|\d[/.:-])\s*$""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """An amount: `upto` is the upper end of a range, `currency` an ISO code, None where the text names none.

    A plain "$" or "dollars" is read as USD. `period` is "month", "year", "week", "day", "night", "hour", "visit" or
    "person", None for a sum paid once or unsaid. `bare` marks a number that only its context makes a price.
    """

    amount: float
    start: int
    end: int
    upto: float | None = None
    currency: str | None = None
    period: str | None = None
    bare: bool = False


def read_money(text: str, *, bare: bool = False) -> tuple[Money, ...]:
    """Return the amounts of money in `text`, in order.

    With `bare`, numbers that no other unit, date or label claims are amounts too ("how about 450?").
    """
    numbers = read_numbers(text)
    if not numbers:
        return ()
    lowered = plain(text)
    found: list[Money] = []
    skip = 0
    for index in range(len(numbers)):
        if skip:
            skip -= 1
            continue
        money, skip = _amount(lowered, numbers, index, bare=bare)
        if money is not None:
            _add(found, money, lowered)
    return tuple(found)


def _amount(text: str, numbers: tuple[Number, ...], index: int, *, bare: bool) -> tuple[Money | None, int]:
    """Read the amount at `numbers[index]`; also says how many of the following numbers belong to it."""
    number = numbers[index]
    symbol = _SYMBOL.search(text, max(0, number.start - 6), number.start)
    value, end, skip = _with_cents(text, numbers, index)
    unit = _UNIT.match(text, end)
    start = symbol.start() if symbol else number.start
    if number.ordinal:
        return None, 0
    if unit and unit["grand"]:
        value, end = value * 1000, unit.end()
        bare, unit = True, _UNIT.match(text, end)
    currency = _currency(symbol or _symbol_of_range(text, numbers, index), unit)
    if currency is None and not (unit and unit["cents"]):
        period = _period(text, end)
        if period and _PLAIN_PERIOD.match(text, end) and period[0] not in ("day", "person") and value >= 1:
            return Money(amount=value, start=start, end=period[1], period=period[0], bare=True), skip
        if not bare or not _may_be_price(text, number, end):
            return _ahead_of_range(text, numbers, index, value), 0
        return Money(amount=value, start=start, end=end, bare=True), skip
    if unit and unit["cents"]:
        value, end = value / 100, unit.end()
    elif unit:
        end = unit.end()
        value, end, more = _and_cents(text, numbers, index + skip + 1, value, end)
        skip += more
    period = _period(text, end)
    return (
        Money(
            amount=value, start=start, end=period[1] if period else end, currency=currency, period=period and period[0]
        ),
        skip,
    )


def _symbol_of_range(text: str, numbers: tuple[Number, ...], index: int) -> re.Match[str] | None:
    """The currency sign of "$60-65", as the sign of its second number too."""
    if not index or text[numbers[index - 1].end : numbers[index].start].strip() not in ("-", "\u2013"):
        return None
    start = numbers[index - 1].start
    return _SYMBOL.search(text, max(0, start - 6), start)


def _currency(symbol: re.Match[str] | None, unit: re.Match[str] | None) -> str | None:
    if symbol:
        prefix, pound, euro, code = symbol.groups()
        return code.upper() if code else _SYMBOLS.get(prefix or pound or euro or "us", "USD")
    if unit is None:
        return None
    if unit["code"]:
        return unit["code"].upper()
    if unit["dollars"]:
        return _WHICH.get(unit["which"] or "us", "USD")
    return "GBP" if unit["pounds"] else "EUR" if unit["euros"] else None


def _with_cents(text: str, numbers: tuple[Number, ...], index: int) -> tuple[float, int, int]:
    """Join the two numbers of a spoken price: "eighty nine ninety nine" is 89.99, "twelve fifty" is 12.50."""
    number = numbers[index]
    if not number.in_words or index + 1 == len(numbers):
        return number.value, number.end, 0
    following = numbers[index + 1]
    gap = text[number.end : following.start]
    fits = following.in_words and not following.ordinal and 10 <= following.value < 100 and number.value >= 10
    if fits and gap.strip() == "" and number.value < 1000:
        return number.value + following.value / 100, following.end, 1
    return number.value, number.end, 0


def _and_cents(text: str, numbers: tuple[Number, ...], index: int, value: float, end: int) -> tuple[float, int, int]:
    """Add "and ninety-nine cents" to an amount in dollars."""
    if index >= len(numbers) or text[end : numbers[index].start].strip(" ,") not in ("and", ""):
        return value, end, 0
    unit = _UNIT.match(text, numbers[index].end)
    if unit and unit["cents"] and numbers[index].value < 100:
        return value + numbers[index].value / 100, unit.end(), 1
    return value, end, 0


def _period(text: str, end: int) -> tuple[str, int] | None:
    match = _PERIOD.match(text, end)
    return (_PERIODS[match["period"]], match.end()) if match else None


def _may_be_price(text: str, number: Number, end: int) -> bool:
    if _OTHER_UNIT.match(text, end) or _OTHER_LEAD.search(text, max(0, number.start - 14), number.start):
        return False
    return not number.in_words or number.value >= 10


def _ahead_of_range(text: str, numbers: tuple[Number, ...], index: int, value: float) -> Money | None:
    """Read "60" of "60 to 65 dollars" as money, since the amount that follows says so."""
    if index + 1 >= len(numbers):
        return None
    number, following = numbers[index], numbers[index + 1]
    unit = _UNIT.match(text, following.end)
    gap = text[number.end : following.start]
    if not unit or unit["cents"] or not _RANGE.fullmatch(gap) or value >= following.value:
        return None
    return Money(amount=value, start=number.start, end=number.end, currency=_currency(None, unit))


def _add(found: list[Money], money: Money, text: str) -> None:
    """Append an amount, or make it the upper end of the range that the last one began."""
    last = found[-1] if found else None
    if last and last.upto is None and last.amount < money.amount and last.bare == money.bare and not last.period:
        gap = text[last.end : money.start]
        joined = gap.strip()
        between = _BETWEEN.search(
            text, max(0, last.start - 12), last.start + 1 if text[last.start] == "$" else last.start
        )
        if joined in ("-", "\u2013", "to", "through") or (joined == "and" and between):
            found[-1] = Money(
                amount=last.amount,
                upto=money.amount,
                start=last.start,
                end=money.end,
                currency=money.currency or last.currency,
                period=money.period,
                bare=money.bare,
            )
            return
    found.append(money)
