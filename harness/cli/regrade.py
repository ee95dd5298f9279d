"""`pine-harness regrade`."""

import sys
from typing import Annotated

import typer

from harness.cli.options import Out, Paths, Variables


def regrade(
    run: Annotated[str, typer.Argument(help="A run: its id, `latest`, or its folder")],
    paths: Paths = None,
    as_logged: Annotated[
        bool, typer.Option("--as-logged", help="By the expectations in the run's log, not by those in its files")
    ] = False,
    variables: Variables = None,
    out: Out = None,
) -> None:
    """Grade a stored run anew by today's expectations; no call is made.

    The scenario files are those of the run where none are named. The verdicts go to a run folder of their own.
    """
    from harness.app.arguments import variables_of  # imported when called, for a quick start
    from harness.cli import regrading

    command = ["pine-harness", *sys.argv[1:]]
    raise typer.Exit(regrading.regrade(run, paths or [], variables_of(variables), out, command, as_logged=as_logged))
