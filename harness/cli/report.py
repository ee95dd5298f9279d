"""`pine-harness report`."""

from typing import Annotated

import typer

from harness.cli.options import Baseline, Formats, Out


def report(
    run: Annotated[str, typer.Argument(help="A run: its id, `latest`, or its folder")] = "latest",
    formats: Formats = None,
    baseline: Baseline = None,
    out: Out = None,
) -> None:
    """Make a run's reports again from its log.

    Prints their paths.
    """
    from harness.app.history import with_history  # imported when called, for a quick start
    from harness.app.report import known_formats, view_of, write_reports
    from harness.app.requests import reports_folder
    from harness.cli.console import out as stdout
    from harness.store.run_log import find_run

    folder = find_run(run, reports_folder(out))
    for path in write_reports(
        with_history(view_of(folder), folder.parent, baseline or ""), folder, known_formats(formats)
    ):
        stdout().print(str(path))
