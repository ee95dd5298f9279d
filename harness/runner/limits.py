"""When a run stops beginning trials: after so many failures, or so many seconds."""

from collections.abc import Callable
from dataclasses import dataclass

from harness.model.record import Record, ScenarioPlanned, TrialGraded
from harness.model.verdict import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """`max_failures` counts failed trials, those of known issues aside; `timeout_s` is of the whole run, in seconds."""

    max_failures: int | None = None
    timeout_s: float | None = None


class LimitWatch:
    """Watches a run's records; `halt` is told, with the reason, once a limit is reached.

    A worker writes a trial's verdict before it begins the next, so that no trial is begun after a limit, and no timer
    is needed.
    """

    def __init__(self, limits: Limits, halt: Callable[[str], None]) -> None:
        self._limits, self._halt = limits, halt
        self._excused: set[str] = set()
        self._failures = 0

    def write(self, record: Record) -> None:
        """Take note of one record."""
        if isinstance(record, ScenarioPlanned):
            if record.scenario.known_issue is not None:
                self._excused.add(record.scenario.scenario_id)
        elif isinstance(record, TrialGraded):
            self._count(record)
            if self._limits.timeout_s is not None and record.at_s >= self._limits.timeout_s:
                self._halt(f"the time is up (--timeout {self._limits.timeout_s:g})")

    def _count(self, record: TrialGraded) -> None:
        if record.verdict.verdict is Verdict.FAILED and record.scenario_id not in self._excused:
            self._failures += 1
            if self._failures == self._limits.max_failures:
                calls = "1 call" if self._failures == 1 else f"{self._failures} calls"
                self._halt(f"{calls} failed (--max-failures {self._failures})")
