"""Calls as a whole: who is reached, how they end, what they take, and that they are the same every time."""

from datetime import datetime
from typing import Any

import pytest

from mock_gateway.catalogue import load_personas
from mock_gateway.simulation import Conversation, simulate

PERSONAS = load_personas()
FRIDAY = datetime.fromisoformat("2026-03-06T09:00-08:00")
BRIEF: dict[str, Any] = {
    "callee_name": "Dr. Smith Office",
    "callee_context": "Local dentist office. Patient Jane Doe, born 03/15/1990.",
    "call_objective": "Schedule a dental cleaning for next Tuesday afternoon",
    "detailed_instructions": "If Tuesday is full, take Wednesday or Thursday afternoon.",
    "caller": "communicator",
}


def call(
    persona: str, *, seed: int = 1, limit: float = 7200.0, brief: dict[str, Any] = BRIEF, **options: Any
) -> Conversation:
    return simulate(brief, PERSONAS.find(persona).with_options(options), FRIDAY, seed, limit)


@pytest.mark.parametrize(
    ("persona", "raw_status", "answered_by", "hung_up_by"),
    [
        ("dental_receptionist", "completed", "human", None),
        ("decliner", "completed", "human", None),
        ("wrong_number", "completed", "human", None),
        ("never_commits", "completed", "human", None),
        ("hangs_up", "HungupByPeer", "human", "callee"),
        ("voicemail", "HungupByLocal", "voicemail", "agent"),
        ("after_hours", "HungupByPeer", "voicemail", "callee"),
        ("ivr_dead_end", "HungupByPeer", "ivr", "callee"),
        ("fax_machine", "HungupByLocal", "fax", "agent"),
        ("call_screener", "HungupByPeer", "screener", "callee"),
        ("silent_line", "TooLongSilence", "silence", None),
        ("holds_the_line", "Timeout", "hold", None),
        ("no_answer", "NoAnswer", "nobody", None),
        ("declines_call", "Declined", "nobody", "callee"),
    ],
)
def test_the_status_follows_from_who_picks_up(
    persona: str, raw_status: str, answered_by: str, hung_up_by: str | None
) -> None:
    """Each kind of callee ends its calls in its own way, and books nothing unless it is asked to and can."""
    made = call(persona)
    assert (made.raw_status, made.books["answered_by"], made.books["hung_up_by"]) == (
        raw_status,
        answered_by,
        hung_up_by,
    )
    assert made.books["booked"] is (persona == "dental_receptionist")


@pytest.mark.parametrize("persona", ["no_answer", "declines_call"])
def test_a_call_that_nobody_takes_rings_and_has_no_transcript(persona: str) -> None:
    """There is ringing, no turn, and no duration."""
    made = call(persona)
    assert made.turns == ()
    assert made.duration_seconds == 0
    assert made.ring_seconds > 0


def test_a_booking_is_read_back_and_agreed_to_before_it_is_in_the_books() -> None:
    """The transcript holds the callee's reading back with day, date, time and name, and then the agent's yes."""
    turns = call("dental_receptionist").turns
    read_back = next(index for index, turn in enumerate(turns) if "Doe" in turn.text and "March 10th" in turn.text)
    assert turns[read_back].speaker == "user"
    assert "Tuesday, March 10th at 3:30 PM" in turns[read_back].text
    assert turns[read_back + 1].speaker == "agent"


def test_a_limit_cuts_the_call_within_the_word() -> None:
    """A cut call is the beginning of the uncut one, lasts as long as allowed, and knows nothing of later turns."""
    whole = call("dental_receptionist")
    for limit in (1.0, 12.0, 30.0, 60.0):
        cut = call("dental_receptionist", limit=limit)
        assert (cut.raw_status, cut.duration_seconds, cut.books["booked"]) == ("Timeout", limit, False)
        assert " ".join(turn.text for turn in whole.turns).startswith(" ".join(turn.text for turn in cut.turns))


def test_a_queue_is_held_until_the_limit() -> None:
    """Two hours of music take few turns and end in a timeout."""
    made = call("holds_the_line", limit=7200.0)
    assert made.duration_seconds == 7200.0
    assert {turn.speaker for turn in made.turns} == {"user"}
    assert len(made.turns) < 120


def test_a_name_that_was_misheard_is_put_right() -> None:
    """The agent corrects what is read back wrongly, and the books hold what was agreed on."""
    for seed in range(40):
        made = call("hard_of_hearing", seed=seed, mishears=1, openings=["tue 15:15"])
        assert made.books["time"] == "15:15"
        assert any("3:50 PM" in turn.text for turn in made.turns)


def test_a_fact_that_the_callee_insists_on_decides_the_call() -> None:
    """With the date of birth the call succeeds; without it the agent says that it has none, and the callee refuses."""
    without = {**BRIEF, "callee_context": "Patient Jane Doe."}
    for seed in range(30):
        assert call("dental_receptionist", seed=seed, insists=True).books["booked"] is True
        refused = call("dental_receptionist", seed=seed, insists=True, brief=without)
        assert refused.books["booked"] is False
        assert refused.books["verified"] is False
        assert refused.books["refused"] == "cannot verify date_of_birth"


def test_an_irrelevant_sentence_changes_no_outcome() -> None:
    """Words that say nothing about the task leave the books as they are."""
    chatty = {**BRIEF, "callee_context": f"{BRIEF['callee_context']} The waiting room has a fish tank."}
    assert [call("dental_receptionist", seed=seed).books for seed in range(40)] == [
        call("dental_receptionist", seed=seed, brief=chatty).books for seed in range(40)
    ]


def test_two_calls_of_one_persona_do_not_read_alike() -> None:
    """Different seeds choose different words."""
    texts = {" ".join(turn.text for turn in call("dental_receptionist", seed=seed).turns) for seed in range(50)}
    assert len(texts) == 50


def test_the_summary_tells_no_more_than_the_books() -> None:
    """A booking is summed up with its day and time, a refusal with its reason."""
    assert call("dental_receptionist").summary == (
        "The callee confirmed the booking for Jane Doe on Tuesday, March 10th at 3:30 PM."
    )
    assert "not able to do that" in call("decliner").summary
    assert call("voicemail").summary == "The call reached a voicemail. A message was left."


@pytest.mark.parametrize(
    ("objective", "booked", "asked"),
    [
        ("Ask if they take Aetna and book a cleaning for next Tuesday afternoon", "15:30", "if you take Aetna"),
        ("Book a cleaning for next Tuesday afternoon and ask how much it costs", "15:30", "how much it costs"),
        ("Book the earliest available cleaning", "15:30", ""),
    ],
)
def test_a_booking_may_share_its_sentence_with_a_question(objective: str, booked: str, asked: str) -> None:
    """Both are done, the booking first, and a client who takes any time gets the first one."""
    made = call("dental_receptionist", brief={**BRIEF, "call_objective": objective})
    assert made.books["time"] == booked
    assert list(made.books.get("gave", {})) == ([asked] if asked else [])


@pytest.mark.parametrize("mood", ["friendly", "neutral", "rushed", "hostile"])
def test_every_mood_has_its_own_greeting(mood: str) -> None:
    """A mood is heard from the first words on."""
    greetings = {call("front_desk", seed=seed, mood=mood).turns[0].text for seed in range(30)}
    others = {call("front_desk", seed=seed, mood="neutral").turns[0].text for seed in range(30)}
    assert len(greetings) > 3
    assert mood == "neutral" or not greetings & others
