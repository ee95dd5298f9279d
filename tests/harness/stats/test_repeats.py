"""pass@k and pass^k, against every choice of k trials counted out, and against what unbiased means."""

from fractions import Fraction
from itertools import combinations
from math import comb, isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.stats.repeats import pass_at_k, pass_hat_k


@st.composite
def counts(draw: st.DrawFn) -> tuple[int, int, int]:
    """Trials, passes and k, small enough to count out."""
    n = draw(st.integers(1, 9))
    return n, draw(st.integers(0, n)), draw(st.integers(1, n))


@given(counts())
def test_both_are_shares_of_all_choices(drawn: tuple[int, int, int]) -> None:
    """Of all ways to choose k of the n trials, the share with a pass among them, and the share with nothing else."""
    n, c, k = drawn
    choices = list(combinations([True] * c + [False] * (n - c), k))
    at, hat = pass_at_k(n, c, k), pass_hat_k(n, c, k)
    assert at is not None
    assert hat is not None
    assert isclose(at, sum(map(any, choices)) / len(choices), abs_tol=1e-12)
    assert isclose(hat, sum(map(all, choices)) / len(choices), abs_tol=1e-12)


@pytest.mark.parametrize("rate", [Fraction(1, 10), Fraction(1, 2), Fraction(9, 10)])
@pytest.mark.parametrize(("n", "k"), [(5, 1), (5, 3), (8, 8)])
def test_neither_is_biased(rate: Fraction, n: int, k: int) -> None:
    """Over all outcomes of n trials with a known pass rate, the mean estimate is the true chance."""
    weights = [comb(n, c) * rate**c * (1 - rate) ** (n - c) for c in range(n + 1)]
    mean_at = sum(weight * Fraction(pass_at_k(n, c, k) or 0) for c, weight in enumerate(weights))
    mean_hat = sum(weight * Fraction(pass_hat_k(n, c, k) or 0) for c, weight in enumerate(weights))
    assert isclose(mean_at, 1 - (1 - rate) ** k, rel_tol=1e-12)
    assert isclose(mean_hat, rate**k, rel_tol=1e-12)


@pytest.mark.parametrize(("n", "c", "k", "at", "hat"), [(4, 2, 2, 5 / 6, 1 / 6), (10, 9, 3, 1.0, 0.7), (3, 0, 1, 0, 0)])
def test_values_worked_out_by_hand(n: int, c: int, k: int, at: float, hat: float) -> None:
    """2 of 4: one of the 6 pairs has no pass, and one has only passes."""
    assert pass_at_k(n, c, k) == pytest.approx(at)
    assert pass_hat_k(n, c, k) == pytest.approx(hat)


def test_too_few_trials_say_nothing() -> None:
    """Three trials have no unbiased word on four: None, and not 0 or 1."""
    assert pass_at_k(3, 3, 4) is None
    assert pass_hat_k(3, 3, 4) is None


@pytest.mark.parametrize(("n", "c", "k"), [(3, 4, 1), (3, -1, 1), (0, 1, 1), (3, 2, 0), (3, 2, -1)])
def test_impossible_counts_are_refused(n: int, c: int, k: int) -> None:
    """A count outside 0..n, or no trial to speak of, is an error that says what was found."""
    for estimate in (pass_at_k, pass_hat_k):
        with pytest.raises(ValueError, match="found"):
            estimate(n, c, k)
