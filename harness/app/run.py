"""A run from paths to reports: load, plan, open the target, carry out, write what came of it."""

import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from harness import __version__
from harness.app.advisers import ready_advisers
from harness.app.clock import RunClock, wall_now
from harness.app.contract import load_contract
from harness.app.naming import new_run_id
from harness.app.report import view_of, write_reports
from harness.app.scenarios import load_scenarios
from harness.app.target import ReadyTarget, ready_target
from harness.errors import HarnessError, StoreError, UsageError
from harness.grade.trial import Grader
from harness.load.judge_settings import JudgeSettings
from harness.model.record import Record, RunEnded, RunStarted
from harness.model.scenario import Gate, Scenario
from harness.model.values import Json
from harness.render.view import RunView
from harness.runner.gate import strictest
from harness.runner.opinions import Advisers
from harness.runner.plan import Plan, Selection, make_plan
from harness.runner.ports import RunLog
from harness.runner.suite import Conditions, Suite
from harness.store.run_log import LOG_NAME, RunLogFile, point_latest_at


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRequest:
    """What a user asked for. `command` is how, for the report; `seed` draws every other seed of the run."""

    paths: Sequence[Path]
    variables: Mapping[str, str] = field(default_factory=dict)
    selection: Selection = field(default_factory=Selection)
    target: str = "mock"
    concurrency: int = 10
    reports: Path = Path("reports")
    seed: int = 0
    command: str = ""
    settings: Mapping[str, Json] = field(default_factory=dict)
    judge: JudgeSettings = field(default_factory=JudgeSettings)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOutcome:
    """What a run left: its folder, its end, the paths of its reports and the view they were made from."""

    folder: Path
    ended: RunEnded
    view: RunView
    reports: tuple[Path, ...]


class NothingSelected(HarnessError):
    """No scenario is left after selection; `known` is how many there were."""

    def __init__(self, known: int) -> None:
        self.known = known
        super().__init__(f"none of the {known} scenarios is selected")


class _Tee:
    """Hands each record to the log file and to whoever watches."""

    def __init__(self, log: RunLogFile, watcher: RunLog | None) -> None:
        self._log, self._watcher = log, watcher

    def write(self, record: Record) -> None:
        self._log.write(record)
        if self._watcher is not None:
            self._watcher.write(record)


async def run_scenarios(request: RunRequest, watcher: RunLog | None = None) -> RunOutcome:
    """Run the selected scenarios and write the reports; `watcher` is told of every record as it happens.

    Raises ScenarioErrors and UsageError before anything is sent, NothingSelected when there is nothing to do,
    TargetRefused and TargetUnreachable for the target. When cancelled, what was done is graded and reported.
    """
    scenarios, gates = load_scenarios(request.paths, request.variables)
    clock = RunClock()
    async with ready_target(request.target, clock) as ready:
        plan = _plan(request, scenarios, ready)
        folder, ended = await _carry_out(request, plan, strictest(gates), ready, clock, watcher)
        # Before the target is closed, which takes a moment that a Ctrl-C can fall into.
        view = view_of(folder)
        return RunOutcome(folder=folder, ended=ended, view=view, reports=tuple(write_reports(view, folder)))


async def preview(request: RunRequest) -> tuple[Plan, str]:
    """Return what a request would do and on which target, without sending a call. Raises as `run_scenarios` does."""
    scenarios, _ = load_scenarios(request.paths, request.variables)
    async with ready_target(request.target, RunClock()) as ready:
        return _plan(request, scenarios, ready), ready.shown


def _plan(request: RunRequest, scenarios: Sequence[Scenario], ready: ReadyTarget) -> Plan:
    plan = make_plan(scenarios, request.selection, ready.ground, request.seed)
    if not plan.trials and not plan.skips:
        raise NothingSelected(len(scenarios))
    return plan


async def _carry_out(
    request: RunRequest, plan: Plan, gate: Gate, ready: ReadyTarget, clock: RunClock, watcher: RunLog | None
) -> tuple[Path, RunEnded]:
    started = run_head(request, ready, run_id=new_run_id(), trials=len(plan.trials), gate=gate)
    folder = request.reports / started.run_id
    with _log_in(folder) as file:
        log = _Tee(file, watcher)
        log.write(started)
        point_latest_at(folder)
        async with ready_advisers(request.judge) as advisers:
            return folder, await suite_on(ready, log, clock, request.concurrency, gate, advisers).run(plan)


def _log_in(folder: Path) -> RunLogFile:
    """Make a run's log; that it cannot be made is known before anything is sent, and is the folder's fault."""
    try:
        return RunLogFile(folder / LOG_NAME)
    except StoreError as error:
        raise UsageError(f"{error}; name another folder with --out") from error


def suite_on(
    ready: ReadyTarget, log: RunLog, clock: RunClock, concurrency: int, gate: Gate, advisers: Advisers | None = None
) -> Suite:
    """Return a suite that runs on a target; on the mock, an answer that breaks the contract is a failure."""
    return Suite(
        target=ready.target,
        log=log,
        clock=clock,
        grader=Grader(load_contract(), strict=is_strict(ready)),
        conditions=Conditions(concurrency=concurrency, patience=ready.patience, gate=gate),
        advisers=advisers,
    )


def is_strict(ready: ReadyTarget) -> bool:
    """Whether an answer that breaks the contract fails its trial: the mock must be right, a gateway may drift."""
    return ready.ground.kind == "mock"


def run_head(request: RunRequest, ready: ReadyTarget, *, run_id: str, trials: int, gate: Gate) -> RunStarted:
    """Return the head of a run's log."""
    return RunStarted(
        run_id=run_id,
        started_at=wall_now(),
        version=__version__,
        target=ready.shown,
        seed=request.seed,
        command=request.command,
        trials=trials,
        gate=gate,
        environment={"python": platform.python_version(), "platform": platform.platform(terse=True)},
        settings=request.settings,
        paths=tuple(str(path) for path in request.paths),
        strict=is_strict(ready),
    )
