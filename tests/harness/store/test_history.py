"""The runs under a folder, in short."""

import json
from pathlib import Path

import pytest

from harness.model.record import Record
from harness.render.past import PastRun
from harness.store import history
from harness.store.history import INDEX, past_runs
from harness.store.run_log import LOG_NAME
from harness.wire.records import encode
from tests.harness.render.outcomes_run import outcome_records
from tests.harness.render.sample_run import sample_run


def _kept(reports: Path, name: str, records: list[Record]) -> Path:
    log = reports / name / LOG_NAME
    log.parent.mkdir(parents=True)
    log.write_text("".join(f"{encode(record)}\n" for record in records), encoding="utf-8")
    return log


def test_a_run_is_kept_in_short(tmp_path: Path) -> None:
    """Its gate, its calls, and how each scenario stood."""
    _kept(tmp_path, "a", outcome_records({"one": (1, 5), "two": (5, 5)}, "a"))
    (run,) = past_runs(tmp_path)
    assert (run.run_id, run.passed, run.graded, run.green) == ("a", 6, 10, False)
    assert (run.scenarios["one"].state, run.scenarios["one"].passed) == ("failed", 1)


def test_the_index_saves_reading_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A log that did not change is not read a second time; one that did is."""
    log = _kept(tmp_path, "a", outcome_records({"one": (1, 5)}, "a"))
    first = past_runs(tmp_path)
    read: list[Path] = []
    digested = history._digested

    def watched(path: Path) -> PastRun:
        read.append(path)
        return digested(path)

    monkeypatch.setattr(history, "_digested", watched)
    assert past_runs(tmp_path) == first
    assert read == []
    log.write_text("".join(f"{encode(each)}\n" for each in outcome_records({"one": (5, 5)}, "a")), encoding="utf-8")
    assert past_runs(tmp_path)[0].passed == 5
    assert read == [log]


@pytest.mark.parametrize("index", ["", "{", '{"version": 99}', '{"version": 1, "runs": {"a": {"stamp": 1}}}', "[]"])
def test_the_logs_own_what_is_known(tmp_path: Path, index: str) -> None:
    """A damaged index, or one of another version, changes nothing."""
    _kept(tmp_path, "a", outcome_records({"one": (1, 5)}, "a"))
    (tmp_path / INDEX).write_text(index, encoding="utf-8")
    assert [run.passed for run in past_runs(tmp_path)] == [1]
    assert json.loads((tmp_path / INDEX).read_text(encoding="utf-8"))["version"] == 1


def test_a_damaged_log_is_left_out(tmp_path: Path) -> None:
    """One run that cannot be read hides no other."""
    _kept(tmp_path, "a", sample_run())
    _kept(tmp_path, "b", sample_run()).write_text("nonsense\n", encoding="utf-8")
    assert len(past_runs(tmp_path)) == 1
