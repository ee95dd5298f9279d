"""What a run may spend, what its plan would, and what it has."""

from datetime import UTC, datetime, timedelta

import pytest

from harness.model.brief import RequestBody
from harness.runner.budget import Allowance, Meter, Spent, forecast, number_key
from harness.runner.calling_hours import CallingHours
from harness.runner.dials import AskedCall, dials_of, read_body
from tests.harness.runner.stage import planned
from tests.harness.runner.test_dials import NUMBER, flow, start

NOW = datetime(2026, 3, 6, 17, 0, tzinfo=UTC)
ANYTIME = CallingHours.of("00:00-24:00", ("mon", "tue", "wed", "thu", "fri", "sat", "sun"))


def allowance(calls: int = 10, credits_: int = 1000, at_once: int = 5, per_day: int = 10) -> Allowance:
    """Return what is allowed."""
    return Allowance(
        numbers=frozenset({NUMBER}),
        calls=calls,
        credits=credits_,
        calls_per_number_per_day=per_day,
        hours=ANYTIME,
        at_once=at_once,
    )


def ten_minutes() -> AskedCall:
    """A call that costs 250 credits at the worst."""
    return read_body(RequestBody(value={"dialed_number": NUMBER, "max_duration_minutes": 10}))


def test_a_plan_is_forecast_at_its_worst() -> None:
    """The published price of 50 credits and 20 a minute, for every minute that each brief allows."""
    found = forecast(dials_of(planned(flow(start(times=2), runs=3, retries=1))))
    assert (found.calls, found.credits, found.minutes, dict(found.numbers)) == (12, 3000, 120, {NUMBER: 6})


@pytest.mark.parametrize(("whole", "of"), [(10, 3), (1, 4), (0, 2), (7, 7), (5, 2)])
def test_the_shares_come_to_the_whole(whole: int, of: int) -> None:
    """No shard may spend what another may too, and nothing is lost by rounding."""
    shares = [allowance(calls=whole, credits_=whole, at_once=whole).share(number, of) for number in range(1, of + 1)]
    assert [sum(it.calls for it in shares), sum(it.credits for it in shares), sum(it.at_once for it in shares)] == (
        [whole] * 3
    )
    assert max(it.calls for it in shares) - min(it.calls for it in shares) <= 1
    assert shares[0].part == f"shard 1/{of}"


@pytest.mark.parametrize("spelled", ["+14155550142", "+1 415 555 0142", "+1 (415) 555-0142", " +1.415.555.0142 "])
def test_one_number_has_many_spellings(spelled: str) -> None:
    """The list and a brief may differ in spaces and signs."""
    assert number_key(spelled) == NUMBER
    assert allowance().allows(spelled)


@pytest.mark.parametrize("other", ["4155550142", "14155550142", "+14155550143", "tel:+14155550142", "+1415555014", ""])
def test_another_number_is_another(other: str) -> None:
    """Nothing is guessed into a number that is listed."""
    assert not allowance().allows(other)


def test_calls_in_flight_count_at_their_worst() -> None:
    """With two calls under way that may cost 250 each, 500 of 1000 credits are as good as spent."""
    meter = Meter(allowance=allowance(credits_=700))
    for _ in range(2):
        assert meter.spent(ten_minutes()) == ""
        meter.begin(ten_minutes(), NOW)
    assert meter.credits == 500
    assert "the budget is spent: 500 credits" in meter.spent(ten_minutes())


def test_an_actual_charge_takes_the_place_of_the_worst() -> None:
    """A call that cost 70 leaves the rest for others."""
    meter = Meter(allowance=allowance(credits_=330))
    meter.placed(meter.begin(ten_minutes(), NOW), "c-1")
    assert meter.spent(ten_minutes()) != ""
    meter.ended("c-1", 70)
    meter.ended("c-1", 0)
    assert meter.credits == 70
    assert meter.spent(ten_minutes()) == ""


@pytest.mark.parametrize("charged", [None, -1000.0, float("nan"), float("inf")])
def test_a_charge_that_is_none_leaves_the_worst(charged: float | None) -> None:
    """A gateway cannot talk the budget up."""
    meter = Meter(allowance=allowance())
    meter.placed(meter.begin(ten_minutes(), NOW), "c-1")
    meter.ended("c-1", charged)
    assert meter.credits == 250


def test_a_call_that_rang_nobody_is_as_if_it_was_not() -> None:
    """A refusal costs nothing and leaves room."""
    meter = Meter(allowance=allowance(calls=1, at_once=1, per_day=1))
    meter.refused(meter.begin(ten_minutes(), NOW))
    assert (meter.calls, meter.credits, meter.is_full(NOW), meter.spent(ten_minutes())) == (0, 0, False, "")


def test_what_was_spent_before_counts() -> None:
    """A run that goes on has what it had left."""
    assert "3 calls are made" in Meter(allowance=allowance(calls=3), before=Spent(calls=3)).spent(ten_minutes())
    assert "spent" in Meter(allowance=allowance(), before=Spent(credits=900)).spent(ten_minutes())


def test_a_number_is_called_so_often_a_day() -> None:
    """Calls of earlier runs and of this one together."""
    meter = Meter(allowance=allowance(per_day=2), rung={NUMBER: 1})
    assert meter.spent(ten_minutes()) == ""
    meter.begin(ten_minutes(), NOW)
    assert "was called 2 times today, and max_calls_per_number_per_day is 2" in meter.spent(ten_minutes())


def test_a_call_goes_on_until_it_ends_or_cannot_go_on() -> None:
    """One of which nobody hears any more leaves its place a minute after its longest duration."""
    meter = Meter(allowance=allowance(at_once=1))
    meter.placed(meter.begin(ten_minutes(), NOW), "c-1")
    assert meter.is_full(NOW + timedelta(minutes=10, seconds=59))
    assert not meter.is_full(NOW + timedelta(minutes=11))
    meter.ended("c-1", 70)
    assert not meter.is_full(NOW)


def test_without_an_allowance_there_is_nothing() -> None:
    """Not one call."""
    assert "max_calls is 0" in Meter(allowance=Allowance.nothing()).spent(ten_minutes())
