"""The results and sums that grading a trial is made of."""

from collections.abc import Sequence

from harness.checks.base import Outcome
from harness.model.observation import ApiError, Observation
from harness.model.scenario import Expectation, Scenario
from harness.model.verdict import CheckResult, Evidence, FailureKind, TrialVerdict, Verdict


def summed_up(results: tuple[CheckResult, ...]) -> TrialVerdict:
    """Make one verdict of all results: a required failure is certain, so it outweighs what is ungradable."""
    required = [result for result in results if result.required]
    for verdict in (Verdict.FAILED, Verdict.UNGRADABLE):
        deciding = [result for result in required if result.verdict is verdict]
        if deciding:
            first = deciding[0]
            more = f" (and {len(deciding) - 1} more)" if len(deciding) > 1 else ""
            message = f"{first.check}: {first.message or first.got}{more}"
            return TrialVerdict(
                verdict=verdict, kind=first.kind, message=message, score=_score(results), checks=results
            )
    return TrialVerdict(verdict=Verdict.PASSED, kind=None, message="", score=_score(results), checks=results)


def _score(results: Sequence[CheckResult]) -> float | None:
    if any(result.verdict is Verdict.UNGRADABLE for result in results):
        return None
    total = sum(result.weight for result in results)
    passed = sum(result.weight for result in results if result.verdict is Verdict.PASSED)
    return passed / total if total else 1.0


def graded(expectation: Expectation, observation: Observation, outcome: Outcome) -> CheckResult:
    """Return what a check said of one observation."""
    kind = outcome.kind
    if kind is None and outcome.verdict is Verdict.FAILED:
        kind = FailureKind.EXPECTATION
    return CheckResult(
        expectation_id=expectation.expectation_id,
        check=expectation.check.name,
        verdict=outcome.verdict,
        expected=outcome.expected,
        got=outcome.got,
        message=outcome.message,
        span=expectation.check.span,
        call=observation.call_name,
        step=observation.step,
        evidence=outcome.evidence,
        value=outcome.value,
        weight=expectation.weight,
        required=expectation.required,
        kind=kind,
    )


def ungradable(
    expectation: Expectation, observation: Observation, kind: FailureKind, message: str, detail: str = ""
) -> CheckResult:
    """Return that an expectation could not be judged, and why."""
    return CheckResult(
        expectation_id=expectation.expectation_id,
        check=expectation.check.name,
        verdict=Verdict.UNGRADABLE,
        expected="",
        got="",
        message=message,
        span=expectation.check.span,
        call=observation.call_name,
        step=observation.step,
        weight=expectation.weight,
        required=expectation.required,
        kind=kind,
        detail=detail,
    )


def not_reached(expectation: Expectation, observations: Sequence[Observation]) -> CheckResult:
    """Return that the step which an expectation reads was never carried out, with what stopped the flow."""
    broken = next((seen for seen in reversed(observations) if seen.breakdown or seen.error), None)
    last = observations[-1] if observations else Observation(step=expectation.step, call_name="")
    kind, message = FailureKind.INTERRUPTED, "the step that this reads was not reached"
    if broken is not None and broken.breakdown is not None:
        kind, message = broken.breakdown.kind, broken.breakdown.message
    elif broken is not None and broken.error is not None:
        kind, message = FailureKind.SIGN_IN, f"the account could not be signed in: {_words(broken.error)}"
    return ungradable(expectation, last, kind, message)


def refused(expectation: Expectation, observation: Observation, error: ApiError) -> CheckResult:
    """Return that the API refused the call on which an expectation was to be judged."""
    verdict, kind, message = refusal(error)
    result = ungradable(expectation, observation, kind, message)
    if verdict is Verdict.UNGRADABLE:
        return result
    outcome = Outcome(
        verdict=verdict,
        expected="a call",
        got=_words(error),
        message=message,
        kind=kind,
        evidence=(Evidence(quote=_words(error), exchange=error.exchange),),
    )
    return graded(expectation, observation, outcome)


def refusal(error: ApiError) -> tuple[Verdict, FailureKind, str]:
    """Say what a refusal nobody asked about means: a 5xx is the gateway failing, all else is a failed trial."""
    if error.http_status >= 500:
        return Verdict.UNGRADABLE, FailureKind.GATEWAY_ERROR, f"the gateway answered {_words(error)}"
    return Verdict.FAILED, FailureKind.REJECTED, f"the API refused: {_words(error)}"


def _words(error: ApiError) -> str:
    message = f": {error.message}" if error.message else ""
    return f"HTTP {error.http_status} {error.code or 'with no error code'}{message}"


def implied(
    scenario: Scenario, observation: Observation, verdict: Verdict, kind: FailureKind, message: str
) -> CheckResult:
    """Return a result that no written expectation gave: it points at the step."""
    step = scenario.steps[observation.step] if observation.step < len(scenario.steps) else None
    return CheckResult(
        expectation_id=f"step {observation.step + 1}",
        check=step.kind if step else "step",
        verdict=verdict,
        expected="the step succeeds",
        got=message,
        message=message,
        span=step.span if step else scenario.span,
        call=observation.call_name,
        step=observation.step,
        kind=kind,
    )
