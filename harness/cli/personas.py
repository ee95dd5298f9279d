"""`pine-harness personas`."""

from typing import Annotated

import typer

CHECK = "check"


def personas(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME | check FILE...]", help="One persona or a file of one; absent: list them"),
    ] = None,
    options: Annotated[bool, typer.Option("--options", help="What a persona file can say")] = False,
    as_yaml: Annotated[bool, typer.Option("--yaml", help="Print the persona's file")] = False,
) -> None:
    """List and explain who can pick up a simulated call; check files of your own."""
    from harness.cli import persona_pages  # imported when called, for a quick start

    persona_pages.show(words or [], options=options, as_yaml=as_yaml)
