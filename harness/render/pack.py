"""Every call of a run as the report carries it: the log's own lines, deflated, which the page's script draws from.

Packed is one text of JSON lines: the words that the page uses; each scenario; and for each of its calls a head with the
checks, followed by the log's lines of that call, squeezed. No transcript is decoded here, and one call is held at a
time.
"""

import json
from base64 import b64encode
from collections.abc import Iterator, Mapping
from typing import TypedDict
from zlib import compressobj

from harness.model.brief import BRIEF_FIELDS
from harness.model.values import Json
from harness.model.verdict import CheckResult, Verdict
from harness.render.census import Census, TrialCensus
from harness.render.marks import Mark, mark_of, words_of
from harness.render.squeeze import Squeeze
from harness.render.view import RunView, ScenarioView, TrialView, stage_labels
from harness.render.words import GLYPHS, STATE_WORDS, duration, number, place_of

LEVEL = 7
_PIECE = 3 * 16384


class Row(TypedDict):
    """A check, the `n`th of its call. `about` is what else is worth knowing of it, `words` what it says of a turn."""

    n: int
    mark: str
    name: str
    check: str
    about: list[str]
    message: str
    facts: list[tuple[str, str]]
    words: str
    evidence: list[Mapping[str, Json]]
    step: int
    call: str
    place: str
    detail: str


def packed(view: RunView, census: Census) -> Iterator[str]:
    """Yield the pack of a run as base64 text, in pieces, and count what passes by into `census`."""
    deflate = compressobj(LEVEL)
    held = b""
    for line in _lines(view, census):
        held += deflate.compress(line.encode("utf-8", "replace") + b"\n")
        if len(held) >= _PIECE:
            whole = len(held) - len(held) % 3
            yield b64encode(held[:whole]).decode()
            held = held[whole:]
    yield b64encode(held + deflate.flush()).decode()


def _lines(view: RunView, census: Census) -> Iterator[str]:
    yield _json({"glyphs": GLYPHS, "words": STATE_WORDS, "fields": BRIEF_FIELDS, "run": view.started.run_id})
    squeeze = Squeeze()
    for place, scenario in enumerate(view.ranked, start=1):
        yield _json(_scenario(scenario, place))
        for trial in scenario.trials:
            lines, counting = list(trial.lines()), TrialCensus(census)
            for line in lines:
                counting.take(line)
            counting.done()
            call_id = squeeze.call_id(lines)
            yield _json({**_trial(trial, scenario, place), "call": call_id})
            yield from squeeze.lines(lines, call_id)


def _scenario(view: ScenarioView, place: int) -> Mapping[str, object]:
    scenario = view.scenario
    return {
        "s": place,
        "id": scenario.scenario_id,
        "title": scenario.title or scenario.scenario_id,
        "place": place_of(scenario.span),
        "labels": stage_labels(scenario),
        "source": scenario.source,
        "filled": {
            text: [[place.start, place.end, place.name] for place in places] for text, places in scenario.filled.items()
        },
        "repeats": f"{view.passed} of {len(view.trials)} repeats passed" if len(view.trials) > 1 else "",
    }


def _trial(trial: TrialView, scenario: ScenarioView, place: int) -> Mapping[str, object]:
    graded = trial.verdict.message if trial.verdict else "The run ended before this call had a verdict."
    return {
        "c": trial.number,
        "s": place,
        "id": trial.trial.trial_id,
        "state": trial.state.value,
        "meta": meta(trial),
        "message": scenario.message if trial.excused else graded,
        "rows": rows(trial),
    }


def meta(trial: TrialView) -> list[str]:
    """Say when a call was, in the scenario's world and in ours."""
    return [
        f"call date {trial.trial.call_date:%a %d %b %Y}",
        f"seed {trial.trial.seed}",
        f"took {duration(trial.duration_s)}",
        *(f"retried after: {reason}" for reason in trial.retried),
    ]


def rows(trial: TrialView) -> list[Row]:
    """Return the checks that decided, then the others, each in order; a message that is there is not repeated."""
    decided = {id(check) for check in trial.deciding}
    ranked = list(enumerate(trial.checks, start=1))
    if decided:
        ranked.sort(key=lambda pair: id(pair[1]) not in decided)
    made: list[Row] = []
    said: set[str] = set()
    for count, check in ranked:
        row = _row(check, count, decides=id(check) in decided)
        if row["mark"] == Mark.UNGRADABLE and row["message"] in said:
            row["message"], row["facts"] = "", []
        said.add(row["message"])
        made.append(row)
    return made


def _row(check: CheckResult, count: int, *, decides: bool) -> Row:
    about = [
        f"on {check.call}" if check.call not in ("", "call") else "",
        "" if check.required else "optional",
        "" if check.weight == 1 else f"weight {number(check.weight)}",
        check.kind.replace("_", " ") if decides and check.kind else "",
    ]
    met = check.verdict is Verdict.PASSED and check.expected == check.got
    facts = [("Expected", "" if met else check.expected), ("Got", check.got)]
    return Row(
        n=count,
        mark=mark_of(check).value,
        name=check.expectation_id,
        check=check.check if check.check != check.expectation_id else "",
        about=[word for word in about if word],
        message=check.message,
        facts=[fact for fact in facts if fact[1]],
        words=words_of(check),
        evidence=[
            {"quote": item.quote, "turn": item.turn, "start": item.start, "end": item.end, "exchange": item.exchange}
            for item in check.evidence
        ],
        step=check.step,
        call=check.call,
        place=place_of(check.span),
        detail=check.detail,
    )


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)
