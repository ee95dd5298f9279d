"""A stored run graded anew into a run folder of its own, beside the first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from harness import __version__
from harness.app.advisers import ready_advisers
from harness.app.clock import wall_now
from harness.app.contract import load_contract
from harness.app.report import view_of, write_reports
from harness.app.scenarios import load_scenarios
from harness.grade import GRADER_VERSION
from harness.grade.trial import Grader
from harness.load.judge_settings import JudgeSettings
from harness.model.record import RunEnded, RunStarted
from harness.model.scenario import Gate, Scenario
from harness.render.view import RunView
from harness.runner.gate import strictest
from harness.runner.regrade import Change, Regrade, with_expectations_of
from harness.store.run_log import LOG_NAME, RunLogFile, find_run, read_records

SUFFIX = "regrade"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegradeRequest:
    """Which run to grade, and by what: the scenario files at `paths`, else those of the run, or the run's log alone."""

    run: str
    reports: Path
    paths: Sequence[Path] = ()
    variables: Mapping[str, str] = field(default_factory=dict)
    as_logged: bool = False
    command: str = ""
    judge: JudgeSettings = field(default_factory=JudgeSettings)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegradeOutcome:
    """What came of it; `notes` tell what could not be judged by today's expectations, and of another grader."""

    folder: Path
    ended: RunEnded
    view: RunView
    reports: tuple[Path, ...]
    changes: tuple[Change, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Today:
    """Today's scenarios that fit the log, by id, the gate, and what there is to say of the others."""

    scenarios: Mapping[str, Scenario]
    gate: Gate
    notes: tuple[str, ...] = ()


async def regrade(request: RegradeRequest) -> RegradeOutcome:
    """Grade a stored run anew and write its log and reports.

    Raises UsageError where there is no such run, ScenarioErrors for scenario files with problems, and StoreError for
    a log that cannot be read.
    """
    source = find_run(request.run, request.reports)
    stored = view_of(source)
    head = stored.started
    today = _today(request, head, {it.scenario.scenario_id: it.scenario for it in stored.scenarios})
    folder = _new_folder(source, head)
    grader = Grader(load_contract(), strict=_was_strict(head))
    async with ready_advisers(request.judge) as advisers:
        with RunLogFile(folder / LOG_NAME) as log:
            log.write(_new_head(request, head, today.gate, folder.name))
            anew = Regrade(log=log, grader=grader, today=today.scenarios, advisers=advisers)
            for record in read_records(source / LOG_NAME):
                await anew.take(record)
            ended = await anew.end(today.gate)
    view = view_of(folder)
    return RegradeOutcome(
        folder=folder,
        ended=ended,
        view=view,
        reports=tuple(write_reports(view, folder)),
        changes=tuple(anew.changes),
        notes=(*today.notes, *_versions(anew.graders)),
    )


def _today(request: RegradeRequest, head: RunStarted, logged: Mapping[str, Scenario]) -> _Today:
    if request.as_logged:
        return _Today(scenarios={}, gate=head.gate)
    written = [Path(path) for path in head.paths] or sorted({Path(it.span.file) for it in logged.values()})
    paths = list(request.paths) or [path for path in written if path.exists()]
    notes = [] if request.paths else [f"{path} is not there any more" for path in written if not path.exists()]
    if not paths:
        return _Today(scenarios={}, gate=head.gate, notes=(*notes, "graded by the expectations in the log"))
    loaded, gates = load_scenarios(paths, request.variables)
    found = {scenario.scenario_id: scenario for scenario in loaded if scenario.scenario_id in logged}
    fitting = {name: it for name, it in found.items() if with_expectations_of(logged[name], it) is not None}
    for name in logged:
        if name not in fitting:
            why = "its steps have changed since the run" if name in found else "the scenario is not there any more"
            notes.append(f"{name}: {why}; graded by the expectations in the log")
    return _Today(scenarios=fitting, gate=strictest(gates) if gates else Gate(), notes=tuple(notes))


def _was_strict(head: RunStarted) -> bool:
    """Say whether the run's target was a mock; logs of early versions tell it only in words."""
    return not head.target.startswith("gateway") if head.strict is None else head.strict


def _new_folder(source: Path, head: RunStarted) -> Path:
    number, name = 1, f"{head.run_id}-{SUFFIX}"
    while (source.parent / name).exists():
        number, name = number + 1, f"{head.run_id}-{SUFFIX}-{number + 1}"
    return source.parent / name


def _new_head(request: RegradeRequest, head: RunStarted, gate: Gate, run_id: str) -> RunStarted:
    return replace(
        head,
        run_id=run_id,
        started_at=wall_now(),
        version=__version__,
        command=request.command,
        gate=gate,
        regraded_from=head.run_id,
    )


def _versions(graders: set[str]) -> list[str]:
    """Say that another version of the grader gave the run's verdicts, so that not every change is the expectations'."""
    others = sorted(graders - {GRADER_VERSION})
    if not others:
        return []
    words = " and ".join(
        f"version {version}" if version else "a version that the log does not name" for version in others
    )
    return [f"the run was graded by grader {words}, this is version {GRADER_VERSION}: changes may be the grader's own"]
