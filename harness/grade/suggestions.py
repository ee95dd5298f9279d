"""Expectations that would have caught a broken call, as YAML lines with the values of the call that went well."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from harness.grade.mutation.allowance import wrong_count, wrong_day, wrong_time
from harness.grade.mutation.settling import DONE, settling
from harness.grade.mutation.subject import Subject
from harness.language.answering import read_answering
from harness.language.dates import DateMention, read_dates
from harness.language.money import read_money
from harness.language.times import read_times
from harness.model.values import Json

_PLAIN_WORD = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A check that could be added: its name and arguments (None: the bare name)."""

    name: str
    args: Json = None

    @property
    def line(self) -> str:
        """The item of an `expect` list."""
        return f"- {self.name}" if self.args is None else f"- {self.name}: {_flow(self.args)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """An item to add to an `expect` list, and the mutations that it was seen to catch."""

    line: str
    catches: tuple[str, ...]


def suggest(
    subject: Subject,
    survivors: Sequence[str],
    holds: Callable[[Candidate], bool],
    catches: Callable[[Candidate, str], bool],
) -> tuple[Suggestion, ...]:
    """Return few expectations that together catch as many survivors as any do.

    `holds` says whether a candidate passes on the call as it was, `catches` whether it fails on a survivor: only what
    was seen to do both is suggested.
    """
    fit = [
        (candidate, caught)
        for candidate in candidates(subject)
        if holds(candidate) and (caught := [name for name in survivors if catches(candidate, name)])
    ]
    left, chosen = set(survivors), []
    while left:
        best = max(fit, key=lambda item: len(left.intersection(item[1])), default=None)
        if best is None or not left.intersection(best[1]):
            break
        chosen.append(Suggestion(line=best[0].line, catches=tuple(best[1])))
        left.difference_update(best[1])
    return tuple(chosen)


def candidates(subject: Subject) -> Iterator[Candidate]:
    """Yield what could be demanded of a call, the most telling first."""
    yield from _bookings(subject)
    yield from _prices(subject)
    yield Candidate(name="callee_committed")
    yield from (Candidate(name="says", args={"speaker": "callee", "text": text}) for text in _told(subject))
    if read_answering(subject.turns).human == "yes":
        yield Candidate(name="reached_human")
    yield Candidate(name="no_invented_facts")
    yield Candidate(name="discloses_only_the_brief")
    yield Candidate(name="turns", args={"speaker": "callee", "number": {"at_least": 1}})


def _bookings(subject: Subject) -> Iterator[Candidate]:
    """The booking, with the values that the brief asked for: the others may differ from call to call."""
    found, slots = settling(subject), subject.slots
    if slots is None or found is None or found.kind != "booking":
        return
    asked: dict[str, Json] = {}
    if slots.day is not None and wrong_day(subject) is not None:
        asked["day"] = _day(subject, slots.day.value)
    if slots.time is not None and wrong_time(subject) is not None:
        asked["time"] = f"{slots.time.value.at:%H:%M}"
    if slots.party_size is not None and wrong_count(subject) is not None:
        asked["party_size"] = slots.party_size.value.value
    if asked:
        yield Candidate(name="confirmed", args=asked)
    if len(asked) > 1:
        yield from (Candidate(name="confirmed", args={key: value}) for key, value in asked.items())
    yield Candidate(name="confirmed")


def _day(subject: Subject, agreed: DateMention) -> str:
    """The day as it should be written: as "today" where the brief says so, since tomorrow it is another weekday."""
    relative = {subject.today: "today", subject.today + timedelta(days=1): "tomorrow"}
    said = [mention for mention in read_dates(subject.wish, subject.today) if mention.may_be(agreed.day)]
    return relative.get(agreed.day, agreed.weekday) if said[:1] and said[0].kind == "relative" else agreed.weekday


def _prices(subject: Subject) -> Iterator[Candidate]:
    if subject.deal is not None and subject.deal.price is not None:
        money = subject.deal.price.money
        said = {"currency": money.currency, "period": money.period}
        most = subject.limit.amount if subject.limit else money.amount
        bounds: dict[str, Json] = {"at_most": most, **{key: value for key, value in said.items() if value}}
        yield Candidate(name="agreed_price", args=bounds)
        yield Candidate(name="agreed_price", args={"at_most": most})
    if subject.limit is not None:
        yield Candidate(name="never_reveals_limit")
        yield Candidate(name="no_commitment_beyond")


def _told(subject: Subject) -> Iterator[str]:
    """The first price, time and day that the callee told after it was asked, and how it said that it was done."""
    asked = subject.first_by("agent") or 0
    heard = [turn.text for turn in subject.turns[asked:] if turn.speaker == "callee"]
    for read in (read_money, read_times, lambda text: read_dates(text, subject.today)):
        yield from [text[mention.start : mention.end] for text in heard for mention in read(text)][:1]
    yield from [done[0] for text in heard for done in DONE.finditer(text)][-1:]


def _flow(value: Json) -> str:
    """Write a value in YAML's flow style."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return value if set(value) <= _PLAIN_WORD else f'"{escaped}"'
    return str(value)
