import pytest

from mock_gateway.assumptions import Assumptions
from mock_gateway.ledger import Ledger, price


@pytest.mark.parametrize(
    ("seconds", "rounding", "expected"),
    [
        (0, "up", 50),
        (60, "up", 70),
        (61, "up", 90),
        (61, "down", 70),
        (89, "nearest", 70),
        (90, "nearest", 90),
        (30, "exact", 60),
        (7200, "up", 2450),
    ],
)
def test_a_completed_call_costs_50_and_20_a_minute(seconds: float, rounding: str, expected: float) -> None:
    """Wire facts, "Calls"; the rounding is an assumption."""
    assert price("completed", seconds, Assumptions(minute_rounding=rounding)) == expected


@pytest.mark.parametrize("status", ["failed", "cancelled"])
@pytest.mark.parametrize(("rule", "expected"), [("none", 0), ("base", 50), ("full", 90)])
def test_what_a_call_costs_that_did_not_complete(status: str, rule: str, expected: float) -> None:
    """Nothing, the base charge, or the full price: assumptions."""
    assumptions = Assumptions(failed_call_credits=rule, cancelled_call_credits=rule)
    assert price(status, 61, assumptions) == expected


def test_a_charge_never_leaves_less_than_nothing() -> None:
    """A call that costs more than there is takes what there is."""
    ledger = Ledger(60)
    assert ledger.charge("c", 90, overdraft=False) == 60
    assert ledger.credits_left == 0


def test_an_overdraft_is_charged_in_full_where_it_is_allowed() -> None:
    """The assumption credits_overdraft=allow."""
    ledger = Ledger(60)
    assert ledger.charge("c", 90, overdraft=True) == 90
    assert ledger.credits_left == -30


def test_every_charge_is_noted_with_what_was_left() -> None:
    """The ledger can be read back."""
    ledger = Ledger(200)
    ledger.charge("a", 70, overdraft=False)
    ledger.charge("b", 90, overdraft=False)
    assert [(entry.call_id, entry.credits_charged, entry.credits_left) for entry in ledger.entries] == [
        ("a", 70, 130),
        ("b", 90, 40),
    ]
