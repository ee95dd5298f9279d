"""Refusals and breakdowns: what they make of a trial, whether or not an expectation reads the step that met them."""

import pytest

from harness.model.observation import Breakdown
from harness.model.scenario import Authenticate, Expectation, HttpRequest
from harness.model.verdict import FailureKind, Verdict
from tests.harness.grade.makers import COMPLETED, at, expect, graded, refusal, saw, scenario

LOST = Breakdown(kind=FailureKind.TIMEOUT, message="no result after 60 s", exchange=4)
REFUSED = (saw(1, error=refusal()), saw(2, error=refusal()))
DONE = saw(2, call=COMPLETED)
GET = HttpRequest(span=at(5), method="GET", path="/x")


@pytest.mark.parametrize("expectations", [[], [expect("status", "completed")], [expect("summary", required=False)]])
def test_a_refused_call_fails_a_trial_that_did_not_ask(expectations: list[Expectation]) -> None:
    """A call that the API refused never rang: with any expectation on it, required or not, or none, the trial fails."""
    verdict = graded(scenario(*expectations), *REFUSED)
    assert (verdict.verdict, verdict.kind) == (Verdict.FAILED, FailureKind.REJECTED)
    assert "the API refused: HTTP 400 INVALID_PHONE: no" in verdict.message
    assert "more" not in verdict.message


def test_a_refusal_that_was_asked_about_is_judged() -> None:
    """An expectation about errors grades the refusal, and nothing else is said of it."""
    verdict = graded(scenario(expect("error", "INVALID_PHONE")), *REFUSED)
    assert verdict.verdict is Verdict.PASSED
    assert len(verdict.checks) == 1


def test_a_refusal_may_be_asked_about_at_an_earlier_step() -> None:
    """A refusal asked about where it happened is not held against the later steps that carry it along."""
    assert graded(scenario(expect("error", "INVALID_PHONE", step=1)), *REFUSED).verdict is Verdict.PASSED


def test_the_wrong_refusal_is_an_expectation_that_failed() -> None:
    """Another code than the expected one is a failed check, not a rejection nobody asked about."""
    verdict = graded(scenario(expect("error", "DND_BLOCKED")), *REFUSED)
    assert (verdict.verdict, verdict.kind) == (Verdict.FAILED, FailureKind.EXPECTATION)


@pytest.mark.parametrize("code", ["INVALID_PHONE", "INSUFFICIENT_DETAIL", "DND_BLOCKED", "POLICY_VIOLATION", "NEW_ONE"])
def test_what_a_brief_can_cause_fails(code: str) -> None:
    """A refusal of the brief is the brief's failure; so is one with a code that we do not know."""
    verdict = graded(scenario(expect("status", "completed")), saw(2, error=refusal(400, code)))
    assert (verdict.verdict, verdict.kind) == (Verdict.FAILED, FailureKind.REJECTED)


@pytest.mark.parametrize(
    ("http_status", "code"),
    [
        (401, "AUTH_REQUIRED"),
        (401, "TOKEN_EXPIRED"),
        (403, "SUBSCRIPTION_REQUIRED"),
        (402, "INSUFFICIENT_CREDITS"),
        (429, "RATE_LIMITED"),
        (404, "NOT_FOUND"),
        (403, "PHONE_REQUIRED"),
        (403, "ACCESS_DENIED"),
        (500, "INTERNAL"),
        (503, None),
        (404, None),
    ],
)
@pytest.mark.parametrize("expectations", [(), (expect("status", "completed"),)], ids=["not read", "read"])
def test_what_no_brief_can_cause_is_ungradable(
    http_status: int, code: str | None, expectations: tuple[Expectation, ...]
) -> None:
    """A gateway that fails, an account that may not call, a page that is not the API's: the brief is unjudged."""
    verdict = graded(scenario(*expectations), saw(2, error=refusal(http_status, code)))
    assert (verdict.verdict, verdict.kind) == (Verdict.UNGRADABLE, FailureKind.GATEWAY_ERROR)


def test_a_check_that_crashes_does_not_hide_a_refusal() -> None:
    """That the call was refused is certain, whatever else could not be judged."""
    verdict = graded(scenario(expect("no_such_check")), *REFUSED)
    assert (verdict.verdict, verdict.kind) == (Verdict.FAILED, FailureKind.REJECTED)


def test_each_refused_call_is_told_once() -> None:
    """Two of three calls refused, and carried through two steps, are two results."""
    wrong = [saw(step, call_name=f"c[{n}]", error=refusal(exchange=n)) for step in (1, 2) for n in (1, 2)]
    verdict = graded(scenario(), *wrong, saw(1, call_name="c[3]", call=COMPLETED))
    assert [(check.call, check.step, check.check) for check in verdict.checks] == [
        ("c[1]", 1, "start_call"),
        ("c[2]", 1, "start_call"),
    ]


def test_raw_requests_do_not_answer_for_each_other() -> None:
    """Two raw requests have no name; asking about the error of one does not excuse the other."""
    steps = (Authenticate(span=at(2)), GET, GET)
    wrong = [saw(n, call_name="", error=refusal(404, "NEW_ONE", exchange=n)) for n in (1, 2)]
    verdict = graded(scenario(expect("error", {"code": "NEW_ONE", "http_status": 404}, step=1), steps=steps), *wrong)
    assert (verdict.verdict, verdict.kind) == (Verdict.FAILED, FailureKind.REJECTED)


def test_a_second_refusal_of_the_same_call_is_not_excused() -> None:
    """A call whose start was asked about may still be refused later: that is another refusal."""
    found = scenario(expect("error", "INVALID_PHONE", step=1))
    verdict = graded(found, saw(1, error=refusal()), saw(2, error=refusal(403, "POLICY_VIOLATION", exchange=8)))
    assert verdict.kind is FailureKind.REJECTED


@pytest.mark.parametrize(
    "expectations", [[], [expect("status", "completed")], [expect("status", "completed", required=False)]]
)
def test_a_breakdown_makes_the_trial_ungradable(expectations: list[Expectation]) -> None:
    """A step that could not be carried out is never a pass and never a failure, whatever reads it."""
    verdict = graded(scenario(*expectations), saw(1, call=COMPLETED), saw(2, breakdown=LOST))
    assert (verdict.verdict, verdict.kind, verdict.score) == (Verdict.UNGRADABLE, FailureKind.TIMEOUT, None)
    assert "no result after 60 s" in verdict.message
    assert "more" not in verdict.message


def test_a_later_success_does_not_hide_a_breakdown() -> None:
    """A step that broke down and that nothing reads makes the trial ungradable although the next one went well."""
    found = scenario(expect("status", "completed", step=3), steps=(*scenario().steps, GET))
    verdict = graded(found, saw(2, breakdown=LOST), saw(3, call=COMPLETED))
    assert verdict.verdict is Verdict.UNGRADABLE


def test_a_breakdown_is_told_even_to_checks_about_errors() -> None:
    """No answer is not a refusal: `not: {error: …}` cannot be judged either."""
    verdict = graded(scenario(expect("not", {"error": "INVALID_PHONE"})), saw(2, breakdown=LOST))
    assert verdict.verdict is Verdict.UNGRADABLE


@pytest.mark.parametrize("expectations", [[], [expect("status", "completed")]], ids=["nothing expected", "expected"])
@pytest.mark.parametrize("code", ["AUTH_REQUIRED", "NEW_ONE"])
def test_an_account_that_cannot_sign_in_is_ungradable(code: str, expectations: list[Expectation]) -> None:
    """Where the sign-in was refused no call was made: the later expectations cannot be judged, and say why."""
    verdict = graded(scenario(*expectations), saw(0, call_name="sign-in", error=refusal(401, code)))
    assert (verdict.verdict, verdict.kind) == (Verdict.UNGRADABLE, FailureKind.SIGN_IN)
    assert verdict.message.endswith(f"the account could not be signed in: HTTP 401 {code}: no")


def test_a_refused_sign_in_may_be_expected() -> None:
    """An expectation on the authenticate step grades its refusal."""
    found = scenario(expect("error", "AUTH_REQUIRED", step=0))
    assert graded(found, saw(0, call_name="sign-in", error=refusal(401, "AUTH_REQUIRED"))).verdict is Verdict.PASSED


def test_a_sign_in_that_broke_down_says_so_once() -> None:
    """Three expectations that were never reached tell one cause, in its own kind."""
    found = scenario(expect("status", "completed"))
    lost = Breakdown(kind=FailureKind.UNREACHABLE, message="connection refused")
    verdict = graded(found, saw(0, call_name="sign-in", breakdown=lost))
    assert (verdict.verdict, verdict.kind) == (Verdict.UNGRADABLE, FailureKind.UNREACHABLE)
    assert verdict.message == "status: connection refused"


def test_nothing_seen_at_all_is_ungradable() -> None:
    """A trial that left no observation was interrupted."""
    verdict = graded(scenario(expect("status", "completed")))
    assert (verdict.verdict, verdict.kind) == (Verdict.UNGRADABLE, FailureKind.INTERRUPTED)
