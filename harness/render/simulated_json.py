"""Simulated calls as JSON, for scripts: one call whole, or many with their distribution."""

import json
from collections import Counter
from collections.abc import Sequence
from statistics import median

from harness.model.values import Json
from harness.render.simulated import Outcome, Setting, SimulatedCall
from harness.render.simulated_calls import quantile
from harness.stats.intervals import wilson


def call_json(setting: Setting, call: SimulatedCall) -> str:
    """Return one call with its transcript and books."""
    turns = [{"at_seconds": turn.at_seconds, "speaker": turn.speaker, "text": turn.text} for turn in call.turns]
    whole = {**_of_setting(setting), **_of_call(call), "books": call.books, "transcript": turns}
    return _written({**whole, "summary": call.summary})


def calls_json(setting: Setting, calls: Sequence[SimulatedCall]) -> str:
    """Return the distribution of many calls, and a line for each; there must be at least one."""
    prices = [call.books["agreed_price"] for call in calls if "agreed_price" in call.books]
    return _written(
        {
            **_of_setting(setting),
            "n": len(calls),
            "outcomes": [
                _of_outcome(outcome, calls) for outcome in Outcome if any(it.outcome is outcome for it in calls)
            ],
            "agreed_prices": {"n": len(prices), "min": min(prices), "median": median(prices), "max": max(prices)}
            if prices
            else None,
            "reasons": dict(Counter(call.reason for call in calls if call.reason).most_common()),
            "missing": dict(Counter(fact.words for call in calls for fact in call.missing).most_common()),
            "duration_seconds": _quantiles([call.duration_seconds for call in calls]),
            "credits": _quantiles([call.credits for call in calls]),
            "calls": [_of_call(call) for call in calls],
        }
    )


def _of_setting(setting: Setting) -> dict[str, Json]:
    return {
        "brief": setting.brief,
        "caller": setting.caller,
        "persona": setting.persona,
        "why": setting.why,
        "with": dict(setting.options),
        "call_date": setting.call_date.isoformat(),
    }


def _of_call(call: SimulatedCall) -> dict[str, Json]:
    return {
        "seed": call.seed,
        "outcome": call.outcome.value,
        "reason": call.reason,
        "status": call.status,
        "raw_status": call.raw_status,
        "ring_seconds": call.ring_seconds,
        "duration_seconds": call.duration_seconds,
        "credits": call.credits,
        "missing": [
            {"fact": fact.words, "at_seconds": fact.at_seconds, "decisive": fact.decisive} for fact in call.missing
        ],
    }


def _of_outcome(outcome: Outcome, calls: Sequence[SimulatedCall]) -> dict[str, Json]:
    of_it = [call.seed for call in calls if call.outcome is outcome]
    interval = wilson(len(of_it), len(calls))
    assert interval is not None
    return {
        "outcome": outcome.value,
        "n": len(of_it),
        "share": len(of_it) / len(calls),
        "interval_95": [interval.low, interval.high],
        "example_seed": of_it[0],
    }


def _quantiles(values: Sequence[float]) -> dict[str, float]:
    return {"p50": quantile(values, 0.5), "p90": quantile(values, 0.9)}


def _written(value: Json) -> str:
    # A lone half of a surrogate pair in a brief has no spelling in UTF-8: JSON's own escape is what it becomes.
    return json.dumps(value, ensure_ascii=True, indent=2, default=_plain) + "\n"


def _plain(value: object) -> Json:
    """Take a read-only mapping or another collection for what it is in JSON."""
    return dict(value) if hasattr(value, "keys") else list(value)  # type: ignore[call-overload]  # what json cannot write
