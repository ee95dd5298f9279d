"""What a plan would do that nobody allowed: every rule that it breaks, told before anything is sent.

A rule of a single call holds twice: of the plan, and of what is about to be sent (`refusals_of`).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, TypeAlias
from zoneinfo import ZoneInfoNotFoundError

from harness.model.scenario import Scenario
from harness.runner.budget import Allowance, Forecast, Spent, forecast, number_key
from harness.runner.calling_hours import clock_time, own_day, zone_of, zones_of
from harness.runner.dials import AskedCall, Dial, open_at_once

TABLE: Final = "[live] of pine-harness.toml"
Told: TypeAlias = tuple[str, str]
"""What is wrong with a call, and how to mend it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """One rule that is broken: where, what was found and what is allowed, and how to mend it."""

    where: str
    message: str
    fix: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}\n    {self.fix}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """A call of an earlier run that rang a number, or may have."""

    number: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What a plan meets: the moment, what was rung before it, and how many processes carry the run out.

    `everywhere` is what all shards of the run dial together; `before` what this very run has spent already.
    `logged_in`: an account is there to call with.
    """

    now: datetime
    everywhere: Sequence[Dial]
    rung: Sequence[Rung] = ()
    before: Spent = field(default_factory=Spent)
    workers: int = 1
    logged_in: bool = True


def refusals(
    dials: Sequence[Dial], scenarios: Iterable[Scenario], allowance: Allowance | None, met: Circumstances
) -> tuple[Refusal, ...]:
    """Return every rule that a plan breaks; `allowance` None: nothing is allowed at all."""
    found: list[Refusal] = []
    if met.workers > 1:
        found.append(
            Refusal(
                where="the run",
                message=f"{met.workers} processes would share one account; allowed: one process",
                fix="run it without -n, or with -n 1; calls go on at once in one process too (max_concurrent)",
            )
        )
    if not met.logged_in:
        found.append(
            Refusal(
                where="the run",
                message="nobody is logged in; a live run makes all its calls with one account",
                fix="run pine-harness login, or set PINE_ACCESS_TOKEN and PINE_USER_ID",
            )
        )
    if not dials:
        return tuple(found)
    if allowance is None:
        return (*found, _no_table(dials), *_of_calls(dials, None, met.now))
    found += _of_calls(dials, allowance, met.now)
    found += _of_totals(forecast(dials), allowance, met.before)
    found += _of_numbers(met, allowance)
    found += _at_once(scenarios, allowance)
    return tuple(found)


def refusals_of(call: AskedCall, zone: str | None, allowance: Allowance, now: datetime) -> Iterator[Told]:
    """Yield what a single call breaks."""
    yield from _of_body(call)
    yield from _of_number(call, zone, allowance, now)


def _of_body(call: AskedCall) -> Iterator[Told]:
    if call.trouble:
        yield call.trouble, "real phones get JSON objects only; runs_on: [mock] keeps the scenario from them"
    elif call.number is not None and call.minutes is None:
        message = "no max_duration_minutes of its own, so the call may last 120 minutes; allowed: 1 to 120, written out"
        yield message, "write in the scenario's brief: max_duration_minutes: 10"


def _of_number(call: AskedCall, named: str | None, allowance: Allowance | None, now: datetime) -> Iterator[Told]:
    """Yield what is wrong with ringing a number now; without an allowance, what no setting could mend."""
    number = call.number
    if number is None:
        return
    if allowance is not None and not allowance.allows(number):
        listed = ", ".join(sorted(allowance.numbers)) or "none"
        line = ", ".join(f'"{it}"' for it in sorted({*allowance.numbers, number}))
        message = f"{number} is not on the allow-list; allowed: {listed}"
        yield message, f"if it may be rung, write under {TABLE}: allow_numbers = [{line}]"
    try:
        zone = zone_of(number, named)
    except ZoneInfoNotFoundError:
        yield "this machine has no data of time zones, so the callee's hours are unknown", "install the package tzdata"
        return
    if zone is None:
        zones = zones_of(number)
        found = f"{number} may be in {len(zones)} time zones" if zones else f"nobody knows the time zone of {number}"
        some = f" ({', '.join(zones[:3])}{', ...' if len(zones) > 3 else ''})" if zones else ""
        fix = "write where the callee is in the scenario: callee_timezone: America/New_York"
        yield f"{found}{some}; allowed: one", fix
    elif allowance is not None and not allowance.hours.are_open(now.astimezone(zone)):
        message = f"it is {clock_time(now, zone)}, where {number} is; allowed: {allowance.hours}"
        yield message, f"run it then, or write other hours and weekdays under {TABLE}"


def _of_calls(dials: Iterable[Dial], allowance: Allowance | None, now: datetime) -> Iterator[Refusal]:
    """Yield what single calls break: what is wrong with a number once, with a body once for each scenario."""
    told: set[tuple[str, Told]] = set()
    for dial in dials:
        of_body = (((dial.scenario_id, it), it) for it in _of_body(dial.asked))
        of_number = ((("", it), it) for it in _of_number(dial.asked, dial.zone, allowance, now))
        for key, (message, fix) in (*of_body, *of_number):
            if key not in told:
                told.add(key)
                yield Refusal(where=f"{dial.span}: {dial.scenario_id}", message=message, fix=fix)


def _of_totals(planned: Forecast, allowance: Allowance, before: Spent) -> Iterator[Refusal]:
    where = f"the run ({allowance.part})" if allowance.part else "the run"
    share = f", the share of {allowance.part}" if allowance.part else ""
    already = f" (after {before.calls} before)" if before.calls else ""
    narrower = f"select less (-k, --tag), or write under {TABLE}:"
    if before.calls + planned.calls > allowance.calls:
        message = f"{calls_shown(planned.calls)}{already}; allowed: max_calls = {allowance.calls}{share}"
        yield Refusal(where=where, message=message, fix=f"{narrower} max_calls = {before.calls + planned.calls}")
    if before.credits + planned.credits > allowance.credits:
        needed = round(before.credits + planned.credits)
        already = f" (after {before.credits:g} before)" if before.credits else ""
        message = f"{planned.credits} credits at the worst{already}; allowed: max_credits = {allowance.credits}{share}"
        yield Refusal(where=where, message=message, fix=f"{narrower} max_credits = {needed}")


def rung_today(dials: Iterable[Dial], met: Circumstances) -> Mapping[str, int]:
    """Return how often each number of some dials was called before, in its own present day."""
    zones = {number_key(dial.asked.number): dial.zone for dial in dials if dial.asked.number is not None}
    keys = ((number_key(rung.number), rung) for rung in met.rung)
    return Counter(key for key, rung in keys if key in zones and _is_today(rung, zones[key], met.now))


def _of_numbers(met: Circumstances, allowance: Allowance) -> Iterator[Refusal]:
    earlier, most = rung_today(met.everywhere, met), allowance.calls_per_number_per_day
    for number, calls in forecast(met.everywhere).numbers.items():
        rung = earlier.get(number, 0)
        if calls + rung > most:
            before = f" after {rung} in earlier runs today" if rung else ""
            message = f"{calls_shown(calls)}{before}; allowed: max_calls_per_number_per_day = {most}"
            needed = f"max_calls_per_number_per_day = {calls + rung}"
            yield Refusal(where=number, message=message, fix=f"run less of it, or write under {TABLE}: {needed}")


def _is_today(rung: Rung, named: str | None, now: datetime) -> bool:
    """Whether a call was made on the number's present day; within a day of now where nobody knows where it is."""
    try:
        zone = zone_of(rung.number, named)
    except ZoneInfoNotFoundError:
        zone = None
    if zone is None:
        return abs((now - rung.at).total_seconds()) < 86_400
    return own_day(rung.at, zone) == own_day(now, zone)


def _at_once(scenarios: Iterable[Scenario], allowance: Allowance) -> Iterator[Refusal]:
    share = f", the share of {allowance.part}" if allowance.part else ""
    for scenario in scenarios:
        calls = open_at_once(scenario)
        if calls > allowance.at_once:
            yield Refusal(
                where=f"{scenario.span}: {scenario.scenario_id}",
                message=f"{calls_shown(calls)} at once; allowed: max_concurrent = {allowance.at_once}{share}",
                fix="await_result before the next start_call; runs_on: [mock] keeps the scenario from real phones",
            )


def _no_table(dials: Sequence[Dial]) -> Refusal:
    return Refusal(
        where="pine-harness.toml",
        message="it has no table [live], so nothing is allowed; real phones would ring and real credits be spent",
        fix="to allow exactly what this run asks for, write:\n\n" + example_table(forecast(dials)),
    )


def calls_shown(calls: int) -> str:
    """Return a number of calls in words."""
    return f"{calls} call{'' if calls == 1 else 's'}"


def example_table(planned: Forecast) -> str:
    """Return the table [live] that allows a plan, and no more."""
    numbers = ", ".join(f'"{number}"' for number in planned.numbers)
    lines = (
        "[live]",
        f"allow_numbers = [{numbers}]",
        f"max_calls = {planned.calls}",
        f"max_credits = {planned.credits}",
        "max_calls_per_number_per_day = 1",
        'hours = "09:00-17:00"  # in the callee\'s own time zone',
        'weekdays = ["mon", "tue", "wed", "thu", "fri"]',
        "max_concurrent = 5",
    )
    return "\n".join(f"    {line}" for line in lines)
