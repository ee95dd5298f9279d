"""The results and sums that grading a trial is made of."""

from collections.abc import Collection, Sequence

from harness.checks.base import Outcome
from harness.model.observation import DIAL_ADVICE, ApiError, Breakdown, Observation
from harness.model.scenario import Authenticate, Expectation, Scenario
from harness.model.verdict import CheckResult, Evidence, FailureKind, TrialVerdict, Verdict

NOT_THE_BRIEFS = frozenset(
    {
        "AUTH_REQUIRED",
        "TOKEN_EXPIRED",
        "SUBSCRIPTION_REQUIRED",
        "INSUFFICIENT_CREDITS",
        "RATE_LIMITED",
        "NOT_FOUND",
        "PHONE_REQUIRED",
        "ACCESS_DENIED",
    }
)
"""Error codes that speak of the account, its limits or the address, and that no brief can cause."""


_ROUNDING = 1e-9
"""Sums of weights such as 0.1 are off by less than this."""


def summed_up(results: tuple[CheckResult, ...], min_score: float | None = None) -> TrialVerdict:
    """Make one verdict of all results: a required failure is certain, so it outweighs what is ungradable.

    Where no required expectation decides, a score below `min_score` fails the trial.
    """
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
    verdict, kind, message = _by_score(results, min_score)
    return TrialVerdict(verdict=verdict, kind=kind, message=message, score=_score(results), checks=results)


def _by_score(results: Sequence[CheckResult], min_score: float | None) -> tuple[Verdict, FailureKind | None, str]:
    """Hold the score against what it must be; where checks could not be judged, whatever they had said may decide."""
    if min_score is None or _share(results, {Verdict.PASSED}) >= min_score - _ROUNDING:
        return Verdict.PASSED, None, ""
    best = _share(results, {Verdict.PASSED, Verdict.UNGRADABLE})
    if best >= min_score - _ROUNDING:
        open_ = next(result for result in results if result.verdict is Verdict.UNGRADABLE)
        message = f"whether the score reaches min_score {min_score:g} is open: {open_.check}: {open_.message}"
        return Verdict.UNGRADABLE, open_.kind, message
    missed = dict.fromkeys(result.expectation_id for result in results if result.verdict is not Verdict.PASSED)
    message = f"the score is {best:.3g}, below min_score {min_score:g}: {', '.join(missed)} did not pass"
    return Verdict.FAILED, FailureKind.EXPECTATION, message


def _score(results: Sequence[CheckResult]) -> float | None:
    if any(result.verdict is Verdict.UNGRADABLE for result in results):
        return None
    return _share(results, {Verdict.PASSED})


def _share(results: Sequence[CheckResult], verdicts: Collection[Verdict]) -> float:
    total = sum(result.weight for result in results)
    held = sum(result.weight for result in results if result.verdict in verdicts)
    return held / total if total else 1.0


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
        detail=outcome.detail,
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
    last = observations[-1] if observations else Observation(step=expectation.step, call_name="")
    wrong = what_stopped(observations)
    if isinstance(wrong, Breakdown):
        return ungradable(expectation, last, wrong.kind, wrong.message)
    if wrong is not None:
        return ungradable(expectation, last, FailureKind.SIGN_IN, _not_signed_in(wrong))
    return ungradable(expectation, last, FailureKind.INTERRUPTED, "the step that this reads was not reached")


def what_stopped(observations: Sequence[Observation]) -> ApiError | Breakdown | None:
    """Return what ended a flow before its last step: the last thing that went wrong, None where nothing did."""
    broken = next((seen for seen in reversed(observations) if seen.breakdown or seen.error), None)
    return (broken.breakdown or broken.error) if broken else None


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
    """Say what a refusal nobody asked about means: what the brief may have caused fails the trial.

    A 5xx, an answer that is not the API's envelope, and a code about the account are not the brief's: the gateway
    could not be made to judge it. A 5xx to the request for a call does not even say that no phone rang.
    """
    if error.may_have_dialled:
        message = f"the call may have been placed: the gateway answered {_words(error)}; {DIAL_ADVICE}"
        return Verdict.UNGRADABLE, FailureKind.DIAL_UNKNOWN, message
    if error.http_status >= 500 or error.code is None or error.code in NOT_THE_BRIEFS:
        return Verdict.UNGRADABLE, FailureKind.GATEWAY_ERROR, f"the gateway answered {_words(error)}"
    return Verdict.FAILED, FailureKind.REJECTED, f"the API refused: {_words(error)}"


def went_wrong(scenario: Scenario, observation: Observation, wrong: ApiError | Breakdown) -> CheckResult:
    """Return what a step ran into, as a result that no written expectation gave."""
    if isinstance(wrong, Breakdown):
        return _implied(scenario, observation, Verdict.UNGRADABLE, wrong.kind, wrong.message)
    step = scenario.steps[observation.step] if observation.step < len(scenario.steps) else None
    if isinstance(step, Authenticate):
        return _implied(scenario, observation, Verdict.UNGRADABLE, FailureKind.SIGN_IN, _not_signed_in(wrong))
    return _implied(scenario, observation, *refusal(wrong))


def _not_signed_in(error: ApiError) -> str:
    return f"the account could not be signed in: {_words(error)}"


def _words(error: ApiError) -> str:
    message = f": {error.message}" if error.message else ""
    return f"HTTP {error.http_status} {error.code or 'with no error code'}{message}"


def _implied(
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
