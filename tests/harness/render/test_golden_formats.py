"""Rendered formats against their golden files."""

import pytest

from tests.harness.render.golden import GOLDEN, RENDERED


@pytest.mark.parametrize("name", RENDERED)
def test_rendered_as_kept(name: str) -> None:
    """The format reads as its golden file; after a wanted change: python -m tests.harness.render.golden."""
    assert RENDERED[name]() == (GOLDEN / name).read_text(encoding="utf-8")


def test_no_golden_file_is_left_over() -> None:
    """Every golden file belongs to a rendering."""
    assert sorted(path.name for path in GOLDEN.iterdir()) == sorted(RENDERED)
