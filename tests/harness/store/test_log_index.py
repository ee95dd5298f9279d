"""A log whose details stay on disk."""

from pathlib import Path

import pytest

from harness.errors import StoreError
from harness.model.record import Exchanged, Judged, Observed
from harness.render.view import RunView
from harness.store.log_index import LogIndex
from harness.wire.records import decode, encode
from tests.harness.render.hostile import hostile_run
from tests.harness.render.sample_run import sample_run


def _written(path: Path, lines: list[str]) -> Path:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def test_details_are_left_where_they_stand(tmp_path: Path) -> None:
    """The small records come decoded; a trial's details come back as the log's own lines, in order."""
    records = [decode(encode(record)) for record in hostile_run()]
    index = LogIndex(_written(tmp_path / "run.jsonl", [encode(record) for record in records]))
    details = [record for record in records if isinstance(record, Exchanged | Observed | Judged)]
    assert len(list(index.records())) == len(records) - len(details)
    for trial_id in {record.trial_id for record in details}:
        assert list(index.lines(trial_id)) == [encode(record) for record in details if record.trial_id == trial_id]


def test_a_view_of_the_index_is_the_view_of_the_records(tmp_path: Path) -> None:
    """Stages, exchanges and calls are the same whether the records were in memory or on disk."""
    records = sample_run()
    index = LogIndex(_written(tmp_path / "run.jsonl", [encode(record) for record in records]))
    there, here = RunView.of(index.records(), index), RunView.of(records)
    assert [(trial.stages, trial.exchanges, trial.calls) for trial in there.trials] == [
        (trial.stages, trial.exchanges, trial.calls) for trial in here.trials
    ]


def test_a_torn_last_line_is_left_out_and_a_damaged_one_named(tmp_path: Path) -> None:
    """A crash tears the last line; anything else that is no record is told with its line number."""
    lines = [encode(record) for record in sample_run()]
    path = _written(tmp_path / "run.jsonl", lines[:3])
    with path.open("a", encoding="utf-8") as file:
        file.write(lines[3][:20])
    assert len(list(LogIndex(path).records())) <= 3
    _written(path, [lines[0], '{"record": "nothing"}'])
    with pytest.raises(StoreError, match=r"run\.jsonl:2: not a record"):
        list(LogIndex(path).records())


def test_a_log_that_is_gone_is_named(tmp_path: Path) -> None:
    """The file and the reason."""
    with pytest.raises(StoreError, match=r"gone\.jsonl: the run log cannot be read: No such file"):
        list(LogIndex(tmp_path / "gone.jsonl").records())
