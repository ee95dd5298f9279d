"""Numbers in a text, in digits and in words, with what they are worth and where they stand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from harness.language.lexicon import plain

_UNITS = {
    word: value
    for value, word in enumerate(
        (
            *(
                "zero",
                "one",
                "two",
                "three",
                "four",
                "five",
                "six",
                "seven",
                "eight",
                "nine",
                "ten",
                "eleven",
                "twelve",
            ),
            *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
        )
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"),
        start=2,
    )
} | {"fourty": 40}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "dozen": 12}
_ORDINALS = {
    word: value
    for value, word in enumerate(
        (
            *(
                "first",
                "second",
                "third",
                "fourth",
                "fifth",
                "sixth",
                "seventh",
                "eighth",
                "ninth",
                "tenth",
                "eleventh",
            ),
            *(
                "twelfth",
                "thirteenth",
                "fourteenth",
                "fifteenth",
                "sixteenth",
                "seventeenth",
                "eighteenth",
                "nineteenth",
            ),
            "twentieth",
        ),
        start=1,
    )
} | {"thirtieth": 30}
_VALUES = _UNITS | _TENS | _SCALES | _ORDINALS

_WORD = "|".join(sorted(_VALUES, key=len, reverse=True))
NUMBER_WORD = rf"(?:{_WORD})"
"""A pattern of one number word, for patterns of other readers (match it on plain text)."""

_NUMBER = re.compile(
    rf"""(?<!\w)(?<!\d[.,])(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)(?P<suffix>st|nd|rd|th
        |k)?(?![a-z]*\d)
    |(?<![\w'])(?P<half>half\s+a\s+dozen|(?:a|one)\s+and\s+a\s+half|(?:a\s+)?couple(?=\s+of\b))(?!\w)
    |(?<![\w'])(?P<words>(?:an?[ ]+(?=hundred\b|thousand\b|million\b|dozen\b))?(?:{_WORD})
        (?:(?:[ ]+and[ ]+(?=(?:{_WORD})\b)|[ ]*-[ ]*|[ ]+)(?:{_WORD})(?![\w']))*)(?![\w'])""",
    re.VERBOSE,
)
_TOKEN = re.compile(r"[a-z]+")
_DIGIT = re.compile(r"\d")
_HINTS = frozenset(_VALUES) | {"couple", "half"}


_MOST_DIGITS = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number: its value, its span, whether it is an ordinal ("5th", "fifth"), and whether it is written in words."""

    value: float
    start: int
    end: int
    ordinal: bool = False
    in_words: bool = False


@lru_cache(maxsize=4096)
def read_numbers(text: str) -> tuple[Number, ...]:
    """Return the numbers of `text` in order; "eighty nine ninety nine" is two of them, 89 and 99."""
    lowered = plain(text)
    if not _DIGIT.search(lowered) and _HINTS.isdisjoint(_TOKEN.findall(lowered)):
        return ()
    return tuple(number for match in _NUMBER.finditer(lowered) for number in _numbers_of(match))


def _numbers_of(match: re.Match[str]) -> Iterator[Number]:
    digits, suffix = match["digits"], match["suffix"]
    if digits and len(digits) > _MOST_DIGITS:
        return  # a serial number, and no amount of anything
    if digits:
        value = float(digits.replace(",", "")) * (1000 if suffix == "k" else 1)
        ordinal = suffix in ("st", "nd", "rd", "th")
        yield Number(value=value, start=match.start(), end=match.end(), ordinal=ordinal)
    elif match["half"]:
        value = 6 if "dozen" in match["half"] else 1.5 if "and" in match["half"] else 2
        yield Number(value=value, start=match.start(), end=match.end(), in_words=True)
    else:
        yield from _in_words(match["words"], match.start("words"))


def _in_words(run: str, offset: int) -> Iterator[Number]:
    """Split a run of number words into the numbers that it can mean; a word that does not fit on begins a new one."""
    total, current, scale, start, end, joined = 0, 0, 10**9, -1, 0, True
    for match in _TOKEN.finditer(run):
        word = match[0]
        if word in ("a", "an"):
            total, current, start, joined = 0, 1, match.start(), True
            continue
        if word == "and":
            joined = current % 100 == 0
            continue
        value = _VALUES[word]
        if start < 0 or not joined or not _fits(word, value, current, scale):
            if start >= 0:
                yield Number(value=total + current, start=offset + start, end=offset + end, in_words=True)
            total, current, scale, start = 0, 0, 10**9, match.start()
        joined, end = True, match.end()
        if word in _ORDINALS:
            yield Number(
                value=total + current + value, start=offset + start, end=offset + end, ordinal=True, in_words=True
            )
            start = -1
        elif word in _SCALES and value >= 1000:
            total, current, scale = total + max(current, 1) * value, 0, value
        elif word in _SCALES:
            current = max(current, 1) * value
        else:
            current += value
    if start >= 0:
        yield Number(value=total + current, start=offset + start, end=offset + end, in_words=True)


def _fits(word: str, value: int, current: int, scale: int) -> bool:
    """Whether a number that stands at `current`, below the last `scale`, goes on with `word`."""
    if word in ("hundred", "dozen"):
        return 0 < current < 100
    if word in _SCALES:
        return current > 0 and value < scale
    if value == 0:
        return False
    tail = current % 100
    after_scale = current == 0 and scale < 10**9
    if value < 10:
        return after_scale or (current > 0 and (tail == 0 or (tail >= 20 and tail % 10 == 0)))
    return after_scale or (current > 0 and tail == 0)
