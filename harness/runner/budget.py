"""What a run may ring and spend, what its plan would at the worst, and what it has so far."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from math import isfinite
from typing import Final

from harness.runner.calling_hours import CallingHours
from harness.runner.dials import AskedCall, Dial

_SEPARATORS: Final = str.maketrans("", "", " -.()\u00a0")
_OVERTIME: Final = timedelta(minutes=1)
"""How long after its longest duration a call of which nobody hears is taken to be going on."""


def number_key(number: str) -> str:
    """Return what two spellings of one international number share; any other text stands for itself."""
    plain = number.translate(_SEPARATORS)
    return plain if plain.startswith("+") and plain[1:].isascii() and plain[1:].isdigit() else number.strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """What the settings allow one run. `part` names the shard whose share this is, empty for a whole run."""

    numbers: frozenset[str]
    calls: int
    credits: int
    calls_per_number_per_day: int
    hours: CallingHours
    at_once: int
    part: str = ""

    def allows(self, number: str) -> bool:
        """Whether a number is on the list, however either is spelled."""
        return number_key(number) in {number_key(it) for it in self.numbers}

    @classmethod
    def nothing(cls) -> "Allowance":
        """Return what is allowed where nobody allowed anything."""
        never = CallingHours(start_minute=0, end_minute=0, weekdays=())
        return cls(numbers=frozenset(), calls=0, credits=0, calls_per_number_per_day=0, hours=never, at_once=0)

    def share(self, number: int, of: int) -> "Allowance":
        """Return the part of shard `number` of `of`: the shares of all shards come to the whole.

        A number's calls are not shared out: a guard counts them over all shards.
        """
        return replace(
            self,
            calls=_share(self.calls, number, of),
            credits=_share(self.credits, number, of),
            at_once=_share(self.at_once, number, of),
            part=f"shard {number}/{of}",
        )


def _share(whole: int, number: int, of: int) -> int:
    return whole // of + (1 if number <= whole % of else 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """What a plan comes to at the worst: calls (those begun anew counted), credits, minutes, and calls by number.

    A number is counted without the calls begun anew, as those ring only where nothing rang before.
    """

    calls: int
    credits: int
    minutes: int
    numbers: Mapping[str, int]


def forecast(dials: Iterable[Dial]) -> Forecast:
    """Return what dials come to."""
    calls = worst = minutes = 0
    numbers: Counter[str] = Counter()
    for dial in dials:
        calls += dial.times
        worst += dial.times * dial.asked.worst_credits
        minutes += dial.times * dial.asked.worst_minutes
        if dial.asked.number is not None:
            numbers[number_key(dial.asked.number)] += dial.rings
    return Forecast(calls=calls, credits=worst, minutes=minutes, numbers=numbers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """What a run had rung and spent before this process took it over."""

    calls: int = 0
    credits: float = 0.0


@dataclass(slots=True)
class _Placed:
    number: str
    credits: float
    open_until: datetime | None
    call_id: str | None = None


@dataclass(slots=True)
class Meter:
    """What a run has rung and spent: actual charges, and the worst case of every call of which none is known.

    `before` is what this very run had spent when it was resumed, `rung` how often a number was called today.
    """

    allowance: Allowance
    before: Spent = field(default_factory=Spent)
    rung: Mapping[str, int] = field(default_factory=dict)
    _placed: dict[int, _Placed] = field(default_factory=dict)
    _tickets: int = 0

    @property
    def calls(self) -> int:
        """How many calls were placed, or may have been."""
        return self.before.calls + len(self._placed)

    @property
    def credits(self) -> float:
        """What they cost: as charged, else at the worst."""
        return self.before.credits + sum(it.credits for it in self._placed.values())

    def spent(self, next_call: AskedCall) -> str:
        """Say why the next call cannot be paid for, empty where it can."""
        allowance, worst = self.allowance, next_call.worst_credits
        if self.calls + 1 > allowance.calls:
            return f"{self.calls} calls are made, and max_calls is {allowance.calls}"
        if self.credits + worst > allowance.credits:
            return (
                f"the budget is spent: {self.credits:g} credits are charged or may be, the next call may cost {worst}, "
                f"and max_credits is {allowance.credits}"
            )
        key = number_key(next_call.number or "")
        today = self.rung.get(key, 0) + sum(it.number == key for it in self._placed.values())
        if key and today + 1 > allowance.calls_per_number_per_day:
            most = allowance.calls_per_number_per_day
            return f"{next_call.number} was called {today} times today, and max_calls_per_number_per_day is {most}"
        return ""

    def is_full(self, now: datetime) -> bool:
        """Whether as many calls go on as may at once, as far as is known."""
        going_on = sum(it.open_until is not None and it.open_until > now for it in self._placed.values())
        return going_on >= self.allowance.at_once

    def begin(self, call: AskedCall, now: datetime) -> int:
        """Take note of a call that is about to be placed, and return its ticket."""
        self._tickets += 1
        until = now + timedelta(minutes=call.worst_minutes) + _OVERTIME
        self._placed[self._tickets] = _Placed(
            number=number_key(call.number or ""), credits=call.worst_credits, open_until=until
        )
        return self._tickets

    def refused(self, ticket: int) -> None:
        """Take note that no phone rang."""
        self._placed.pop(ticket, None)

    def placed(self, ticket: int, call_id: str) -> None:
        """Take note of the id that a call was given."""
        self._placed[ticket].call_id = call_id

    def ended(self, call_id: str, charged: float | None) -> None:
        """Take note that a call ended, and of what was charged for it, None where nobody said."""
        for placed in self._placed.values():
            if placed.call_id == call_id and placed.open_until is not None:
                placed.open_until = None
                known = charged is not None and isfinite(charged) and charged >= 0
                placed.credits = charged if known and charged is not None else placed.credits
