"""credits_charged: published. What agrees with 50 credits a call and 20 a minute, whatever the rounding."""

import pytest

from harness.model.values import Json
from tests.harness.checks.contexts import holds, outcome, seen


@pytest.mark.parametrize(
    ("call", "held"),
    [
        ({"duration_seconds": 94, "credits_charged": 90}, True),  # up
        ({"duration_seconds": 94, "credits_charged": 70}, True),  # down
        ({"duration_seconds": 94, "credits_charged": 81.33}, True),  # exact
        ({"duration_seconds": 94, "credits_charged": 80}, False),
        ({"duration_seconds": 94, "credits_charged": 110}, False),
        ({"duration_seconds": 94, "credits_charged": 50}, False),
        ({"duration_seconds": 60, "credits_charged": 70}, True),
        ({"duration_seconds": 60.0, "credits_charged": 90}, True),  # 60.04 s, shown as 60.0 and billed as 2 minutes
        ({"duration_seconds": 60, "credits_charged": 110}, False),
        ({"duration_seconds": 0, "credits_charged": 50}, True),
        ({"duration_seconds": 0, "credits_charged": 0}, False),
        ({"duration_seconds": 0, "credits_charged": 0, "status": "failed"}, True),
        ({"duration_seconds": 94, "credits_charged": 50, "status": "cancelled"}, True),
        ({"duration_seconds": 94, "credits_charged": 60, "status": "failed"}, False),
        ({"duration_seconds": 94}, False),
        ({"credits_charged": 90}, False),
    ],
)
def test_every_documented_rounding_agrees(call: Json, held: bool) -> None:
    """Up, down and exact pass, a completed call is never free, and a missing number is no agreement."""
    assert holds("credits_charged", "published", seen(call=call)) is held


def test_a_charge_that_no_rounding_gives_says_so() -> None:
    """The message has both numbers, and so has the value."""
    found = outcome("credits_charged", "published", seen(call={"duration_seconds": 94, "credits_charged": 80}))
    assert found.message == "credits_charged is 80 for 94 s, which no rounding of the published price gives"
    assert found.value == {"credits_charged": 80, "duration_seconds": 94}
