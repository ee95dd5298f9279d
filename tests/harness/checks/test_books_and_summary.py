"""The checks of what stands beside the transcript: the callee's books, and the summary."""

import pytest
from pydantic import ValidationError

from harness.checks import CHECKS
from harness.model.values import Json
from tests.harness.checks.contexts import holds, outcome, seen

BOOKS: dict[str, Json] = {
    "booked": True,
    "day": "Tuesday",
    "party_size": 4,
    "price": 57.5,
    "time": "19:30",
    "note": None,
    "guest": {"name": "Jane", "age": 30},
    "slots": ["a", "b"],
    "name": "kept",
}


@pytest.mark.parametrize(
    ("wanted", "held"),
    [
        ({"booked": True}, True),
        ({"booked": False}, False),
        ({"booked": 1}, False),
        ({"party_size": 4}, True),
        ({"party_size": 4.0}, True),
        ({"party_size": "4"}, False),
        ({"party_size": True}, False),
        ({"day": "tuesday"}, True),
        ({"day": "wednesday"}, False),
        ({"booked": True, "day": "friday"}, False),
        ({"price": {"at_most": 60}}, True),
        ({"price": {"between": [58, 60]}}, False),
        ({"day": {"at_most": 60}}, False),
        ({"booked": {"at_least": 0}}, False),
        ({"missing": {"at_least": 0}}, False),
        ({"missing": "x"}, False),
        ({"note": None}, True),
        ({"missing": None}, True),
        ({"guest": {"name": "jane"}}, True),
        ({"guest": {"name": "jane", "age": {"at_least": 18}}}, True),
        ({"guest": {"name": "joe"}}, False),
        ({"day": {"name": "x"}}, False),
        ({"slots": ["a", "b"]}, True),
        ({"slots": ["a"]}, False),
        ({"name": "kept"}, True),
        ({"time": {"between": ["19:30", "20:00"]}}, True),
        ({"time": {"between": ["20:00", "21:00"]}}, False),
        ({"time": {"at_least": "7 PM"}}, True),
        ({"time": {"at_most": "19:00"}}, False),
        ({"time": {"at_least": 19}}, False),
        ({"name": {"at_least": "19:00"}}, False),
        ({"party_size": {"at_least": "19:00"}}, False),
    ],
)
def test_books(wanted: Json, held: bool) -> None:
    """Each entry that is written must agree: texts whatever their case, numbers or ranges, mappings likewise."""
    assert holds("books", wanted, seen(books=BOOKS)) is held


def test_no_books_fail() -> None:
    """Where the callee kept none, nothing agrees."""
    assert outcome("books", {"booked": True}, seen()).message == "the callee kept no books of this call"


def test_the_first_entry_that_disagrees_is_named() -> None:
    """The message holds both values, in the words of YAML; all books are kept in `value`."""
    found = outcome("books", {"booked": True, "note": False, "day": "x"}, seen(books=BOOKS))
    assert found.message == "the books say note: nothing, not false"
    assert found.got == "booked: true, note: nothing, day: Tuesday"
    assert found.value == BOOKS


@pytest.mark.parametrize(
    "args",
    [
        None,
        {},
        "booked",
        ["booked"],
        {"price": {"at_most": "cheap"}},
        {"price": {"at_least": 9, "at_most": 1}},
        {"guest": {"age": {"between": [1]}}},
    ],
)
def test_books_that_say_nothing_are_refused(args: Json) -> None:
    """No entry, or a range that holds nothing, is a problem of the file."""
    with pytest.raises(ValidationError):
        CHECKS["books"].from_args(args)


def test_books_need_a_target_that_has_them() -> None:
    """A scenario with books runs on the mock only."""
    assert CHECKS["books"].needs == ("books",)


@pytest.mark.parametrize(
    ("args", "summary", "held"),
    [
        (None, "Booked Tuesday.", True),
        (True, "Booked Tuesday.", True),
        (None, None, False),
        (None, "", False),
        (False, None, True),
        (False, "Booked.", False),
        ({"says": ["tuesday"]}, "Booked Tuesday.", True),
        ({"says": ["tuesday", "friday"]}, "Booked Tuesday.", False),
        ({"says": ["tues"]}, "Booked Tuesday.", False),
        ({"says": ["tuesday"]}, None, False),
        ({"present": True, "says": ["Booked"]}, "Booked Tuesday.", True),
    ],
)
def test_summary(args: Json, summary: str | None, held: bool) -> None:
    """Bare: there must be one. With texts: they must be in it. false: there must be none."""
    assert holds("summary", args, seen(call={"summary": summary})) is held


@pytest.mark.parametrize("args", [{"says": [""]}, {"says": [" "]}, {"present": False, "says": ["x"]}, "maybe", [], 7])
def test_summaries_that_contradict_themselves_are_refused(args: Json) -> None:
    """A summary that is not there says nothing, and an empty text is in every one."""
    with pytest.raises(ValidationError):
        CHECKS["summary"].from_args(args)
