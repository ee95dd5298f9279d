"""EXPECT.yaml in each of its forms, its problems where they stand, and the expectations that a line brings."""

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from harness.errors import ScenarioErrors, UsageError
from harness.load.expect_file import Expected, load_expectations, read_own_expect
from harness.model.values import Json

Written = Callable[..., Expected]


@pytest.fixture
def loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Written:
    """Loads a text as expect.yaml."""
    monkeypatch.chdir(tmp_path)

    def load(text: str, **variables: str) -> Expected:
        Path("expect.yaml").write_text(text, encoding="utf-8")
        return load_expectations(Path("expect.yaml"), variables=variables, environment={"LIMIT": "65"})

    return load


@pytest.mark.parametrize(
    "text",
    [
        "- status: completed\n- says: hello\n  weight: 2\n",
        "expect:\n  - status: completed\n  - says: hello\n    weight: 2\n",
        "status: completed\nsays: hello\n",
        "expect: {status: completed, says: hello}\n",
    ],
    ids=["a list", "a mapping with expect", "checks", "a mapping of checks under expect"],
)
def test_the_forms_of_the_file(loaded: Written, text: str) -> None:
    """A list of checks, a mapping of them, or either under `expect`."""
    found = loaded(text).expectations
    assert [(it.check.name, it.check.args, it.step) for it in found] == [
        ("status", "completed", 0),
        ("says", "hello", 0),
    ]


def test_what_stands_beside_expect(loaded: Written) -> None:
    """The day of the calls, and the least score."""
    found = loaded("call_date: 2026-03-06T09:00-08:00\nmin_score: 0.8\nexpect: [reached_human]\n")
    assert found.call_date == datetime(2026, 3, 6, 9, tzinfo=timezone(timedelta(hours=-8)))
    assert found.min_score == 0.8


def test_variables_are_filled_in(loaded: Written) -> None:
    """From vars, from the environment, and from --var, which wins."""
    text = 'vars: {name: Jane}\nexpect: [{says: "{{ name }}"}, {not: {says: "{{ env.LIMIT }}"}}]\n'
    found = [it.check.args for it in loaded(text).expectations]
    assert found == ["Jane", {"says": "65"}]
    assert loaded(text, name="Joan").expectations[0].check.args == "Joan"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("- status: done\n", "expect.yaml:1:11: [0].status: unknown status 'done'"),
        ("- confimed: {day: tuesday}\n", "expect.yaml:1:3: [0].confimed: unknown check 'confimed'"),
        ("expect:\n  - says: {speeker: agent, text: a}\n", "expect.yaml:2:12: expect[0].says.speeker: unknown key"),
        ("expect: [status: completed]\nmin_scor: 1\n", "expect.yaml:2:1: min_scor: unknown key 'min_scor'"),
        ("expect: [status: completed]\nmin_score: 80\n", "expect.yaml:2:12: min_score: found number 80"),
        ("expect: [status: completed]\ncall_date: today\n", "expect.yaml:2:12: call_date: found text 'today'"),
        ("expect: []\n", "expect.yaml:1:9: expect: no check in it"),
        ("expect:\n", "expect.yaml:1:8: expect: found nothing (null)"),
        ("just words\n", "expect.yaml:1:1: found text 'just words'; allowed: a list of checks"),
        ("", "expect.yaml:1:1: the file is empty"),
        ('- says: "{{ nobody }}"\n', "expect.yaml:1:9: [0].says: unknown variable 'nobody'"),
        ("- [", "expect.yaml:2:1: YAML syntax error"),
    ],
)
def test_problems_are_told_where_they_stand(loaded: Written, text: str, problem: str) -> None:
    """File, line, column and key, as in a scenario file."""
    with pytest.raises(ScenarioErrors) as refused:
        loaded(text)
    assert str(refused.value).startswith(problem)


def test_every_problem_is_told_at_once(loaded: Written) -> None:
    """Three mistakes are three problems."""
    with pytest.raises(ScenarioErrors) as refused:
        loaded("expect:\n  - sais: a\n  - status: done\nmin_score: 2\n")
    assert [problem.span.line for problem in refused.value.problems] == [2, 3, 4]


@pytest.mark.parametrize(
    ("name", "words"),
    [("expct.yaml", "is not there; did you mean 'expect.yaml'?"), (".", "is a folder")],
)
def test_a_file_that_cannot_be_read(loaded: Written, name: str, words: str) -> None:
    """It is a wrong argument, and the nearest file is named."""
    loaded("- status: completed\n")
    with pytest.raises(UsageError) as refused:
        load_expectations(Path(name), variables={}, environment={})
    assert words in str(refused.value)


def test_a_variable_that_the_file_does_not_know(loaded: Written) -> None:
    """A mistyped --var is told, with the one that was meant."""
    with pytest.raises(UsageError, match="did you mean 'name'"):
        loaded('vars: {name: a}\nexpect: [{says: "{{ name }}"}]\n', nam="b")


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        (["sais"], "calls.jsonl:7:1: expect[0]: unknown check 'sais'"),
        ([{"says": {"speeker": "agent"}}], "calls.jsonl:7:1: expect[0].says.speeker: unknown key"),
        ("completed", "calls.jsonl:7:1: expect: found text 'completed'"),
        (5, "calls.jsonl:7:1: expect: found number 5"),
    ],
)
def test_problems_of_a_lines_own_expect_name_the_line(value: Json, problem: str) -> None:
    """Its line in the calls file, and the key below `expect`."""
    with pytest.raises(ScenarioErrors) as refused:
        read_own_expect(value, file="calls.jsonl", line=7)
    assert str(refused.value).startswith(problem)


def test_a_line_may_bring_its_own_expectations() -> None:
    """As a list or as a mapping."""
    for value in ([{"status": "completed"}], {"status": "completed"}):
        [found] = read_own_expect(value, file="calls.jsonl", line=7)
        assert (found.check.name, found.check.args) == ("status", "completed")
