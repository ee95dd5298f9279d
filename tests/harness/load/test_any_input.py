"""Whatever a file holds: suites, or ScenarioErrors with at least one problem that has a place in it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from harness.checks import CHECKS
from harness.errors import ScenarioErrors, UsageError
from harness.load import LoadedSuites, load_suites
from harness.load.forms import STEP_KINDS, BriefForm, FileForm, ScenarioForm

WORDS = st.sampled_from(
    [
        *(*FileForm.model_fields, *ScenarioForm.model_fields, *BriefForm.model_fields, *CHECKS, *STEP_KINDS),
        *("with", "as", "call", "at_least", "rate", "lower_bound", "persona", "weight", "required", "all", "standard"),
        *("completed", "{{ a }}", "{{ env.X }}", "x{{ b }}", "mock", "s.yaml", "text", "any_of", "", "a", "b"),
    ]
)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | WORDS
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=5), max_leaves=30
)
KEYED = st.fixed_dictionaries(
    {"scenarios": st.lists(st.dictionaries(WORDS, VALUES, max_size=6), max_size=4)},
    optional={"defaults": VALUES, "vars": VALUES, "gate": VALUES, "include": VALUES, "call_date": VALUES},
)
NOISE = st.binary() | st.text().map(lambda text: text.encode("utf-8", "surrogatepass"))


@pytest.fixture(scope="module")
def attempt(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes], LoadedSuites | None]:
    """A function that loads a file of the given bytes, and returns None where it is refused as it should be."""
    path = tmp_path_factory.mktemp("any") / "s.yaml"

    def load(content: bytes) -> LoadedSuites | None:
        path.write_bytes(content)
        try:
            return load_suites([path], variables={}, environment={"X": "1"})
        except ScenarioErrors as error:
            problems = error.problems
        assert problems
        assert all(problem.span.file == str(path) and problem.message for problem in problems)
        return None

    return load


@settings(max_examples=300, deadline=None)
@given(content=NOISE)
def test_any_bytes_are_loaded_or_refused(attempt: Callable[[bytes], LoadedSuites | None], content: bytes) -> None:
    """Garbage is told as problems, never as a traceback."""
    attempt(content)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(value=VALUES | KEYED)
def test_any_shape_is_loaded_or_refused(attempt: Callable[[bytes], LoadedSuites | None], value: Any) -> None:
    """Known words in any arrangement are told as problems, never as a traceback."""
    attempt(yaml.safe_dump(value, allow_unicode=True).encode())


@pytest.mark.prove
@settings(max_examples=3_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(value=KEYED)
def test_any_shape_is_loaded_or_refused_at_length(attempt: Callable[[bytes], LoadedSuites | None], value: Any) -> None:
    """The same, for minutes."""
    attempt(yaml.safe_dump(value, allow_unicode=True).encode())


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    ids=st.lists(
        st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,20}", fullmatch=True), min_size=1, unique=True, max_size=5
    ),
    brief=st.dictionaries(
        st.sampled_from(["callee_name", "callee_context", "call_objective", "detailed_instructions"]),
        st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=50).filter(
            lambda text: "{{" not in text
        ),
    ),
    runs=st.integers(1, 100),
    tags=st.lists(st.text("abc-", min_size=1), max_size=3),
)
def test_what_is_written_is_what_is_loaded(
    tmp_path: Path, ids: list[str], brief: dict[str, str], runs: int, tags: list[str]
) -> None:
    """A suite written by any YAML writer that quotes its texts comes back with every value unchanged."""
    written = [
        {"id": name, "brief": brief, "runs": runs, "tags": tags, "expect": [{"status": "completed"}]} for name in ids
    ]
    path = tmp_path / "s.yaml"
    path.write_text(yaml.dump({"scenarios": written}, allow_unicode=True, default_style='"'), encoding="utf-8")
    [suite] = load_suites([path], variables={}, environment={}).suites
    assert [scenario.scenario_id for scenario in suite.scenarios] == ids
    for scenario in suite.scenarios:
        [start] = [step for step in scenario.steps if step.kind == "start_call"]
        assert start.body.value == brief or not brief
        assert (scenario.runs, list(scenario.tags)) == (runs, tags)


def test_a_usage_error_is_for_arguments_alone(tmp_path: Path) -> None:
    """Nothing to load is a usage error, and no ScenarioErrors without a problem in it."""
    with pytest.raises(UsageError):
        load_suites([tmp_path / "none.yaml"], variables={}, environment={})
