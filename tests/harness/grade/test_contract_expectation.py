"""`contract` as a written expectation: demanded on any target, judged on refusals, and not about them."""

from collections.abc import Mapping

import pytest

from harness.contract import Mismatch
from harness.model.values import Json
from harness.model.verdict import FailureKind, TrialVerdict, Verdict
from tests.harness.grade.makers import COMPLETED, exchange, expect, graded, refusal, saw, scenario

WRONG = Mismatch(kind="mismatch", path="body.status", message="must be text", expected="text", got="7")


def judged(broken: Mapping[int, tuple[Mismatch, ...]], *, required: bool = True) -> TrialVerdict:
    """A trial on a real gateway whose last step reads exchanges 1 and 2 of three, by `status` and `contract`."""
    return graded(
        scenario(expect("status", "completed"), expect("contract", required=required)),
        saw(2, call=COMPLETED, exchanges=(1, 2)),
        exchanges=[exchange(1), exchange(2), exchange(3)],
        broken=broken,
        strict=False,
    )


def test_a_mismatch_of_the_call_fails_on_a_gateway_too() -> None:
    """What is else a note of drift fails the trial, once."""
    verdict = judged({2: (WRONG,)})
    assert (verdict.verdict, verdict.kind) == (Verdict.FAILED, FailureKind.CONTRACT)
    assert [check.expectation_id for check in verdict.checks] == ["status", "contract"]


def test_exchanges_of_others_stay_notes() -> None:
    """Only the answers to the call that the expectation reads are demanded."""
    verdict = judged({3: (WRONG,)})
    assert verdict.verdict is Verdict.PASSED
    assert verdict.score == pytest.approx(2 / 3)
    assert verdict.checks[-1].expectation_id == "contract 3"


def test_an_optional_one_takes_nothing_from_what_is_held_unasked() -> None:
    """Written with `required: false` it does not excuse a mismatch from being shown."""
    verdict = judged({2: (WRONG,)}, required=False)
    assert [check.expectation_id for check in verdict.checks] == ["status", "contract", "contract 2"]


@pytest.mark.parametrize(
    ("beside", "verdict", "kind"),
    [((), Verdict.FAILED, FailureKind.REJECTED), (("INVALID_PHONE",), Verdict.PASSED, None)],
)
def test_a_refusal_can_keep_the_contract_and_still_was_not_asked_for(
    beside: tuple[Json, ...], verdict: Verdict, kind: FailureKind | None
) -> None:
    """`contract` passes on a refusal, and the trial only if something expected the refusal."""
    found = graded(
        scenario(expect("contract", step=1), *(expect("error", code, step=1) for code in beside)),
        saw(1, error=refusal(), exchanges=(3,)),
        exchanges=[exchange(3, status=400)],
    )
    assert found.checks[0].verdict is Verdict.PASSED
    assert (found.verdict, found.kind) == (verdict, kind)
