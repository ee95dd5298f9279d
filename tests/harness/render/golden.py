"""The golden files of the rendered formats, and how to write them anew: `python -m tests.harness.render.golden`.

Look at the difference before keeping it: a golden file is what users and CI servers read.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from rich.console import Console, RenderableType

from harness.render import audit, junit, summary, terminal
from harness.render.chat import chat
from harness.render.view import RunView
from tests.harness.render.sample_audit import sample_audit
from tests.harness.render.sample_run import interrupted_run, passing_run, sample_run

GOLDEN = Path(__file__).parents[2] / "golden" / "render"


def printed(renderable: RenderableType, *, width: int = 100) -> str:
    """What a console without colour shows."""
    console = Console(width=width, color_system=None, force_terminal=False)
    with console.capture() as capture:
        console.print(renderable)
    return "\n".join(line.rstrip() for line in capture.get().splitlines()) + "\n"


RENDERED: Mapping[str, Callable[[], str]] = {
    "sample.junit.xml": lambda: junit.render(RunView.of(sample_run())),
    "interrupted.junit.xml": lambda: junit.render(RunView.of(interrupted_run())),
    "sample.summary.json": lambda: summary.render(RunView.of(sample_run())),
    "interrupted.summary.json": lambda: summary.render(RunView.of(interrupted_run())),
    "sample.terminal.txt": lambda: terminal.render(RunView.of(sample_run())),
    "passing.terminal.txt": lambda: terminal.render(RunView.of(passing_run())),
    "interrupted.terminal.txt": lambda: terminal.render(RunView.of(interrupted_run())),
    "bill-under-65.chat.txt": lambda: printed(chat(RunView.of(sample_run()), "bill-under-65#1")),
    "sixth-concurrent-call.chat.txt": lambda: printed(chat(RunView.of(sample_run()), "sixth-concurrent-call#1")),
    "sample.audit.txt": lambda: printed(audit.table(sample_audit())) + audit.details(sample_audit()).plain + "\n",
    "sample.audit.json": lambda: audit.as_json(sample_audit()),
}

if __name__ == "__main__":
    for name, render in RENDERED.items():
        (GOLDEN / name).write_text(render(), encoding="utf-8")
