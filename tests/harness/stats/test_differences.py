"""Differences of pass rates, held against published examples and against their own definitions."""

import pytest

from harness.stats.differences import (
    Pair,
    bootstrap_interval,
    calls_needed,
    compare,
    difference_interval,
    fisher_exact,
    mcnemar_exact,
    paired_interval,
)


@pytest.mark.parametrize(("counts", "p"), [((0, 0), 1.0), ((3, 3), 1.0), ((10, 2), 0.03857421875), ((0, 6), 0.03125)])
def test_mcnemar_is_the_binomial_tail(counts: tuple[int, int], p: float) -> None:
    """Twice the smaller tail of a fair coin, never above 1."""
    assert mcnemar_exact(*counts) == pytest.approx(p)


@pytest.mark.parametrize(
    ("counts", "p"),
    [((3, 4, 1, 4), 0.48571428), ((1, 10, 11, 14), 0.0027594), ((5, 5, 5, 5), 1.0), ((8, 10, 1, 6), 0.03496503)],
)
def test_fisher_is_the_sum_of_the_tables_as_unlikely(counts: tuple[int, int, int, int], p: float) -> None:
    """The lady tasting tea among them."""
    assert fisher_exact(*counts) == pytest.approx(p, rel=1e-4)


def test_the_interval_of_independent_rates_is_newcombes() -> None:
    """His example (a): 56 of 70 against 48 of 80 differ by .2, from .0524 to .3339."""
    found = difference_interval(48, 80, 56, 70)
    assert found.low == pytest.approx(0.0524, abs=5e-5)
    assert found.high == pytest.approx(0.3339, abs=5e-5)


def test_the_interval_of_paired_rates_narrows_with_agreement() -> None:
    """The same two rates: told apart better where the pairs agree, as ever symmetric when both are swapped."""
    agreeing, independent = paired_interval(40, 0, 10, 50), paired_interval(20, 20, 30, 30)
    assert agreeing.high - agreeing.low < independent.high - independent.low
    swapped = paired_interval(40, 10, 0, 50)
    assert swapped.low == pytest.approx(-agreeing.high)
    assert swapped.high == pytest.approx(-agreeing.low)
    assert agreeing.low > 0 > independent.low


def test_the_bootstrap_repeats_by_its_seed() -> None:
    """The same seed, the same interval; it holds the mean, and nothing where nothing varies."""
    differences = [0.2, 0.4, -0.2, 0.0, 0.6, 0.2]
    found = bootstrap_interval(differences, seed=7)
    assert found == bootstrap_interval(differences, seed=7)
    assert found.low < 0.2 < found.high
    assert bootstrap_interval([0.5, 0.5], seed=1).low == 0.5


def test_of_many_differences_the_normal_interval_is_the_same() -> None:
    """Beyond the bootstrap's reach the interval is what the bootstrap would have come to."""
    few = [0.2, 0.4, -0.2, 0.0, 0.6, -0.4, 0.2, 0.1, 0.3, -0.1] * 10
    drawn, normal = bootstrap_interval(few, seed=3), bootstrap_interval([*few, 0.11], seed=3)
    assert drawn.low == pytest.approx(normal.low, abs=0.02)
    assert drawn.high == pytest.approx(normal.high, abs=0.02)


def test_how_many_calls_would_tell() -> None:
    """The textbook figure for 60 % against 80 %, fewer for a larger difference, none for none."""
    assert calls_needed(0.6, 0.8) == 79
    assert calls_needed(0.5, 0.5) is None
    assert (calls_needed(0.1, 0.9) or 0) < 20


def _pair(before: tuple[int, int], after: tuple[int, int]) -> Pair:
    return Pair(passed_before=before[0], graded_before=before[1], passed_after=after[0], graded_after=after[1])


@pytest.mark.parametrize(
    ("pairs", "test"),
    [
        ([_pair((2, 5), (4, 5))], "Fisher's exact test"),
        ([_pair((0, 1), (1, 1)), _pair((1, 1), (1, 1))], "McNemar's exact test"),
        ([_pair((2, 5), (4, 5)), _pair((1, 5), (1, 5))], "exact sign test"),
    ],
)
def test_the_test_fits_what_was_measured(pairs: list[Pair], test: str) -> None:
    """One scenario, one call each, or several of both; the difference lies within its interval."""
    found = compare(pairs, seed=1)
    assert found is not None
    assert found.test == test
    assert found.interval.low <= found.difference <= found.interval.high
    assert found.wins + found.losses + found.ties == found.scenarios


def test_nothing_is_said_of_nothing_and_little_of_little() -> None:
    """No pair, no comparison; one call each tells nothing, however different; twenty do."""
    assert compare([], seed=1) is None
    once = compare([_pair((0, 1), (1, 1))], seed=1)
    assert once is not None
    assert not once.tells
    many = compare([_pair((0, 1), (1, 1))] * 20, seed=1)
    assert many is not None
    assert many.tells
