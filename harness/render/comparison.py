"""Two runs, or two variants within one, scenario by scenario: what broke, what was mended, and what chance explains."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean

from harness.render.tally import State
from harness.render.view import RunView, ScenarioView, TrialView
from harness.stats.differences import Comparison, Pair, bootstrap_interval, compare, difference_interval, fisher_exact
from harness.stats.intervals import Interval


class Change(StrEnum):
    """What became of a scenario; the first are told first."""

    NEWLY_FAILING = "newly failing"
    STILL_FAILING = "still failing"
    NOT_JUDGED = "not judged"
    FIXED = "fixed"
    ONLY_BEFORE = "only before"
    ONLY_AFTER = "only after"
    STILL_PASSING = "still passing"


_ORDER = {change: rank for rank, change in enumerate(Change)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two: what to call it, and its scenarios by the name that both sides share."""

    name: str
    scenarios: Mapping[str, ScenarioView]

    @classmethod
    def of_run(cls, view: RunView) -> "Side":
        """Take a whole run."""
        return cls(name=view.started.run_id, scenarios={it.scenario.scenario_id: it for it in view.scenarios})

    @classmethod
    def of_variant(cls, view: RunView, variant: str) -> "Side":
        """Take one variant of every scenario of a run that has it; others are left out."""
        chosen = (it for it in view.scenarios if it.scenario.variant == variant)
        return cls(name=variant, scenarios={it.scenario.cell_id: it for it in chosen})


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One scenario on both sides, None where a side has none; `interval` and `p` are of the difference of the rates."""

    key: str
    change: Change
    before: ScenarioView | None
    after: ScenarioView | None
    difference: float | None
    interval: Interval | None
    p: float | None

    @property
    def title(self) -> str:
        """The scenario's title, or its id."""
        held = self.after or self.before
        assert held is not None
        return held.scenario.title or self.key


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A figure that both sides have: means of the scenarios' means; `interval` is of the difference, by bootstrap."""

    name: str
    unit: str
    scenarios: int
    before: float
    after: float
    interval: Interval | None

    @property
    def difference(self) -> float:
        """The mean after, less the mean before."""
        return self.after - self.before


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonView:
    """What a comparison shows. `overall` is None where nothing was graded on both sides; `notes` tell what differs."""

    before: str
    after: str
    rows: tuple[Row, ...]
    overall: Comparison | None
    measures: tuple[Measure, ...]
    seed: int
    notes: tuple[str, ...] = ()

    def count(self, change: Change) -> int:
        """How many scenarios went this way."""
        return sum(row.change is change for row in self.rows)

    @property
    def regressed(self) -> bool:
        """Whether a scenario that passed before fails now."""
        return self.count(Change.NEWLY_FAILING) > 0

    @property
    def significantly_worse(self) -> bool:
        """Whether the pass rate fell by more than chance explains."""
        return self.overall is not None and self.overall.tells and self.overall.difference < 0


def compare_sides(
    before: Side, after: Side, seed: int, notes: Sequence[str] = (), *, calls: bool = True
) -> ComparisonView:
    """Pair the scenarios of both sides by name and compare them; `seed` draws the bootstrap.

    Without `calls` only what verdicts tell is measured: durations and credits would need every call to be read.
    """
    keys = dict.fromkeys((*before.scenarios, *after.scenarios))
    rows = [_row(key, before.scenarios.get(key), after.scenarios.get(key)) for key in keys]
    pairs = [pair for row in rows if (pair := _pair(row.before, row.after)) is not None]
    return ComparisonView(
        before=before.name,
        after=after.name,
        rows=tuple(sorted(rows, key=lambda row: (_ORDER[row.change], row.difference or 0))),
        overall=compare(pairs, seed),
        measures=tuple(_measures(rows, seed, calls=calls)),
        seed=seed,
        notes=tuple(notes),
    )


def _row(key: str, before: ScenarioView | None, after: ScenarioView | None) -> Row:
    pair = _pair(before, after)
    counts = (
        (pair.passed_before, pair.graded_before, pair.passed_after, pair.graded_after) if pair is not None else None
    )
    return Row(
        key=key,
        change=_change(before, after),
        before=before,
        after=after,
        difference=pair.difference if pair else None,
        interval=difference_interval(*counts) if counts else None,
        p=fisher_exact(*counts) if counts else None,
    )


def _change(before: ScenarioView | None, after: ScenarioView | None) -> Change:
    if after is None:
        return Change.ONLY_BEFORE
    if before is None:
        return Change.ONLY_AFTER
    judged = (State.PASSED, State.FAILED)
    if before.state not in judged or after.state not in judged:
        return Change.NOT_JUDGED
    if after.state is State.FAILED:
        return Change.NEWLY_FAILING if before.state is State.PASSED else Change.STILL_FAILING
    return Change.STILL_PASSING if before.state is State.PASSED else Change.FIXED


def _pair(before: ScenarioView | None, after: ScenarioView | None) -> Pair | None:
    if before is None or after is None:
        return None
    graded_before, graded_after = _graded(before), _graded(after)
    if not graded_before or not graded_after:
        return None
    return Pair(
        passed_before=before.passed, graded_before=graded_before, passed_after=after.passed, graded_after=graded_after
    )


def _graded(view: ScenarioView) -> int:
    return sum(trial.state in (State.PASSED, State.FAILED) for trial in view.trials)


def _measures(rows: Iterable[Row], seed: int, *, calls: bool) -> Iterable[Measure]:
    both = [(row.before, row.after) for row in rows if row.before is not None and row.after is not None]
    read = [(_figures(before, calls=calls), _figures(after, calls=calls)) for before, after in both]
    for name, unit in (("agreed price", ""), ("call duration", "s"), ("credits", ""), ("time per trial", "s")):
        pairs = [(one[name], other[name]) for one, other in read if name in one and name in other]
        if not pairs:
            continue
        differences = [after - before for before, after in pairs]
        yield Measure(
            name=name,
            unit=unit,
            scenarios=len(pairs),
            before=fmean(before for before, _ in pairs),
            after=fmean(after for _, after in pairs),
            interval=bootstrap_interval(differences, seed) if len(pairs) > 1 else None,
        )


def _figures(view: ScenarioView, *, calls: bool) -> dict[str, float]:
    """The means over a scenario's repeats of what can be measured in them."""
    found: dict[str, list[float]] = {}
    for trial in view.trials:
        for name, value in _measured(trial, calls=calls):
            found.setdefault(name, []).append(value)
    return {name: fmean(values) for name, values in found.items()}


def _measured(trial: TrialView, *, calls: bool) -> Iterable[tuple[str, float]]:
    for check in trial.checks:
        if check.check == "agreed_price" and isinstance(check.value, dict) and check.value.get("deal") == "yes":
            amount = check.value.get("amount")
            if isinstance(amount, int | float):
                yield "agreed price", float(amount)
    for call in trial.calls if calls else ():
        if call.duration_seconds is not None:
            yield "call duration", call.duration_seconds
        if call.credits_charged is not None:
            yield "credits", call.credits_charged
    if trial.duration_s is not None:
        yield "time per trial", trial.duration_s
