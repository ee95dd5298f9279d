"""`pine-harness grade`."""

from pathlib import Path
from typing import Annotated

import typer

from harness.cli.options import Variables


def grade(
    calls: Annotated[Path, typer.Argument(metavar="CALLS.jsonl", help="One call a line; - reads stdin")],
    expect: Annotated[Path, typer.Option("--expect", metavar="EXPECT.yaml", help="What each call must be")],
    out: Annotated[Path | None, typer.Option("--out", help="Write the verdicts there, not to stdout")] = None,
    variables: Variables = None,
) -> None:
    """Grade calls that are already made: one JSON verdict a line, in the order of the calls.

    A line is a terminal GET body, any object with a transcript, or {"call": …}; beside it may stand id, brief,
    call_date and an expect of its own. Exit codes: 0 all passed, 1 some failed, 3 some could not be judged, 5 no call.
    """
    from harness.app.arguments import variables_of  # imported when called, for a quick start
    from harness.cli import grading

    raise typer.Exit(grading.grade(calls, expect, out, variables_of(variables)))
