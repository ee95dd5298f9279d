"""Comparing what two stored runs saw on the wire."""

from collections.abc import Iterator
from pathlib import Path

from harness.app.report import view_of
from harness.errors import UsageError
from harness.render.drift import DriftView, compare_wire
from harness.render.view import RunView
from harness.store.run_log import find_run


def drift_between(before: str, after: str | None, reports: Path) -> DriftView:
    """Compare two runs on the wire.

    Raises UsageError for a run that is not there, for one run alone, and for runs that have no trial in common;
    StoreError for a log that cannot be read.
    """
    if after is None:
        raise UsageError("compare --wire wants two runs")
    first, second = (view_of(find_run(name, reports)) for name in (before, after))
    if first.started.run_id == second.started.run_id:
        raise UsageError(f"both are the run {first.started.run_id}; name another run")
    view = compare_wire(first, second, tuple(_notes(first, second)))
    if not view.trials:
        raise UsageError("the runs have no trial in common: run the same scenarios twice, such as scenarios/contract")
    return view


def _notes(before: RunView, after: RunView) -> Iterator[str]:
    """Say what may be why: two targets are what is compared, two versions of the harness are not."""
    if before.started.target != after.started.target:
        yield f"the targets are {before.started.target} and {after.started.target}"
    if before.started.version != after.started.version:
        yield f"the versions of pine-harness are {before.started.version} and {after.started.version}"
