"""What a broken contract makes of a trial: a failure on the mock, a note of drift elsewhere, never a surprise."""

from dataclasses import replace

import pytest

from harness.contract import Mismatch
from harness.model.verdict import FailureKind, TrialVerdict, Verdict
from tests.harness.grade.makers import COMPLETED, at, exchange, expect, graded, saw, scenario

WRONG = Mismatch(kind="mismatch", path="body.status", message="must be text", expected="text", got="7")
NOTE = Mismatch(kind="note", path="body.new", message="is not documented")
UNREADABLE = Mismatch(kind="unreadable", path="body", message="is not JSON")


def judged(*mismatches: Mismatch, strict: bool) -> TrialVerdict:
    """A trial whose expectation holds and whose second exchange is said to be wrong."""
    return graded(
        scenario(expect("status", "completed")),
        saw(2, call=COMPLETED, exchanges=(1, 2)),
        exchanges=[exchange(1), exchange(2)],
        broken={2: mismatches},
        strict=strict,
    )


def test_a_mismatch_fails_where_the_contract_is_strict() -> None:
    """On the mock an answer that is not what the API promises fails the trial, and says which and where."""
    verdict = judged(WRONG, strict=True)
    assert (verdict.verdict, verdict.kind) == (Verdict.FAILED, FailureKind.CONTRACT)
    assert verdict.message == "contract: GET call_get: body.status must be text"
    check = verdict.checks[-1]
    assert (check.expectation_id, check.evidence[0].exchange, check.span) == ("contract 2", 2, at(1))


def test_a_mismatch_elsewhere_only_lowers_the_score() -> None:
    """Against a live gateway a mismatch is drift: shown, and not the brief's failure."""
    verdict = judged(WRONG, strict=False)
    assert (verdict.verdict, verdict.score) == (Verdict.PASSED, 0.5)


@pytest.mark.parametrize("strict", [True, False])
def test_notes_are_no_results(strict: bool) -> None:
    """An unknown field is allowed."""
    verdict = judged(NOTE, strict=strict)
    assert (verdict.verdict, len(verdict.checks)) == (Verdict.PASSED, 1)


@pytest.mark.parametrize("strict", [True, False])
def test_what_cannot_be_read_cannot_be_judged(strict: bool) -> None:
    """A body that is not JSON makes the trial ungradable, strict or not."""
    verdict = judged(UNREADABLE, strict=strict)
    assert (verdict.verdict, verdict.kind) == (Verdict.UNGRADABLE, FailureKind.UNREADABLE)


def test_one_result_an_exchange() -> None:
    """Everything wrong with one answer is one result with a piece of evidence for each, notes left out."""
    verdict = judged(NOTE, WRONG, WRONG, strict=True)
    assert len(verdict.checks) == 2
    assert len(verdict.checks[-1].evidence) == 2
    assert verdict.checks[-1].expected == "text"


@pytest.mark.parametrize(
    ("faults", "header", "verdict"),
    [
        (({"kind": "reset"}, {"kind": "html_page"}), "html_page", Verdict.PASSED),
        (({"kind": "reset"},), "html_page", Verdict.FAILED),
        ((), "html_page", Verdict.FAILED),
        (({"kind": "html_page"},), None, Verdict.FAILED),
    ],
)
def test_an_answer_spoilt_as_the_scenario_asks_is_held_to_nothing(
    faults: tuple[dict[str, str], ...], header: str | None, verdict: Verdict
) -> None:
    """Only that answer, and only for a fault that the scenario asked for."""
    spoilt = replace(exchange(2), response_headers={"x-mock-fault": header} if header else {})
    found = graded(
        scenario(expect("status", "completed"), faults=faults),
        saw(2, call=COMPLETED, exchanges=(1, 2)),
        exchanges=[exchange(1), spoilt],
        broken={2: (WRONG,)},
    )
    assert found.verdict is verdict
