"""The table of report formats: a new one is one file here and one line below."""

from collections.abc import Callable
from dataclasses import dataclass

from harness.registry import Registry
from harness.render import html, junit, summary, terminal
from harness.render.view import RunView


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFormat:
    """A way to write a run down: `file_name` is what it is called in the run's folder."""

    name: str
    file_name: str
    render: Callable[[RunView], str]


FORMATS: Registry[ReportFormat] = Registry(
    "report format",
    (
        ReportFormat(name="html", file_name="report.html", render=html.render),
        ReportFormat(name="junit", file_name="junit.xml", render=junit.render),
        ReportFormat(name="json", file_name="summary.json", render=summary.render),
        ReportFormat(name="text", file_name="summary.txt", render=terminal.render),
    ),
    name_of=lambda made: made.name,
)
