"""The table of report formats."""

from harness.render.formats import FORMATS
from harness.render.view import RunView
from tests.harness.render.sample_run import sample_run


def test_every_format_renders_a_run() -> None:
    """Each line of the table gives text under a file name of its own."""
    view = RunView.of(sample_run())
    assert {made.file_name: bool("".join(made.pieces(view))) for made in FORMATS.values()} == {
        "report.html": True,
        "junit.xml": True,
        "summary.json": True,
        "summary.txt": True,
        "verdicts.jsonl": True,
        "summary.md": True,
        "verdicts.csv": True,
        "annotations.txt": True,
    }
