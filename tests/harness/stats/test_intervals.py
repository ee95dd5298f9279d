"""The Wilson interval, against values worked out elsewhere and against its own definition."""

from math import isclose, sqrt
from statistics import NormalDist

import pytest

from harness.stats.intervals import wilson


@pytest.mark.parametrize(
    ("passed", "n", "low", "high"),
    [
        (57, 60, 0.8630, 0.9829),
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (1, 1, 0.2065, 1.0),
        (81, 263, 0.2553, 0.3662),  # Newcombe 1998, table I
        (15, 148, 0.0624, 0.1605),  # Newcombe 1998, table I
    ],
)
def test_published_values(passed: int, n: int, low: float, high: float) -> None:
    """The interval agrees with published examples to four places."""
    interval = wilson(passed, n)
    assert interval is not None
    assert isclose(interval.low, low, abs_tol=1e-4)
    assert isclose(interval.high, high, abs_tol=1e-4)


@pytest.mark.parametrize("n", [1, 2, 7, 100])
@pytest.mark.parametrize("confidence", [0.8, 0.95, 0.99])
def test_ends_solve_the_score_equation(n: int, confidence: float) -> None:
    """Each end is the rate whose z score against what was seen is exactly the confidence's."""
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    for passed in range(n + 1):
        interval = wilson(passed, n, confidence)
        assert interval is not None
        for end in (interval.low, interval.high):
            if 0 < end < 1:
                assert isclose(abs(passed / n - end), z * sqrt(end * (1 - end) / n), rel_tol=1e-9)


def test_nothing_seen_says_nothing() -> None:
    """With n = 0 there is no interval, and not one from 0 to 1."""
    assert wilson(0, 0) is None


@pytest.mark.parametrize(("passed", "n"), [(-1, 3), (4, 3), (1, 0)])
def test_impossible_counts_are_refused(passed: int, n: int) -> None:
    """A count outside 0..n is an error that says what was found."""
    with pytest.raises(ValueError, match=f"found {passed} of {n}"):
        wilson(passed, n)


@pytest.mark.parametrize("confidence", [0.0, 1.0, 95.0])
def test_impossible_confidence_is_refused(confidence: float) -> None:
    """A confidence that is not a probability strictly within 0..1 is an error."""
    with pytest.raises(ValueError, match="confidence"):
        wilson(1, 2, confidence)
