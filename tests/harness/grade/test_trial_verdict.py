"""One trial, graded: which of its expectations decide, what its score is, and where each result points."""

from dataclasses import replace

import pytest

from harness.errors import Span
from harness.grade.trial import Evidences, Grader
from harness.model.observation import Breakdown
from harness.model.verdict import FailureKind, Verdict
from tests.harness.grade.makers import COMPLETED, FRIDAY, ToldContract, at, exchange, expect, graded, saw, scenario

DONE = saw(2, call=COMPLETED, delivered_by="stream")


def test_all_held_is_passed() -> None:
    """A trial whose expectations all hold passes, with a full score and a result for each."""
    verdict = graded(scenario(expect("status", "completed"), expect("delivered_by", "stream")), DONE)
    assert (verdict.verdict, verdict.kind, verdict.score) == (Verdict.PASSED, None, 1.0)
    assert [check.expectation_id for check in verdict.checks] == ["status", "delivered_by"]


def test_one_required_failure_fails_the_trial() -> None:
    """The first required expectation that failed gives the message and the kind; more are counted."""
    found = scenario(expect("status", "completed"), expect("status", "failed"), expect("delivered_by", "poll"))
    verdict = graded(found, DONE)
    assert (verdict.verdict, verdict.kind) == (Verdict.FAILED, FailureKind.EXPECTATION)
    assert verdict.message == "status: the call is completed, not failed (and 1 more)"
    assert verdict.score == pytest.approx(1 / 3)


def test_an_optional_failure_only_lowers_the_score() -> None:
    """An expectation that is not required never fails the trial; its weight counts in the score."""
    optional = expect("status", "failed", required=False, weight=3.0)
    verdict = graded(scenario(expect("status", "completed"), optional), DONE)
    assert (verdict.verdict, verdict.score) == (Verdict.PASSED, 0.25)


def test_a_weight_of_nothing_leaves_a_full_score() -> None:
    """Where all weights are 0 there is nothing to lower."""
    assert graded(scenario(expect("status", "failed", required=False, weight=0.0)), DONE).score == 1.0


def test_a_failure_outweighs_what_is_ungradable() -> None:
    """A required failure is certain, whatever else could not be judged."""
    found = scenario(expect("no_such_check"), expect("status", "failed"))
    assert graded(found, DONE).verdict is Verdict.FAILED


def test_a_crashing_check_is_ungradable_with_its_traceback() -> None:
    """A check that cannot be made, or crashes, is a result with a traceback; the run goes on, and there is no score."""
    verdict = graded(scenario(expect("statsu", "completed")), DONE)
    assert (verdict.verdict, verdict.kind, verdict.score) == (Verdict.UNGRADABLE, FailureKind.CHECK_CRASHED, None)
    assert "did you mean 'status'" in verdict.message
    assert "Traceback" in verdict.checks[0].detail


def test_an_optional_check_that_crashes_leaves_the_verdict() -> None:
    """What cannot be judged but is not required leaves the trial passed, and the score unknown."""
    verdict = graded(scenario(expect("status", "completed"), expect("nonsense", required=False)), DONE)
    assert (verdict.verdict, verdict.score) == (Verdict.PASSED, None)


def test_each_call_of_a_step_is_judged() -> None:
    """An expectation on five calls gives five results, each with its call's name; one that fails fails the trial."""
    calls = [saw(2, call_name=f"held[{n}]", call=COMPLETED) for n in range(1, 5)]
    other = saw(2, call_name="held[5]", call=replace(COMPLETED, status="failed"))
    verdict = graded(scenario(expect("status", "completed")), *calls, other)
    assert verdict.verdict is Verdict.FAILED
    assert [(check.call, check.verdict.value) for check in verdict.checks] == [
        ("held[1]", "passed"),
        ("held[2]", "passed"),
        ("held[3]", "passed"),
        ("held[4]", "passed"),
        ("held[5]", "failed"),
    ]


def test_an_expectation_reads_its_own_step() -> None:
    """What an earlier step saw of the call does not decide an expectation on a later one."""
    running = replace(COMPLETED, status="in_progress", raw_status="in_progress")
    found = scenario(expect("status", "in_progress", step=1), expect("status", "completed", step=2))
    assert graded(found, saw(1, call=running), DONE).verdict is Verdict.PASSED


def test_a_check_sees_the_exchanges_of_its_observation_alone() -> None:
    """The last answer is the observation's last, not the trial's."""
    found = scenario(expect("http_status", 404))
    exchanges = [exchange(1, 200), exchange(2, 404), exchange(3, 500)]
    assert graded(found, saw(2, exchanges=(1, 2)), exchanges=exchanges).verdict is Verdict.PASSED


def test_a_result_says_where_and_what() -> None:
    """A result carries the expectation's place, weight, call and step."""
    [check] = graded(scenario(expect("status", "completed", line=12, weight=2.0)), DONE).checks
    assert (check.span, check.weight, check.call, check.step, check.required) == (at(12), 2.0, "call", 2, True)


def test_one_place_may_hold_different_demands() -> None:
    """An expectation shared by two files through `include` stands in one place and may be filled in differently: each
    scenario is graded by its own."""
    grader = Grader(ToldContract({}), strict=True)
    evidences = Evidences(observations=[DONE], exchanges={}, call_date=FRIDAY)
    verdicts = [
        grader.grade(scenario(expect("says", words, line=3)), evidences).verdict for words in ("Tuesday", "Friday")
    ]
    assert verdicts == [Verdict.PASSED, Verdict.FAILED]


def test_nothing_expected_passes() -> None:
    """A scenario without expectations passes when nothing went wrong."""
    verdict = graded(scenario(), DONE)
    assert (verdict.verdict, verdict.score, verdict.checks) == (Verdict.PASSED, 1.0, ())


def test_a_step_beyond_the_scenario_is_still_reported() -> None:
    """A result about a step that the scenario does not have points at the scenario."""
    [check] = graded(scenario(), saw(7, breakdown=Breakdown(kind=FailureKind.TIMEOUT, message="no result"))).checks
    assert check.span == Span(file="s.yaml", line=1, column=1)
