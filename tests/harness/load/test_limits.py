"""The table [live]: what it allows, what it may not hold, and that nothing but the file sets it."""

from pathlib import Path

import pytest

from harness.errors import UsageError
from harness.load.limits import LiveSettings
from tests.harness.load.test_settings import settings_in

WHOLE = """\
[live]
allow_numbers = ["+14155550142"]
max_calls = 3
max_credits = 750
max_calls_per_number_per_day = 2
hours = "08:30-24:00"
weekdays = ["sat"]
max_concurrent = 2
poll_interval_s = 3
voice_url = "https://voice.example/"
"""


def test_without_the_table_there_are_no_limits_to_keep(tmp_path: Path) -> None:
    """And so nothing is allowed."""
    assert settings_in(tmp_path).live is None


def test_an_empty_table_allows_nothing(tmp_path: Path) -> None:
    """No number, no call, no credit; of what is allowed then, one call a day, on workdays."""
    live = settings_in(tmp_path, "[live]\n").live
    assert live == LiveSettings()
    assert (live.allow_numbers, live.max_calls, live.max_credits) == ((), 0, 0)
    assert (live.max_calls_per_number_per_day, live.hours, live.weekdays[-1]) == (1, "09:00-17:00", "fri")


def test_every_limit_is_read(tmp_path: Path) -> None:
    """As it is written."""
    assert settings_in(tmp_path, WHOLE).live == LiveSettings(
        allow_numbers=("+14155550142",),
        max_calls=3,
        max_credits=750,
        max_calls_per_number_per_day=2,
        hours="08:30-24:00",
        weekdays=("sat",),
        max_concurrent=2,
        poll_interval_s=3.0,
        voice_url="https://voice.example",
    )


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("max_call = 3", "did you mean 'max_calls'?"),
        ("max_calls = -1", "pine-harness.toml:2:1: live.max_calls: found number -1; allowed: a number of at least 0"),
        ('max_calls = "3"', "found text '3'; allowed: a whole number"),
        ("max_concurrent = 6", "a number of at most 5"),
        ("max_concurrent = 0", "a number of at least 1"),
        ("poll_interval_s = 0", "a number above 0"),
        ('allow_numbers = "+14155550142"', "allowed: a list"),
        ("allow_numbers = [14155550142]", "allowed: text"),
        ('weekdays = ["Monday"]', "did you mean 'mon'?"),
        ('hours = "9-17"', "'9-17' is no window of a day; write it as 09:00-17:00"),
        ('hours = "17:00-09:00"', "is no window of a day"),
        ('hours = "09:00-09:00"', "is no window of a day"),
        ('hours = "09:00-24:30"', "is no window of a day"),
        ('voice_url = "voice.example"', "is no base URL; write it as https://host"),
        ('auth_url = "https://me:pass@host"', "credentials have no place in a URL"),
    ],
)
def test_a_mistake_is_located(tmp_path: Path, line: str, message: str) -> None:
    """File, line, key, what is allowed and the nearest name."""
    with pytest.raises(UsageError) as caught:
        settings_in(tmp_path, f"[live]\n{line}\n")
    assert message in str(caught.value)


@pytest.mark.parametrize("name", ["PINE_HARNESS_LIVE", "PINE_HARNESS_MAX_CALLS"])
def test_no_variable_loosens_a_limit(tmp_path: Path, name: str) -> None:
    """What may be rung stands in the file, where a review sees it."""
    with pytest.raises(UsageError, match="unknown environment variable"):
        settings_in(tmp_path, "[live]\n", {name: "100"})
