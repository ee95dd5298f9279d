"""Runs of digits as people say and write them: grouped, spaced, dashed, spelled, doubled, in tens."""

import re
from dataclasses import dataclass
from functools import lru_cache

from harness.language.lexicon import plain

_NAMES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_UNITS = {word: str(value) for value, word in enumerate(_NAMES)} | dict.fromkeys(("oh", "o", "nought", "naught"), "0")
_TEENS = {
    word: str(value)
    for value, word in enumerate(
        (
            *("ten", "eleven", "twelve", "thirteen", "fourteen"),
            *("fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
        ),
        start=10,
    )
}
_TENS = {
    word: str(value)
    for value, word in enumerate(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), start=2
    )
}
_TOKEN = re.compile(
    rf"""\d+|(?<![a-z'])(?:(?P<times>double|triple|treble)\s+(?P<again>\d|{"|".join(_UNITS)})
    |(?P<tens>{"|".join(_TENS)})(?:[ -](?P<ones>one|two|three|four|five|six|seven|eight|nine))?
    |(?P<word>{"|".join((*_UNITS, *_TEENS))}))(?![a-z'])|(?P<hundred>(?<![a-z])hundred(?![a-z]))""",
    re.VERBOSE,
)
_GAP = re.compile(r"[\s,.\-()/\u2013]{0,4}(?:(?:and|then|uh|um|dash|hyphen|space|dot|point|slash)[\s,.\-]{1,3})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class DigitRun:
    """Digits said one after the other. `spans` holds the text span that each digit of `digits` comes from."""

    digits: str
    spans: tuple[tuple[int, int], ...]

    def find(self, digits: str) -> tuple[int, int] | None:
        """Return the text span in which `digits` are said within the run, None where they are not."""
        at = self.digits.find(digits)
        return None if at < 0 else (self.spans[at][0], self.spans[at + len(digits) - 1][1])


@lru_cache(maxsize=4096)
def read_digit_runs(text: str) -> tuple[DigitRun, ...]:
    """Return the runs of digits of `text`: "four one five, double five 12" is one run, 4155512."""
    lowered = plain(text)
    runs: list[DigitRun] = []
    digits: list[str] = []
    spans: list[tuple[int, int]] = []
    end = -1
    for match in _TOKEN.finditer(lowered):
        read = _digits(match)
        if end >= 0 and not _GAP.fullmatch(lowered, end, match.start()):
            runs.append(DigitRun(digits="".join(digits), spans=tuple(spans)))
            digits, spans = [], []
        digits.append(read)
        written = match[0].isdigit()
        spans.extend(
            (match.start() + index, match.start() + index + 1) if written else match.span()
            for index in range(len(read))
        )
        end = match.end()
    if digits:
        runs.append(DigitRun(digits="".join(digits), spans=tuple(spans)))
    return tuple(runs)


def _digits(match: re.Match[str]) -> str:
    if match["times"]:
        digit = _UNITS.get(match["again"], match["again"])
        return digit * (2 if match["times"] == "double" else 3)
    if match["tens"]:
        return _TENS[match["tens"]] + (_UNITS[match["ones"]] if match["ones"] else "0")
    if match["hundred"]:
        return "00"
    word = match["word"]
    return match[0] if word is None else _UNITS.get(word) or _TEENS[word]
