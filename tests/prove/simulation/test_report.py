"""The report that makes the tables of docs/simulation.md counts what it says it counts."""

from pathlib import Path

import pytest

from tests.benchmarks.simulation_report import replaced, tables
from tests.prove.simulation.manner import human, manner_of
from tests.prove.simulation.sample import assorted

DIALOGUES = Path("tests/data/dialogues")
PAGE = Path("docs/simulation.md")

pytestmark = pytest.mark.prove


def test_a_dialogue_is_counted_by_hand() -> None:
    """Turns, words a turn, question marks and requests to wait, of two short dialogues."""
    dialogues = [
        [("user", "Hello?"), ("agent", "Is it ready? Is it?"), ("user", "One moment, please."), ("user", "Yes.")],
        [("user", "Hello, who is there?"), ("agent", "It is me.")],
        [],
    ]
    found = manner_of(dialogues)
    assert found is not None
    assert (found.calls, found.turns, found.holds) == (2, 3.0, 0.5)
    assert found.words == {"agent": 4.0, "user": 9 / 4}
    assert found.questions == {"agent": 1.0, "user": 1.0}


def test_no_dialogue_has_no_manner() -> None:
    """No data is no row, never a row of zeros."""
    assert manner_of([]) is None
    assert manner_of(human(DIALOGUES, "no such domain")) is None


def test_dialogues_of_a_folder_are_told_apart_by_domain() -> None:
    """Rows of a labelled folder are found by the domain of their label, or of their file."""
    assert len(human(DIALOGUES, "restaurant")) > len(human(DIALOGUES, "no such domain")) == 0
    assert human(DIALOGUES.parent, "restaurant") == []


def test_a_table_goes_between_its_markers() -> None:
    """Nothing else of the page changes; a page without the marker is refused."""
    page = "before\n<!-- table: levels -->\nold\n<!-- /table -->\nafter\n"
    expected = "before\n<!-- table: levels -->\n| new |\n<!-- /table -->\nafter\n"
    assert replaced(page, "levels", iter(["| new |"])) == expected
    with pytest.raises(ValueError, match="has no"):
        replaced(page, "prices", iter([]))


def test_the_page_has_a_place_for_every_table() -> None:
    """Each table of the report stands in the page, below the command that makes it."""
    page = PAGE.read_text(encoding="utf-8")
    for name in tables(None):
        command, _, _ = page.partition(f"<!-- table: {name} -->")
        assert f"python -m tests.benchmarks.simulation_report {name}" in command.splitlines()[-2]
    assert f"{len(assorted())} briefs of many hands" in page
