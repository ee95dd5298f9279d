"""min_score: a trial in which everything required passed fails all the same when its score is too low."""

import pytest

from harness.model.verdict import FailureKind, Verdict
from tests.harness.grade.makers import COMPLETED, expect, graded, saw, scenario

HELD = expect("status", "completed", weight=3.0)
MISSED = expect("says", "unobtainium", weight=1.0, required=False, expectation_id="offer")
CRASHES = expect("says", {"sais": "x"}, weight=1.0, required=False, expectation_id="broken")


@pytest.mark.parametrize(
    ("min_score", "verdict"),
    [
        (None, Verdict.PASSED),
        (0.0, Verdict.PASSED),
        (0.75, Verdict.PASSED),
        (0.76, Verdict.FAILED),
        (1, Verdict.FAILED),
    ],
)
def test_a_score_below_the_least_fails(min_score: float | None, verdict: Verdict) -> None:
    """3 of 4 by weight passed: enough up to 0.75."""
    found = graded(scenario(HELD, MISSED, min_score=min_score), saw(2, call=COMPLETED))
    assert (found.verdict, found.score) == (verdict, 0.75)


def test_the_message_says_what_was_missing() -> None:
    """It names the score, what it must be, and the expectations that did not pass."""
    found = graded(scenario(HELD, MISSED, min_score=0.9), saw(2, call=COMPLETED))
    assert found.kind is FailureKind.EXPECTATION
    assert found.message == "the score is 0.75, below min_score 0.9: offer did not pass"


def test_weights_that_do_not_add_up_exactly_are_no_failure() -> None:
    """0.1 + 0.2 of 0.3 is all of it, whatever a float makes of it."""
    parts = [expect("status", "completed", weight=weight, expectation_id=f"{weight}") for weight in (0.1, 0.2, 0.7)]
    found = graded(scenario(*parts, min_score=1.0), saw(2, call=COMPLETED))
    assert found.verdict is Verdict.PASSED


@pytest.mark.parametrize(
    ("min_score", "verdict", "kind"),
    [
        (0.6, Verdict.PASSED, None),
        (0.7, Verdict.UNGRADABLE, FailureKind.CHECK_CRASHED),
        (0.9, Verdict.FAILED, FailureKind.EXPECTATION),
    ],
)
def test_what_could_not_be_judged_may_decide(min_score: float, verdict: Verdict, kind: FailureKind | None) -> None:
    """3 of 5 for certain, 4 at best: below is a pass, above a failure, and between them nothing can be said."""
    found = graded(scenario(HELD, MISSED, CRASHES, min_score=min_score), saw(2, call=COMPLETED))
    assert (found.verdict, found.kind, found.score) == (verdict, kind, None)


def test_a_required_failure_speaks_first() -> None:
    """Where an expectation decides, the score is not mentioned."""
    found = graded(scenario(expect("status", "failed"), min_score=0.9), saw(2, call=COMPLETED))
    assert (found.verdict, found.message) == (Verdict.FAILED, "status: the call is completed, not failed")
