"""What is kept in mind of a run once it is over: enough for trends, flakiness and a baseline."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from harness.render.tally import State

SPARKS = "▁▂▃▄▅▆▇█"
NO_SPARK = "·"


@dataclass(frozen=True, slots=True, kw_only=True)
class PastScenario:
    """How a scenario stood in a run: its verdict, and how many repeats passed of those that were graded."""

    state: str
    passed: int
    graded: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PastRun:
    """A run in short. `gate_met` None: nothing could be said, or the run did not end."""

    run_id: str
    started_at: datetime
    target: str
    gate_met: bool | None
    ended: bool
    seconds: float
    scenarios: Mapping[str, PastScenario]

    @property
    def passed(self) -> int:
        """Calls that passed."""
        return sum(it.passed for it in self.scenarios.values())

    @property
    def graded(self) -> int:
        """Calls that were graded."""
        return sum(it.graded for it in self.scenarios.values())

    @property
    def green(self) -> bool:
        """Whether the run ended and met its gate."""
        return self.ended and self.gate_met is True


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """A run held against an earlier one: ids of scenarios that fail now and passed then, and the other way round."""

    run_id: str
    newly_failing: tuple[str, ...]
    fixed: tuple[str, ...]
    shared: int


def against(now: PastRun, then: PastRun) -> Against:
    """Hold a run against an earlier one, over the scenarios that both have."""
    shared = [name for name in now.scenarios if name in then.scenarios]
    states = {name: (then.scenarios[name].state, now.scenarios[name].state) for name in shared}
    return Against(
        run_id=then.run_id,
        newly_failing=tuple(name for name in shared if states[name] == ("passed", "failed")),
        fixed=tuple(name for name in shared if states[name] == ("failed", "passed")),
        shared=len(shared),
    )


def related(runs: Iterable[PastRun], now: PastRun) -> tuple[PastRun, ...]:
    """Return the earlier runs that say something of this one, oldest first: same target, some of its scenarios."""
    return tuple(
        run
        for run in sorted(runs, key=lambda run: (run.started_at, run.run_id))
        if run.run_id != now.run_id
        and run.target == now.target
        and run.started_at <= now.started_at
        and run.scenarios.keys() & now.scenarios.keys()
    )


def flakiness(states: Sequence[str]) -> float | None:
    """Return how often the verdict changed from one graded run to the next, 0..1; None with fewer than two of them."""
    graded = [state for state in states if state in (State.PASSED, State.FAILED)]
    if len(graded) < 2:
        return None
    return sum(one != other for one, other in pairwise(graded)) / (len(graded) - 1)


def spark(rates: Iterable[float | None]) -> str:
    """Draw rates of 1 as a line of blocks; a dot where there is none."""
    return "".join(NO_SPARK if rate is None else SPARKS[min(7, int(rate * 8))] for rate in rates)
