"""Calls that no run made: graded on what their file tells, and honest about what it does not."""

import pytest

from harness.grade.call import grade_call, told_call
from harness.grade.ready import ReadyChecks
from harness.model.brief import RequestBody
from harness.model.scenario import Expectation
from harness.model.values import Json
from harness.model.verdict import FailureKind, TrialVerdict, Verdict
from tests.harness.grade.makers import COMPLETED, FRIDAY, expect

DOCUMENT = {"call_id": "c-1", "status": "completed", "duration_seconds": 30}


def judged(*expectations: Expectation, min_score: float | None = None) -> TrialVerdict:
    """The verdict of a completed call with a brief."""
    brief = RequestBody(value={"callee_name": "Dr. Smith Office"})
    context = told_call(COMPLETED, DOCUMENT, brief=brief, call_date=FRIDAY)
    return grade_call(expectations, context, ReadyChecks(), min_score)


def test_words_and_numbers_are_graded() -> None:
    """What the call's JSON tells is enough for them."""
    verdict = judged(
        expect("status", "completed"),
        expect("says", {"speaker": "callee", "text": "Tuesday"}),
        expect("duration_seconds", 30),
        expect("json", {"path": "call_id", "equals": "c-1"}),
        expect("schema", {"is": {"required": ["call_id"]}}),
    )
    assert (verdict.verdict, verdict.score) == (Verdict.PASSED, 1.0)


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("http_status", 200),
        ("delivered_by", "stream"),
        ("latency", {"set_up": 9}),
        ("sse", {"results": 1}),
        ("contract", None),
        ("books", {"booked": True}),
        ("not", {"sse": {"results": 1}}),
    ],
)
def test_what_only_a_run_can_tell_is_ungradable(name: str, args: Json) -> None:
    """Neither passed nor failed: there is no exchange, and there are no books."""
    verdict = judged(expect("status", "completed"), expect(name, args))
    assert (verdict.verdict, verdict.kind, verdict.score) == (Verdict.UNGRADABLE, FailureKind.UNSUPPORTED, None)
    assert "this call comes from a file" in verdict.message


def test_min_score_counts_here_too() -> None:
    """A score below it fails the call."""
    offer = expect("says", "unobtainium", required=False)
    assert judged(expect("status", "completed"), offer, min_score=0.6).verdict is Verdict.FAILED
