"""pass_when, gate and call_date: short forms and mappings -> the model's rules."""

from datetime import datetime
from math import ceil
from statistics import NormalDist
from typing import Final

from harness.load.explain import read_form
from harness.load.forms import GateForm, ShareForm
from harness.load.problems import Problems, Spot, did_you_mean, shown
from harness.model.scenario import Gate, PassRule
from harness.stats.intervals import wilson

_WORDS: Final = ("all", "any")
_RULES: Final = ("at_least", "rate", "lower_bound")
_ALLOWED: Final = "all, any, {at_least: N}, {rate: {at_least: X}} or {lower_bound: X}"


def read_pass_when(spot: Spot, runs: int | None, problems: Problems) -> PassRule | None:
    """Return the rule; None when there are problems. `runs` None leaves out what depends on the number of runs."""
    value = spot.node.value
    if value == "all":
        return PassRule(kind="all")
    if value == "any":
        return PassRule(kind="any")
    if spot.node.kind != "mapping":
        fix = did_you_mean(value, (*_WORDS, *_RULES)) if isinstance(value, str) else ""
        problems.at(spot, f"found {shown(value)}; allowed: {_ALLOWED}", fix)
        return None
    unknown = [key for key in value if key not in _RULES]
    for key in unknown:
        problems.unknown_key(spot, key, _RULES)
    if unknown:
        return None
    if len(value) != 1:
        problems.at(spot, f"found {len(value)} keys; allowed: exactly one of {', '.join(_RULES)}")
        return None
    [kind] = value
    readers = {"at_least": _at_least, "rate": _rate, "lower_bound": _lower_bound}
    return readers[kind](spot.at(kind), runs, problems)


def _at_least(spot: Spot, runs: int | None, problems: Problems) -> PassRule | None:
    value = spot.node.value
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        fix = f"for a share write {{rate: {{at_least: {value}}}}}" if isinstance(value, float) else ""
        problems.at(spot, f"found {shown(value)}; allowed: a whole number of at least 1", fix)
        return None
    if runs is not None and value > runs:
        problems.at(spot, f"{value} of {runs} can never pass", f"set runs to at least {value}")
        return None
    return PassRule(kind="at_least", value=value)


def _rate(spot: Spot, runs: int | None, problems: Problems) -> PassRule | None:  # noqa: ARG001 (one shape for all three)
    form = read_form(ShareForm, spot, problems)
    return PassRule(kind="rate", value=form.at_least) if form else None


def _lower_bound(spot: Spot, runs: int | None, problems: Problems) -> PassRule | None:
    value = spot.node.value
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 1:
        problems.at(spot, f"found {shown(value)}; allowed: a number between 0 and 1, both excluded")
        return None
    needed = runs_for_lower_bound(value)
    if runs is not None and runs < needed:
        best = wilson(runs, runs)
        reached = f" (all {runs} passed gives {best.low:.3f})" if best else ""
        problems.at(spot, f"{runs} runs can never reach a lower bound of {value}{reached}", f"set runs to {needed}")
        return None
    return PassRule(kind="lower_bound", value=value)


def runs_for_lower_bound(bound: float) -> int:
    """Return the least n for which n of n passed has a 95 % Wilson interval that begins at `bound` or above.

    With k = n the interval begins at n / (n + z^2), so n is at least z^2 * bound / (1 - bound).
    """
    z = NormalDist().inv_cdf(0.975)
    n = max(1, ceil(z * z * bound / (1 - bound)))
    while n > 1 and _reaches(n - 1, bound):
        n -= 1
    while not _reaches(n, bound):
        n += 1
    return n


def _reaches(n: int, bound: float) -> bool:
    interval = wilson(n, n)
    return interval is not None and interval.low >= bound


def read_gate(spot: Spot, problems: Problems) -> Gate | None:
    """Return the gate that a file sets; None when there are problems."""
    form = read_form(GateForm, spot, problems)
    if form is None:
        return None
    return Gate(
        pass_rate=form.pass_rate.at_least if form.pass_rate else None,
        max_ungradable=form.max_ungradable or 0,
        flaky=form.flaky or "warn",
    )


def read_call_date(spot: Spot, problems: Problems) -> datetime | None:
    """Return a date with time and offset; None when there are problems."""
    value = spot.node.value
    fix = "write date, time and UTC offset: 2026-03-06T09:00-08:00"
    try:
        if not isinstance(value, str):
            raise ValueError
        date = datetime.fromisoformat(value)
    except ValueError:
        problems.at(spot, f"found {shown(value)}; allowed: a date and time", fix)
        return None
    if date.tzinfo is None:
        problems.at(spot, f"found {shown(value)}, which has no UTC offset; allowed: a date and time with one", fix)
        return None
    return date
