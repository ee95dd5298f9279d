"""Which regular expressions are refused because they could run without end."""

import pytest

from harness.checks.regex_risk import unbounded_nesting


@pytest.mark.parametrize(
    ("pattern", "part"),
    [
        (r"(a+)+$", "(a+)+"),
        (r"x(?:\w*\s?)*y", r"(?:\w*\s?)*"),
        (r"(a|ab)*c", "(a|ab)*"),
        (r"((a+)b)+", "((a+)b)+"),
        (r"(\d+){2,}", r"(\d+){2,}"),
        (r"(?P<n>[ab]+)*", r"(?P<n>[ab]+)*"),
    ],
)
def test_repeats_of_repeats_are_named(pattern: str, part: str) -> None:
    """The part that repeats a repeat, or like alternatives, is returned."""
    assert unbounded_nesting(pattern) == part


@pytest.mark.parametrize(
    "pattern",
    [
        r"\b\d{3}-\d{2}-\d{4}\b",
        r"(?i)thank(s| you)+",
        r"a+b+c+",
        r"(\d{1,3},)+\d",
        r"\(a+\)+",
        r"[(a+)]+",
        r"(foo|bar)*",
        r"(a+)?",
    ],
)
def test_everyday_patterns_are_let_through(pattern: str) -> None:
    """Bounded repeats, classes, escapes and unlike alternatives are no risk."""
    assert unbounded_nesting(pattern) is None
