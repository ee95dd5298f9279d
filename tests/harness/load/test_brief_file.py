"""A brief in a file of its own: YAML or JSON, with the places of its fields."""

import json

import pytest

from harness.errors import ScenarioErrors, UsageError
from harness.load.brief_file import read_brief, scan_brief
from harness.model.brief import STANDARD_BRIEF
from harness.source import Node


def brief_of(text: str, variables: dict[str, str] | None = None) -> Node:
    """Read a brief called b.yaml."""
    return read_brief(scan_brief(text.encode(), file="b.yaml"), variables=variables or {}, environment={"WHO": "Jo"})


def test_a_json_body_is_a_brief() -> None:
    """Tabs, escapes and characters beyond U+FFFF in two halves included."""
    body = {**STANDARD_BRIEF, "callee_context": "Dentist \U0001f600 \u00e9 /x"}
    assert brief_of(json.dumps(body, indent="\t")).value == body


def test_base_standard_is_filled_up() -> None:
    """What the brief says itself wins, and keeps its place."""
    brief = brief_of("base: standard\ncallee_name: Dr. Jones\nvoice: null\n")
    assert brief["callee_name"].value == "Dr. Jones"
    assert str(brief["callee_name"].span) == "b.yaml:2:14"
    assert brief["call_objective"].value == STANDARD_BRIEF["call_objective"]
    assert "base" not in brief


def test_variables_are_filled_in() -> None:
    """Those of `--var` and of the environment."""
    brief = brief_of('callee_name: "{{ doctor }} and {{ env.WHO }}"', {"doctor": "Dr. Jones"})
    assert brief["callee_name"].value == "Dr. Jones and Jo"


def test_a_variable_that_is_not_asked_for_is_an_error() -> None:
    """With the nearest name that is."""
    with pytest.raises(UsageError, match="did you mean 'doctor'"):
        brief_of('callee_name: "{{ doctor }}"', {"doctor": "Dr. Jones", "docter": "x"})


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("caler: negotiator", ["b.yaml:1:1: caler", "did you mean 'caller'?"]),
        ("callee_name: 5", ["b.yaml:1:14: callee_name", "number 5", "text"]),
        ("- a", ["b.yaml:1:1", "found a list; allowed: a mapping of the brief's fields"]),
        ("callee_name: a\ncallee_name: b", ["b.yaml:2:1", "written twice"]),
        ("{", ["b.yaml:"]),
        ('{"callee_name": "a", "callee_name": "b"}', ["b.yaml:1:22", "written twice"]),
        ("", ["b.yaml:1:1", "the file is empty"]),
        ('callee_name: "{{ nobody }}"', ["b.yaml:1:14", "unknown variable 'nobody'"]),
    ],
)
def test_what_is_wrong_is_told_at_its_place(text: str, told: list[str]) -> None:
    """With what was found and what is allowed."""
    with pytest.raises(ScenarioErrors) as caught:
        brief_of(text)
    assert all(words in str(caught.value) for words in told), str(caught.value)
