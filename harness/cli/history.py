"""`pine-harness history`."""

from typing import Annotated

import typer

from harness.cli.options import Out


def history(
    scenario: Annotated[str | None, typer.Argument(metavar="SCENARIO", help="A scenario's id; absent: all")] = None,
    last: Annotated[int, typer.Option(metavar="N", min=1, help="How many runs to show")] = 20,
    out: Out = None,
) -> None:
    """Show how runs went over time.

    Of one scenario, or of all; with how often verdicts changed from run to run.
    """
    from harness.app.history import runs_of  # imported when called, for a quick start
    from harness.app.requests import reports_folder
    from harness.cli.console import out as stdout
    from harness.cli.console import print_rows
    from harness.render.trend import one_scenario, trend, whole_runs

    runs = runs_of(reports_folder(out), scenario)
    print_rows(whole_runs(runs[-last:]) if scenario is None else one_scenario(runs[-last:], scenario))
    stdout().print(trend(runs[-last:], scenario))
