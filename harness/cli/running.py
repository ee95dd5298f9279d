"""A run as the terminal sees it: progress while it goes, the summary when it is over, the exit code."""

import asyncio
import os

from harness.app.guarding import refused
from harness.app.interrupts import Brake, until_interrupted
from harness.app.report import tell_ci
from harness.app.run import NothingSelected, RunOutcome, RunRequest, preview, run_scenarios
from harness.cli.console import columns, complain, err, out, print_folded, print_rows
from harness.cli.progress import progress
from harness.cli.ringing import agreed, foreseen_text
from harness.model.scenario import Scenario
from harness.render.terminal import summary
from harness.render.words import one_line
from harness.runner.gate import ExitCode


def run(request: RunRequest) -> int:
    """Run, report, and return the exit code."""
    brake = Brake()
    try:
        request = agreed(request)
        with progress(err()) as watcher:
            work = run_scenarios(request, watcher, brake)
            outcome = asyncio.run(until_interrupted(work, tell_stopping, brake))
    except NothingSelected as nothing:
        return _tell_nothing(nothing, request)
    except asyncio.CancelledError:
        complain("interrupted")
        return ExitCode.INTERRUPTED
    out().out(tell_ci(outcome.view, request.formats, os.environ), end="")
    print_folded(summary(outcome.view, report=str(outcome.reports[0])))
    tell_resumable(outcome)
    return outcome.ended.exit_code


def tell_resumable(outcome: RunOutcome) -> None:
    """Say how a run goes on that was stopped before its end."""
    ended = outcome.ended
    if ended.halted:
        complain(f"stopped: {ended.halted}; pine-harness resume {outcome.folder.name} goes on from there")
    elif ended.interrupted:
        complain(f"pine-harness resume {outcome.folder.name} goes on from there")


def tell_stopping(words: str) -> None:
    """Say what a Ctrl-C comes to."""
    err().show_cursor(True)  # the live bar hides it, and may get no chance to bring it back
    complain(words)


def dry_run(request: RunRequest) -> int:
    """Show what would run, in order, and what would be skipped and why."""
    try:
        seen = asyncio.run(preview(request))
    except NothingSelected as nothing:
        return _tell_nothing(nothing, request)
    plan, shown = seen.plan, seen.shown
    calls = sum(_calls(scenario) * scenario.runs for scenario in plan.scenarios)
    table = columns("scenario", "runs", "calls", "where")
    for scenario in plan.scenarios:
        where = one_line(f"{scenario.span.file}:{scenario.span.line}")
        table.add_row(scenario.scenario_id, str(scenario.runs), str(_calls(scenario) * scenario.runs), where)
    for skip in plan.skips:
        table.add_row(skip.scenario.scenario_id, "-", "skipped", one_line(skip.reason))
    print_rows(table)
    out().print(f"\nwould run {len(plan.trials)} trials with {calls} calls on {shown}, seed {request.seed}")
    if seen.foreseen is not None:
        out().print(foreseen_text(seen.foreseen, shown))
        if seen.foreseen.refusals:
            raise refused(shown, seen.foreseen)
    return ExitCode.GATE_MET


def _calls(scenario: Scenario) -> int:
    return sum(step.times for step in scenario.steps if step.kind == "start_call")


def _tell_nothing(nothing: NothingSelected, request: RunRequest) -> int:
    """Say that nothing is run; that a shard is empty is nobody's mistake."""
    shard = request.selection.shard
    if shard is not None and nothing.elsewhere:
        out().print(f"shard {shard.number}/{shard.of} is empty: other shards have all {nothing.elsewhere} scenarios")
        return ExitCode.GATE_MET
    complain(_nothing(nothing, request))
    return ExitCode.NOTHING_SELECTED


def _nothing(nothing: NothingSelected, request: RunRequest) -> str:
    if request.selection.ids is not None and not request.selection.ids:
        return "nothing to run again: every scenario of that run passed or was skipped"
    asked = [f"-k {word}" for word in request.selection.words] + [f"--tag {tag}" for tag in request.selection.tags]
    if request.selection.ids is not None:
        asked.append("what did not pass before")
    return f"nothing selected: none of the {nothing.known} scenarios matches {' '.join(asked) or 'the paths'}"
