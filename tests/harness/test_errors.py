"""Errors: one tree, drawn as it is, and messages that say where, what and how to fix."""

import inspect
import re

import pytest

import harness.errors
from harness.errors import HarnessError, Problem, ScenarioErrors, SourceError, Span, UnknownName

PLACE = Span(file="a.yaml", line=3, column=7)


def test_every_error_of_the_file_is_in_the_drawing_and_in_the_tree() -> None:
    """The tree on top of the file names each class that the file defines, and each is a HarnessError."""
    drawn = set(re.findall(r"^[├└]── (\w+)", harness.errors.__doc__ or "", re.MULTILINE))
    defined = {
        name
        for name, found in inspect.getmembers(harness.errors, inspect.isclass)
        if issubclass(found, HarnessError) and found is not HarnessError
    }
    assert defined <= drawn


def test_a_place_reads_as_editors_take_it() -> None:
    """file:line:column."""
    assert str(PLACE) == "a.yaml:3:7"


@pytest.mark.parametrize(
    ("key", "fix", "text"),
    [
        ("", "", "a.yaml:3:7: found 7"),
        ("brief.voice", "", "a.yaml:3:7: brief.voice: found 7"),
        ("brief.voice", "write male", "a.yaml:3:7: brief.voice: found 7\n    write male"),
    ],
)
def test_a_problem_in_words(key: str, fix: str, text: str) -> None:
    """Where, which key, what was found, and how to fix it."""
    assert str(Problem(span=PLACE, message="found 7", key=key, fix=fix)) == text


def test_all_problems_are_told() -> None:
    """The error of several files holds every problem and shows each on its own line."""
    problems = [Problem(span=PLACE, message="one"), Problem(span=PLACE, message="two")]
    error = ScenarioErrors(problems)
    assert error.problems == tuple(problems)
    assert str(error) == "a.yaml:3:7: one\na.yaml:3:7: two"


def test_a_source_error_holds_its_problem() -> None:
    """The one problem that stopped the reading is kept, not only its words."""
    problem = Problem(span=PLACE, message="one")
    assert (SourceError(problem).problem, str(SourceError(problem))) == (problem, str(problem))


def test_an_unknown_name_carries_its_parts() -> None:
    """Programs read kind, name, nearest and allowed; people read the sentence."""
    error = UnknownName(kind="check", name="stauts", nearest="status", allowed=["status", "says"])
    assert (error.kind, error.name, error.nearest, error.allowed) == ("check", "stauts", "status", ("status", "says"))
    assert str(error) == "unknown check 'stauts'; did you mean 'status'?"
