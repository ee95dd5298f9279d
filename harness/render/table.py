"""Verdicts as CSV, one line a call, for spreadsheets: RFC 4180, and no cell begins a formula."""

import csv
from collections.abc import Iterator
from io import StringIO

from harness.render.view import RunView, ScenarioView, TrialView
from harness.render.words import one_line

COLUMNS = (
    "run", "suite", "scenario", "variant", "repeat", "seed", "call_date", "verdict", "kind", "score", "failed_checks",
    "message", "seconds", "call_id", "status", "call_seconds", "credits", "file", "line",
)  # fmt: skip

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def pieces(view: RunView) -> Iterator[str]:
    """Yield the header and one line for each call; of a flow of several calls the last is told."""
    yield _line(COLUMNS)
    for scenario in view.scenarios:
        for trial in scenario.trials:
            yield _line(_cells(view, scenario, trial))


def _cells(view: RunView, scenario: ScenarioView, trial: TrialView) -> tuple[object, ...]:
    planned, verdict = scenario.scenario, trial.verdict
    call = trial.calls[-1] if trial.calls else None
    return (
        view.started.run_id,
        planned.suite,
        planned.family_id,
        planned.variant,
        trial.trial.index,
        trial.trial.seed,
        trial.trial.call_date.isoformat(),
        trial.state.value,
        verdict.kind.value if verdict and verdict.kind else "",
        "" if verdict is None or verdict.score is None else round(verdict.score, 6),
        " ".join(check.expectation_id for check in trial.deciding),
        verdict.message if verdict else "",
        "" if trial.duration_s is None else round(trial.duration_s, 4),
        call.call_id if call else "",
        call.raw_status if call else "",
        call.duration_seconds if call and call.duration_seconds is not None else "",
        call.credits_charged if call and call.credits_charged is not None else "",
        planned.span.file,
        planned.span.line,
    )


def _line(cells: tuple[object, ...]) -> str:
    made = StringIO()
    csv.writer(made, lineterminator="\r\n").writerow([_cell(cell) for cell in cells])
    return made.getvalue()


def _cell(value: object) -> object:
    """Return a number as it is, and text on one line, with an apostrophe before what a spreadsheet would compute."""
    if isinstance(value, int | float):
        return value
    text = str(value)
    return one_line(f"'{text}" if text.startswith(_FORMULA) or one_line(text).startswith(_FORMULA) else text)
