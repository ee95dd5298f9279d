"""Is a given value said in a text, however it is spelled: grouped, spaced, in words, letter by letter, as a date?"""

import re
from dataclasses import dataclass
from datetime import date

from harness.language.dates import read_dates
from harness.language.digits import DigitRun, read_digit_runs
from harness.language.english import ENGLISH
from harness.language.lexicon import APOSTROPHE, plain
from harness.language.money import read_money

_DIGITS = re.compile(r"\d")
_LETTERS = re.compile(r"[^\W\d_]")
_MONEY = re.compile(r"^\s*(?:[$£€]|(?:usd|gbp|eur)\b)|(?:dollars?|pounds?|euros?)\s*(?:$|/|per|a )", re.IGNORECASE)
_SPAN = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A value to look for, prepared once for many texts. Make it with `wanted`."""

    value: str
    digits: str
    days: frozenset[date]
    amount: float | None
    words: re.Pattern[str] | None

    def find(self, text: str) -> _SPAN | None:
        """Return the span that says the value in `text`, None where it is not said."""
        if self.words is not None:
            match = self.words.search(text)
            return match.span() if match else None
        if self.amount is not None:
            money = next((m for m in read_money(text) if m.amount == self.amount), None)
            return (money.start, money.end) if money else None
        if self.days:
            for mention in read_dates(text, date(2000, 1, 1)):
                if mention.with_year and (mention.day in self.days or self.days & set(mention.also)):
                    return mention.start, mention.end
        return self._in_digits(text)

    def _in_digits(self, text: str) -> _SPAN | None:
        for run in read_digit_runs(text):
            span = _within(run, self.digits, text)
            if span is not None:
                return span
        return None


def wanted(value: str) -> Wanted:
    """Prepare `value`: an amount of money, a date with its year, a number, or words."""
    digits = "".join(_DIGITS.findall(value))
    letters = len(_LETTERS.findall(value))
    amount = None
    if _MONEY.search(value):
        money = read_money(value)
        amount = money[0].amount if money else None
    days = frozenset(
        day
        for mention in read_dates(value, date(2000, 1, 1))
        if mention.with_year
        for day in (mention.day, *mention.also)
    )
    numeric = bool(days) or (len(digits) >= 3 and letters <= 2)
    if not numeric and not letters and digits:
        numeric = True
    words = None if amount is not None or numeric else _words(value)
    return Wanted(value=value, digits=digits, days=days, amount=amount, words=words)


def _words(value: str) -> re.Pattern[str]:
    """A pattern for words as said, or for a word spelled letter by letter."""
    parts = [part for part in plain(value).replace(",", " ").split() if part.strip(".-")] or [plain(value).strip()]
    if "@" in value:
        spoken = re.escape(plain(value).strip()).replace("@", r"(?:@|\s+at\s+)").replace(r"\.", r"(?:\.|\s+dot\s+)")
        return re.compile(rf"(?<!\w){spoken}(?!\w)", re.IGNORECASE)
    said = r"[\s,.-]+".join(re.escape(part).replace("'", f"['{APOSTROPHE}]") for part in parts)
    forms = [said]
    if len(parts) == 2:
        forms.append(rf"{re.escape(parts[1])},?\s+{re.escape(parts[0])}")
    spelled = [r"[\s.,-]+".join(map(re.escape, part)) for part in parts if len(part) >= 3 and part.isalpha()]
    if spelled and len(spelled) == len(parts):
        forms.append(r"[\s.,-]+".join(spelled))
    start, end = (
        (r"(?<!\w)" if parts[0][:1].isalnum() else ""),
        (r"(?!\w)" if parts[-1][-1:].isalnum() else ""),
    )
    name_like_word = len(parts) == 1 and value.strip()[:1].isupper() and parts[0] in ENGLISH
    flags = re.NOFLAG if name_like_word else re.IGNORECASE
    forms = [value.strip()] if name_like_word else forms
    return re.compile(f"{start}(?:{'|'.join(forms)}){end}", flags)


_LONG = 7


def _within(run: DigitRun, digits: str, text: str) -> _SPAN | None:
    """Find `digits` in a run. Short ones must be said as a group of their own, not as part of something longer."""
    if run.digits == digits:
        span = run.spans[0][0], run.spans[-1][1]
        return None if len(digits) < _LONG and text[max(0, span[0] - 1) : span[0]] in ("$", "£", "€") else span
    if len(digits) < 3:
        return None
    at = run.digits.find(digits)
    while at >= 0:
        last = at + len(digits) - 1
        span = run.spans[at][0], run.spans[last][1]
        if len(digits) >= _LONG or _apart(text, span):
            return span
        at = run.digits.find(digits, at + 1)
    return None


def _apart(text: str, span: _SPAN) -> bool:
    """Whether a group of digits stands alone: written together, with no digit or money sign touching it."""
    before, inside, after = text[max(0, span[0] - 2) : span[0]], text[span[0] : span[1]], text[span[1] : span[1] + 2]
    return inside.isdigit() and not re.search(r"[\d$£€][,.]?$", before) and not re.match(r"[,.]?\d", after)
