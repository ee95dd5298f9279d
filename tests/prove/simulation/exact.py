"""Exact tests of paired outcomes, from the standard library: the same seed, with one thing changed."""

from collections.abc import Sequence
from math import comb


def rises(before: Sequence[bool], after: Sequence[bool]) -> float:
    """Return the p-value of "after succeeds more often", over pairs: McNemar's exact test, one-sided.

    Source: Q. McNemar, "Note on the sampling error of the difference between correlated proportions", Psychometrika 12
    (1947). Under the null hypothesis a pair that changed was as likely to change either way.
    """
    gained = sum(not old and new for old, new in zip(before, after, strict=True))
    lost = sum(old and not new for old, new in zip(before, after, strict=True))
    return at_least(gained, gained + lost)


def falls(before: Sequence[float], after: Sequence[float]) -> float:
    """Return the p-value of "after is lower", over pairs: the exact sign test, one-sided; ties say nothing."""
    lower = sum(new < old for old, new in zip(before, after, strict=True))
    higher = sum(new > old for old, new in zip(before, after, strict=True))
    return at_least(lower, lower + higher)


def at_least(heads: int, flips: int) -> float:
    """Return the chance of at least `heads` heads in `flips` flips of a fair coin."""
    return float(sum(comb(flips, k) for k in range(heads, flips + 1)) / 2**flips)
