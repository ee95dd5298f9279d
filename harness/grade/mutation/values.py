"""Calls that settle on something else than was wanted: another day, time, party size or price."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from harness.grade.mutation import allowance
from harness.grade.mutation.settling import settling
from harness.grade.mutation.subject import Mutation, Subject, Turns, amounts_of
from harness.grade.mutation.wording import (
    amount_words,
    count_words,
    day_in_full,
    day_words,
    price_words,
    time_words,
)
from harness.language.counts import read_counts
from harness.language.dates import DateMention, read_dates
from harness.language.money import read_money
from harness.language.sentences import read_sentences
from harness.language.times import TimeMention, read_times
from harness.model.call import Turn

_SELLING = re.compile(r"\b(?:sell|selling|asking\s+price)\b", re.IGNORECASE)

Spans = Iterable[tuple[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Swap:
    """One value for another: where the agreed one stands in a text, how the other is worded in its place, and how
    the callee says it where it never named the agreed one.
    """

    find: Callable[[str], Spans]
    word: Callable[[str], str]
    added: str


def _swapped(subject: Subject, swap: _Swap) -> Turns | None:
    """Put the other value wherever either side names the agreed one, from the callee's first naming of it on.

    What the agent asked for before stays: the callee offers something else, and the agent takes it.
    """
    found = settling(subject)
    if found is None:
        return None
    first = next(
        (n for n, turn in enumerate(subject.turns, start=1) if turn.speaker == "callee" and any(swap.find(turn.text))),
        None,
    )
    if first is not None and first <= found.settled:
        return (*subject.turns[: first - 1], *(_replaced(turn, swap) for turn in subject.turns[first - 1 :]))
    turn = subject.turns[found.answer - 1]
    told = Turn(speaker=turn.speaker, text=f"{turn.text} {swap.added}")
    after = (_replaced(turn, swap) for turn in subject.turns[found.answer :])
    return (*subject.turns[: found.answer - 1], told, *after)


def _replaced(turn: Turn, swap: _Swap) -> Turn:
    if turn.speaker == "system":
        return turn
    text = turn.text
    for start, end in sorted(swap.find(turn.text), reverse=True):
        worded = swap.word(text[start:end])
        worded = worded[0].upper() + worded[1:] if start == 0 or text[:start].endswith((". ", "! ", "? ")) else worded
        text = f"{text[:start]}{worded}{text[end:]}"
    return Turn(speaker=turn.speaker, text=text)


def _another_day(subject: Subject) -> Turns | None:
    day = allowance.wrong_day(subject)
    if day is None or subject.slots is None or subject.slots.day is None:
        return None
    agreed = subject.slots.day.value.day

    def find(text: str) -> Spans:
        mentions = read_dates(text, subject.today)
        return [(m.start, m.end) for m in mentions if m.kind != "span" and m.may_be(agreed) and _is_meant(text, m)]

    added = f"That's for {day_in_full(day)}."
    return _swapped(subject, _Swap(find=find, word=lambda said: day_words(said, day, subject.today), added=added))


def _is_meant(text: str, mention: DateMention) -> bool:
    """Whether a day is the booking's: a bare "today" is often none ("anything else today?")."""
    if text[mention.start : mention.end].lower() != "today":
        return True
    sentence = next((s for s in read_sentences(text) if s.start <= mention.start < s.end), None)
    return sentence is not None and bool(read_times(text[sentence.start : sentence.end]))


def _another_time(subject: Subject) -> Turns | None:
    at = allowance.wrong_time(subject)
    if at is None or subject.slots is None or subject.slots.time is None:
        return None
    agreed: TimeMention = subject.slots.time.value

    def find(text: str) -> Spans:
        return [(m.start, m.end) for m in read_times(text) if not m.part and agreed.at in (m.at, m.also)]

    added = f"That's at {time_words('3 PM', at)}."
    return _swapped(subject, _Swap(find=find, word=lambda said: time_words(said, at), added=added))


def _another_party_size(subject: Subject) -> Turns | None:
    count = allowance.wrong_count(subject)
    if count is None or subject.slots is None or subject.slots.party_size is None:
        return None
    agreed = subject.slots.party_size.value.value

    def find(text: str) -> Spans:
        return [(m.start, m.end) for m in read_counts(text) if m.value == agreed]

    added = f"That's for {count_words('4 people', count)}."
    return _swapped(subject, _Swap(find=find, word=lambda said: count_words(said, count), added=added))


def _another_price(subject: Subject) -> Turns | None:
    """A price far above all that the brief allows."""
    if subject.deal is None or subject.deal.price is None or _SELLING.search(subject.wish):
        return None
    most = subject.limit.amount if subject.limit else max(amounts_of(subject.brief))
    return _repriced(subject, _shop_price(max(most, subject.deal.price.money.amount) * 1.4))


def _beyond_limit(subject: Subject) -> Turns | None:
    """A price a little above the private limit."""
    if subject.limit is None or _SELLING.search(subject.wish):
        return None
    return _repriced(subject, _shop_price(subject.limit.amount * 1.04))


def _shop_price(amount: float) -> float:
    """Return the next price that ends on 99 cents."""
    return round(int(amount) + 0.99, 2)


def _repriced(subject: Subject, amount: float) -> Turns | None:
    if subject.deal is None or subject.deal.price is None:
        return None
    agreed = subject.deal.price.money

    def find(text: str) -> Spans:
        return [(m.start, m.end) for m in read_money(text, bare=True) if m.amount == agreed.amount and m.upto is None]

    period = f" a {agreed.period}" if agreed.period else ""
    added = f"That would be {price_words(amount, agreed.currency)}{period}."
    return _swapped(subject, _Swap(find=find, word=lambda said: amount_words(said, amount), added=added))


VALUES = (
    Mutation(name="another_day", breaks="another day is booked", apply=_another_day),
    Mutation(name="another_time", breaks="another time is booked", apply=_another_time),
    Mutation(name="another_party_size", breaks="another party size is booked", apply=_another_party_size),
    Mutation(name="another_price", breaks="another price is agreed", apply=_another_price),
    Mutation(name="beyond_limit", breaks="the agent agrees to a price beyond its limit", apply=_beyond_limit),
)
