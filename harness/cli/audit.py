"""`pine-harness audit`."""

import sys
from typing import Annotated, Literal

import typer

from harness.app.arguments import variables_of
from harness.cli.options import Out, Paths, Tags, Variables, Words, paths_or_default


def audit(
    paths: Paths = None,
    words: Words = None,
    tags: Tags = None,
    variables: Variables = None,
    run: Annotated[
        str | None, typer.Option("--run", metavar="RUN", help="Take the calls of an earlier run; absent: make them")
    ] = None,
    min_caught: Annotated[
        float | None, typer.Option(min=0, max=1, metavar="SHARE", help="Exit 1 when less than this share is caught")
    ] = None,
    output: Annotated[Literal["text", "json"], typer.Option("--format", help="How to show it")] = "text",
    seed: Annotated[int, typer.Option(metavar="N", help="What every random draw begins from")] = 0,
    out: Out = None,
) -> None:
    """Show whether the expectations would catch a bad call.

    Breaks a passing call of each scenario in the ways that matter, and grades what comes of it.
    """
    from harness.app.audit import AuditRequest  # imported when called, for a quick start
    from harness.app.requests import requested
    from harness.cli import auditing

    request = requested(
        paths=paths_or_default(paths),
        variables=variables_of(variables),
        words=words or (),
        tags=tags or (),
        overrides={"seed": seed, "out": None if out is None else str(out)},
        command=["pine-harness", *sys.argv[1:]],
    )
    raise typer.Exit(auditing.audit(AuditRequest(ran=request, run=run, min_caught=min_caught), output))
