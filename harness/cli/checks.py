"""`pine-harness checks`."""

from typing import Annotated

import typer


def checks(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="One check; absent: a line for each")] = None,
    everything: Annotated[bool, typer.Option("--all", help="The whole reference, as Markdown")] = False,
) -> None:
    """Explain what an expect list can demand."""
    from rich.table import Table  # imported when called, for a quick start

    from harness.app.check_reference import reference, summaries
    from harness.cli.console import out

    if name is not None or everything:
        typer.echo(reference(name), nl=False)
        return
    table = Table("check", "holds when", box=None, pad_edge=False)
    for check, summary in summaries():
        table.add_row(check, summary)
    out().print(table)
