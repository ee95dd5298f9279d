"""One call as the report shows it: ready words and anchors, as JSON values.

Two renderers read it and neither decides anything: the template `call.html` for calls that stand in the page, and the
page's script for those that travel packed. A browser test holds the two to the same result.
"""

from collections.abc import Sequence
from typing import TypedDict

from harness.errors import Span
from harness.model.observation import Observation
from harness.model.verdict import CheckResult, Evidence, Verdict
from harness.render.folded import Folded, folded, name_in_flow
from harness.render.marks import Mark, MarkedTurn, mark_of, marked_turns
from harness.render.view import ScenarioView, Stage, TrialView
from harness.render.words import duration, number


class Link(TypedDict):
    """Where a piece of evidence stands: an anchor (empty: nowhere to go), what it is, and its words."""

    anchor: str
    label: str
    quote: str


class Row(TypedDict):
    """A check. `about` holds what else is worth knowing of it, each in a word or two."""

    anchor: str
    mark: str
    name: str
    check: str
    about: list[str]
    message: str
    facts: list[tuple[str, str]]
    links: list[Link]
    place: str
    detail: str


class Words(TypedDict):
    """A piece of a turn, `mark` empty where no check points at it."""

    text: str
    mark: str


class Note(TypedDict):
    """A check that points at a turn."""

    anchor: str
    mark: str
    name: str
    words: str


class TurnPage(TypedDict):
    """A turn of a transcript; `mark` is the worst of its notes, empty without any."""

    anchor: str
    number: int
    speaker: str
    mark: str
    parts: list[Words]
    notes: list[Note]


class StagePage(TypedDict):
    """What a step saw; no turns where there is none, or where an earlier stage shows the same ones."""

    anchor: str
    label: str
    name: str
    facts: list[str]
    refused: str
    call_id: str
    said: str
    turns: list[TurnPage]
    hint: str
    summary: str


class CallPage(TypedDict):
    """One call. `scenario` counts from 1 in the report's order; `exchanges` is how many the wire holds of it."""

    anchor: str
    scenario: int
    number: int
    state: str
    title: str
    trial_id: str
    place: str
    meta: list[str]
    repeats: str
    message: str
    stages: list[StagePage]
    rows: list[Row]
    folded: list[Folded]
    exchanges: int


def call_page(trial: TrialView, scenario: ScenarioView, place: int) -> CallPage:
    """Put one call together; `place` is its scenario's in the report."""
    planned, anchor = scenario.scenario, f"c{trial.number}"
    graded, several = trial.verdict, len(scenario.trials) > 1
    message = graded.message if graded else "The run ended before this call had a verdict."
    return CallPage(
        anchor=anchor,
        scenario=place,
        number=trial.number,
        state=trial.state.value,
        title=planned.title or planned.scenario_id,
        trial_id=trial.trial.trial_id,
        place=place_of(planned.span),
        meta=[
            f"call date {trial.trial.call_date:%a %d %b %Y}",
            f"seed {trial.trial.seed}",
            f"took {duration(trial.duration_s)}",
        ],
        repeats=f"{scenario.passed} of {len(scenario.trials)} repeats passed" if several else "",
        message=scenario.message if trial.excused else message,
        stages=_stages(trial, anchor),
        rows=_rows(trial),
        folded=folded(trial.stages, planned.source),
        exchanges=len(trial.exchanges),
    )


def evidence_link(evidence: Evidence, check: CheckResult, trial: TrialView) -> Link:
    """Return where in the report a check's evidence stands."""
    anchor = f"c{trial.number}"
    stage = stage_of(check, trial) if evidence.turn is not None else None
    if evidence.turn is not None and stage is not None and 1 <= evidence.turn <= len(stage.turns):
        label = f"turn {evidence.turn}, {stage.turns[evidence.turn - 1].speaker}"
        return Link(anchor=f"{anchor}-s{stage.number}-t{evidence.turn}", label=label, quote=evidence.quote)
    if evidence.exchange is not None and any(held.seq == evidence.exchange for held in trial.exchanges):
        label = f"exchange {evidence.exchange}"
        return Link(anchor=f"{anchor}-x{evidence.exchange}", label=label, quote=evidence.quote)
    return Link(anchor="", label="", quote=evidence.quote)


def stage_of(check: CheckResult, trial: TrialView) -> Stage | None:
    """Return the stage that a check read."""
    return next((stage for stage in trial.stages if any(check is held for held in stage.checks)), None)


def place_of(span: Span) -> str:
    """Word a place in a scenario file, without its column."""
    return f"{span.file}:{span.line}"


def _rows(trial: TrialView) -> list[Row]:
    """The checks that decided, then the others, each in order; a message that is there already is not repeated."""
    decided = {id(check) for check in trial.deciding}
    ranked = sorted(enumerate(trial.checks, start=1), key=lambda pair: id(pair[1]) not in decided)
    rows: list[Row] = []
    said: set[str] = set()
    for count, check in ranked:
        row = _row(check, count, trial, decides=id(check) in decided)
        if row["mark"] == Mark.UNGRADABLE and row["message"] in said:
            row["message"], row["facts"] = "", []
        said.add(row["message"])
        rows.append(row)
    return rows


def _row(check: CheckResult, count: int, trial: TrialView, *, decides: bool) -> Row:
    about = [
        f"on {check.call}" if check.call not in ("", "call") else "",
        "" if check.required else "optional",
        "" if check.weight == 1 else f"weight {number(check.weight)}",
        check.kind.replace("_", " ") if decides and check.kind else "",
    ]
    met = check.verdict is Verdict.PASSED and check.expected == check.got
    facts = [("Expected", "" if met else check.expected), ("Got", check.got)]
    return Row(
        anchor=f"c{trial.number}-k{count}",
        mark=mark_of(check).value,
        name=check.expectation_id,
        check=check.check if check.check != check.expectation_id else "",
        about=[word for word in about if word],
        message=check.message,
        facts=[fact for fact in facts if fact[1]],
        links=[evidence_link(evidence, check, trial) for evidence in check.evidence],
        place=place_of(check.span),
        detail=check.detail,
    )


def _stages(trial: TrialView, anchor: str) -> list[StagePage]:
    shown: set[tuple[str, int]] = set()
    said: set[str] = set()
    pages = []
    for stage in trial.stages:
        key = (stage.seen.call.call_id if stage.seen.call else "", hash(stage.turns))
        pointed = any(evidence.turn is not None for check in stage.checks for evidence in check.evidence)
        turns = marked_turns(stage, trial) if pointed or key not in shown else ()
        shown.add(key)
        page = _stage(stage, turns, anchor)
        pages.append(page if page["said"] not in said else StagePage({**page, "said": ""}))
        said.add(page["said"])
    return pages


def _stage(stage: Stage, turns: Sequence[MarkedTurn], call: str) -> StagePage:
    seen = stage.seen
    ended = seen.call is not None and seen.call.ended
    broken = seen.breakdown.kind.replace("_", " ") if seen.breakdown else ""
    refused = f"refused: HTTP {seen.error.http_status} {seen.error.code or 'with no error code'}" if seen.error else ""
    return StagePage(
        anchor=f"{call}-s{stage.number}",
        label=stage.label,
        name=name_in_flow(seen.call_name),
        facts=_facts(seen),
        refused=refused or broken,
        call_id=seen.call.call_id if seen.call else "",
        said=_said(seen),
        turns=[_turn(turn, f"{call}-s{stage.number}", call) for turn in turns],
        hint="The answer had no transcript." if ended and seen.call and seen.call.transcript is None else "",
        summary=(seen.call.summary or "") if turns and seen.call else "",
    )


def _said(seen: Observation) -> str:
    """The words of a breakdown or of a refusal."""
    if seen.breakdown is not None:
        return seen.breakdown.message
    return seen.error.message if seen.error else ""


def _facts(seen: Observation) -> list[str]:
    facts: list[str] = []
    if seen.call is not None:
        raw = f" ({seen.call.raw_status})" if seen.call.raw_status != seen.call.status else ""
        facts.append(f"{seen.call.status}{raw}")
        if seen.call.ended:
            facts += [f"{number(seen.call.duration_seconds)} s", f"{number(seen.call.credits_charged)} credits"]
    return [*facts, f"delivered by {seen.delivered_by}"] if seen.delivered_by else facts


def _turn(turn: MarkedTurn, stage: str, call: str) -> TurnPage:
    return TurnPage(
        anchor=f"{stage}-t{turn.number}",
        number=turn.number,
        speaker=turn.speaker,
        mark=turn.mark.value if turn.mark else "",
        parts=[Words(text=part.text, mark=part.mark.value if part.mark else "") for part in turn.segments],
        notes=[
            Note(anchor=f"{call}-k{note.check}", mark=note.mark.value, name=note.name, words=note.words)
            for note in turn.notes
        ],
    )
