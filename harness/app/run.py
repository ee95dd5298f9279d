"""A run from paths to reports: load, plan, open the target, carry out, write what came of it."""

import platform
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from harness import __version__
from harness.app.advisers import ready_advisers
from harness.app.clock import RunClock, wall_now
from harness.app.contract import load_contract
from harness.app.driving import HTTP, described
from harness.app.guarding import Foreseen, Terms, admit, foresee
from harness.app.history import resolved_baseline, with_history
from harness.app.interrupts import Brake
from harness.app.naming import new_run_id
from harness.app.report import DEFAULT_FORMATS, view_of, write_reports
from harness.app.scenarios import load_scenarios
from harness.app.target import ReadyTarget, ready_target
from harness.errors import HarnessError, StoreError, UsageError
from harness.grade.trial import Grader
from harness.load.judge_settings import JudgeSettings
from harness.load.limits import LiveSettings
from harness.model.record import Record, RunEnded, RunStarted
from harness.model.scenario import Gate, Scenario
from harness.model.values import Json
from harness.render.view import RunView
from harness.runner.gate import strictest
from harness.runner.limits import Limits, LimitWatch
from harness.runner.opinions import Advisers
from harness.runner.plan import Plan, Selection, make_plan, repeated
from harness.runner.ports import RunLog
from harness.runner.suite import Conditions, Suite
from harness.store.run_log import LOG_NAME, RunLogFile, point_latest_at
from harness.targets.guard import is_loopback
from harness.wire.redaction import Redactor


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRequest:
    """What a user asked for. `command` is how, for the report; `seed` draws every other seed of the run.

    `repeat` runs each scenario so often, as a measurement: the gate is shown and decides no exit code.

    `live` is what the settings allow on real phones, `confirmed` says that a person, or `--yes`, agreed to ring them,
    `workers` how many processes carry the run out. `here` tells the base URLs of this machine, where no phone rings.
    """

    paths: Sequence[Path]
    variables: Mapping[str, str] = field(default_factory=dict)
    selection: Selection = field(default_factory=Selection)
    target: str = "mock"
    driver: str = HTTP
    concurrency: int = 10
    reports: Path = Path("reports")
    seed: int = 0
    command: str = ""
    settings: Mapping[str, Json] = field(default_factory=dict)
    judge: JudgeSettings = field(default_factory=JudgeSettings)
    repeat: int | None = None
    formats: tuple[str, ...] = DEFAULT_FORMATS
    baseline: str = ""
    limits: Limits = field(default_factory=Limits)
    live: LiveSettings | None = None
    confirmed: bool = False
    workers: int = 1
    here: Callable[[str], bool] = is_loopback


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a request would do, and how its target is shown; `foreseen` is None where no phone would ring."""

    plan: Plan
    shown: str
    foreseen: Foreseen | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOutcome:
    """What a run left: its folder, its end, the paths of its reports and the view they were made from."""

    folder: Path
    ended: RunEnded
    view: RunView
    reports: tuple[Path, ...]


class NothingSelected(HarnessError):
    """No scenario is left after selection; `known` is how many there were, `elsewhere` how many other shards have."""

    def __init__(self, known: int, elsewhere: int = 0) -> None:
        self.known, self.elsewhere = known, elsewhere
        super().__init__(f"none of the {known} scenarios is selected")


class Tee:
    """Hands each record to the log file, then to whoever watches."""

    def __init__(self, log: RunLogFile, watcher: RunLog | None) -> None:
        self._log, self._watchers = log, [watcher] if watcher is not None else []

    def watch(self, watcher: RunLog) -> None:
        """Have another told, after the others."""
        self._watchers.append(watcher)

    def write(self, record: Record) -> None:
        """Keep the record, and only then tell of it."""
        self._log.write(record)
        for watcher in self._watchers:
            watcher.write(record)


async def run_scenarios(request: RunRequest, watcher: RunLog | None = None, brake: Brake | None = None) -> RunOutcome:
    """Run the selected scenarios and write the reports; `watcher` is told of every record as it happens.

    `brake` is fitted while calls are made that ring real phones.

    Raises ScenarioErrors and UsageError before anything is sent, NothingSelected when there is nothing to do,
    TargetRefused and TargetUnreachable for the target. When cancelled, what was done is graded and reported.
    """
    baseline = resolved_baseline(request.baseline, request.reports)
    scenarios, gates = load_scenarios(request.paths, request.variables)
    clock = RunClock()
    async with ready_target(request.target, clock, request.live, request.here, request.driver) as ready:
        plan = _plan(request, scenarios, ready)
        admit(ready, plan, _terms(request, scenarios, ready))
        gate = replace(strictest(gates), binding=request.repeat is None)
        folder, ended = await _carry_out(request, plan, gate, ready, clock, watcher, brake or Brake())
        # Before the target is closed, which takes a moment that a Ctrl-C can fall into.
        view = with_history(view_of(folder), request.reports, baseline)
        return RunOutcome(
            folder=folder, ended=ended, view=view, reports=tuple(write_reports(view, folder, request.formats))
        )


async def preview(request: RunRequest) -> Preview:
    """Return what a request would do and on which target, without sending a call. Raises as `run_scenarios` does.

    A plan that a guard refuses is returned with the reasons.
    """
    scenarios, _ = load_scenarios(request.paths, request.variables)
    async with ready_target(request.target, RunClock(), request.live, request.here, request.driver) as ready:
        plan = _plan(request, scenarios, ready)
        foreseen = foresee(ready, plan, _terms(request, scenarios, ready))
        return Preview(plan=plan, shown=ready.shown, foreseen=foreseen)


def _terms(request: RunRequest, scenarios: Sequence[Scenario], ready: ReadyTarget) -> Terms:
    whole = replace(request, selection=replace(request.selection, shard=None))
    return Terms(
        settings=request.live,
        reports=request.reports,
        confirmed=request.confirmed,
        workers=request.workers,
        shard=request.selection.shard,
        everywhere=None if request.selection.shard is None else _plan(whole, scenarios, ready),
    )


def _plan(request: RunRequest, scenarios: Sequence[Scenario], ready: ReadyTarget) -> Plan:
    if request.repeat is not None:
        scenarios = [repeated(scenario, request.repeat) for scenario in scenarios]
    plan = make_plan(scenarios, request.selection, ready.ground, request.seed)
    if not plan.trials and not plan.skips:
        every_shard = replace(request.selection, shard=None)
        raise NothingSelected(len(scenarios), elsewhere=sum(map(every_shard.takes, scenarios)))
    return plan


async def _carry_out(
    request: RunRequest,
    plan: Plan,
    gate: Gate,
    ready: ReadyTarget,
    clock: RunClock,
    watcher: RunLog | None,
    brake: Brake,
) -> tuple[Path, RunEnded]:
    head = run_head(request, ready, run_id=new_run_id(), trials=len(plan.trials), gate=gate)
    started = replace(head, part=plan.part)
    folder = request.reports / started.run_id
    with _log_in(folder, durable=ready.rings) as file:
        log = Tee(file, watcher)
        log.write(started)
        point_latest_at(folder)
        async with ready_advisers(request.judge) as advisers:
            suite = suite_on(ready, log, clock, request.concurrency, gate, advisers)
            log.watch(LimitWatch(request.limits, suite.halt))
            with braked(brake, suite, ready, folder.name):
                return folder, await suite.run(plan)


@contextmanager
def braked(brake: Brake, suite: Suite, ready: ReadyTarget, run_id: str) -> Iterator[None]:
    """Have Ctrl-C halt a suite whose calls ring real phones, instead of cancelling it."""

    def pull() -> str:
        suite.halt("it was interrupted", interrupted=True)
        return (
            f"no new calls; those in flight ({suite.under_way}) are waited for: they ring on, as the API has no cancel "
            f"(Ctrl-C again leaves at once; pine-harness resume {run_id} goes on from there)"
        )

    if ready.rings:
        brake.fit(pull, f"left; calls in flight ring on. To collect them and go on: pine-harness resume {run_id}")
    try:
        yield
    finally:
        brake.loosen()


def _log_in(folder: Path, *, durable: bool) -> RunLogFile:
    """Make a run's log; that it cannot be made is known before anything is sent, and is the folder's fault."""
    try:
        return RunLogFile(folder / LOG_NAME, durable=durable)
    except StoreError as error:
        raise UsageError(f"{error}; name another folder with --out") from error


def suite_on(
    ready: ReadyTarget, log: RunLog, clock: RunClock, concurrency: int, gate: Gate, advisers: Advisers | None = None
) -> Suite:
    """Return a suite that runs on a target; on the mock, an answer that breaks the contract is a failure."""
    if ready.fence is not None:
        concurrency = min(concurrency, ready.fence.trials_at_once)
    suite = Suite(
        target=ready.target,
        log=log,
        clock=clock,
        grader=Grader(load_contract(), strict=is_strict(ready)),
        conditions=Conditions(concurrency=concurrency, patience=ready.patience, gate=gate, rings=ready.rings),
        advisers=advisers,
    )
    if ready.fence is not None:
        ready.fence.run = suite
    return suite


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
        command=Redactor().text(request.command),
        trials=trials,
        gate=gate,
        environment={
            "python": platform.python_version(),
            "platform": f"{platform.system()} {platform.machine()}",
            **({"driver": described(request.driver)} if request.driver != HTTP else {}),
        },
        settings=request.settings,
        paths=tuple(str(path) for path in request.paths),
        strict=is_strict(ready),
    )
