"""The table of report formats: a new one is one file here and one line below."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from harness.registry import Registry
from harness.render import annotations, html, junit, markdown, summary, table, terminal, verdicts
from harness.render.view import RunView


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFormat:
    """A way to write a run down, in pieces: `file_name` is what it is called in the run's folder."""

    name: str
    file_name: str
    pieces: Callable[[RunView], Iterable[str]]


def _whole(render: Callable[[RunView], str]) -> Callable[[RunView], Iterable[str]]:
    return lambda view: (render(view),)


FORMATS: Registry[ReportFormat] = Registry(
    "report format",
    (
        ReportFormat(name="html", file_name="report.html", pieces=html.pieces),
        ReportFormat(name="junit", file_name="junit.xml", pieces=_whole(junit.render)),
        ReportFormat(name="json", file_name="summary.json", pieces=summary.pieces),
        ReportFormat(name="jsonl", file_name="verdicts.jsonl", pieces=verdicts.pieces),
        ReportFormat(name="markdown", file_name="summary.md", pieces=_whole(markdown.render)),
        ReportFormat(name="csv", file_name="verdicts.csv", pieces=table.pieces),
        ReportFormat(name="github", file_name="annotations.txt", pieces=_whole(annotations.render)),
        ReportFormat(name="text", file_name="summary.txt", pieces=_whole(terminal.render)),
    ),
    name_of=lambda made: made.name,
)
