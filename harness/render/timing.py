"""How long things took and what they cost: percentiles over the calls of a run, and the slowest trials."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from harness.render.census import Census
from harness.render.view import RunView, TrialView

SLOWEST = 10
PERCENTILES = (0.5, 0.9, 0.95)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One figure over `count` calls; `percentiles` are p50, p90 and p95 by nearest rank, `total` their sum."""

    name: str
    meaning: str
    unit: str
    count: int
    percentiles: tuple[float, ...]
    most: float
    total: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """Every figure that the run has, and its slowest trials, slowest first."""

    lines: tuple[Line, ...]
    slowest: tuple[TrialView, ...]


def timing(view: RunView, census: Census) -> Timing:
    """Put the figures together; one that no call has is left out."""
    trials = [trial.duration_s for trial in view.trials if trial.duration_s is not None]
    figures = (
        ("Set-up", "the POST that starts a call, until its answer", "s", census.set_up),
        ("Delivery", "from that answer to the end of the last exchange", "s", census.deliveries),
        ("Call duration", "as the API says it", "s", census.durations),
        ("Credits", "as charged", "credits", census.credits),
        ("Trial", "from its start to its verdict", "s", trials),
    )
    timed = [trial for trial in view.trials if trial.duration_s is not None]
    slowest = sorted(timed, key=lambda trial: -(trial.duration_s or 0))[:SLOWEST]
    return Timing(lines=tuple(_line(*figure) for figure in figures if figure[3]), slowest=tuple(slowest))


def _line(name: str, meaning: str, unit: str, values: Sequence[float]) -> Line:
    ordered = sorted(values)
    return Line(
        name=name,
        meaning=meaning,
        unit=unit,
        count=len(ordered),
        percentiles=tuple(percentile(ordered, share) for share in PERCENTILES),
        most=ordered[-1],
        total=math.fsum(ordered),
    )


def percentile(ordered: Sequence[float], share: float) -> float:
    """Return the value of nearest rank: the least that at least this share of the values do not exceed."""
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]
