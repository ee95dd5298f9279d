"""Calls in which nobody on the called side answered."""

import pytest

from tests.harness.grade.mutation.subjects import CLEANING, DENTIST, mutated

MACHINE = ("C: You've reached Dr. Smith Office. Please leave a message after the tone.", "A: Please call back. Bye.")


def test_only_the_agent_is_left() -> None:
    """Every turn of the callee goes."""
    assert mutated("callee_gone", DENTIST, CLEANING) == [line for line in CLEANING if line.startswith("A")]


def test_a_voicemail_takes_a_message() -> None:
    """The agent's own first words are left after the tone, so that they alone convince nobody."""
    found = mutated("voicemail", DENTIST, CLEANING)
    assert found is not None
    assert len(found) == 2
    assert found[0].startswith("C: You've reached Dr. Smith Office.")
    assert found[1].startswith(CLEANING[1])


def test_an_empty_transcript() -> None:
    """Nothing was said."""
    assert mutated("empty_transcript", DENTIST, CLEANING) == []


@pytest.mark.parametrize("name", ["callee_gone", "voicemail"])
def test_a_machine_cannot_be_replaced_by_one(name: str) -> None:
    """A call that no person answered is not broken by there being none."""
    assert mutated(name, DENTIST, MACHINE) is None


def test_silence_cannot_be_emptied() -> None:
    """Where the callee never spoke, an empty transcript is no worse."""
    assert mutated("empty_transcript", DENTIST, ("A: Hello? Is anyone there?",)) is None
