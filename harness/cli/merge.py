"""`pine-harness merge`."""

import shlex
import sys
from typing import Annotated

import typer

from harness.cli.options import Baseline, Formats, Out


def merge(
    runs: Annotated[list[str], typer.Argument(metavar="RUN...", help="Runs, or folders of runs: shards of one suite")],
    formats: Formats = None,
    baseline: Baseline = None,
    out: Out = None,
) -> None:
    """Merge the runs of shards into one run with one report.

    The gate is judged over all of them. Runs that do not belong together are refused, with every reason.
    """
    # Imported when called, for a quick start.
    from harness.app.merging import MergeRequest, merge_runs
    from harness.app.report import known_formats
    from harness.app.requests import reports_folder
    from harness.cli import merged

    request = MergeRequest(
        runs=runs,
        reports=reports_folder(out),
        command=shlex.join(["pine-harness", *sys.argv[1:]]),
        formats=known_formats(formats),
        baseline=baseline or "",
    )
    raise typer.Exit(merged.tell(merge_runs(request), request.formats))
