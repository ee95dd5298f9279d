"""The notation of openings, and what a calendar makes of it."""

from datetime import date, datetime

import pytest

from harness.errors import UsageError
from mock_gateway.simulation.openings import WHOLE_DAY, Calendar, Slot, read_opening, spoken_day, spoken_time

NOW = datetime.fromisoformat("2026-03-06T09:00-08:00")
TUESDAY = date(2026, 3, 10)


def calendar(*openings: str, full: tuple[str, ...] = (), by_day: bool = False) -> Calendar:
    return Calendar(
        [read_opening(text) for text in openings], [read_opening(text) for text in full], NOW, by_day=by_day
    )


@pytest.mark.parametrize(
    ("openings", "full", "day", "expected"),
    [
        (("tue 15:30", "thu 14:00"), (), TUESDAY, ["15:30"]),
        (("mon-fri 09:00-11:00",), (), TUESDAY, ["09:00", "09:30", "10:00", "10:30"]),
        (("mon-fri 09:00-11:00",), ("tue 09:30-10:00",), TUESDAY, ["09:00", "10:30"]),
        (("19:30",), (), TUESDAY, ["19:30"]),
        (("2026-03-10 08:15",), (), TUESDAY, ["08:15"]),
        (("fri-mon 10:00",), (), TUESDAY, []),
        (("daily 08:00-10:00",), (), NOW.date(), ["09:30"]),
        (("daily 10:00",), (), date(2026, 3, 5), []),
    ],
)
def test_free_times_follow_from_openings_and_what_is_taken(
    openings: tuple[str, ...], full: tuple[str, ...], day: date, expected: list[str]
) -> None:
    """What is open, not taken and not past is free."""
    assert [slot.clock for slot in calendar(*openings, full=full).on(day)] == expected


def test_a_callee_that_books_days_has_one_slot_a_day() -> None:
    """A whole day has no time."""
    slots = calendar("daily 00:00-24:00", by_day=True).on(TUESDAY)
    assert slots == [Slot(TUESDAY, WHOLE_DAY)]
    assert slots[0].clock == ""


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("tue at noon", "is not an opening"),
        ("", "is not an opening"),
        ("tue 25:00", "not a time of day"),
        ("tue 15:00-14:00", "ends before it begins"),
        ("2026-02-30 10:00", "not a day of the calendar"),
        ("blursday 10:00", "not a day of the week"),
    ],
)
def test_a_wrong_opening_is_explained(text: str, complaint: str) -> None:
    """The message says what is wrong."""
    with pytest.raises(UsageError, match=complaint):
        read_opening(text)


@pytest.mark.parametrize(
    ("minute", "spoken"), [(0, "12 AM"), (720, "noon"), (750, "12:30 PM"), (930, "3:30 PM"), (1140, "7 PM")]
)
def test_times_are_spoken(minute: int, spoken: str) -> None:
    """Twelve-hour time, as it is said on the telephone."""
    assert spoken_time(minute) == spoken


@pytest.mark.parametrize(
    ("day", "spoken"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (13, "13th"), (21, "21st")]
)
def test_days_are_spoken_with_their_ordinal(day: int, spoken: str) -> None:
    """Eleventh to thirteenth are no exceptions."""
    assert spoken_day(date(2026, 7, day)).endswith(f"July {spoken}")
