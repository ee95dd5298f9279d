"""`pine-harness report`."""

from typing import Annotated

import typer

from harness.cli.options import Out


def report(
    run: Annotated[str, typer.Argument(help="A run: its id, `latest`, or its folder")] = "latest", out: Out = None
) -> None:
    """Make a run's reports again from its log.

    Prints their paths.
    """
    from harness.app.report import view_of, write_reports  # imported when called, for a quick start
    from harness.app.requests import reports_folder
    from harness.cli.console import out as stdout
    from harness.store.run_log import find_run

    folder = find_run(run, reports_folder(out))
    for path in write_reports(view_of(folder), folder):
        stdout().print(str(path))
