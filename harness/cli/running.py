"""A run as the terminal sees it: progress while it goes, the summary when it is over, the exit code."""

import asyncio

from harness.app.interrupts import until_interrupted
from harness.app.run import NothingSelected, RunRequest, preview, run_scenarios
from harness.cli.console import columns, complain, err, out, print_rows
from harness.cli.progress import progress
from harness.model.scenario import Scenario
from harness.render.terminal import summary
from harness.render.words import one_line
from harness.runner.gate import ExitCode


def run(request: RunRequest) -> int:
    """Run, report, and return the exit code."""
    try:
        with progress(err()) as watcher:
            outcome = asyncio.run(until_interrupted(run_scenarios(request, watcher), _tell_stopping))
    except NothingSelected as nothing:
        complain(_nothing(nothing, request))
        return ExitCode.NOTHING_SELECTED
    except asyncio.CancelledError:
        complain("interrupted")
        return ExitCode.INTERRUPTED
    out().print(summary(outcome.view, report=str(outcome.reports[0])))
    return outcome.ended.exit_code


def _tell_stopping(words: str) -> None:
    err().show_cursor(True)  # the live bar hides it, and may get no chance to bring it back
    complain(words)


def dry_run(request: RunRequest) -> int:
    """Show what would run, in order, and what would be skipped and why."""
    try:
        plan, shown = asyncio.run(preview(request))
    except NothingSelected as nothing:
        complain(_nothing(nothing, request))
        return ExitCode.NOTHING_SELECTED
    calls = sum(_calls(scenario) * scenario.runs for scenario in plan.scenarios)
    table = columns("scenario", "runs", "calls", "where")
    for scenario in plan.scenarios:
        where = one_line(f"{scenario.span.file}:{scenario.span.line}")
        table.add_row(scenario.scenario_id, str(scenario.runs), str(_calls(scenario) * scenario.runs), where)
    for skip in plan.skips:
        table.add_row(skip.scenario.scenario_id, "-", "skipped", one_line(skip.reason))
    print_rows(table)
    out().print(f"\nwould run {len(plan.trials)} trials with {calls} calls on {shown}, seed {request.seed}")
    return ExitCode.GATE_MET


def _calls(scenario: Scenario) -> int:
    return sum(step.times for step in scenario.steps if step.kind == "start_call")


def _nothing(nothing: NothingSelected, request: RunRequest) -> str:
    asked = [f"-k {word}" for word in request.selection.words] + [f"--tag {tag}" for tag in request.selection.tags]
    return f"nothing selected: none of the {nothing.known} scenarios matches {' '.join(asked) or 'the paths'}"
