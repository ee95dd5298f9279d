"""What n repeats say of k more: the chance that one of them passes, and the chance that all of them do.

Both are unbiased for independent trials of one pass rate, unlike 1 - (1 - c/n)^k and (c/n)^k, which are not.
"""

from math import comb


def pass_at_k(n: int, c: int, k: int) -> float | None:
    """Return the chance that at least one of `k` trials passes, estimated from `c` passes in `n`: 1 - C(n-c,k)/C(n,k).

    None where fewer than `k` trials were made: they say nothing of it without bias. Raises ValueError when `c` is not
    within 0..n or `k` is below 1. Source: M. Chen et al., "Evaluating large language models trained on code" (2021),
    section 2.1, equation 1.
    """
    _check(n, c, k)
    return None if k > n else 1 - comb(n - c, k) / comb(n, k)


def pass_hat_k(n: int, c: int, k: int) -> float | None:
    """Return the chance that `k` trials all pass (pass^k), estimated from `c` passes in `n`: C(c,k)/C(n,k).

    None and ValueError as for `pass_at_k`. Source: S. Yao et al., "tau-bench: A benchmark for tool-agent-user
    interaction in real-world domains" (2024), section 3.
    """
    _check(n, c, k)
    return None if k > n else comb(c, k) / comb(n, k)


def _check(n: int, c: int, k: int) -> None:
    if not 0 <= c <= n:
        raise ValueError(f"c must be within 0..n, found {c} of {n}")
    if k < 1:
        raise ValueError(f"k must be at least 1, found {k}")
