"""How results are laid out on a terminal."""

import pytest
from rich.console import Console
from rich.text import Text

from harness.cli import console


def test_what_is_indented_folds_within_its_margin(monkeypatch: pytest.MonkeyPatch) -> None:
    """A long quotation goes on below itself; a path stays on one line, to be copied."""
    screen = Console(width=40, force_terminal=True, color_system=None, soft_wrap=True)
    monkeypatch.setattr(console, "out", lambda: screen)
    said = "      turn 3 callee  “one two three four five six seven”"
    path = "report: /a/long/path/that/does/not/fit/the/width/report.html"
    with screen.capture() as captured:
        console.print_folded(Text(f"{said}\n{path}"))
    assert captured.get().splitlines() == [
        "      turn 3 callee  “one two three",
        "        four five six seven”",
        path,
    ]


def test_elsewhere_lines_stay_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file or a pipe gets every line as it is, so that it can be searched."""
    screen = Console(width=40, force_terminal=False, soft_wrap=True)
    monkeypatch.setattr(console, "out", lambda: screen)
    with screen.capture() as captured:
        console.print_folded(Text("      " + "word " * 20))
    assert len(captured.get().splitlines()) == 1
