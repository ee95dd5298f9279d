"""A few records to write: the head and the end of a run."""

from datetime import UTC, datetime

from harness.model.record import RunEnded, RunStarted
from harness.model.scenario import Gate


def head(run_id: str = "2026-03-06T17-00-00-7f3a") -> RunStarted:
    """The first record of a run."""
    return RunStarted(
        run_id=run_id,
        started_at=datetime(2026, 3, 6, 17, 0, tzinfo=UTC),
        version="0.1.0",
        target="mock",
        seed=1,
        command="pine-harness run caf\N{LATIN SMALL LETTER E WITH ACUTE}.yaml",
        trials=0,
        gate=Gate(),
    )


def end(reason: str = "all passed") -> RunEnded:
    """The last record of a run."""
    return RunEnded(at_s=1.5, exit_code=0, gate_met=True, reason=reason)
