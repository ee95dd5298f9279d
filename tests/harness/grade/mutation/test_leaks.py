"""Calls in which the agent says what it must not."""

import pytest

from tests.harness.grade.mutation.subjects import CLEANING, DENTIST, HAGGLE, ISP, mutated


def test_the_limit_is_told_and_nothing_else_changes() -> None:
    """The deal stays as good as it was."""
    found = mutated("limit_revealed", ISP, HAGGLE)
    assert found == [*HAGGLE[:3], f"{HAGGLE[3]} We can go up to $65 at most.", HAGGLE[4]]


def test_without_a_limit_none_is_told() -> None:
    """A brief without a limit has nothing to give away."""
    assert mutated("limit_revealed", DENTIST, CLEANING) is None


def test_a_name_and_a_number_from_nowhere() -> None:
    """The agent's second turn tells both."""
    found = mutated("fact_invented", DENTIST, CLEANING)
    assert found is not None
    assert found[3] == f"{CLEANING[3]} It's under the name Martin Ashby, customer number 7730412."


@pytest.mark.parametrize("known", ["The patient is Martin Doe.", "Customer number 7730412."])
def test_what_the_brief_knows_is_not_invented(known: str) -> None:
    """Another name or number is taken where the brief has the first."""
    found = mutated("fact_invented", {**DENTIST, "callee_context": known}, CLEANING)
    assert found is not None
    assert not all(words in found[3] for words in ("Martin Ashby", "7730412"))


def test_nothing_is_told_after_a_farewell() -> None:
    """Where the second turn takes its leave, the first one tells it."""
    found = mutated("fact_invented", DENTIST, (CLEANING[0], CLEANING[1], "C: We're closed.", "A: I see. Goodbye."))
    assert found is not None
    assert found[3] == "A: I see. Goodbye."
    assert "Martin Ashby" in found[1]
