"""Parts of a run, as several processes leave them, joined into one."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from harness.app.shared_run import join, joined
from harness.errors import StoreError
from harness.model.record import Record, RunEnded, RunStarted, ScenarioGraded
from harness.model.scenario import Gate
from harness.model.verdict import ScenarioVerdict, Verdict

NOON = datetime(2026, 3, 6, 12, 0, tzinfo=UTC)
HEAD = RunStarted(
    run_id="r", started_at=NOON, version="0", target="embedded mock", seed=1, command="pytest", trials=0, gate=Gate()
)


def graded(scenario_id: str, verdict: Verdict = Verdict.PASSED) -> ScenarioGraded:
    """Return a scenario's verdict."""
    passed, ungradable = int(verdict is Verdict.PASSED), int(verdict is Verdict.UNGRADABLE)
    found = ScenarioVerdict(
        verdict=verdict, kind=None, message="", passed=passed, graded=1 - ungradable, ungradable=ungradable
    )
    return ScenarioGraded(scenario_id=scenario_id, verdict=found)


def test_the_earliest_head_is_the_runs() -> None:
    """Parts begin when their process does; the run begins with the first of them."""
    later = replace(HEAD, started_at=NOON + timedelta(seconds=5))
    records = list(joined([[later, graded("b")], [HEAD, graded("a")]]))
    assert isinstance(records[0], RunStarted)
    assert records[0].started_at == NOON
    assert [record.record for record in records] == ["run_started", "scenario_graded", "scenario_graded", "run_ended"]


def test_the_strictest_gate_holds_for_all() -> None:
    """What one part's suites demand is demanded of the whole run."""
    lenient = replace(HEAD, gate=Gate(pass_rate=0.1))
    strict = replace(HEAD, gate=Gate(pass_rate=0.9))
    parts: list[list[Record]] = [[lenient, graded("a", Verdict.FAILED)], [strict, graded("b")]]
    end = list(joined(parts))[-1]
    assert isinstance(end, RunEnded)
    assert (end.gate_met, end.exit_code) == (False, 1)


def test_one_part_that_was_interrupted_makes_the_run_interrupted() -> None:
    """Nobody reads a run that was cut short as one that met its gate."""
    stopped = RunEnded(at_s=1.0, exit_code=130, gate_met=None, reason="interrupted", interrupted=True)
    end = list(joined([[HEAD, graded("a")], [HEAD, graded("b"), stopped]]))[-1]
    assert isinstance(end, RunEnded)
    assert (end.interrupted, end.gate_met, end.exit_code) == (True, None, 130)
    assert end.reason == "interrupted; so far: 2 of 2 graded scenarios passed, all must"


def test_a_folder_without_parts_is_no_run(tmp_path: Path) -> None:
    """Nothing is made of nothing."""
    with pytest.raises(StoreError, match="no part of a run is there"):
        join(tmp_path)
    assert list(tmp_path.iterdir()) == []
