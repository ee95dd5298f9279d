"""summary.json: a run in numbers and verdicts, for programs.

The shape is stable: keys are only ever added while `schema` stays "pine-harness/summary/1". No data is null.

    schema, run {id, started_at, ended, interrupted, duration_seconds, exit_code, version, target, seed, command,
      environment}, gate {met, reason},
    scenarios_count and calls_count {total, passed, failed, ungradable, skipped, unfinished, flaky},
    pass_rate {passed, graded, rate, low, high}: calls, with a 95 % Wilson interval,
    scenarios [{id, family, variant, matrix {axis: value}, title, suite, file, line, tags, state, kind, message, flaky,
      passed, graded, ungradable, rate_low, rate_high, median_seconds,
      calls [{id, index, variant, retried [reason], seed, call_date, state, kind, message, score,
        duration_seconds, api_calls [{call_id, status, raw_status, duration_seconds, credits_charged}],
        checks [{id, check, state, required, weight, expected, got, message, kind, call, step, file, line, value,
          evidence [{quote, turn, start, end, exchange}]}]}]}]
`state` is passed, failed, ungradable, skipped or unfinished. A call of `calls` is one repeat of the scenario.
"""

from collections.abc import Iterator

from harness.model.values import Json
from harness.model.verdict import CheckResult
from harness.render.json_text import json_text
from harness.render.tally import Tally
from harness.render.view import RunView, ScenarioView, TrialView

SCHEMA = "pine-harness/summary/1"


def render(view: RunView) -> str:
    """Return the document: each key of the head, and each scenario, on a line of its own, ending in a newline."""
    return "".join(pieces(view))


def pieces(view: RunView) -> Iterator[str]:
    """Yield the document, one scenario at a time."""
    head = ",\n".join(f"{json_text(key)}: {json_text(value)}" for key, value in _head(view).items())
    yield f'{{{head},\n"scenarios": ['
    for count, scenario in enumerate(view.scenarios):
        yield f"{',' if count else ''}\n{json_text(_scenario(scenario))}"
    yield "\n]}\n"


def _head(view: RunView) -> dict[str, Json]:
    calls = view.call_tally
    interval = calls.interval
    return {
        "schema": SCHEMA,
        "run": _run(view),
        "gate": {
            "met": view.ended.gate_met if view.ended else None,
            "reason": view.ended.reason if view.ended else None,
        },
        "scenarios_count": _tally(view.scenario_tally),
        "calls_count": _tally(calls),
        "pass_rate": {
            "passed": calls.passed,
            "graded": calls.graded,
            "rate": calls.rate,
            "low": interval.low if interval else None,
            "high": interval.high if interval else None,
        },
    }


def _run(view: RunView) -> Json:
    started, ended = view.started, view.ended
    return {
        "id": started.run_id,
        "started_at": started.started_at.isoformat(),
        "ended": ended is not None,
        "interrupted": view.interrupted,
        "duration_seconds": round(view.duration_s, 6),
        "exit_code": ended.exit_code if ended else None,
        "version": started.version,
        "target": started.target,
        "seed": started.seed,
        "command": started.command,
        "environment": dict(started.environment),
    }


def _tally(tally: Tally) -> Json:
    return {
        "total": tally.total,
        "passed": tally.passed,
        "failed": tally.failed,
        "ungradable": tally.ungradable,
        "skipped": tally.skipped,
        "unfinished": tally.unfinished,
        "flaky": tally.flaky,
    }


def _scenario(view: ScenarioView) -> Json:
    scenario, verdict = view.scenario, view.verdict
    return {
        "id": scenario.scenario_id,
        "family": scenario.family_id,
        "variant": scenario.variant,
        "matrix": dict(scenario.cell),
        "title": scenario.title,
        "suite": scenario.suite,
        "file": scenario.span.file,
        "line": scenario.span.line,
        "tags": list(scenario.tags),
        "state": view.state.value,
        "kind": verdict.kind.value if verdict and verdict.kind else None,
        "message": view.message,
        "flaky": view.flaky,
        "passed": verdict.passed if verdict else None,
        "graded": verdict.graded if verdict else None,
        "ungradable": verdict.ungradable if verdict else None,
        "rate_low": verdict.rate_low if verdict else None,
        "rate_high": verdict.rate_high if verdict else None,
        "median_seconds": _rounded(view.median_s),
        "calls": [_trial(trial) for trial in view.trials],
    }


def _trial(view: TrialView) -> Json:
    trial, verdict = view.trial, view.verdict
    return {
        "id": trial.trial_id,
        "index": trial.index,
        "variant": view.scenario.variant or trial.variant,
        "retried": list(view.retried),
        "seed": trial.seed,
        "call_date": trial.call_date.isoformat(),
        "state": view.state.value,
        "kind": verdict.kind.value if verdict and verdict.kind else None,
        "message": verdict.message if verdict else "",
        "score": verdict.score if verdict else None,
        "duration_seconds": _rounded(view.duration_s),
        "api_calls": [
            {
                "call_id": call.call_id,
                "status": call.status,
                "raw_status": call.raw_status,
                "duration_seconds": call.duration_seconds,
                "credits_charged": call.credits_charged,
            }
            for call in view.calls
        ],
        "checks": [_check(check) for check in view.checks],
    }


def _check(check: CheckResult) -> Json:
    return {
        "id": check.expectation_id,
        "check": check.check,
        "state": check.verdict.value,
        "required": check.required,
        "weight": check.weight,
        "expected": check.expected,
        "got": check.got,
        "message": check.message,
        "kind": check.kind.value if check.kind else None,
        "call": check.call,
        "step": check.step,
        "file": check.span.file,
        "line": check.span.line,
        "value": check.value,
        "evidence": [
            {
                "quote": evidence.quote,
                "turn": evidence.turn,
                "start": evidence.start,
                "end": evidence.end,
                "exchange": evidence.exchange,
            }
            for evidence in check.evidence
        ],
    }


def _rounded(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds, 6)
