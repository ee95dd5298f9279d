"""The checks of one number, and the ranges they are written with: credits_charged, duration_seconds."""

import pytest
from pydantic import ValidationError

from harness.checks import CHECKS
from harness.checks.ranges import NumberRange
from harness.model.values import Json
from tests.harness.checks.contexts import holds, outcome, seen

NAMES = ["credits_charged", "duration_seconds"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("args", "number", "held"),
    [
        (50, 50, True),
        (50, 50.0, True),
        (50, 50.5, False),
        (0, 0, True),
        ({"exactly": 50}, 50, True),
        ({"at_least": 50}, 50, True),
        ({"at_least": 50}, 49.9, False),
        ({"at_most": 90}, 90, True),
        ({"at_most": 90}, 91, False),
        ({"between": [50, 90]}, 50, True),
        ({"between": [50, 90]}, 90, True),
        ({"between": [50, 90]}, 91, False),
        ({"at_least": 50, "at_most": 90}, 70, True),
    ],
)
def test_bounds_are_included(name: str, args: Json, number: float, held: bool) -> None:
    """A plain number, or a range with its bounds in it."""
    assert holds(name, args, seen(call={name: number})) is held


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("value", [None, "50", True, [50], {}])
def test_a_number_that_did_not_come_is_not_0(name: str, value: Json) -> None:
    """A missing number, or something else in its place, fails even `at_least: 0`."""
    context = seen(call={name: value})
    assert outcome(name, {"at_least": 0}, context).message == f"the answer has no {name}"
    assert not holds(name, {"at_least": 0}, context)


@pytest.mark.parametrize("name", NAMES)
def test_the_number_is_shown_and_kept(name: str) -> None:
    """What was parsed is in `value`, and the words hold the number as a person writes it."""
    found = outcome(name, {"at_most": 60}, seen(call={name: 94}))
    assert (found.expected, found.got, found.value) == ("at most 60", "94", {name: 94})
    assert found.message == f"{name} is 94, not at most 60"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "args",
    [
        None,
        "fifty",
        True,
        [],
        {},
        {"at_lest": 50},
        {"at_least": 90, "at_most": 50},
        {"between": [90, 50]},
        {"between": [50]},
        {"between": [50, 60, 70]},
        {"exactly": 5, "at_most": 9},
        {"between": [1, 2], "at_least": 1},
        {"at_least": None},
    ],
)
def test_ranges_that_say_nothing_are_refused(name: str, args: Json) -> None:
    """What is no range, or a range that holds no number, is a problem of the file and not of a call."""
    with pytest.raises(ValidationError):
        CHECKS[name].from_args(args)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ({"exactly": 50}, "50"),
        ({"between": [5, 5]}, "5"),
        ({"at_least": 0.5}, "at least 0.5"),
        ({"at_most": 90}, "at most 90"),
        ({"between": [50, 90]}, "between 50 and 90"),
        ({"at_least": 50, "at_most": 90}, "between 50 and 90"),
    ],
)
def test_a_range_in_words(written: Json, shown: str) -> None:
    """A range reads like a sentence."""
    assert str(NumberRange.model_validate(written)) == shown
