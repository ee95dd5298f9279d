"""What an earlier run says of what to run now: its scenarios that did not pass, and where they were."""

from dataclasses import dataclass
from pathlib import Path

from harness.app.report import view_of
from harness.render.tally import State
from harness.store.run_log import find_run

_NOT_PASSED = frozenset({State.FAILED, State.UNGRADABLE, State.UNFINISHED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """`not_passed` are the ids of scenarios that failed, could not be judged or did not end; `paths` what was run."""

    not_passed: frozenset[str]
    paths: tuple[Path, ...]


def earlier(run: str, reports: Path) -> Earlier:
    """Read a run named by its id, `latest`, its folder or its log.

    Raises UsageError when there is none, StoreError when its log cannot be read.
    """
    view = view_of(find_run(run, reports))
    return Earlier(
        not_passed=frozenset(it.scenario.scenario_id for it in view.scenarios if it.state in _NOT_PASSED),
        paths=tuple(map(Path, view.started.paths)),
    )
