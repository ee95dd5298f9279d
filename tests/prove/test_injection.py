"""Five hundred hostile texts in every text field of a run: nothing runs, loads, hides or fakes, in any format."""

import csv
import json
import re
from html.parser import HTMLParser
from io import StringIO
from xml.etree import ElementTree

import pytest
from rich.console import Console

from harness.render import annotations, html, junit, markdown, summary, table, terminal, verdicts
from harness.render.chat import chat
from harness.render.view import RunView
from tests.harness.render.hostile import hostile_run
from tests.harness.render.payloads import payloads
from tests.harness.render.sample_run import sample_run

pytestmark = pytest.mark.prove

CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200f\u061c\ufeff]")
PARTS = 10


class _Shape(HTMLParser):
    """The tags of a document, each with the attributes it has anywhere: what foreign text must not add to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.kinds: set[tuple[str, str]] = set()
        self.addresses: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.kinds.update((tag, name) for name, _ in (*attrs, ("", None)))
        self.addresses.update(value or "" for name, value in attrs if name in ("href", "src"))


def _known_shape() -> set[tuple[str, str]]:
    ours = _Shape(html.render(RunView.of(sample_run()))).kinds
    return ours | {("tr", "data-suite"), ("option", "value"), ("option", "")}  # as of a run of several suites


@pytest.mark.parametrize("part", range(PARTS))
def test_every_payload_in_every_field_stays_text(part: int) -> None:
    """Each run shifts the payloads by one field, so that in the end each has stood in every field."""
    texts = payloads()
    assert len(texts) >= 500
    known = _known_shape()
    for first in range(part, len(texts), PARTS):
        view = RunView.of(hostile_run(texts, first))
        page = html.render(view)
        shape = _Shape(page)
        assert shape.kinds <= known, (first, shape.kinds - known)
        assert all(address.startswith(("#", "data:,")) for address in shape.addresses), first
        assert not CONTROLS.search(page), first
        _others(view, first)


def _others(view: RunView, first: int) -> None:
    ElementTree.fromstring(junit.render(view))
    json.loads(summary.render(view))
    for line in verdicts.pieces(view):
        json.loads(line)
    for row in csv.reader(StringIO("".join(table.pieces(view)), newline="")):
        assert len(row) == len(table.COLUMNS), first
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row), first
    for line in annotations.render(view).splitlines():
        assert re.fullmatch(r"::(error|warning) file=[^:,]*,line=\d+,title=[^:,]*::.*", line), first
    console = Console(width=100, color_system=None, force_terminal=True)
    with console.capture() as captured:
        console.print(terminal.summary(view), soft_wrap=True)
        console.print(chat(view, view.trials[1].trial.trial_id))
    for made in (markdown.render(view), captured.get()):
        assert not CONTROLS.search(made), first
