"""How sure a proportion is: the Wilson score interval.

Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927).
"""

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A closed interval: of a share within 0..1, of a difference of two within -1..1."""

    low: float
    high: float


def wilson(passed: int, n: int, confidence: float = 0.95) -> Interval | None:
    """Return the Wilson score interval of `passed` of `n`; None where there is nothing to say, which is n = 0.

    Unlike the normal approximation it stays within 0..1 and is not empty at 0 or n passed. Raises ValueError when
    `passed` is not within 0..n, or `confidence` not strictly between 0 and 1.
    """
    if not 0 <= passed <= n:
        raise ValueError(f"passed must be within 0..n, found {passed} of {n}")
    if not 0 < confidence < 1:
        raise ValueError(f"confidence must be strictly between 0 and 1, found {confidence}")
    if n == 0:
        return None
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    rate, z2 = passed / n, z * z
    centre = (rate + z2 / (2 * n)) / (1 + z2 / n)
    half = z / (1 + z2 / n) * sqrt(rate * (1 - rate) / n + z2 / (4 * n * n))
    # The exact ends at 0 and n passed are 0 and 1; the sums above leave a rounding error there.
    return Interval(low=0.0 if passed == 0 else centre - half, high=1.0 if passed == n else centre + half)
