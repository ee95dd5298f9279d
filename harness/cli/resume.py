"""`pine-harness resume`."""

import sys
from typing import Annotated

import typer

from harness.cli.options import Out, Variables


def resume(
    run: Annotated[str, typer.Argument(help="A run: its id, `latest`, or its folder")] = "latest",
    variables: Variables = None,
    out: Out = None,
) -> None:
    """Carry a run on that crashed, was killed or was stopped, to its end and its report.

    Calls that have an id are collected, what was never sent is dialled. A call of which nobody knows whether it rang is
    not dialled again: it is ungradable, as dial_unknown.
    """
    from harness.app.arguments import variables_of  # imported when called, for a quick start
    from harness.cli import resuming

    command = ["pine-harness", *sys.argv[1:]]
    raise typer.Exit(resuming.resume(run, variables_of(variables), out, command))
