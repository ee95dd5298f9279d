"""Stays and what they cost: nights read, booked and said; rates within the limit of the brief."""

from datetime import date, datetime
from typing import Any

import pytest

from mock_gateway.catalogue import load_personas
from mock_gateway.simulation import Conversation, simulate
from mock_gateway.simulation.knowledge import read_brief

PERSONAS = load_personas()
FRIDAY = datetime.fromisoformat("2026-03-06T09:00-08:00")
TODAY = FRIDAY.date()
HOTEL: dict[str, Any] = {
    "callee_name": "Harbor View Hotel",
    "call_objective": "Book a room for 3 nights from March 20 to March 23 for Ana Souza",
    "detailed_instructions": "Max $180 per night. Guest phone 415-555-0134.",
    "caller": "communicator",
}


def call(brief: dict[str, Any], seed: int = 1, persona: str = "hotel_reception", **options: Any) -> Conversation:
    return simulate(brief, PERSONAS.find(persona).with_options(options), FRIDAY, seed, 7200.0)


def agent_words(conversation: Conversation) -> str:
    return " ".join(turn.text for turn in conversation.turns if turn.speaker == "agent")


@pytest.mark.parametrize(
    ("objective", "nights"),
    [
        ("Book a room for 3 nights from March 20", 3),
        ("Reserve a hotel room for two nights starting Friday", 2),
        ("Book a one-night stay on Saturday", 1),
        ("Book a room from March 20 to March 22", 2),
        ("Reserve a suite March 20-24", 4),
        ("Book a room, arriving Friday March 13 and checking out Sunday March 15", 2),
        ("Book a room for next Friday", None),
        ("Book a table for 4 from March 20 to March 22", None),
    ],
)
def test_the_nights_of_a_stay_are_read(objective: str, nights: int | None) -> None:
    """As a number of nights, or as the days between arrival and departure; a table is not stayed in."""
    stay = read_brief({"call_objective": objective}, TODAY).stay
    assert (stay.nights if stay else None) == nights


def test_nobody_arrives_on_the_day_of_departure() -> None:
    """The second day of a stay is no fallback for the first."""
    wishes = read_brief(HOTEL, TODAY).wishes
    assert [wish.days for wish in wishes.listed] == [(date(2026, 3, 20),)]


def test_the_nights_are_said_and_booked() -> None:
    """The reading back names both days and the nights, and the books hold them."""
    booked = call(HOTEL)
    assert (booked.books["nights"], booked.books["date"], booked.books["until"]) == (3, "2026-03-20", "2026-03-23")
    heard = " ".join(turn.text for turn in booked.turns if turn.speaker == "user")
    assert "from Friday, March 20th to Monday, March 23rd, three nights" in heard


def test_every_night_of_a_stay_has_to_be_free() -> None:
    """A full Saturday is in the way of a stay over the weekend."""
    assert call(HOTEL, full=["sat"]).books["booked"] is False
    assert call(HOTEL, full=["wed"]).books["booked"] is True


def test_a_hotel_does_not_book_without_the_nights() -> None:
    """What the brief leaves out, the agent cannot say."""
    brief = {**HOTEL, "call_objective": "Book a room from March 20 for Ana Souza"}
    assert call(brief).books["refused"] == "number of nights not given"


@pytest.mark.parametrize("seed", range(20))
def test_a_rate_beyond_the_limit_is_not_taken(seed: int) -> None:
    """The agreed rate is within the limit, which the agent never says; where nothing is, nothing is booked."""
    dear = call(HOTEL, seed, rate=[190, 220])
    assert (dear.books["booked"], dear.books["refused"]) == (False, "rate not accepted")
    assert "180" not in agent_words(dear)
    booked = call(HOTEL, seed)
    if booked.books["booked"]:
        assert booked.books["price"] <= 180
        assert booked.books["per"] == "night"
    else:
        assert booked.books["last_offer"] > 180


def test_without_a_limit_what_it_costs_is_taken() -> None:
    """The brief asks for a room and names no price."""
    brief = {**HOTEL, "detailed_instructions": "Guest phone 415-555-0134."}
    assert call(brief, rate=[500, 500]).books["price"] == 500


def test_a_limit_on_the_whole_is_compared_with_all_nights() -> None:
    """Three nights at $150 are more than $400 in total."""
    brief = {**HOTEL, "detailed_instructions": "No more than $400 in total for the stay."}
    assert call(brief, rate=[150, 150]).books["booked"] is False
    assert call(brief, rate=[130, 130]).books["booked"] is True
