"""verdicts.jsonl: one line of JSON a call, the lines of `pine-harness grade` with what a run adds to them.

id, run, suite, scenario, variant, index, seed, call_date, verdict, kind, score, message, grader,
checks [{check, verdict, value, evidence [{quote, turn, start, end}], message}]
"""

from collections.abc import Iterator

from harness.model.values import Json
from harness.render.json_text import json_text
from harness.render.verdict_line import check_values
from harness.render.view import RunView, ScenarioView, TrialView


def pieces(view: RunView) -> Iterator[str]:
    """Yield a line for each call, in the order of the scenarios."""
    for scenario in view.scenarios:
        for trial in scenario.trials:
            yield json_text(_values(view, scenario, trial)) + "\n"


def _values(view: RunView, scenario: ScenarioView, trial: TrialView) -> Json:
    planned, verdict = scenario.scenario, trial.verdict
    return {
        "id": trial.trial.trial_id,
        "run": view.started.run_id,
        "suite": planned.suite,
        "scenario": planned.family_id,
        "variant": planned.variant,
        "index": trial.trial.index,
        "seed": trial.trial.seed,
        "call_date": trial.trial.call_date.isoformat(),
        "verdict": trial.state.value,
        "kind": verdict.kind.value if verdict and verdict.kind else None,
        "score": verdict.score if verdict else None,
        "message": verdict.message if verdict else "",
        "grader": trial.grader,
        "checks": [check_values(check) for check in trial.checks],
    }
