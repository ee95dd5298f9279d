"""`pine-harness run`."""

import sys
from typing import Annotated

import typer

from harness.app.arguments import variables_of
from harness.cli.options import Out, Paths, Tags, Variables, Words, paths_or_default


def run(
    paths: Paths = None,
    words: Words = None,
    tags: Tags = None,
    variables: Variables = None,
    target: Annotated[
        str | None, typer.Option(metavar="mock|URL", help="mock, or the base URL of a gateway [mock]")
    ] = None,
    concurrency: Annotated[int | None, typer.Option(metavar="N", help="How many trials run at once [10]")] = None,
    out: Out = None,
    seed: Annotated[
        int | None, typer.Option(metavar="N", help="What every random draw begins from; drawn when absent")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would run; send nothing")] = False,
) -> None:
    """Run scenarios, grade them, write reports."""
    # The application is imported when the command is called: it costs half a second that --version need not pay.
    from harness.app.requests import requested
    from harness.cli import running

    request = requested(
        paths=paths_or_default(paths),
        variables=variables_of(variables),
        words=words or (),
        tags=tags or (),
        overrides={
            "target": target,
            "concurrency": concurrency,
            "out": None if out is None else str(out),
            "seed": seed,
        },
        command=["pine-harness", *sys.argv[1:]],
    )
    raise typer.Exit(running.dry_run(request) if dry_run else running.run(request))
