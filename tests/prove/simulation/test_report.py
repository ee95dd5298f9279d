"""The report that makes the tables of docs/simulation.md counts what it says it counts."""

import json
from pathlib import Path

import pytest

from tests.benchmarks.simulation_report import replaced, tables
from tests.prove.simulation.manner import human, manner_of
from tests.prove.simulation.sample import assorted

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
    assert manner_of(human(Path("no such folder"), "restaurant")) is None


def test_dialogues_of_a_folder_are_told_apart_by_domain(tmp_path: Path) -> None:
    """Rows of a labelled folder are found by the domain of their label, or of their file."""
    said = [{"speaker": "user", "text": "Hello?"}]
    rows = {"booking": [{"domain": "restaurant"}, {"domain": "hotel"}, {}], "price": [{"kind": "human_human"}, {}]}
    for name, labels in rows.items():
        lines = [json.dumps({"transcript": said, "labels": one}) for one in labels]
        (tmp_path / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert human(tmp_path, "restaurant") == human(tmp_path, "bargaining") == [[("user", "Hello?")]]
    assert human(tmp_path, "information") == []


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
