"""Negotiations: what moves a price, what the agent takes, and what it keeps to itself."""

from datetime import datetime
from statistics import mean
from typing import Any

import pytest

from mock_gateway.catalogue import load_personas
from mock_gateway.simulation import Conversation, simulate
from mock_gateway.simulation.tactics import TACTICS, Tactic, conceded

PERSONAS = load_personas()
FRIDAY = datetime.fromisoformat("2026-03-06T09:00-08:00")
SEEDS = range(80)
COMPETITOR = "Competitor offer: $49.99/mo."
TENURE = "Customer for 8 years."
LEAVING = "I am ready to cancel."


def calls(
    *leverage: str, target: str = "Up to $85 is acceptable.", caller: str = "negotiator", **options: Any
) -> list[Conversation]:
    brief = {
        "callee_name": "Internet Provider",
        "callee_context": " ".join(("Current bill: $89.99/mo.", *leverage)),
        "call_objective": "Lower my internet bill to $60",
        "detailed_instructions": target,
        "caller": caller,
    }
    callee = PERSONAS.find("retention_agent").with_options(options)
    return [simulate(brief, callee, FRIDAY, seed, 7200.0) for seed in SEEDS]


def prices(made: list[Conversation]) -> list[float]:
    return [call.books["agreed_price"] for call in made if "agreed_price" in call.books]


def test_the_mean_price_falls_as_leverage_is_added() -> None:
    """None, then a tenure, then a competitor's offer as well: each step is cheaper."""
    means = [mean(prices(calls(*leverage))) for leverage in ((), (TENURE,), (TENURE, COMPETITOR))]
    assert means[0] > means[1] > means[2]


def test_leverage_turns_no_deal_into_a_deal() -> None:
    """Without leverage $65 is out of reach; with all of it, it is not."""
    assert prices(calls(target="Up to $65 is acceptable.")) == []
    assert len(prices(calls(TENURE, COMPETITOR, LEAVING, target="Up to $65 is acceptable."))) >= 0.95 * len(SEEDS)


def test_a_communicator_pays_more_than_a_negotiator() -> None:
    """The communicator takes the first acceptable offer and uses no leverage."""
    communicator, negotiator = calls(COMPETITOR, caller="communicator"), calls(COMPETITOR)
    assert mean(prices(communicator)) > mean(prices(negotiator)) + 5
    assert not any("49.99" in turn.text for call in communicator for turn in call.turns)


def test_the_callee_never_goes_below_its_floor() -> None:
    """A floor of $70 holds against all leverage."""
    agreed = prices(calls(COMPETITOR, TENURE, LEAVING, floor=70))
    assert agreed
    assert min(agreed) >= 70


def test_the_agent_never_speaks_its_limit() -> None:
    """What it would still accept stays private, in every call."""
    for call in calls(COMPETITOR, target="Up to $83 is acceptable."):
        offered = [turn for turn in call.turns if "$83" in turn.text]
        assert not offered or offered[0].speaker == "user"


def test_a_deal_is_offered_by_the_callee_and_accepted_in_so_many_words() -> None:
    """The price of the books stands in the callee's offer and in the agent's answer to it."""
    for call in calls(COMPETITOR):
        shown = f"${call.books['agreed_price']:.2f}".replace(".00", "")
        speakers = [turn.speaker for turn in call.turns if shown in turn.text]
        offered = speakers.index("user")
        assert "agent" in speakers[offered:]


@pytest.mark.parametrize("tactic", TACTICS)
def test_a_tactic_goes_all_the_way_by_its_deadline(tactic: Tactic) -> None:
    """Nothing is conceded at first, everything at the deadline, and never anything taken back."""
    way = [conceded(elapsed, 4, tactic) for elapsed in range(6)]
    assert (way[0], way[4], way[5]) == (0.0, 1.0, 1.0)
    assert way == sorted(way)


def test_a_conceder_gives_way_before_a_linear_party_and_that_before_a_boulware_one() -> None:
    """Half way through, the three of Faratin et al. stand in this order."""
    conceder, linear, boulware = (conceded(2, 4, tactic) for tactic in ("conceder", "linear", "boulware"))
    assert conceder > linear > boulware
