"""The API reference's own examples, with the callees that pick up by default."""

from collections import Counter
from datetime import datetime
from typing import Any

import pytest

from mock_gateway.catalogue import load_personas
from mock_gateway.simulation import Conversation, choose_persona, simulate

PERSONAS = load_personas()
FRIDAY = datetime.fromisoformat("2026-03-06T09:00-08:00")
SEEDS = range(60)
DENTIST: dict[str, Any] = {
    "dialed_number": "+14155551234",
    "callee_name": "Dr. Smith Office",
    "callee_context": "Local dentist office, open Mon-Fri 9am-5pm",
    "call_objective": "Schedule a dental cleaning appointment for next Tuesday afternoon",
    "caller": "communicator",
}
PROVIDER: dict[str, Any] = {
    "dialed_number": "+18005551234",
    "callee_name": "Internet Provider Support",
    "callee_context": "Current plan: 200 Mbps at $89.99/mo. Competitor offer: same speed at $49.99/mo.",
    "call_objective": "Negotiate the monthly bill down from $89.99 to $60/mo or less",
    "detailed_instructions": (
        "Target: $60/mo. Acceptable range: up to $65/mo. Mention competitor offer as leverage. Do not change plan tier."
    ),
    "caller": "negotiator",
}
RESTAURANT: dict[str, Any] = {
    "dialed_number": "+14155559876",
    "callee_name": "The Italian Place",
    "callee_context": "Italian restaurant on Main Street. Making a reservation for dinner.",
    "call_objective": "Make a dinner reservation for 4 people tonight at 7pm",
    "detailed_instructions": "If 7pm is not available, try 7:30 or 8pm. Prefer a booth if possible.",
    "caller": "communicator",
}


def calls(brief: dict[str, Any], persona: str, **options: Any) -> list[Conversation]:
    callee = PERSONAS.find(persona).with_options(options)
    return [simulate(brief, callee, FRIDAY, seed, 7200.0) for seed in SEEDS]


@pytest.mark.parametrize(
    ("brief", "persona"),
    [(DENTIST, "dental_receptionist"), (PROVIDER, "retention_agent"), (RESTAURANT, "restaurant_host")],
)
def test_each_example_is_answered_by_the_callee_it_describes(brief: dict[str, Any], persona: str) -> None:
    """The default persona follows from the brief's own words."""
    assert choose_persona(brief, PERSONAS.values()) == persona


def test_the_dentist_is_booked_on_the_following_tuesday_afternoon() -> None:
    """Every call books Tuesday, March 10th between noon and five."""
    for call in calls(DENTIST, "dental_receptionist"):
        assert (call.books["booked"], call.books["day"], call.books["date"]) == (True, "tuesday", "2026-03-10")
        assert "12:00" <= call.books["time"] <= "17:00"


def test_the_provider_comes_down_to_the_acceptable_range_and_not_further_than_its_floor() -> None:
    """With the competitor's offer as leverage, most calls end in a deal from the floor to $65."""
    agreed = [call.books.get("agreed_price") for call in calls(PROVIDER, "retention_agent")]
    deals = [price for price in agreed if price is not None]
    assert len(deals) >= 0.9 * len(agreed)
    assert all(89.99 * 0.63 <= price <= 65 for price in deals)


def test_the_restaurant_gives_the_table_at_seven() -> None:
    """Seven o'clock tonight is free, for four."""
    for call in calls(RESTAURANT, "restaurant_host"):
        booked = {key: call.books.get(key) for key in ("booked", "date", "time", "party_size")}
        assert booked == {"booked": True, "date": "2026-03-06", "time": "19:00", "party_size": 4}


@pytest.mark.parametrize(
    ("openings", "expected"), [(["19:30"], "19:30"), (["20:00"], "20:00"), (["20:00", "19:30"], "19:30")]
)
def test_the_restaurant_falls_back_to_the_named_times(openings: list[str], expected: str) -> None:
    """A table at half past seven or at eight is taken where seven is full, the earlier one first when both are free."""
    times = Counter(call.books.get("time") for call in calls(RESTAURANT, "restaurant_host", openings=openings))
    assert times[expected] >= 0.8 * len(SEEDS)


def test_a_time_that_the_brief_does_not_name_is_not_taken() -> None:
    """Nine o'clock is no fallback of the brief, so that nothing is booked."""
    for call in calls(RESTAURANT, "restaurant_host", openings=["21:00"]):
        assert call.books["booked"] is False
        assert call.books["refused"] == "no suitable time"
