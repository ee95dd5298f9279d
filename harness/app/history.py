"""Earlier runs: what a run is held against, and what became of a scenario over time."""

from dataclasses import replace
from pathlib import Path

from harness.errors import UsageError
from harness.registry import nearest
from harness.render.digest import digest
from harness.render.past import PastRun, against, related
from harness.render.view import RunView
from harness.store.history import past_runs
from harness.store.run_log import find_run

LATEST_GREEN = "latest-green"
SHOWN = 20
LOOKED_AT = 60
"""How many of the newest runs are read for a report: reading one for the first time takes a moment."""


def resolved_baseline(name: str, reports: Path) -> str:
    """Return the id or folder that `name` means now: `latest` will mean another run once there is one more.

    Raises UsageError for a baseline that is not there: before a run, not after it.
    """
    if name in ("", LATEST_GREEN):
        return name
    folder = find_run(name, reports)
    return folder.name if folder.parent == reports else str(folder)


def with_history(view: RunView, reports: Path, baseline: str) -> RunView:
    """Return a run's view with its last runs and, where a baseline is asked for, what changed against it.

    Raises UsageError for a baseline that is not there.
    """
    now = digest(view)
    earlier = related(past_runs(reports, newest=LOOKED_AT), now)
    then = _baseline(baseline, earlier, reports) if baseline else None
    return replace(view, past=earlier[-(SHOWN - 1) :], baseline=against(now, then) if then is not None else None)


def _baseline(name: str, earlier: tuple[PastRun, ...], reports: Path) -> PastRun | None:
    """Find the run to hold against; `latest-green` may not exist yet, and is then none."""
    if name == LATEST_GREEN:
        return next((run for run in reversed(earlier) if run.green), None)
    folder = find_run(name, reports)
    found = next((run for run in past_runs(folder.parent) if run.run_id == folder.name), None)
    if found is None:
        raise UsageError(f"--baseline {name}: the log of {folder} cannot be read")
    return found


def runs_of(reports: Path, scenario: str | None) -> list[PastRun]:
    """Return the runs under a folder, oldest first; with a scenario only those that have it.

    Raises UsageError, with the nearest id, for a scenario that no run has.
    """
    runs = past_runs(reports)
    if not runs:
        raise UsageError(f"there are no runs in {reports}/ yet; pine-harness run makes one")
    if scenario is None:
        return runs
    found = [run for run in runs if scenario in run.scenarios]
    if not found:
        near = nearest(scenario, sorted({name for run in runs for name in run.scenarios}))
        raise UsageError(
            f"no run in {reports}/ has a scenario {scenario!r}" + (f"; did you mean {near!r}?" if near else "")
        )
    return found
