"""docs/checks.md is what the checks say of themselves."""

from pathlib import Path

import pytest

from harness.app.check_reference import reference, summaries
from harness.checks import CHECKS
from harness.errors import UnknownName

PAGE = Path(__file__).parents[3] / "docs" / "checks.md"


def test_the_page_is_what_the_command_prints() -> None:
    """Refresh it with: pine-harness checks --all > docs/checks.md"""
    assert PAGE.read_text(encoding="utf-8") == reference()


def test_every_check_has_a_summary() -> None:
    """The list names them all, each with a sentence on one line."""
    assert [name for name, _ in summaries()] == list(CHECKS)
    assert all(summary and "\n" not in summary for _, summary in summaries())


def test_a_typo_names_the_nearest_check() -> None:
    """As everywhere."""
    with pytest.raises(UnknownName, match="did you mean 'confirmed'"):
        reference("confirmd")
