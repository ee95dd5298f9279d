"""Briefs and callees that nobody would write: empty, huge, foreign, contradictory, and anything else."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from harness.model.call import FOLDED_STATUS, TERMINAL_STATUSES
from mock_gateway.simulation import Persona, simulate
from mock_gateway.simulation.knowledge import read_brief
from tests.prove.simulation.anything import BRIEFS, CALLEES, SECONDS, SEEDS
from tests.prove.simulation.sample import Drawn, Labelled
from tests.prove.simulation.situations import FRIDAY, PERSONAS
from tests.prove.simulation.transcripts import invented, not_borne_out

WHEN = st.integers(min_value=-40_000, max_value=40_000).map(lambda hours: FRIDAY + timedelta(hours=hours))
# Shrinking a brief of pages takes minutes: a failure shows the brief as it was drawn.
UNHURRIED = settings(
    max_examples=1500, phases=[Phase.generate], deadline=None, derandomize=True, database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)  # fmt: skip

pytestmark = pytest.mark.prove


def _drawn(brief: dict[str, Any], callee: Persona, when: datetime, seed: int, seconds: float) -> Drawn:
    call = simulate(brief, callee, when, seed, seconds)
    labelled = Labelled(brief={**brief, "max_duration_minutes": seconds / 60.0}, persona=callee.name)
    return Drawn(number=0, labelled=labelled, persona=callee.name, call_date=when, seed=seed, call=call)


@given(brief=BRIEFS, callee=CALLEES, when=WHEN, seed=SEEDS, seconds=SECONDS)
@UNHURRIED
def test_every_call_ends_in_time_and_in_a_known_status(
    brief: dict[str, Any], callee: Persona, when: datetime, seed: int, seconds: float
) -> None:
    """No call exceeds its limit, no turn is empty, and the same arguments give the same call."""
    call = simulate(brief, callee, when, seed, seconds)
    assert FOLDED_STATUS.get(call.raw_status) in TERMINAL_STATUSES
    assert call.duration_seconds <= seconds + 0.01
    assert all(turn.at_seconds + turn.seconds <= seconds + 0.02 for turn in call.turns)
    assert all(turn.text.strip() for turn in call.turns)
    assert simulate(dict(brief), callee, when, seed, seconds) == call


@given(brief=BRIEFS, callee=CALLEES, when=WHEN, seed=SEEDS)
@UNHURRIED
def test_nothing_is_invented_and_the_books_are_true(
    brief: dict[str, Any], callee: Persona, when: datetime, seed: int
) -> None:
    """Every fact of the agent comes from the brief or the callee, and the transcript bears the books out."""
    drawn = _drawn(brief, callee, when, seed, 7200.0)
    assert invented(drawn) == []
    assert not_borne_out(drawn) == []


@given(brief=BRIEFS, callee=CALLEES, when=WHEN, seed=SEEDS)
@UNHURRIED
def test_the_agent_keeps_to_what_it_read(brief: dict[str, Any], callee: Persona, when: datetime, seed: int) -> None:
    """A price is never agreed above the ceiling that the agent read, nor a time booked that it refuses."""
    call = simulate(brief, callee, when, seed, 7200.0)
    knows = read_brief(brief, when.date())
    ceiling = knows.prices.ceiling
    if ceiling is not None and knows.purpose.kind == "price" and "agreed_price" in call.books:
        assert call.books["agreed_price"] <= ceiling


@pytest.mark.parametrize("unit", ["word ", "$1 7pm Tuesday (", "9", "😀", "Mr. X and ", "\n\t ", "not "])
@pytest.mark.parametrize("field", ["callee_name", "callee_context", "call_objective", "detailed_instructions"])
def test_a_field_of_a_megabyte_is_a_brief_like_any_other(field: str, unit: str) -> None:
    """Nothing breaks, and what lies beyond the part that is read changes nothing."""
    brief = {"callee_name": "Blue Door Bistro", "call_objective": "Book a table", field: unit * (2**20 // len(unit))}
    shorter = {**brief, field: brief[field][: 2**17]}
    call = simulate(brief, PERSONAS.find("restaurant_host"), FRIDAY, 3, 7200.0)
    assert call == simulate(shorter, PERSONAS.find("restaurant_host"), FRIDAY, 3, 7200.0)
