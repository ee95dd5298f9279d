"""Regular expressions that could take minutes are told from everyday ones."""

import pytest

from harness.checks.regex_cost import MAX_STEPS, sharing_repeats, steps
from harness.checks.says import Says
from harness.model.verdict import Verdict
from tests.harness.checks.calls import graded


@pytest.mark.parametrize(
    ("pattern", "repeats"),
    [
        (r"\d{3}-\d{2}-\d{4}", 0),
        (r"\d+\s+\w+\s+street", 1),
        (r"a+b+c+d", 1),
        (r".*refund", 1),
        (r".*cancel.*refund.*", 2),
        (r"a*a*a*b", 3),
        (r"\w+\d+x", 2),
        (r"(?i)\w+@\w+\.com", 1),
    ],
)
def test_only_repeats_that_share_characters_multiply(pattern: str, repeats: int) -> None:
    """Repeats parted by something that they cannot match do not add up, and the last of a pattern never does."""
    assert sharing_repeats(pattern) == repeats


def test_an_everyday_pattern_on_a_long_call_is_within_the_budget() -> None:
    """Two wildcards over a hundred long turns, and one over twenty thousand short ones, are searched."""
    assert 100 * steps(".*cancel.*refund.*", 300) < MAX_STEPS
    assert 20_000 * steps(".*refund", 150) < MAX_STEPS


@pytest.mark.parametrize(
    ("pattern", "lines"), [("a*a*a*a*b", ("A: " + "a" * 4000,)), (".*a.*b", ("A: " + "a" * 900,) * 20)]
)
def test_a_pattern_beyond_the_budget_is_not_searched(pattern: str, lines: tuple[str, ...]) -> None:
    """The check is ungradable at once, and says which repeats to bound."""
    outcome = graded(Says(regex=pattern), lines)
    assert outcome.verdict is Verdict.UNGRADABLE
    assert "can match the same characters" in outcome.message
