"""docs/personas.md: its tables are those of the code, its example is a persona, and every key of the books is there."""

import os
import re
from itertools import dropwhile
from pathlib import Path

import pytest

from mock_gateway.catalogue import load_personas, read_persona
from mock_gateway.listing import Listing
from mock_gateway.simulation.options import OPTIONS
from mock_gateway.simulation.reference import act_rows, option_rows

PAGE = Path(__file__).parents[3] / "docs" / "personas.md"
TABLES = {
    "options": Listing(headings=("option", "default", "allowed", "meaning"), rows=option_rows()),
    "acts": Listing(headings=("act", "for example"), rows=act_rows()),
}


@pytest.mark.parametrize("name", TABLES)
def test_the_page_holds_the_table(name: str) -> None:
    """The page cannot drift from the code; UPDATE_DOCS=1 writes the tables into it."""
    mark, table = f"<!-- persona {name} -->\n", TABLES[name].markdown()
    before, _, after = PAGE.read_text(encoding="utf-8").partition(mark)
    if os.environ.get("UPDATE_DOCS") == "1":
        lines = after.lstrip("\n").splitlines(keepends=True)
        rest = "".join(dropwhile(lambda line: line.startswith("| "), lines)).lstrip("\n")
        PAGE.write_text(f"{before}{mark}\n{table}{chr(10) + rest if rest else ''}", encoding="utf-8")
    assert f"{mark}\n{table}" in PAGE.read_text(encoding="utf-8")


def test_every_option_is_explained() -> None:
    """A default, what is allowed and what it means, for each of them."""
    rows = option_rows()
    assert len(rows) == len(OPTIONS) - 1
    assert all(all(cell.strip() for cell in row) for row in rows)


def test_the_example_of_the_page_is_a_persona() -> None:
    """What the page shows can be copied into a file."""
    examples = re.findall(r"```yaml\n(name:.*?)```", PAGE.read_text(encoding="utf-8"), re.S)
    assert [read_persona(text, file="example.yaml").name for text in examples] == ["music_school"]


def test_the_page_counts_the_personas() -> None:
    """The number that ships is the number on the page."""
    assert f"ships with {len(load_personas())} of them" in PAGE.read_text(encoding="utf-8")
