"""Personas, and what a scenario may change about one."""

from typing import Any

import pytest

from harness.errors import UnknownName, UsageError
from mock_gateway.simulation.options import OPTIONS
from mock_gateway.simulation.persona import Persona

DESK = Persona(name="desk", title="A desk")


def test_options_replace_fields_and_leave_the_rest() -> None:
    """An option given anew wins; the persona itself is not changed."""
    changed = DESK.with_options({"openings": ["tue 15:30"], "asks_for": ["date_of_birth"], "mood": "rushed"})
    assert (len(changed.openings or ()), changed.asks_for, changed.mood) == (1, ("date_of_birth",), "rushed")
    assert (DESK.openings, DESK.asks_for, changed.title) == (None, (), "A desk")


def test_price_options_build_on_the_prices_there_are() -> None:
    """A floor given alone keeps the other terms of the price."""
    changed = DESK.with_options({"bill": 89.99, "tactic": "boulware"}).with_options({"floor": 57})
    assert changed.prices is not None
    assert (changed.prices.bill, changed.prices.floor, changed.prices.tactic) == (89.99, 57.0, "boulware")


@pytest.mark.parametrize(
    ("name", "nearest"), [("opening", "openings"), ("moods", "mood"), ("asks", "asks_for"), ("zzz", None)]
)
def test_an_unknown_option_names_the_nearest(name: str, nearest: str | None) -> None:
    """A typo is answered with what was meant, where anything is near."""
    with pytest.raises(UnknownName) as caught:
        DESK.with_options({name: 1})
    assert caught.value.nearest == nearest


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ({"mood": "angry"}, "friendly, neutral, rushed, hostile"),
        ({"mood": "freindly"}, "did you mean 'friendly'"),
        ({"asks_for": ["shoe_size"]}, "date_of_birth"),
        ({"openings": ["tuesday at noon"]}, "is not an opening"),
        ({"openings": 5}, "a text or a list of texts"),
        ({"patience": True}, "a whole number from 1 to 100"),
        ({"patience": 0}, "a whole number from 1 to 100"),
        ({"holds": 2}, "a number from 0 to 1"),
        ({"floor": "cheap"}, "a number from 0"),
        ({"insists": "yes"}, "true or false"),
        ({"hold_seconds": [9, 3]}, "from 0 to 7200"),
        ({"knows": ["hours"]}, "a mapping"),
        ({"moved_by": {"competitor": 3}}, "a number from 0 to 1"),
        ({"moved_by": {"loyalty": 0.3}}, "competitor, tenure, walk_away"),
        ({"greeting": None}, "a text or a list of texts"),
    ],
)
def test_a_wrong_value_is_explained(options: dict[str, Any], complaint: str) -> None:
    """The message names the option and says what it can be."""
    with pytest.raises(UsageError, match=complaint) as caught:
        DESK.with_options(options)
    assert next(iter(options)) in str(caught.value)


def test_every_option_sets_a_field_that_there_is() -> None:
    """The table of options and the classes it fills agree."""
    fields = set(Persona.__dataclass_fields__) | {"bill", "floor", "share", "base", "tactic", "rounds", "moved_by"}
    assert {option.field for option in OPTIONS.values()} <= fields
