"""How the page words numbers and moments."""

import pytest

from mock_gateway.page.words import clock_time, moment, plain_number


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(0, "0:00"), (9.9, "0:09"), (65, "1:05"), (600, "10:00"), (3665, "1:01:05"), (7200, "2:00:00")],
)
def test_a_duration_is_read_as_on_a_clock(seconds: float, shown: str) -> None:
    """Minutes and seconds, hours only where there are any."""
    assert clock_time(seconds) == shown


@pytest.mark.parametrize(("value", "shown"), [(70, "70"), (70.5, "70.5"), (0, "0"), (100, "100"), (1250.0, "1,250")])
def test_a_number_has_no_idle_zeros(value: float, shown: str) -> None:
    """Decimals only where they say something; the zeros of a whole number stay."""
    assert plain_number(value) == shown


def test_a_moment_is_a_time_of_day_in_utc() -> None:
    """Unix time 90 is a minute and a half past midnight."""
    assert moment(90) == "00:01:30"
