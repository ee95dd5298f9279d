"""When a phone may be rung: by the callee's own clock and calendar."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from harness.runner.calling_hours import CallingHours, own_day, zone_of, zones_of

WORKDAYS = ("mon", "tue", "wed", "thu", "fri")


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-03-06T08:59", False),
        ("2026-03-06T09:00", True),
        ("2026-03-06T16:59", True),
        ("2026-03-06T17:00", False),
        ("2026-03-07T12:00", False),
    ],
)
def test_a_window_begins_and_ends(moment: str, is_open: bool) -> None:
    """From the first minute to the one before the last, on the days named."""
    assert CallingHours.of("09:00-17:00", WORKDAYS).are_open(datetime.fromisoformat(moment)) is is_open


def test_a_window_may_last_all_day() -> None:
    """24:00 is the end of the day."""
    hours = CallingHours.of("00:00-24:00", ("sat",))
    assert hours.are_open(datetime.fromisoformat("2026-03-07T23:59"))
    assert str(hours) == "00:00-24:00 on sat"


@pytest.mark.parametrize(
    ("number", "zone"),
    [
        ("+14155550142", "America/Los_Angeles"),
        ("+442079460000", "Europe/London"),
        ("+6565551234", "Asia/Singapore"),
        ("+85221234567", "Asia/Hong_Kong"),
        ("+17875551234", "America/Puerto_Rico"),
    ],
)
def test_a_number_says_where_it_is(number: str, zone: str) -> None:
    """Where `phonenumbers` knows one zone, it is the callee's."""
    assert zone_of(number, None) == ZoneInfo(zone)


@pytest.mark.parametrize("number", ["+18005551234", "+61412345678"])
def test_a_number_of_several_zones_does_not(number: str) -> None:
    """A toll-free number, or a mobile one of a wide country, has to be told."""
    assert len(zones_of(number)) > 1
    assert zone_of(number, None) is None
    assert zone_of(number, "Australia/Perth") == ZoneInfo("Australia/Perth")


@pytest.mark.parametrize("number", ["4155550142", "+1", "", "+999123456789", "x"])
def test_what_is_no_number_is_nowhere(number: str) -> None:
    """Nothing is made up."""
    assert zones_of(number) == ()


def test_a_day_is_the_callees_own() -> None:
    """Evening in California is the next day in Singapore."""
    moment = datetime(2026, 3, 7, 2, 0, tzinfo=UTC)
    assert str(own_day(moment, ZoneInfo("America/Los_Angeles"))) == "2026-03-06"
    assert str(own_day(moment, ZoneInfo("Asia/Singapore"))) == "2026-03-07"
