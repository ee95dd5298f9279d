"""Which rules a plan breaks, told all at once, each with where it is and how to mend it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from harness.model.brief import RequestBody
from harness.model.scenario import StartCall
from harness.model.values import Json
from harness.runner.budget import Allowance, Spent
from harness.runner.calling_hours import CallingHours
from harness.runner.dials import dials_of
from harness.runner.guards import Circumstances, Refusal, Rung, refusals, rung_today
from tests.harness.runner.stage import FRIDAY, SPAN, planned
from tests.harness.runner.test_budget import allowance
from tests.harness.runner.test_dials import NUMBER, flow, start

NOON = FRIDAY + timedelta(hours=3)
"""Noon of Friday in Los Angeles, where the number is."""
WORKDAYS = CallingHours.of("09:00-17:00", ("mon", "tue", "wed", "thu", "fri"))


def judged(
    *runs: int, allowed: Allowance | None = None, now: datetime = NOON, zone: str | None = None, **met: object
) -> tuple[Refusal, ...]:
    """Judge scenarios that run so often."""
    made = [
        flow(start(), scenario_id=f"s{place}", runs=times, callee_timezone=zone) for place, times in enumerate(runs)
    ]
    plan = planned(*made)
    dials = dials_of(plan)
    circumstances = replace(Circumstances(now=now, everywhere=dials), **met)  # type: ignore[arg-type] # any fields
    return refusals(dials, plan.scenarios, allowed, circumstances)


def test_a_plan_that_keeps_every_rule_is_not_refused() -> None:
    """Nothing is said then."""
    assert judged(2, allowed=replace(allowance(), hours=WORKDAYS)) == ()


def test_all_broken_rules_are_told_at_once() -> None:
    """Who mends a file mends it once."""
    nothing = replace(Allowance.nothing(), hours=WORKDAYS)
    told = judged(2, allowed=nothing, now=FRIDAY - timedelta(hours=12), workers=2, logged_in=False)
    assert [str(it).split(";")[0].split("\n")[0] for it in told] == [
        "the run: 2 processes would share one account",
        "the run: nobody is logged in",
        "s.yaml:1:1: s0: +14155550142 is not on the allow-list",
        "s.yaml:1:1: s0: it is 21:00 on thu in America/Los_Angeles, where +14155550142 is",
        "the run: 2 calls",
        "the run: 500 credits at the worst",
        "+14155550142: 2 calls",
        "s.yaml:1:1: s0: 1 call at once",
    ]
    assert all(it.fix for it in told)


@pytest.mark.parametrize(
    ("hours_later", "zone", "is_refused"),
    [
        (0, None, False),  # 12:00 in Los Angeles
        (5, None, True),  # 17:00
        (-3, None, False),  # 9:00
        (-4, None, True),
        (24, None, True),  # Saturday
        (3, "America/New_York", True),  # 18:00 there
        (0, "Asia/Singapore", True),  # Saturday already
    ],
)
def test_a_phone_is_rung_by_its_own_clock(hours_later: int, zone: str | None, is_refused: bool) -> None:
    """Within the window where the callee is, wherever the run is."""
    allowed = replace(allowance(), hours=WORKDAYS)
    told = judged(1, allowed=allowed, now=NOON + timedelta(hours=hours_later), zone=zone)
    assert bool(told) is is_refused


def test_a_rule_about_a_number_is_told_once() -> None:
    """A hundred scenarios that call one number are one mistake."""
    told = judged(*[1] * 20, allowed=replace(allowance(calls=50, credits_=50_000, per_day=50), numbers=frozenset()))
    assert len(told) == 1


def test_calls_of_today_are_counted_by_the_callees_day() -> None:
    """A call late on Thursday, Los Angeles time, is not of its Friday, though UTC has the same date for both."""
    thursday_night = datetime(2026, 3, 6, 6, 0, tzinfo=UTC)
    friday_morning = datetime(2026, 3, 6, 17, 30, tzinfo=UTC)
    rung = (Rung(number="+1 415 555 0142", at=thursday_night), Rung(number=NUMBER, at=friday_morning))
    dials = dials_of(planned(flow(start())))
    assert dict(rung_today(dials, Circumstances(now=NOON, everywhere=dials, rung=rung))) == {NUMBER: 1}
    [told] = judged(1, allowed=allowance(per_day=1), rung=rung)
    assert "1 call after 1 in earlier runs today; allowed: max_calls_per_number_per_day = 1" in str(told)


def test_calls_of_other_numbers_are_not_counted() -> None:
    """Each number has its own day and its own limit."""
    assert judged(1, allowed=allowance(per_day=1), rung=(Rung(number="+14155550199", at=NOON),)) == ()


def test_a_number_is_counted_over_all_shards() -> None:
    """Two shards with one call of a number each are two calls of it."""
    both = dials_of(planned(flow(start(), scenario_id="a"), flow(start(), scenario_id="b")))
    [told] = judged(1, allowed=allowance(per_day=1), everywhere=both)
    assert told.where == NUMBER


def test_what_a_run_spent_before_it_was_resumed_counts() -> None:
    """What is left of it must fit into what is left of its limits."""
    assert judged(2, allowed=allowance(calls=5, credits_=1000), before=Spent(calls=3, credits=500)) == ()
    told = judged(2, allowed=allowance(calls=4, credits_=900), before=Spent(calls=3, credits=500))
    assert ["2 calls (after 3 before); allowed: max_calls = 4" in told[0].message, told[0].fix[-13:]] == (
        [True, "max_calls = 5"]
    )
    assert "max_credits = 1000" in told[1].fix


def test_a_share_says_whose_it_is() -> None:
    """Who reads a refusal on one of many machines learns why the limit is smaller there."""
    [told] = judged(3, allowed=allowance(calls=5, credits_=2000).share(2, 2))
    assert str(told).startswith("the run (shard 2/2): 3 calls; allowed: max_calls = 2, the share of shard 2/2")


def test_a_run_without_calls_breaks_nothing() -> None:
    """Where nothing dials there is nothing to allow."""
    assert judged(allowed=None) == ()


@pytest.mark.parametrize("body", [{}, {"dialed_number": None}, {"dialed_number": " "}])
def test_a_brief_that_names_no_number_is_a_call_all_the_same(body: dict[str, Json]) -> None:
    """It rings nobody, as far as is known, needs no duration, and counts as a call at its worst."""
    unnamed = StartCall(span=SPAN, name="call", body=RequestBody(value=body))
    dials = dials_of(planned(flow(unnamed)))
    met = Circumstances(now=NOON, everywhere=dials)
    assert refusals(dials, (), allowance(credits_=2450), met) == ()
    assert [it.fix[-13:] for it in refusals(dials, (), allowance(calls=0, credits_=2450), met)] == ["max_calls = 1"]
