"""Trends, flakiness and baselines."""

from dataclasses import replace
from datetime import timedelta

import pytest

from harness.render.digest import digest
from harness.render.past import PastRun, against, flakiness, related, spark
from tests.harness.render.outcomes_run import outcomes


def _run(name: str, counts: dict[str, tuple[int, int]], days: int = 0) -> PastRun:
    made = digest(outcomes(counts, name))
    return replace(made, started_at=made.started_at + timedelta(days=days))


def test_a_baseline_tells_what_broke_and_what_was_mended() -> None:
    """Only scenarios of both runs count."""
    then = _run("then", {"a": (5, 5), "b": (0, 5), "c": (5, 5), "gone": (5, 5)})
    now = _run("now", {"a": (4, 5), "b": (5, 5), "c": (5, 5), "new": (0, 5)})
    found = against(now, then)
    assert (found.newly_failing, found.fixed, found.shared) == (("a",), ("b",), 3)


def test_related_runs_share_target_and_scenarios_and_came_before() -> None:
    """Other targets, other suites, later runs and the run itself say nothing of it."""
    now = _run("now", {"a": (1, 1)}, days=5)
    earlier = [_run("second", {"a": (1, 1), "b": (1, 1)}, days=2), _run("first", {"a": (0, 1)}, days=1)]
    others = [
        replace(_run("live", {"a": (1, 1)}), target="https://gateway.example"),
        _run("other", {"z": (1, 1)}),
        _run("later", {"a": (1, 1)}, days=9),
        now,
    ]
    assert [run.run_id for run in related([*earlier, *others], now)] == ["first", "second"]


@pytest.mark.parametrize(
    ("states", "share"),
    [
        (["passed", "failed", "passed"], 1.0),
        (["passed", "passed", "failed"], 0.5),
        (["passed", "ungradable", "passed"], 0.0),
        (["passed", "skipped"], None),
        ([], None),
    ],
)
def test_flakiness_is_how_often_a_verdict_changes(states: list[str], share: float | None) -> None:
    """Over graded runs alone; of fewer than two nothing is said."""
    assert flakiness(states) == share


def test_a_sparkline_shows_no_data_as_a_dot() -> None:
    """Never as 0."""
    assert spark([0.0, 0.5, 1.0, None]) == "▁▅█·"
