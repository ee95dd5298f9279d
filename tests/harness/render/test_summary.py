"""summary.json for programs."""

import json

from harness.model.record import Record
from harness.model.values import Json
from harness.render import summary
from harness.render.json_text import json_text
from harness.render.view import RunView
from tests.harness.render.hostile import hostile_run
from tests.harness.render.sample_run import interrupted_run, sample_run


def test_no_data_is_null() -> None:
    """A run without an end has a null exit code and gate, a scenario without a verdict null counts: never 0."""
    found = _summary(interrupted_run())
    assert (found["run"]["exit_code"], found["gate"]["met"]) == (None, None)
    last = found["scenarios"][-1]
    assert (last["graded"], last["median_seconds"], last["calls"]) == (None, None, [])


def test_a_check_keeps_its_evidence() -> None:
    """Evidence keeps turn and span, so that a program can find the words again."""
    found = _summary(sample_run())
    bill = next(scenario for scenario in found["scenarios"] if scenario["id"] == "bill-under-65")
    assert bill["calls"][0]["checks"][1]["evidence"][0] == {
        "quote": "$72 a month", "turn": 9, "start": 26, "end": 37, "exchange": None,
    }  # fmt: skip


def test_the_documented_shape_is_the_shape() -> None:
    """Every key of the document is named in the module's docstring."""
    documented = summary.__doc__ or ""
    missing = {key for key in _keys(_summary(sample_run())) if key not in documented}
    assert not missing


def test_any_text_is_json() -> None:
    """Whatever a transcript holds, the document is ASCII JSON."""
    assert json.loads(summary.render(RunView.of(hostile_run())).encode("ascii"))["schema"] == summary.SCHEMA


def _summary(records: list[Record]) -> Json:
    return json.loads(summary.render(RunView.of(records)))


def test_a_number_that_is_none_is_null() -> None:
    """NaN, which a transcript's value can hold, would be JSON for nobody else."""
    assert json_text({"value": [float("nan"), 1.5, float("inf")]}) == '{"value": [null, 1.5, null]}'


def _keys(value: Json) -> set[str]:
    if isinstance(value, list):
        return set().union(*map(_keys, value)) if value else set()
    if not isinstance(value, dict):
        return set()
    inside = (_keys(item) for name, item in value.items() if name not in ("environment", "value"))
    return set(value).union(*inside)
