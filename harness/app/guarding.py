"""The guards of a run on real phones: its plan is judged before anything is sent, and each call once more."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from harness.app.dialled import Dialled, charges_in, readable
from harness.app.target import ReadyTarget
from harness.errors import TargetRefused
from harness.load.limits import LiveSettings
from harness.model.scenario import Scenario
from harness.runner.budget import Allowance, Forecast, Meter, Spent, forecast
from harness.runner.calling_hours import CallingHours
from harness.runner.dials import dials_of, open_at_once
from harness.runner.guards import Circumstances, Refusal, Rung, calls_shown, refusals, rung_today
from harness.runner.plan import Plan, Shard

LIMIT_CODE: Final = "RATE_LIMITED"
ASK: Final = "--yes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a run on real phones goes by, beside its plan.

    `settings` is the table [live], None: nothing is allowed. `confirmed`: a person, or `--yes`, said so. `reports` is
    where earlier runs are, `workers` how many processes carry this run out, `shard` which part of it this one is.
    `everywhere` is the plan of all shards, None where there are none; `resumed` the id of the run that goes on.
    """

    settings: LiveSettings | None
    reports: Path
    confirmed: bool = False
    workers: int = 1
    shard: Shard | None = None
    everywhere: Plan | None = None
    resumed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """What a run would ring and spend at the worst on real phones, and every rule that it breaks."""

    planned: Forecast
    refusals: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judged:
    foreseen: Foreseen
    allowance: Allowance
    rung: Counter[str] = field(default_factory=Counter)
    before: Spent = field(default_factory=Spent)


def foresee(ready: ReadyTarget, plan: Plan, terms: Terms) -> Foreseen | None:
    """Return what a plan comes to on a target; None where its calls ring nobody's phone."""
    return None if ready.fence is None else _judge(ready, plan, terms).foreseen


def admit(ready: ReadyTarget, plan: Plan, terms: Terms) -> None:
    """Open the fence of a target for a plan; where no phone rings there is none.

    Raises TargetRefused with every rule that the plan breaks, or when nobody confirmed it; nothing was sent then.
    """
    if ready.fence is None:
        return
    judged = _judge(ready, plan, terms)
    if judged.foreseen.refusals:
        raise refused(ready.shown, judged.foreseen)
    if not terms.confirmed and judged.foreseen.planned.calls:
        calls = calls_shown(judged.foreseen.planned.calls)
        raise TargetRefused(
            f"{ready.shown}: {calls} would ring real phones, and nobody said yes; "
            f"run it on a terminal, which asks, or with {ASK} (--pine-yes under pytest)"
        )
    ready.fence.meter = Meter(allowance=judged.allowance, before=judged.before, rung=judged.rung)
    ready.fence.zones = {it.scenario_id: it.callee_timezone for it in plan.scenarios}
    ready.fence.wants_429 = frozenset(it.scenario_id for it in plan.scenarios if _tests_the_limit(it))
    most = max((open_at_once(scenario) for scenario in plan.scenarios), default=1)
    ready.fence.trials_at_once = max(1, judged.allowance.at_once // max(1, most))


def refused(shown: str, foreseen: Foreseen) -> TargetRefused:
    """Return the error that tells every broken rule."""
    count = len(foreseen.refusals)
    head = (
        f"target {shown.rpartition(' ')[2]} is not on this machine: calls there ring real phones and spend real "
        f"credits; nothing was sent, {count} rule{'s' if count > 1 else ''} broken:"
    )
    return TargetRefused("\n".join([head, *map(str, foreseen.refusals)]))


def _judge(ready: ReadyTarget, plan: Plan, terms: Terms) -> _Judged:
    assert ready.fence is not None
    now = ready.fence.wall()
    dials = dials_of(plan)
    earlier, unknown = readable(terms.reports, now, ready.fence.here)
    mine = [it for it in earlier if terms.resumed and it.run_id == terms.resumed]
    charged = charges_in(terms.reports / terms.resumed) if mine else {}
    again = {trial.trial_id for trial in plan.trials}
    counted_anew = [it for it in mine if it.trial_id in again]  # a trial that goes on is in the plan, whole
    everywhere = dials if terms.everywhere is None else dials_of(terms.everywhere)
    met = Circumstances(
        now=now,
        everywhere=everywhere,
        rung=_rung([it for it in earlier if it not in counted_anew]),
        before=_spent([it for it in mine if it not in counted_anew], charged),
        workers=terms.workers,
        logged_in=ready.logged_in,
    )
    found = refusals(dials, plan.scenarios, _allowance(terms), met)
    if unknown:
        fix = "mend or move that log: without it nobody knows which numbers were called today"
        found = (*found, Refusal(where=str(terms.reports), message=unknown, fix=fix))
    all_rung = Circumstances(now=now, everywhere=everywhere, rung=_rung(earlier))
    return _Judged(
        foreseen=Foreseen(planned=forecast(dials), refusals=found),
        allowance=_allowance(terms) or Allowance.nothing(),
        rung=Counter(rung_today(everywhere, all_rung)),
        before=_spent(mine, charged),
    )


def _allowance(terms: Terms) -> Allowance | None:
    settings = terms.settings
    if settings is None:
        return None
    whole = Allowance(
        numbers=frozenset(settings.allow_numbers),
        calls=settings.max_calls,
        credits=settings.max_credits,
        calls_per_number_per_day=settings.max_calls_per_number_per_day,
        hours=CallingHours.of(settings.hours, settings.weekdays),
        at_once=settings.max_concurrent,
    )
    return whole if terms.shard is None else whole.share(terms.shard.number, terms.shard.of)


def _rung(dialled: list[Dialled]) -> tuple[Rung, ...]:
    return tuple(Rung(number=it.number, at=it.at) for it in dialled if it.number is not None)


def _spent(dialled: list[Dialled], charged: Mapping[str, float]) -> Spent:
    """Return what dials cost: as charged, else at the worst."""
    return Spent(calls=len(dialled), credits=sum(charged.get(it.call_id or "", it.credits) for it in dialled))


def _tests_the_limit(scenario: Scenario) -> bool:
    """Whether a scenario wants to see RATE_LIMITED: it is not sent again then."""
    return any(it.check.name == "error" and LIMIT_CODE in str(it.check.args) for it in scenario.expectations)
