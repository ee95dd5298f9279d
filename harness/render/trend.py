"""Runs over time, for the terminal."""

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from harness.render.past import PastRun, flakiness, spark
from harness.render.terminal import STYLES
from harness.render.words import NO_DATA, duration, one_line, percent, plural

WAVERING = 5


def whole_runs(runs: Sequence[PastRun]) -> Table:
    """One line a run, oldest first."""
    table = _table("run", "started", "target", "verdict", "passed", "rate", "took")
    for run in runs:
        word, style = _verdict(run)
        rate = percent(run.passed / run.graded) if run.graded else NO_DATA
        counts = f"{run.passed}/{run.graded}"
        started = f"{run.started_at:%Y-%m-%d %H:%M}"
        table.add_row(
            run.run_id, started, one_line(run.target, 40), Text(word, style=style), counts, rate, duration(run.seconds)
        )
    return table


def one_scenario(runs: Sequence[PastRun], scenario: str) -> Table:
    """One line a run, with how the scenario stood in it."""
    table = _table("run", "started", "target", "verdict", "passed")
    for run in runs:
        held = run.scenarios[scenario]
        state = Text(held.state, style=STYLES[held.state])
        started = f"{run.started_at:%Y-%m-%d %H:%M}"
        table.add_row(run.run_id, started, one_line(run.target, 40), state, f"{held.passed}/{held.graded}")
    return table


def trend(runs: Sequence[PastRun], scenario: str | None) -> Text:
    """Return the pass rates as a sparkline, and how often verdicts changed."""
    text = Text(no_wrap=True, overflow="ignore")
    if scenario is not None:
        held = [run.scenarios[scenario] for run in runs]
        text.append(f"\n{spark(it.passed / it.graded if it.graded else None for it in held)}  ")
        return text.append(_changed(flakiness([it.state for it in held]), len(runs)))
    text.append(f"\n{spark(run.passed / run.graded if run.graded else None for run in runs)}  ")
    text.append(f"pass rate over {plural(len(runs), 'run')}")
    wavering = _wavering(runs)
    if wavering:
        text.append("\nchanged their verdict most often: ")
        text.append(", ".join(f"{one_line(name)} {percent(share)}" for name, share in wavering))
    return text


def _wavering(runs: Sequence[PastRun]) -> list[tuple[str, float]]:
    states: dict[str, list[str]] = {}
    for run in runs:
        for name, held in run.scenarios.items():
            states.setdefault(name, []).append(held.state)
    shares = ((name, flakiness(found)) for name, found in states.items())
    known = [(name, share) for name, share in shares if share]
    return sorted(known, key=lambda pair: -pair[1])[:WAVERING]


def _changed(share: float | None, runs: int) -> str:
    if share is None:
        return f"graded in fewer than two of {plural(runs, 'run')}: nothing to say of flakiness"
    return f"changed its verdict in {percent(share)} of the steps from run to run, over {plural(runs, 'run')}"


def _verdict(run: PastRun) -> tuple[str, str]:
    if not run.ended:
        return "unfinished", STYLES["unfinished"]
    if run.gate_met is None:
        return "could not judge", STYLES["ungradable"]
    return ("passed", STYLES["passed"]) if run.gate_met else ("failed", STYLES["failed"])


def _table(*headers: str) -> Table:
    table = Table(box=None, pad_edge=False)
    for header in headers:
        table.add_column(header, overflow="fold")
    return table
