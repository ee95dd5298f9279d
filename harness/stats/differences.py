"""Is one better than the other? Differences of pass rates with an interval and an exact test.

Sources: McNemar (1947) in its exact binomial form; Fisher's exact test; Newcombe (1998), "Interval estimation for the
difference between independent proportions", method 10, and "Improved confidence intervals for the difference between
binomial proportions based on paired data", method 10; Efron's percentile bootstrap over pairs.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from statistics import fmean, stdev

from harness.stats.intervals import Interval, wilson

ROUNDS = 2000
"""How often the bootstrap draws."""

MANY = 100
"""Above so many differences their mean is as good as normal, and drawing them again would only take time."""

_LEAST = 4  # with fewer on each side not even all against none tells
_Z = 1.959963984540054  # 95 %, two-sided
_Z_POWER = 0.8416212335729143  # 80 %


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One scenario under both: `passed` of `graded` before and after, each at least 1 graded."""

    passed_before: int
    graded_before: int
    passed_after: int
    graded_after: int

    @property
    def difference(self) -> float:
        """The pass rate after, less the pass rate before."""
        return self.passed_after / self.graded_after - self.passed_before / self.graded_before


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What two measurements of the same scenarios say of each other.

    `before` and `after` are means of the scenarios' pass rates; `difference` is after less before, with its 95 %
    interval. `wins`, `losses` and `ties` count scenarios. `p` is of `test`, an exact one. `needed` is how many calls
    each side would need to tell a difference of this size apart (80 % power, 5 % two-sided); None for no difference.
    """

    scenarios: int
    calls_before: int
    calls_after: int
    before: float
    after: float
    difference: float
    interval: Interval
    wins: int
    losses: int
    ties: int
    p: float
    test: str
    needed: int | None

    @property
    def tells(self) -> bool:
        """Whether there is a difference that chance does not explain: at 5 %, by the exact test and the interval."""
        return self.p < 0.05 and not self.interval.low <= 0 <= self.interval.high


def compare(pairs: Sequence[Pair], seed: int) -> Comparison | None:
    """Compare scenario by scenario; None without a pair. `seed` draws the bootstrap, where one is needed.

    One call each: McNemar's exact test. One scenario with several calls: Fisher's. Several of both: an exact sign test
    over the scenarios, and the interval by bootstrap over them.
    """
    if not pairs:
        return None
    differences = [pair.difference for pair in pairs]
    wins, losses = sum(value > 0 for value in differences), sum(value < 0 for value in differences)
    before = sum(pair.passed_before / pair.graded_before for pair in pairs) / len(pairs)
    after = sum(pair.passed_after / pair.graded_after for pair in pairs) / len(pairs)
    interval, p, test = _judged(pairs, differences, wins, losses, seed)
    return Comparison(
        scenarios=len(pairs),
        calls_before=sum(pair.graded_before for pair in pairs),
        calls_after=sum(pair.graded_after for pair in pairs),
        before=before,
        after=after,
        difference=after - before,
        interval=interval,
        wins=wins,
        losses=losses,
        ties=len(pairs) - wins - losses,
        p=p,
        test=test,
        needed=calls_needed(before, after),
    )


def _judged(
    pairs: Sequence[Pair], differences: Sequence[float], wins: int, losses: int, seed: int
) -> tuple[Interval, float, str]:
    if len(pairs) == 1:
        one = pairs[0]
        counts = (one.passed_before, one.graded_before, one.passed_after, one.graded_after)
        return difference_interval(*counts), fisher_exact(*counts), "Fisher's exact test"
    if all(pair.graded_before == pair.graded_after == 1 for pair in pairs):
        both = sum(pair.passed_before and pair.passed_after for pair in pairs)
        paired = paired_interval(both, losses, wins, len(pairs) - both - wins - losses)
        return paired, mcnemar_exact(losses, wins), "McNemar's exact test"
    return bootstrap_interval(differences, seed), mcnemar_exact(losses, wins), "exact sign test"


def mcnemar_exact(only_before: int, only_after: int) -> float:
    """Return the two-sided p-value of a split of the discordant pairs, were both directions equally likely."""
    discordant = only_before + only_after
    tail = sum(math.comb(discordant, count) for count in range(min(only_before, only_after) + 1))
    return min(1.0, 2 * tail / (1 << discordant))


def fisher_exact(passed_before: int, graded_before: int, passed_after: int, graded_after: int) -> float:
    """Return the two-sided p-value of two independent counts: all tables as likely as this one, or less."""
    passed, total = passed_before + passed_after, graded_before + graded_after
    ways = math.comb(total, passed)

    def chance(count: int) -> float:
        return math.comb(graded_before, count) * math.comb(graded_after, passed - count) / ways

    least, most = max(0, passed - graded_after), min(passed, graded_before)
    here = chance(passed_before) * (1 + 1e-7)  # as likely, but for rounding
    return min(1.0, sum(p for p in map(chance, range(least, most + 1)) if p <= here))


def difference_interval(passed_before: int, graded_before: int, passed_after: int, graded_after: int) -> Interval:
    """Return the 95 % interval of the difference (after less before) of two independent rates; both graded > 0."""
    first, second = _both(passed_before, graded_before, passed_after, graded_after)
    return _square_and_add(passed_before / graded_before, passed_after / graded_after, first, second, correlation=0)


def paired_interval(both: int, only_before: int, only_after: int, neither: int) -> Interval:
    """Return the 95 % interval of the difference (after less before) of two rates over the same pairs, at least one."""
    total = both + only_before + only_after + neither
    before, after = both + only_before, both + only_after
    spread = before * (total - before) * after * (total - after)
    covariance: float = both * neither - only_before * only_after
    if covariance > 0:
        covariance = max(0.0, covariance - total / 2)
    correlation = covariance / math.sqrt(spread) if spread else 0.0
    first, second = _both(before, total, after, total)
    return _square_and_add(before / total, after / total, first, second, correlation=correlation)


def bootstrap_interval(differences: Sequence[float], seed: int, rounds: int = ROUNDS) -> Interval:
    """Return the 95 % percentile interval of the mean of `differences`, drawn anew with replacement `rounds` times.

    Of more than `MANY` differences it is the normal interval of their mean.
    """
    random = Random(seed)  # noqa: S311 a statistic, not a secret
    count = len(differences)
    if count > MANY:
        centre, half = fmean(differences), _Z * stdev(differences) / math.sqrt(count)
        return Interval(low=centre - half, high=centre + half)
    means = sorted(sum(random.choices(differences, k=count)) / count for _ in range(rounds))
    return Interval(low=means[int(0.025 * rounds)], high=means[math.ceil(0.975 * rounds) - 1])


def calls_needed(before: float, after: float) -> int | None:
    """Return how many calls each side needs to tell these two rates apart; None where they are the same."""
    if before == after:
        return None
    spread = before * (1 - before) + after * (1 - after)
    return max(_LEAST, math.ceil((_Z + _Z_POWER) ** 2 * max(spread, 0.02) / (after - before) ** 2))


def _both(passed_before: int, graded_before: int, passed_after: int, graded_after: int) -> tuple[Interval, Interval]:
    first, second = wilson(passed_before, graded_before), wilson(passed_after, graded_after)
    assert first is not None
    assert second is not None
    return first, second


def _square_and_add(before: float, after: float, first: Interval, second: Interval, *, correlation: float) -> Interval:
    """Combine the intervals of two rates into one of their difference, as Newcombe does."""
    difference = after - before

    def reach(one: float, other: float) -> float:
        return math.sqrt(max(0.0, one**2 - 2 * correlation * one * other + other**2))

    low = difference - reach(after - second.low, first.high - before)
    high = difference + reach(second.high - after, before - first.low)
    return Interval(low=max(-1.0, low), high=min(1.0, high))
