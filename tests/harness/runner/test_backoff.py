"""How long to wait after 429: as asked, else longer each time, and never all at the same moment."""

import random
from datetime import UTC, datetime

import pytest

from harness.runner.backoff import LONGEST_WAIT_S, wait_s

NOW = datetime(2026, 3, 6, 17, 0, tzinfo=UTC)


@pytest.mark.parametrize(("waited", "longest_s"), [(0, 5), (1, 10), (2, 20), (3, 40), (9, LONGEST_WAIT_S)])
def test_the_wait_doubles_less_a_random_part(waited: int, longest_s: float) -> None:
    """Between half of it and the whole, up to a minute."""
    waits = [wait_s(waited, None, NOW, random.Random(seed)) or 0.0 for seed in range(200)]
    assert longest_s / 2 <= min(waits) < max(waits) <= longest_s
    assert max(waits) - min(waits) > longest_s / 4


def test_a_seed_waits_the_same_again() -> None:
    """A run can be repeated."""
    assert wait_s(1, None, NOW, random.Random(3)) == wait_s(1, None, NOW, random.Random(3))


@pytest.mark.parametrize(
    ("retry_after", "asked_s"),
    [("7", 7), (" 120 ", 120), ("0", 0), ("Fri, 06 Mar 2026 17:01:00 GMT", 60), ("Fri, 06 Mar 2026 16:00:00 GMT", 0)],
)
def test_a_gateway_that_asks_is_given_what_it_asks(retry_after: str, asked_s: float) -> None:
    """Seconds or a date (RFC 9110), plus up to a tenth."""
    waited_s = wait_s(0, retry_after, NOW, random.Random(1))
    assert waited_s is not None
    assert asked_s <= waited_s <= asked_s * 1.1


@pytest.mark.parametrize("retry_after", ["301", "99999999999999999999", "Sat, 07 Mar 2026 17:00:00 GMT"])
def test_a_limit_that_outlasts_the_run_is_not_waited_for(retry_after: str) -> None:
    """More than five minutes means a limit of another kind."""
    assert wait_s(0, retry_after, NOW, random.Random(1)) is None


@pytest.mark.parametrize("retry_after", ["", "soon", "-5", "1.5", "06 Mar"])
def test_what_cannot_be_read_is_as_if_nothing_was_asked(retry_after: str) -> None:
    """The usual wait."""
    assert wait_s(0, retry_after, NOW, random.Random(1)) == wait_s(0, None, NOW, random.Random(1))
