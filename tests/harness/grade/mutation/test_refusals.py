"""Calls that end without what was wanted."""

import pytest

from tests.harness.grade.mutation.subjects import (
    CLEANING,
    DECLINED,
    DENTIST,
    ERRAND,
    HAGGLE,
    HOURS,
    ISP,
    TRATTORIA,
    mutated,
)  # fmt: skip


@pytest.mark.parametrize(
    ("brief", "lines", "kept", "refusal"),
    [
        (DENTIST, CLEANING, 4, "that was just taken"),
        (ISP, HAGGLE, 2, "I can't change the price"),
        (ERRAND, HOURS, 2, "I can't help you with that"),
    ],
    ids=["booking", "price", "errand"],
)
def test_the_callee_refuses_where_it_granted(
    brief: dict[str, str], lines: tuple[str, ...], kept: int, refusal: str
) -> None:
    """What came before stays; the granting answer becomes a refusal, and only farewells follow it."""
    found = mutated("callee_refuses", brief, lines)
    assert found is not None
    assert found[:kept] == list(lines[:kept])
    assert refusal in found[kept]
    assert found[kept].startswith("C: ")
    assert len(found) == kept + 3


def test_the_callee_will_call_back() -> None:
    """Being put off is no confirmation, and comes where the confirmation was."""
    found = mutated("callee_puts_off", DENTIST, CLEANING)
    assert found is not None
    assert "I'll call you back" in found[4]


@pytest.mark.parametrize(
    ("brief", "lines", "kept"),
    [(DENTIST, CLEANING, 4), (ISP, HAGGLE, 3), (ERRAND, HOURS, 2)],
    ids=["booking", "price", "errand"],
)
def test_the_call_ends_before_it_is_binding(brief: dict[str, str], lines: tuple[str, ...], kept: int) -> None:
    """An offer may have been made; nothing that binds is left."""
    assert mutated("ends_early", brief, lines) == list(lines[:kept])


@pytest.mark.parametrize("name", ["callee_refuses", "callee_puts_off", "ends_early"])
def test_a_refused_call_cannot_be_refused(name: str) -> None:
    """Where nothing was granted there is nothing to break so."""
    assert mutated(name, TRATTORIA, DECLINED) is None


def test_a_price_is_no_booking() -> None:
    """Words that may make a booking ("done") are of the price, where the brief asks for no day and no time."""
    found = mutated("callee_refuses", ISP, (*HAGGLE[:4], "C: Done, that's booked. The new rate is $62 a month."))
    assert found is not None
    assert "I can't change the price" in found[2]


def test_an_early_yes_that_settled_nothing_is_not_the_agreement() -> None:
    """A price that only sounds agreed to and is bargained on later is left as it is."""
    lines = (
        HAGGLE[0],
        HAGGLE[1],
        "C: That's okay, I'll note that. What's the account number?",
        "A: 12345.",
        *HAGGLE[2:],
    )
    assert mutated("ends_early", ISP, lines) == list(lines[:5])
