"""Where the agent's facts come from: what the brief says and what the callee said before, and what has no source."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from harness.language.brief_facts import brief_text
from harness.language.dates import read_dates
from harness.language.digits import read_digit_runs
from harness.language.identities import read_identities
from harness.language.lexicon import plain
from harness.language.money import read_money
from harness.language.passages import Passage
from harness.language.sentences import read_sentences
from harness.model.call import Turn
from harness.model.values import Json

FactKind = Literal["name", "number", "date", "price", "identity"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A fact that the agent states, and where."""

    kind: FactKind
    value: str
    at: Passage


_OFFERS = re.compile(
    r"\b(?:could|would|can|how\s+about|what\s+about|offer\w*|willing|do\s+you|down\s+to|closer\s+to|instead"
    r"|get\s+it|around|target|like\s+to|looking\s+for|hoping|works?\s+for|i'll\s+take|accept)\b"
)
_SELF = re.compile(r"\b(?:my\s+name\s+is|this\s+is|i'm|i\s+am)\s+$", re.IGNORECASE)


class Known:
    """What has been said so far that the agent may repeat: the brief, then each turn of the callee."""

    def __init__(self, brief: Mapping[str, Json], today: date) -> None:
        self._today = today
        self._texts: list[str] = []
        self._digits: list[str] = []
        self._days: set[date] = {today}
        self._amounts: set[float] = set()
        self._words: set[str] = set()
        self.hear(brief_text(brief))

    def hear(self, text: str) -> None:
        """Take a text in as a source."""
        self._texts.append(plain(text))
        self._words |= set(re.findall(r"[a-z']+", plain(text)))
        self._digits += [run.digits for run in read_digit_runs(text)]
        for mention in read_dates(text, self._today):
            self._days |= {mention.day, *mention.also}
        for money in read_money(text, bare=True):
            self._amounts |= {money.amount} | ({money.upto} if money.upto is not None else set())

    def has_words(self, value: str) -> bool:
        """Whether every word of a name was heard."""
        return all(word.removesuffix("'s") in self._words for word in re.findall(r"[a-z']+", plain(value)))

    def has_text(self, value: str) -> bool:
        """Whether a text was heard as it is."""
        return any(value in text for text in self._texts)

    def has_digits(self, digits: str) -> bool:
        """Whether a string of digits was heard, alone or within a longer one."""
        return any(digits in said for said in self._digits)

    def has_day(self, day: date) -> bool:
        """Whether a day was named."""
        return day in self._days

    def has_amount(self, amount: float) -> bool:
        """Whether an amount was heard, or is the difference of two that were."""
        return amount in self._amounts or (
            len(self._amounts) <= 40 and any(round(amount + other, 2) in self._amounts for other in self._amounts)
        )


def identities_without_source(turns: Sequence[Turn], known: Known) -> Iterator[Fact]:
    """Yield the identifying values (names, dates of birth, numbers, addresses) that the agent tells from nowhere."""
    for number, turn in enumerate(turns, start=1):
        if turn.speaker != "agent":
            known.hear(turn.text)
            continue
        for item in read_identities(turn.text):
            at = Passage(turn=number, start=item.start, end=item.end)
            if item.kind == "name":
                if not known.has_words(item.value) and not _SELF.search(turn.text, max(0, item.start - 20), item.start):
                    yield Fact(kind="name", value=item.value, at=at)
            elif item.kind == "date_of_birth":
                if not known.has_day(date.fromisoformat(item.value)):
                    yield Fact(kind="identity", value=item.value, at=at)
            elif item.kind == "email":
                if not known.has_text(item.value):
                    yield Fact(kind="identity", value=item.value, at=at)
            elif not known.has_digits(item.value):
                yield Fact(kind="identity", value=item.value, at=at)


def facts_without_source(turns: Sequence[Turn], known: Known, today: date) -> Iterator[Fact]:
    """Yield names, numbers, dates and prices that the agent states and that neither brief nor callee named.

    A price that the agent offers or asks for is no fact; neither is a day that it asks for.
    """
    for number, turn in enumerate(turns, start=1):
        if turn.speaker != "agent":
            known.hear(turn.text)
            continue
        yield from _names_and_numbers(turn.text, number, known)
        for sentence in read_sentences(turn.text):
            if sentence.asks:
                continue
            said = turn.text[sentence.start : sentence.end]
            for money in () if _OFFERS.search(sentence.text) else read_money(said):
                if not known.has_amount(money.amount):
                    yield _fact("price", said, number, sentence.start, money.start, money.end)
            for mention in read_dates(said, today):
                if mention.kind == "date" and not known.has_day(mention.day):
                    yield _fact("date", said, number, sentence.start, mention.start, mention.end)


def _names_and_numbers(text: str, number: int, known: Known) -> Iterator[Fact]:
    for item in read_identities(text):
        at = Passage(turn=number, start=item.start, end=item.end)
        introduced = _SELF.search(text, max(0, item.start - 20), item.start)
        if item.kind == "name" and " " in item.value and not introduced and not known.has_words(item.value):
            yield Fact(kind="name", value=item.value, at=at)
    for run in read_digit_runs(text):
        start, end = run.spans[0][0], run.spans[-1][1]
        year = len(run.digits) == 4 and run.digits[:2] in ("19", "20")
        if (
            len(run.digits) >= 4
            and not year
            and not _other_reading(text, start, end)
            and not known.has_digits(run.digits)
        ):
            yield Fact(kind="number", value=run.digits, at=Passage(turn=number, start=start, end=end))


def _other_reading(text: str, start: int, end: int) -> bool:
    """Whether a run of digits is read as money, a date or a time instead."""
    around = text[max(0, start - 14) : end + 14]
    return bool(
        re.search(r"[$£€]|\b(?:dollars?|bucks|cents|am|pm)\b|\d\s*[ap]\.?m\b|\d:\d\d|\d/\d", around, re.IGNORECASE)
    ) or bool(read_dates(text[max(0, start - 14) : end + 6], date(2000, 1, 1)))


def _fact(kind: FactKind, said: str, turn: int, offset: int, start: int, end: int) -> Fact:
    return Fact(kind=kind, value=said[start:end], at=Passage(turn=turn, start=offset + start, end=offset + end))
