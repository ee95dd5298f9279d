"""Which expectations are suggested, and how they are written."""

import pytest

from harness.grade.suggestions import Candidate, candidates, suggest
from harness.model.values import Json
from tests.harness.grade.mutation.subjects import CLEANING, DENTIST, DINNER, HAGGLE, ISP, TRATTORIA, subject


@pytest.mark.parametrize(
    ("args", "line"),
    [
        (None, "- confirmed"),
        ({"day": "tuesday", "time": "15:30"}, '- confirmed: {day: tuesday, time: "15:30"}'),
        ({"at_most": 65.0}, "- confirmed: {at_most: 65}"),
        ({"text": 'he said "no"'}, '- confirmed: {text: "he said \\"no\\""}'),
    ],
)
def test_a_line_of_yaml(args: Json, line: str) -> None:
    """What YAML would read otherwise is quoted."""
    assert Candidate(name="confirmed", args=args).line == line


def test_values_are_those_of_the_call() -> None:
    """Of a booking, the values that the brief asked for; of a price, the brief's limit."""
    lines = [candidate.line for candidate in candidates(subject(DENTIST, CLEANING))]
    assert lines[0] == '- confirmed: {day: tuesday, time: "15:30"}'
    lines = [candidate.line for candidate in candidates(subject(ISP, HAGGLE))]
    assert lines[0] == "- agreed_price: {at_most: 65, currency: USD, period: month}"


def test_today_stays_today() -> None:
    """A brief that says "tonight" wants no Friday tomorrow."""
    first = next(candidates(subject(TRATTORIA, DINNER)))
    assert first.args == {"day": "today", "time": "19:00", "party_size": 4}


def test_few_lines_that_catch_all() -> None:
    """The line that catches most comes first; one that adds nothing is not suggested."""
    caught = {"confirmed": {"a", "b"}, "reached_human": {"b"}, "no_invented_facts": {"c"}}
    found = suggest(
        subject({}, CLEANING),
        ["a", "b", "c", "d"],
        holds=lambda candidate: True,  # noqa: ARG005
        catches=lambda candidate, name: name in caught.get(candidate.name, set()),
    )
    assert [(one.line, one.catches) for one in found] == [("- confirmed", ("a", "b")), ("- no_invented_facts", ("c",))]


def test_only_what_passes_the_call_as_it_was() -> None:
    """An expectation that the good call fails is no help."""
    assert suggest(subject({}, CLEANING), ["a"], holds=lambda _: False, catches=lambda *_: True) == ()
