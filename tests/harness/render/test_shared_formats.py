"""Markdown, CSV and GitHub annotations: what others read, with foreign text that stays text."""

import csv
import re
from io import StringIO

from harness.render import annotations, markdown, table
from harness.render.view import RunView
from tests.harness.render.hostile import hostile_run
from tests.harness.render.sample_run import passing_run, sample_run

FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def test_markdown_shows_what_broke_with_its_evidence() -> None:
    """The headline, the rate with its interval, one row for each broken scenario, and the commands."""
    made = markdown.render(RunView.of(sample_run()))
    assert made.startswith("## ✗ 3 of 6 scenarios failed\n")
    assert "5 of 9 graded calls passed, 55.6 % (95 % CI 26.7-81.1)" in made
    assert "turn 9, agent: “$72 a month”" in made
    assert "pine-harness run scenarios/quickstart.yaml -k bill-under-65 --seed 20260306" in made


def test_markdown_of_a_green_run_is_two_lines() -> None:
    """Nothing to read where nothing broke."""
    made = markdown.render(RunView.of(passing_run()))
    assert len([line for line in made.splitlines() if line]) == 2


def test_markdown_takes_no_markup_from_outside() -> None:
    """Tables keep their cells, and no tag, link or mention comes of a transcript."""
    made = markdown.render(RunView.of(hostile_run()))
    text = made.partition("```")[0]
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {5}
    assert not re.search(r"<(?!br>|/?details>|/?summary>)", re.sub(r"`[^`]*`", "", text))
    assert "://" not in re.sub(r"`[^`]*`", "", text)
    assert not FORBIDDEN.search(made)


def test_annotations_point_at_the_line_of_yaml() -> None:
    """Each deciding check is an error on its own line; what could not be judged is a warning."""
    lines = annotations.render(RunView.of(sample_run())).splitlines()
    assert any(line.startswith("::error file=scenarios/quickstart.yaml,line=") for line in lines)
    assert any(line.startswith("::warning file=") for line in lines)


def test_annotations_take_no_commands_from_outside() -> None:
    """No transcript starts a workflow command of its own, and every property keeps to itself."""
    shape = re.compile(r"::(error|warning) file=[^:,]*,line=\d+,title=[^:,]*::.*")
    for line in annotations.render(RunView.of(hostile_run())).splitlines():
        assert shape.fullmatch(line)
        assert not FORBIDDEN.search(line)


def test_csv_has_a_line_for_each_call() -> None:
    """Read back by a CSV reader: as many columns as the header, verdicts as in the run."""
    view = RunView.of(sample_run())
    rows = list(csv.DictReader(StringIO("".join(table.pieces(view)), newline="")))
    assert [row["verdict"] for row in rows] == [trial.state.value for trial in view.trials]
    assert rows[1]["failed_checks"] == "agreed_price"


def test_no_cell_begins_a_formula() -> None:
    """Whatever a title, an id or a message begins with."""
    for row in csv.reader(StringIO("".join(table.pieces(RunView.of(hostile_run()))), newline="")):
        assert len(row) == len(table.COLUMNS)
        for cell in row:
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
            assert not FORBIDDEN.search(cell)
