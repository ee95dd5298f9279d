"""Other values in the manner of those that they stand in for."""

from datetime import date, time

import pytest

from harness.grade.mutation.wording import amount_words, count_words, day_words, time_words

FRIDAY = date(2026, 3, 6)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("Tuesday, March 10th", "Wednesday, March 11th"),
        ("Tuesday", "Wednesday"),
        ("next Tuesday", "next Wednesday"),
        ("2026-03-10", "2026-03-11"),
        ("March 10", "March 11"),
        ("the 10th", "the 11th"),
        ("tonight", "Wednesday evening"),
        ("tomorrow", "Wednesday"),
        ("3/10", "Wednesday"),
    ],
)
def test_days(said: str, words: str) -> None:
    """A day is named as the other was."""
    assert day_words(said, date(2026, 3, 11), FRIDAY) == words


def test_a_day_that_would_be_read_otherwise_is_named_in_full() -> None:
    """A weekday means the coming one: another week's is told with its date."""
    assert day_words("Tuesday", date(2026, 3, 18), FRIDAY) == "Wednesday, March 18th"


@pytest.mark.parametrize(
    ("said", "at", "words"),
    [
        ("7pm", time(21), "9pm"),
        ("3:30 PM", time(9), "9 AM"),
        ("3:30 p.m.", time(17, 30), "5:30 p.m."),
        ("15:30", time(18), "18:00"),
        ("half past three", time(17), "5 PM"),
        ("tonight at 7", time(21), "tonight at 9 PM"),
        ("Tonight at 7 PM", time(16), "today at 4 PM"),
        ("afternoon at 3:30", time(9, 30), "at 9:30 AM"),
        ("3:30 in the afternoon", time(9, 30), "9:30 AM"),
    ],
)
def test_times(said: str, at: time, words: str) -> None:
    """A time is told as the other was, and never contradicts the part of the day beside it."""
    assert time_words(said, at) == words


@pytest.mark.parametrize(("said", "words"), [("four", "two"), ("4 people", "2 people"), ("just me", "2 people")])
def test_counts(said: str, words: str) -> None:
    """A number of people is told in digits or words as the other was."""
    assert count_words(said, 2) == words


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("$61.99 a month", "$67.50 a month"),
        ("sixty-two dollars", "67.50 dollars"),
        ("eighty nine ninety nine", "67.50"),
        ("free of charge", "$67.50"),
    ],
)
def test_amounts(said: str, words: str) -> None:
    """Currency and period stay beside the other amount."""
    assert amount_words(said, 67.5) == words
