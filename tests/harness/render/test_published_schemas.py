"""summary.json and verdicts.jsonl are what their published schemas say."""

import json
from collections.abc import Callable
from importlib.resources import files

import pytest
from jsonschema import Draft202012Validator

from harness.model.record import Record
from harness.model.values import Json
from harness.render import summary, verdicts
from harness.render.view import RunView
from tests.harness.render.hostile import hostile_run
from tests.harness.render.outcomes_run import varied_run
from tests.harness.render.sample_run import interrupted_run, passing_run, sample_run

RUNS = [sample_run, passing_run, interrupted_run, hostile_run, varied_run]


def _problems(name: str, value: Json) -> list[str]:
    schema = json.loads(files("harness.render").joinpath(f"schemas/{name}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return [problem.message for problem in Draft202012Validator(schema).iter_errors(value)]


@pytest.mark.parametrize("records", RUNS)
def test_the_summary_is_of_its_schema(records: Callable[[], list[Record]]) -> None:
    """Every key and type, with nothing more and nothing less."""
    assert _problems("summary", json.loads(summary.render(RunView.of(records())))) == []


@pytest.mark.parametrize("records", RUNS)
def test_every_verdict_is_of_its_schema(records: Callable[[], list[Record]]) -> None:
    """Each line alone, one for each call."""
    view = RunView.of(records())
    lines = list(verdicts.pieces(view))
    assert len(lines) == len(view.trials)
    for line in lines:
        assert line.endswith("\n")
        assert _problems("verdicts", json.loads(line)) == []


def test_a_missing_key_is_found() -> None:
    """The schemas are strict enough to notice."""
    made = json.loads(summary.render(RunView.of(sample_run())))
    del made["scenarios"][0]["calls"][0]["seed"]
    assert _problems("summary", made) == ["'seed' is a required property"]
