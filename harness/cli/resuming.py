"""Resuming as the terminal sees it: what was done about the run, its summary, the exit code."""

import asyncio
import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path

from harness.app.interrupts import Brake, until_interrupted
from harness.app.requests import judge_settings, live_settings, reports_folder
from harness.app.resuming import ResumeRequest, resume_run
from harness.cli.console import complain, err, print_folded
from harness.cli.progress import progress
from harness.cli.running import tell_resumable, tell_stopping
from harness.render.terminal import summary
from harness.runner.gate import ExitCode


def resume(run: str, variables: Mapping[str, str], reports: Path | None, command: Sequence[str]) -> int:
    """Carry a run on, report, and return the exit code."""
    request = ResumeRequest(
        run=run,
        reports=reports_folder(reports),
        variables=variables,
        command=shlex.join(command),
        judge=judge_settings(),
        live=live_settings(),
    )
    brake = Brake()
    try:
        with progress(err()) as watcher:
            resumed = asyncio.run(until_interrupted(resume_run(request, watcher, brake), tell_stopping, brake))
    except asyncio.CancelledError:
        complain("interrupted")
        return ExitCode.INTERRUPTED
    for note in resumed.notes:
        err().print(note)
    outcome = resumed.outcome
    print_folded(summary(outcome.view, report=str(outcome.reports[0])))
    tell_resumable(outcome)
    return outcome.ended.exit_code
