"""A merge as the terminal sees it: what is missing, the summary of the whole run, the exit code."""

import os
from collections.abc import Iterable

from harness.app.merging import Merged
from harness.app.report import tell_ci
from harness.cli.console import complain, out, print_folded
from harness.render.terminal import summary


def tell(merged: Merged, formats: Iterable[str]) -> int:
    """Show what the parts came to together and return the exit code."""
    outcome = merged.outcome
    for note in merged.notes:
        complain(note)
    out().out(tell_ci(outcome.view, formats, os.environ), end="")
    print_folded(summary(outcome.view, report=str(outcome.reports[0])))
    return outcome.ended.exit_code
