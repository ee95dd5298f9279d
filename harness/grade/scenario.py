"""All repetitions of one scenario, summed up by its pass_when and known_issue."""

from collections.abc import Sequence
from dataclasses import replace

from harness.model.scenario import PassRule, Scenario
from harness.model.verdict import FailureKind, ScenarioVerdict, TrialVerdict, Verdict
from harness.stats.intervals import wilson


def grade_scenario(scenario: Scenario, trials: Sequence[TrialVerdict]) -> ScenarioVerdict:
    """Return the verdict of a scenario from those of its trials; rates are over graded trials only."""
    passed = sum(trial.verdict is Verdict.PASSED for trial in trials)
    failed = sum(trial.verdict is Verdict.FAILED for trial in trials)
    ungradable = [trial for trial in trials if trial.verdict is Verdict.UNGRADABLE]
    graded = passed + failed
    interval = wilson(passed, graded)
    verdict, kind, message = _decide(scenario, trials, passed, graded, ungradable)
    found = ScenarioVerdict(
        verdict=verdict,
        kind=kind,
        message=message,
        passed=passed,
        graded=graded,
        ungradable=len(ungradable),
        flaky=bool(passed and failed),
        rate_low=interval.low if interval else None,
        rate_high=interval.high if interval else None,
    )
    return _with_known_issue(found, scenario.known_issue)


def skipped(kind: FailureKind, reason: str) -> ScenarioVerdict:
    """Return the verdict of a scenario that does not run."""
    return ScenarioVerdict(verdict=Verdict.SKIPPED, kind=kind, message=reason, passed=0, graded=0, ungradable=0)


def rule_met(rule: PassRule, passed: int, graded: int) -> bool:
    """Whether `passed` of `graded` trials satisfy a pass_when."""
    value = rule.value or 0.0
    match rule.kind:
        case "all":
            return passed == graded
        case "any":
            return passed > 0
        case "at_least":
            return passed >= value
        case "rate":
            return graded > 0 and passed / graded >= value
        case "lower_bound":
            interval = wilson(passed, graded)
            return interval is not None and interval.low >= value


def _decide(
    scenario: Scenario,
    trials: Sequence[TrialVerdict],
    passed: int,
    graded: int,
    ungradable: Sequence[TrialVerdict],
) -> tuple[Verdict, FailureKind | None, str]:
    not_run = sum(trial.kind is FailureKind.NOT_RUN for trial in ungradable)
    lost = _is_lost(scenario, passed, graded, not_run) and len(ungradable) - not_run <= scenario.max_ungradable
    if (len(ungradable) > scenario.max_ungradable and not lost) or not graded:
        first = ungradable[0] if ungradable else None
        message = first.message if first else "no trial ended"
        return Verdict.UNGRADABLE, first.kind if first else FailureKind.INTERRUPTED, message
    if rule_met(scenario.pass_when, passed, graded):
        return Verdict.PASSED, None, ""
    failure = next((trial for trial in trials if trial.verdict is Verdict.FAILED), None)
    message = failure.message if failure else f"{passed} of {graded} passed"
    return Verdict.FAILED, failure.kind if failure else FailureKind.EXPECTATION, message


def _is_lost(scenario: Scenario, passed: int, graded: int, not_run: int) -> bool:
    """Whether a scenario would have failed, had every trial that was not run passed."""
    return passed < graded and not rule_met(scenario.pass_when, passed + not_run, graded + not_run)


def _with_known_issue(verdict: ScenarioVerdict, issue: str | None) -> ScenarioVerdict:
    if issue is None or verdict.verdict is Verdict.UNGRADABLE:
        return verdict
    if verdict.verdict is Verdict.FAILED:
        message = f"known issue {issue} (failed as expected: {verdict.message})"
        return replace(verdict, verdict=Verdict.SKIPPED, kind=FailureKind.KNOWN_ISSUE, message=message)
    message = f"passed, although marked as known issue {issue}: remove the mark"
    return replace(verdict, kind=FailureKind.KNOWN_ISSUE_FIXED, message=message)
