"""A run as the terminal sees it: progress while it goes, the summary when it is over, the exit code."""

import asyncio

from rich.table import Table

from harness.app.run import NothingSelected, RunRequest, preview, run_scenarios
from harness.cli.console import complain, err, out
from harness.cli.progress import progress
from harness.model.scenario import Scenario
from harness.render.terminal import summary
from harness.runner.gate import ExitCode


def run(request: RunRequest) -> int:
    """Run, report, and return the exit code."""
    try:
        with progress(err()) as watcher:
            outcome = asyncio.run(run_scenarios(request, watcher))
    except NothingSelected as nothing:
        complain(_nothing(nothing, request))
        return ExitCode.NOTHING_SELECTED
    out().print(summary(outcome.view, report=str(outcome.reports[0])))
    return outcome.ended.exit_code


def dry_run(request: RunRequest) -> int:
    """Show what would run, in order, and what would be skipped and why."""
    try:
        plan, shown = asyncio.run(preview(request))
    except NothingSelected as nothing:
        complain(_nothing(nothing, request))
        return ExitCode.NOTHING_SELECTED
    calls = sum(_calls(scenario) * scenario.runs for scenario in plan.scenarios)
    table = Table("scenario", "runs", "calls", "where", box=None, pad_edge=False)
    for scenario in plan.scenarios:
        where = f"{scenario.span.file}:{scenario.span.line}"
        table.add_row(scenario.scenario_id, str(scenario.runs), str(_calls(scenario) * scenario.runs), where)
    for skip in plan.skips:
        table.add_row(skip.scenario.scenario_id, "-", "skipped", skip.reason)
    console = out()
    console.print(table)
    console.print(f"\nwould run {len(plan.trials)} trials with {calls} calls on {shown}, seed {request.seed}")
    return ExitCode.GATE_MET


def _calls(scenario: Scenario) -> int:
    return sum(step.times for step in scenario.steps if step.kind == "start_call")


def _nothing(nothing: NothingSelected, request: RunRequest) -> str:
    asked = [f"-k {word}" for word in request.selection.words] + [f"--tag {tag}" for tag in request.selection.tags]
    return f"nothing selected: none of the {nothing.known} scenarios matches {' '.join(asked) or 'the paths'}"
