"""One call that no run made, graded: its JSON, the brief where it is known, and no exchange."""

from collections.abc import Sequence
from datetime import datetime

from harness.checks.context import CheckContext
from harness.grade.ready import ReadyChecks
from harness.grade.results import summed_up
from harness.model.brief import RequestBody
from harness.model.call import Call
from harness.model.judgement import OpinionRequest
from harness.model.observation import Observation
from harness.model.scenario import Expectation
from harness.model.values import Json
from harness.model.verdict import TrialVerdict

CALL_NAME = "call"


def told_call(call: Call, document: Json, *, brief: RequestBody | None, call_date: datetime) -> CheckContext:
    """Return what the checks read of a call that a file tells of; `document` is its JSON."""
    observation = Observation(step=0, call_name=CALL_NAME, body=brief, call=call)
    return CheckContext(observation=observation, exchanges=(), call_date=call_date, document=document)


def opinions_on(
    expectations: Sequence[Expectation], context: CheckContext, checks: ReadyChecks
) -> tuple[OpinionRequest, ...]:
    """Return what must be asked of a judge or of the user's own code before a call can be graded, each once."""
    asked = [checks.opinion(expectation, context) for expectation in expectations]
    return tuple({request.key: request for request in asked if request is not None}.values())


def grade_call(
    expectations: Sequence[Expectation], context: CheckContext, checks: ReadyChecks, min_score: float | None = None
) -> TrialVerdict:
    """Return the verdict of one call; what only a run can tell (exchanges, books) makes a check ungradable."""
    results = tuple(checks.judge(expectation, context) for expectation in expectations)
    return summed_up(results, min_score)
