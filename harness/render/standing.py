"""Broken calls as they stand in the page itself, for a reader without JavaScript: what was said, and what did not hold.

With JavaScript every call is drawn from the pack instead, whole.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from harness.model.verdict import CheckResult, Evidence, Verdict
from harness.render.marks import MarkedTurn, marked_turns
from harness.render.pack import Row, meta, rows
from harness.render.tally import State
from harness.render.view import RunView, ScenarioView, Stage, TrialView

NEED_A_READER = frozenset({State.FAILED, State.UNGRADABLE, State.UNFINISHED})
MOST_CHARACTERS = 44_000
"""How much may stand in the page; what is beyond it is told, and travels packed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Where a piece of evidence stands: an anchor (empty: nowhere to go), what it is, and its words."""

    anchor: str
    label: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingStage:
    """What a step saw of a call: `told` in a word each, and the transcript where no earlier stage shows it."""

    number: int
    label: str
    told: tuple[str, ...]
    turns: tuple[MarkedTurn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingCall:
    """A call with the checks that did not hold, each with its evidence."""

    trial: TrialView
    scenario: ScenarioView
    meta: tuple[str, ...]
    message: str
    stages: tuple[StandingStage, ...]
    rows: tuple[tuple[Row, tuple[Link, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The calls that stand in the page, in the report's order, and how many more need a reader."""

    calls: tuple[StandingCall, ...]
    more: int


def standing(view: RunView, most: int = MOST_CHARACTERS) -> Standing:
    """Choose and prepare what stands in the page: of each broken scenario its worst call first, then the others."""
    ranked = view.ranked
    wanted = [trial for scenario in ranked for trial in scenario.trials if trial.state in NEED_A_READER]
    first = {id(scenario.worst) for scenario in ranked}
    taken: dict[int, StandingCall] = {}
    by_trial = {id(trial): scenario for scenario in ranked for trial in scenario.trials}
    for trial in sorted(wanted, key=lambda trial: id(trial) not in first):
        if most <= 0:
            break
        call = _call(trial, by_trial[id(trial)])
        most -= _size(call)
        taken[id(trial)] = call
    return Standing(
        calls=tuple(taken[id(trial)] for trial in wanted if id(trial) in taken), more=len(wanted) - len(taken)
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


def _call(trial: TrialView, scenario: ScenarioView) -> StandingCall:
    checks = dict(enumerate(trial.checks, start=1))
    broken = [row for row in rows(trial) if checks[row["n"]].verdict is not Verdict.PASSED]
    return StandingCall(
        trial=trial,
        scenario=scenario,
        meta=tuple(meta(trial)),
        message=trial.verdict.message if trial.verdict else "The run ended before this call had a verdict.",
        stages=tuple(_stages(trial)),
        rows=tuple((row, tuple(_links(checks[row["n"]], trial))) for row in broken),
    )


def _links(check: CheckResult, trial: TrialView) -> Iterator[Link]:
    return (evidence_link(evidence, check, trial) for evidence in check.evidence)


def _stages(trial: TrialView) -> Iterator[StandingStage]:
    """Every stage that tells something: a refusal, a breakdown or a transcript, each transcript once."""
    shown: set[tuple[str, int]] = set()
    for stage in trial.stages:
        seen = stage.seen
        key = (seen.call.call_id if seen.call else "", hash(stage.turns))
        pointed = any(evidence.turn is not None for check in stage.checks for evidence in check.evidence)
        turns = marked_turns(stage, trial) if pointed or key not in shown else ()
        shown.add(key)
        told = _told(stage)
        if turns or told:
            yield StandingStage(number=stage.number, label=stage.label, told=told, turns=turns)


def _told(stage: Stage) -> tuple[str, ...]:
    seen = stage.seen
    if seen.breakdown is not None:
        return (seen.breakdown.kind.replace("_", " "), seen.breakdown.message)
    if seen.error is not None:
        return (f"refused: HTTP {seen.error.http_status} {seen.error.code or 'with no error code'}", seen.error.message)
    if seen.call is not None and seen.call.ended and not stage.turns:
        return (
            seen.call.raw_status,
            "The answer had no transcript." if seen.call.transcript is None else "No word was said.",
        )
    return ()


def _size(call: StandingCall) -> int:
    """About how many characters a call takes in the page."""
    turns: Sequence[MarkedTurn] = [turn for stage in call.stages for turn in stage.turns]
    text = sum(90 + sum(len(part.text) for part in turn.segments) + 120 * len(turn.notes) for turn in turns)
    return 700 + text + sum(400 + len(row["message"]) + len(row["detail"]) for row, _ in call.rows)
