"""A run that crashed, was killed or was stopped, carried on to its end under its own id.

Calls that have an id are collected, what was never sent is dialled, and of a dial whose answer is not in the log nobody
knows whether it rang: it is not sent again.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from harness import __version__
from harness.app.advisers import ready_advisers
from harness.app.clock import RunClock, wall_now
from harness.app.driving import HTTP
from harness.app.guarding import Terms, admit
from harness.app.interrupts import Brake
from harness.app.report import view_of, write_reports
from harness.app.run import RunOutcome, Tee, braked, suite_on
from harness.app.scenarios import load_scenarios
from harness.app.target import ReadyTarget, ready_target
from harness.errors import UsageError
from harness.load.judge_settings import JudgeSettings
from harness.load.limits import LiveSettings
from harness.model.record import RunResumed, RunStarted, ScenarioPlanned, Trial
from harness.model.scenario import HttpRequest, Scenario
from harness.model.steps import CodeVerification
from harness.runner.dials import dials_of
from harness.runner.left import LeftRun, Todo
from harness.runner.plan import Plan
from harness.runner.ports import RunLog
from harness.runner.suite import Recalled
from harness.store.left_log import LeftLog
from harness.store.run_log import LOG_NAME, find_run, point_latest_at
from harness.targets.guard import is_loopback
from harness.wire.planned import without_secrets
from harness.wire.records import encode
from harness.wire.redaction import Redactor

PLACEHOLDER = "<"
DEFAULT_CONCURRENCY = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeRequest:
    """Which run is to go on. `variables` are those that its scenario files need, where they are read again.

    `live` is what the settings allow on real phones now, `here` tells the base URLs of this machine.
    """

    run: str
    reports: Path
    variables: Mapping[str, str] = field(default_factory=dict)
    command: str = ""
    judge: JudgeSettings = field(default_factory=JudgeSettings)
    live: LiveSettings | None = None
    here: Callable[[str], bool] = is_loopback


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeOutcome:
    """What a run came to after all; `notes` say what was done about it."""

    outcome: RunOutcome
    notes: tuple[str, ...]


async def resume_run(
    request: ResumeRequest, watcher: RunLog | None = None, brake: Brake | None = None
) -> ResumeOutcome:
    """Carry a stored run on to its end and write its reports.

    Raises UsageError where there is no such run, where it is complete, where another process still writes it, where
    it had not come as far as its plan, or where the target or a scenario file is not what it was; StoreError for a log
    that cannot be read or written.
    """
    folder = find_run(request.run, request.reports)
    with LeftLog(folder / LOG_NAME) as log:
        head = _head(log, folder.name)
        clock = RunClock()
        async with ready_target(_target_of(head), clock, request.live, request.here, _driver_of(head)) as ready:
            _refuse_another(ready, head)
            left = LeftRun(rings=ready.rings)
            for record in log.records():
                left.write(record)
            clock.go_on_from(left.last_s)
            todo = _todo(left, folder.name)
            plan = _plan(request, left, todo, ready)
            # Who began the run agreed to all of it; the limits hold for what is left.
            terms = Terms(settings=request.live, reports=folder.parent, confirmed=True, resumed=head.run_id)
            admit(ready, replace(plan, trials=_still_dialling(plan, todo)), terms)
            resumed = RunResumed(
                resumed_at=wall_now(),
                version=__version__,
                command=Redactor().text(request.command),
                at_s=left.last_s,
                torn=log.torn,
            )
            with log.go_on(todo.keeps, durable=ready.rings) as file:
                tee = Tee(file, watcher)
                tee.write(resumed)
                point_latest_at(folder)
                async with ready_advisers(request.judge) as advisers:
                    concurrency = head.settings.get("concurrency")
                    count = concurrency if isinstance(concurrency, int) else DEFAULT_CONCURRENCY
                    suite = suite_on(ready, tee, clock, count, head.gate, advisers)
                    recalled = Recalled(graded=todo.graded, skipped=left.skipped, pasts=todo.pasts)
                    with braked(brake or Brake(), suite, ready, folder.name):
                        ended = await suite.resume(plan, recalled)
            view = view_of(folder)
            outcome = RunOutcome(folder=folder, ended=ended, view=view, reports=tuple(write_reports(view, folder)))
            return ResumeOutcome(outcome=outcome, notes=_notes(log, todo))


def _head(log: LeftLog, run_id: str) -> RunStarted:
    first = next(log.records(), None)
    if not isinstance(first, RunStarted):
        raise UsageError(f"run {run_id} ended before its log began: nothing was sent; start it again")
    if first.merged_from:
        merged = ", ".join(first.merged_from)
        raise UsageError(f"run {run_id} was merged of {merged}: resume the one that did not end, and merge again")
    if first.regraded_from:
        raise UsageError(f"run {run_id} is a regrade, which makes no calls; run pine-harness regrade again")
    return first


def _target_of(head: RunStarted) -> str:
    target = head.settings.get("target")
    if not isinstance(target, str):
        raise UsageError(f"the log of run {head.run_id} does not say which target it ran on; start it again")
    return target


def _driver_of(head: RunStarted) -> str:
    driver = head.settings.get("driver")
    return driver if isinstance(driver, str) else HTTP


def _refuse_another(ready: ReadyTarget, head: RunStarted) -> None:
    if ready.shown != head.target:
        raise UsageError(
            f"run {head.run_id} was made on {head.target}, and what answers there now is {ready.shown}: "
            "its calls cannot be collected there"
        )


def _todo(left: LeftRun, run_id: str) -> Todo:
    if left.planned is None:
        raise UsageError(f"run {run_id} ended before it was planned: no call was made; start it again")
    todo = left.todo()
    over = left.ended is not None and not left.ended.interrupted and not left.ended.halted
    if over and not todo.trials:
        raise UsageError(
            f"run {run_id} is complete, there is nothing to resume; "
            f"pine-harness report {run_id} makes its reports again"
        )
    return todo


def _plan(request: ResumeRequest, left: LeftRun, todo: Todo, ready: ReadyTarget) -> Plan:
    """Plan what is left, with the secrets that the log does not hold, and today's date where a real call is begun."""
    wanted = {trial.scenario_id for trial in todo.trials}
    scenarios = {name: it for name, it in left.scenarios.items() if name not in left.skipped}
    hidden = [name for name in scenarios if name in wanted and _has_placeholder(scenarios[name])]
    if hidden:
        scenarios |= _with_secrets(request, left, hidden)
    trials = tuple(
        replace(trial, call_date=ready.ground.call_date) if _is_new(trial, todo, scenarios, ready) else trial
        for trial in todo.trials
    )
    return Plan(scenarios=tuple(scenarios.values()), trials=trials, skips=())


def _still_dialling(plan: Plan, todo: Todo) -> tuple[Trial, ...]:
    """Return the trials that have a call to dial yet: collecting those that were dialled breaks no guard's rule."""
    return tuple(
        trial
        for trial in plan.trials
        if trial.trial_id not in todo.pasts
        or todo.pasts[trial.trial_id].dialled < sum(it.rings for it in dials_of(replace(plan, trials=(trial,))))
    )


def _is_new(trial: Trial, todo: Todo, scenarios: Mapping[str, Scenario], ready: ReadyTarget) -> bool:
    """Whether the date of a real call is the day on which it is dialled, and that is today."""
    return ready.rings and trial.trial_id not in todo.pasts and scenarios[trial.scenario_id].call_date is None


def _has_placeholder(scenario: Scenario) -> bool:
    requests = [step for step in scenario.steps if isinstance(step, HttpRequest | CodeVerification)]
    return any(PLACEHOLDER in encode(ScenarioPlanned(scenario=replace(scenario, steps=(step,)))) for step in requests)


def _with_secrets(request: ResumeRequest, left: LeftRun, hidden: Sequence[str]) -> dict[str, Scenario]:
    """Read scenarios again from their files, which must say, but for secrets, what they said when the run began."""
    assert left.started is not None
    paths = [Path(path) for path in left.started.paths]
    loaded, _ = load_scenarios(paths, request.variables)
    found = {scenario.scenario_id: scenario for scenario in loaded}
    changed = [name for name in hidden if name not in found or not _same(found[name], left.scenarios[name])]
    if changed:
        raise UsageError(
            f"{', '.join(changed)}: the log keeps no secrets, so the scenario is read from "
            f"{', '.join(map(str, paths))} again, and it is not what it was when the run began; "
            "restore the file (and give the same --var), or start a new run"
        )
    return {name: replace(found[name], runs=left.scenarios[name].runs) for name in hidden}


def _same(today: Scenario, logged: Scenario) -> bool:
    """Whether a scenario is the logged one, its secrets aside; how often it runs is the plan's to say."""
    again = replace(without_secrets(today), runs=logged.runs, pass_when=logged.pass_when)
    return encode(ScenarioPlanned(scenario=again)) == encode(ScenarioPlanned(scenario=logged))


def _notes(log: LeftLog, todo: Todo) -> tuple[str, ...]:
    notes = []
    if log.torn:
        notes.append(f"the last line of the log was cut off ({log.torn} bytes) and is dropped")
    begun = len(todo.trials) - len(todo.pasts)
    notes.append(f"{len(todo.graded)} calls had ended, {len(todo.pasts)} were collected, {begun} begun")
    return tuple(notes)
