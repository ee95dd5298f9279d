"""Regrading as the terminal sees it: what is another verdict now, the summary of a run, the exit code."""

import asyncio
import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path

from harness.app.regrading import RegradeOutcome, RegradeRequest
from harness.app.regrading import regrade as graded_anew
from harness.app.requests import judge_settings, reports_folder
from harness.cli.console import complain, out, print_folded
from harness.render.terminal import summary
from harness.runner.gate import ExitCode

MAX_CHANGES = 20


def regrade(
    run: str,
    paths: Sequence[Path],
    variables: Mapping[str, str],
    reports: Path | None,
    command: Sequence[str],
    *,
    as_logged: bool,
) -> int:
    """Grade a stored run anew, say what changed, and return the exit code."""
    request = RegradeRequest(
        run=run,
        reports=reports_folder(reports),
        paths=paths,
        variables=variables,
        as_logged=as_logged,
        command=shlex.join(command),
        judge=judge_settings(),
    )
    outcome = asyncio.run(graded_anew(request))
    for note in outcome.notes:
        complain(note)
    console = out()
    console.print(_changes(outcome))
    print_folded(summary(outcome.view, report=str(outcome.reports[0])))
    return ExitCode.COULD_NOT_JUDGE if outcome.ended.interrupted else outcome.ended.exit_code


def _changes(outcome: RegradeOutcome) -> str:
    trials = len(outcome.view.trials)
    head = f"{len(outcome.changes)} of {trials} verdicts changed"
    lines = [f"  {it.trial_id}: {it.before or 'no verdict'} -> {it.after}" for it in outcome.changes[:MAX_CHANGES]]
    more = len(outcome.changes) - MAX_CHANGES
    return "\n".join([head, *lines, *([f"  and {more} more"] if more > 0 else [])])
