"""Scenarios that were run more than once: how sure a pass is, and what wavered."""

from collections.abc import Iterable
from dataclasses import dataclass

from harness.model.verdict import Verdict
from harness.render.tally import State
from harness.render.view import RunView, ScenarioView, TrialView
from harness.stats.repeats import pass_hat_k

HORIZONS = (1, 2, 3, 5, 10)
MOST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Flipped:
    """A check that held in some repeats and not in others."""

    name: str
    passed: int
    failed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeated:
    """One scenario's repeats. `all_of` is the chance that k more all pass, for each k that the repeats can tell.

    `pair` is a call that passed and one that failed, to be read side by side; None where all ended alike. `retried`
    counts first tries that were begun anew.
    """

    scenario: ScenarioView
    graded: int
    all_of: tuple[tuple[int, float], ...]
    flipped: tuple[Flipped, ...]
    pair: tuple[TrialView, TrialView] | None
    retried: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeats:
    """The scenarios that wavered or were retried, and how many others passed, or failed, in all their repeats."""

    rows: tuple[Repeated, ...]
    always_passed: int
    never_passed: int


def repeated(view: RunView) -> Repeats:
    """Sum up every scenario that was run more than once, in the report's order."""
    told, steady = [], []
    for it in view.ranked:
        if any(trial.retried for trial in it.trials) or (it.flaky and len(it.trials) > 1):
            told.append(it)
        elif len(it.trials) > 1:
            steady.append(it)
    return Repeats(
        rows=tuple(_repeated(it) for it in told[:MOST]),
        always_passed=sum(it.passed == len(it.trials) for it in steady),
        never_passed=sum(it.passed == 0 for it in steady),
    )


def _repeated(scenario: ScenarioView) -> Repeated:
    good = [trial for trial in scenario.trials if trial.state is State.PASSED]
    bad = [trial for trial in scenario.trials if trial.state is State.FAILED]
    graded = len(good) + len(bad)
    chances = ((k, pass_hat_k(graded, len(good), k)) for k in HORIZONS if graded > 1 and k <= graded)
    return Repeated(
        scenario=scenario,
        graded=graded,
        all_of=tuple((k, chance) for k, chance in chances if chance is not None),
        flipped=tuple(_flipped(scenario.trials)),
        pair=(good[0], bad[0]) if good and bad else None,
        retried=sum(len(trial.retried) for trial in scenario.trials),
    )


def _flipped(trials: Iterable[TrialView]) -> Iterable[Flipped]:
    counts: dict[str, list[int]] = {}
    for trial in trials:
        for check in trial.checks:
            if check.verdict in (Verdict.PASSED, Verdict.FAILED):
                counts.setdefault(check.expectation_id, [0, 0])[check.verdict is Verdict.FAILED] += 1
    return [Flipped(name=name, passed=held, failed=broke) for name, (held, broke) in counts.items() if held and broke]
