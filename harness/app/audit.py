"""An audit from paths to its report: a passing call of each scenario, from the embedded mock or an earlier run."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from harness.app.clock import RunClock
from harness.app.contract import load_contract
from harness.app.recordings import Recordings
from harness.app.run import NothingSelected, RunRequest, suite_on
from harness.app.scenarios import load_scenarios
from harness.app.target import EMBEDDED, ready_target
from harness.grade.audit import CallAudit, Prepared, audit_call, calls_of, prepared, without_books
from harness.grade.audit_report import AuditReport, NotAudited
from harness.grade.trial import Evidences, Grader
from harness.model.record import Trial
from harness.model.scenario import Gate, Scenario
from harness.model.verdict import TrialVerdict, Verdict
from harness.runner.plan import make_plan
from harness.runner.regrade import with_expectations_of
from harness.store.run_log import LOG_NAME, find_run, read_records

MAX_TRIALS = 5
"""One passing call is wanted; this many are made of a scenario that is repeated, since one may fail."""

NO_TRANSCRIPT = "no transcript to break"


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRequest:
    """What a user asked for. `run` names an earlier run to take the calls from; None: they are made on the mock."""

    ran: RunRequest
    run: str | None = None
    min_caught: float | None = None


@dataclass(slots=True)
class _Findings:
    calls: list[CallAudit] = field(default_factory=list)
    not_audited: list[NotAudited] = field(default_factory=list)


async def audit_scenarios(request: AuditRequest) -> AuditReport:
    """Audit the selected scenarios with the expectations that their files have today.

    Raises ScenarioErrors and UsageError before anything is done, NothingSelected when nothing is selected.
    """
    loaded, _ = load_scenarios(request.ran.paths, request.ran.variables)
    scenarios = [scenario for scenario in loaded if request.ran.selection.takes(scenario)]
    if not scenarios:
        raise NothingSelected(len(loaded))
    if request.run is None:
        recordings, skipped = await _made(request.ran, scenarios)
        source = f"embedded mock, seed {request.ran.seed}"
    else:
        folder = find_run(request.run, request.ran.reports)
        recordings, skipped = Recordings.of(read_records(folder / LOG_NAME)), _skips(scenarios)
        source = f"run {folder.name}"
    findings = _Findings(not_audited=skipped)
    left = {one.scenario_id for one in skipped}
    for scenario in scenarios:
        if scenario.scenario_id not in left:
            _audit(scenario, recordings, findings)
    return AuditReport(
        source=source,
        calls=tuple(findings.calls),
        not_audited=tuple(findings.not_audited),
        min_caught=request.min_caught,
    )


async def _made(request: RunRequest, scenarios: Sequence[Scenario]) -> tuple[Recordings, list[NotAudited]]:
    """Carry the scenarios out on the embedded mock, keeping no log."""
    recordings, clock = Recordings(), RunClock()
    async with ready_target(EMBEDDED, clock) as ready:
        known = [scenario for scenario in scenarios if scenario.known_issue is None and scenario.unaudited is None]
        few = [replace(scenario, runs=min(scenario.runs, MAX_TRIALS)) for scenario in known]
        plan = make_plan(few, request.selection, ready.ground, request.seed)
        ended = await suite_on(ready, recordings, clock, request.concurrency, Gate()).run(plan)
        if ended.interrupted:
            raise asyncio.CancelledError
    skips = [NotAudited(scenario_id=skip.scenario.scenario_id, reason=skip.reason) for skip in plan.skips]
    return recordings, [*skips, *_left_out(scenarios)]


def _skips(scenarios: Sequence[Scenario]) -> list[NotAudited]:
    by_author = [NotAudited(scenario_id=one.scenario_id, reason=one.skip) for one in scenarios if one.skip]
    return [*by_author, *_left_out([one for one in scenarios if not one.skip])]


def _left_out(scenarios: Sequence[Scenario]) -> list[NotAudited]:
    """Those with a known issue, and those of which their author says why they are not audited."""
    return [
        NotAudited(scenario_id=one.scenario_id, reason=reason)
        for one in scenarios
        if (reason := f"known issue {one.known_issue}" if one.known_issue is not None else one.unaudited)
    ]


def _audit(scenario: Scenario, recordings: Recordings, findings: _Findings) -> None:
    """Audit every call of the first trial that passed; where there is none, say why."""
    logged = recordings.scenarios.get(scenario.scenario_id)
    fitting = with_expectations_of(logged, scenario) if logged is not None else scenario
    if fitting is None:
        reason = "its steps are not those of the run"
        findings.not_audited.append(NotAudited(scenario_id=scenario.scenario_id, reason=reason, unjudged=True))
        return
    _audit_fitting(fitting, recordings, findings)


def _audit_fitting(scenario: Scenario, recordings: Recordings, findings: _Findings) -> None:
    grader = Grader(load_contract(), strict=False)
    trials = recordings.of_scenario(scenario.scenario_id)
    reason = "no call of it was made" if trials else "the run has no trial of it"
    for trial, evidences in trials:
        verdict = _graded(scenario, evidences, grader)
        found = prepared(scenario, verdict)
        if grader.grade(found.scenario, evidences).verdict is not Verdict.PASSED or verdict.verdict is Verdict.FAILED:
            reason = f"its call did not pass: {verdict.message}"
            continue
        if not calls_of(evidences):
            findings.not_audited.append(NotAudited(scenario_id=scenario.scenario_id, reason=NO_TRANSCRIPT))
            return
        findings.calls += _calls(found, trial, evidences, grader)
        return
    findings.not_audited.append(NotAudited(scenario_id=scenario.scenario_id, reason=reason, unjudged=True))


def _graded(scenario: Scenario, evidences: Evidences, grader: Grader) -> TrialVerdict:
    """Grade the call as it was; the callee's books count where the target had them."""
    has_books = any(seen.books is not None for seen in evidences.observations)
    return grader.grade(scenario if has_books else without_books(scenario), evidences)


def _calls(found: Prepared, trial: Trial, evidences: Evidences, grader: Grader) -> list[CallAudit]:
    return [
        audit_call(found, evidences, name, trial_id=trial.trial_id, grade=grader.grade) for name in calls_of(evidences)
    ]
