"""A callee that cuts in, and one that is closed."""

import random
from datetime import datetime
from typing import Any

import pytest

from mock_gateway.catalogue import load_personas
from mock_gateway.simulation import Conversation, simulate
from mock_gateway.simulation.acts import act
from mock_gateway.simulation.interruptions import MOST, Interruptions

PERSONAS = load_personas()
FRIDAY = datetime.fromisoformat("2026-03-06T09:00-08:00")
SEEDS = range(40)
BRIEF: dict[str, Any] = {
    "callee_name": "Bright Smiles Dental",
    "callee_context": "Patient Jane Doe, born 03/15/1990.",
    "call_objective": "Schedule a dental cleaning appointment for next Tuesday afternoon",
    "caller": "communicator",
}


def call(seed: int, at: datetime = FRIDAY, **options: Any) -> Conversation:
    return simulate(BRIEF, PERSONAS.find("dental_receptionist").with_options(options), at, seed, 7200.0)


def cut_turns(conversation: Conversation) -> list[str]:
    return [turn.text for turn in conversation.turns if turn.speaker == "agent" and turn.text.endswith("\u2014")]


def test_a_turn_that_is_cut_into_ends_in_a_dash_and_is_taken_up_again() -> None:
    """The callee speaks next, then the agent says what was lost; the call comes to the same."""
    for seed in SEEDS:
        conversation = call(seed, interrupts=1.0)
        assert cut_turns(conversation)
        at = next(index for index, turn in enumerate(conversation.turns) if turn.text.endswith("\u2014"))
        assert [turn.speaker for turn in conversation.turns[at : at + 3]] == ["agent", "user", "agent"]
        assert "dental cleaning appointment" in conversation.turns[at + 2].text
        assert conversation.books["booked"] is True


def test_nobody_cuts_in_who_does_not_interrupt() -> None:
    """Interruptions are a persona's own."""
    assert not any(cut_turns(call(seed, interrupts=0.0)) for seed in SEEDS)


def test_the_chance_is_that_of_each_long_turn() -> None:
    """Half the chance cuts into fewer calls, and none is cut into more than twice."""
    cuts = [len(cut_turns(call(seed, interrupts=0.5))) for seed in SEEDS]
    assert 0 < sum(map(bool, cuts)) < len(cuts)
    assert max(cuts) <= MOST


def test_a_turn_never_breaks_off_inside_a_number() -> None:
    """Half a number would be a number that nobody told the agent."""
    text = "I was hoping to move it from the two hundred and fifty dollar plan to that other one of yours"
    for seed in range(60):
        cut = Interruptions(1.0, random.Random(seed)).cut([act("purpose")], [text])
        assert cut is not None
        assert not cut.texts[-1].endswith(("two\u2014", "hundred\u2014", "and\u2014", "fifty\u2014", "the\u2014"))


@pytest.mark.parametrize(
    ("at", "status"),
    [
        ("2026-03-06T09:00-08:00", "completed"),
        ("2026-03-08T09:00-08:00", "HungupByPeer"),
        ("2026-03-06T21:00-08:00", "HungupByPeer"),
    ],
)
def test_outside_its_hours_a_recording_answers(at: str, status: str) -> None:
    """On a Sunday, and late in the evening, nobody books anything."""
    conversation = call(1, datetime.fromisoformat(at))
    assert conversation.raw_status == status
    assert (conversation.books["answered_by"] == "voicemail") == (status != "completed")
    assert ("closed" in conversation.turns[0].text) == (status != "completed")
