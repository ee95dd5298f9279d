"""Calls that settle on something else than was wanted."""

import pytest

from tests.harness.grade.mutation.subjects import CLEANING, DENTIST, DINNER, HAGGLE, ISP, TRATTORIA, mutated


def test_another_day_is_offered_taken_and_confirmed() -> None:
    """What the agent asked for stays; from the callee's offer on, both name a day that the brief does not allow."""
    assert mutated("another_day", DENTIST, CLEANING) == [
        *CLEANING[:2],
        "C: I have Friday, March 13th at 3:30 PM open.",
        "A: Friday, March 13th at 3:30 PM is perfect.",
        "C: You're all set for Friday, March 13th at 3:30 PM.",
        CLEANING[5],
    ]


def test_another_time_is_outside_what_the_brief_allows() -> None:
    """Half past three in an afternoon becomes a time that is no afternoon."""
    found = mutated("another_time", DENTIST, CLEANING)
    assert found is not None
    assert found[2] == "C: I have Tuesday, March 10th at 6:30 PM open."
    assert found[4] == "C: You're all set for Tuesday, March 10th at 6:30 PM."


def test_another_time_keeps_to_the_manner_of_speaking() -> None:
    """A sentence that begins with the time still begins with a capital, and tonight stays tonight."""
    found = mutated("another_time", TRATTORIA, DINNER)
    assert found is not None
    assert found[2] == "C: Tonight at 5:30 PM works. Under which name?"


def test_a_courtesy_names_no_day() -> None:
    """ "What can I do for you today?" is not about the booking's day."""
    found = mutated("another_day", TRATTORIA, DINNER)
    assert found is not None
    assert found[0] == DINNER[0]
    assert found[2] == "C: Saturday evening at 7 PM works. Under which name?"


def test_another_party_size() -> None:
    """The count is worded as it was: four makes two."""
    found = mutated("another_party_size", TRATTORIA, DINNER)
    assert found is not None
    assert found[4] == "C: Done, a table for two is booked."
    assert found[1] == DINNER[1]


def test_a_value_that_the_callee_never_named_is_named_wrongly() -> None:
    """Where only the agent said the day, the callee's confirmation names another."""
    lines = (*CLEANING[:2], "C: Okay, you're all set.", "A: Thank you, goodbye.")
    found = mutated("another_day", DENTIST, lines)
    assert found == [*lines[:2], "C: Okay, you're all set. That's for Friday, March 13th.", lines[3]]


@pytest.mark.parametrize(
    ("name", "objective"),
    [
        ("another_day", "Schedule a cleaning for Jane Doe at 3:30 PM"),
        ("another_time", "Schedule a cleaning for Jane Doe next Tuesday"),
        ("another_party_size", "Schedule a cleaning next Tuesday afternoon"),
    ],
)
def test_what_the_brief_leaves_open_cannot_be_wrong(name: str, objective: str) -> None:
    """A day, time or size that nobody asked for breaks nothing."""
    assert mutated(name, {"call_objective": objective}, CLEANING) is None


def test_another_price_is_far_above_all_that_is_allowed() -> None:
    """Both sides name the price, and the agent takes it."""
    found = mutated("another_price", ISP, HAGGLE)
    assert found == [
        *HAGGLE[:2],
        "C: The best I can do is $91.99 a month.",
        "A: $91.99 a month works, I'll take it.",
        HAGGLE[4],
    ]


def test_beyond_the_limit_is_just_above_it() -> None:
    """The limit is 65: a check that is a little too lax passes it."""
    found = mutated("beyond_limit", ISP, HAGGLE)
    assert found is not None
    assert found[2] == "C: The best I can do is $67.99 a month."


def test_without_a_limit_nothing_is_beyond_it() -> None:
    """Another price can still be agreed: above every amount that the brief names."""
    brief = {key: value for key, value in ISP.items() if key != "detailed_instructions"}
    assert mutated("beyond_limit", brief, HAGGLE) is None
    found = mutated("another_price", brief, HAGGLE)
    assert found is not None
    assert found[2] == "C: The best I can do is $125.99 a month."


def test_a_seller_is_glad_of_a_higher_price() -> None:
    """Where the brief sells, more is no failure."""
    assert mutated("another_price", {**ISP, "call_objective": "Sell the modem for $60"}, HAGGLE) is None


def test_a_call_without_money_has_no_price() -> None:
    """Numbers are no prices where the brief names no amount."""
    assert mutated("another_price", DENTIST, CLEANING) is None
