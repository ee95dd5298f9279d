"""`pine-harness show`."""

from typing import Annotated

import typer

from harness.cli.options import Out


def show(
    run: Annotated[str, typer.Argument(help="A run: its id, `latest`, or its folder")],
    trial: Annotated[str | None, typer.Argument(metavar="ID", help="A call, as scenario#1; absent: list them")] = None,
    out: Out = None,
) -> None:
    """Show one call of a run as a chat.

    With its checks and its verdict; without ID, every call of the run.
    """
    from harness.app.report import view_of  # imported when called, for a quick start
    from harness.app.requests import reports_folder
    from harness.cli.console import out as stdout
    from harness.cli.console import print_rows
    from harness.render.chat import chat
    from harness.render.index import index
    from harness.store.run_log import find_run

    view = view_of(find_run(run, reports_folder(out)))
    if trial is None:
        print_rows(index(view))
    else:
        stdout().print(chat(view, trial))
