"""The tables that explain the mock, on the terminal and in docs/."""

import os
from itertools import dropwhile
from pathlib import Path

import pytest

from mock_gateway.listing import LISTINGS, Listing, listing

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {name: DOCS / ("faults.md" if name == "faults" else "mock.md") for name in LISTINGS}


@pytest.mark.parametrize("name", LISTINGS)
def test_the_page_holds_the_table_that_the_command_prints(name: str) -> None:
    """The pages cannot drift from the code; UPDATE_DOCS=1 writes the tables into them."""
    page = PAGES[name]
    mark = f"<!-- pine-mock {name} --markdown -->\n"
    before, _, after = page.read_text(encoding="utf-8").partition(mark)
    table = listing(name, markdown=True)
    if os.environ.get("UPDATE_DOCS") == "1":
        lines = after.lstrip("\n").splitlines(keepends=True)
        rest = "".join(dropwhile(lambda line: line.startswith("| "), lines)).lstrip("\n")
        page.write_text(f"{before}{mark}\n{table}\n{rest}", encoding="utf-8")
    assert f"{mark}\n{table}\n" in page.read_text(encoding="utf-8")


def test_narrow_tables_are_aligned_and_wide_ones_are_blocks() -> None:
    """A terminal has 110 columns."""
    narrow = Listing(headings=("a", "b"), rows=(("x", "one"), ("yyy", "two")))
    assert narrow.text() == "x    one\nyyy  two\n"
    wide = Listing(headings=("a", "b", "c"), rows=(("x", "word " * 20, "end"),))
    assert wide.text() == f"x\n    b: {('word ' * 20).strip()}\n    c: end\n\n"


def test_a_bar_in_a_cell_does_not_end_it() -> None:
    """Markdown takes | for the end of a cell."""
    assert "a&#124;b" in Listing(headings=("h",), rows=(("a|b",),)).markdown()
