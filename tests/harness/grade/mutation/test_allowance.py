"""Values that a brief does not allow."""

from datetime import date, time

import pytest

from harness.grade.mutation.allowance import wrong_count, wrong_day, wrong_time
from tests.harness.grade.mutation.subjects import CLEANING, DENTIST, DINNER, TRATTORIA, subject


def test_a_fallback_day_is_not_wrong() -> None:
    """Wednesday and Thursday are allowed where Tuesday is full, so Friday is the next that is not."""
    assert wrong_day(subject(DENTIST, CLEANING)) == date(2026, 3, 13)


def test_a_day_of_the_week_that_is_asked_for_is_not_wrong() -> None:
    """ "Next week" allows every day of it."""
    found = wrong_day(subject({"call_objective": "Schedule a cleaning next week"}, CLEANING))
    assert found is not None
    assert found > date(2026, 3, 15)


@pytest.mark.parametrize(
    ("objective", "low", "high"),
    [
        ("Book next Tuesday afternoon", time(12), time(18)),
        ("Book next Tuesday after 3 PM", time(15), time(23)),
        ("Book next Tuesday at 3 PM or later", time(15), time(23)),
        ("Book next Tuesday before 5 PM", time(0), time(17)),
        ("Book next Tuesday between 2 and 6 PM", time(14), time(18)),
        ("Book next Tuesday at 3:30 PM", time(14, 1), time(16, 59)),
    ],
)
def test_a_wrong_time_is_outside_all_that_is_allowed(objective: str, low: time, high: time) -> None:
    """Spans, bounds and parts of the day are kept clear of, and a time asked for exactly by more than an hour."""
    found = wrong_time(subject({"call_objective": objective}, CLEANING))
    assert found is not None
    assert not low <= found <= high


def test_a_wrong_count_is_nowhere_in_the_brief() -> None:
    """Four are wished for; two are too few."""
    assert wrong_count(subject(TRATTORIA, DINNER)) == 2


def test_a_count_may_be_told_both_ways() -> None:
    """Where the brief allows two as well, another number is taken."""
    brief = {**TRATTORIA, "detailed_instructions": "A table for 2 people will do."}
    assert wrong_count(subject(brief, DINNER)) == 6
