"""What the first screen says: what broke, with the turn that decided, and which checks and kinds fail most."""

from collections.abc import Mapping
from dataclasses import dataclass

from harness.model.scenario import StartCall
from harness.model.verdict import CheckResult
from harness.render.digest import digest
from harness.render.marks import Mark, Segment, mark_of, segments_of, words_of
from harness.render.past import PastRun
from harness.render.standing import evidence_link, stage_of
from harness.render.tally import State, counted
from harness.render.view import RunView, ScenarioView, TrialView
from harness.render.words import plural

BROKEN_SHOWN = 12
_AROUND = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """A deciding turn, cut to what is near the deciding words; no segments where the check's own words hold them."""

    anchor: str
    label: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A scenario that failed or could not be judged: its worst repeat, the check that decided, and where."""

    scenario: ScenarioView
    trial: TrialView
    check: CheckResult | None
    words: str
    excerpts: tuple[Excerpt, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One run of the trend: what it is called, its pass rate (None: nothing was graded) and how its gate stood."""

    label: str
    rate: float | None
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The first screen.

    `unshown` is how many broken scenarios only the table has. `checks` counts failed calls by the check that decided,
    `kinds` failed and ungradable ones by their kind.
    """

    title: str
    broken: tuple[Broken, ...]
    unshown: int
    checks: Mapping[str, int]
    kinds: Mapping[str, int]
    denominator: str
    trend: tuple[Bar, ...]


def overview(view: RunView) -> Overview:
    """Put the first screen together."""
    states = (State.FAILED, State.UNGRADABLE)
    told = [scenario for scenario in view.ranked if scenario.state in states and scenario.worst is not None]
    bad = [trial for trial in view.trials if trial.state in states]
    return Overview(
        title="What broke" if view.scenario_tally.failed else "What could not be judged",
        broken=tuple(_broken(scenario) for scenario in told[:BROKEN_SHOWN]),
        unshown=max(0, len(told) - BROKEN_SHOWN),
        checks=counted(
            name
            for trial in bad
            if trial.state is State.FAILED
            for name in dict.fromkeys(check.check for check in trial.deciding)
        ),
        kinds=counted(trial.verdict.kind.value for trial in bad if trial.verdict and trial.verdict.kind),
        denominator=_denominator(view),
        trend=tuple(_bar(run) for run in (*view.past, digest(view))) if view.past else (),
    )


def _bar(run: PastRun) -> Bar:
    tone = "unfinished" if not run.ended or run.gate_met is None else "passed" if run.gate_met else "failed"
    label = f"{run.started_at:%d %b %Y %H:%M}"
    return Bar(label=label, rate=run.passed / run.graded if run.graded else None, tone=tone)


def _denominator(view: RunView) -> str:
    """What the pass rate is over, and what it leaves out, in words."""
    tally = view.call_tally
    out = [
        (tally.ungradable, "that could not be judged"),
        (tally.skipped, "with a known issue"),
        (tally.unfinished, "without a verdict"),
    ]
    left = [f"{plural(count, 'call')} {why}" for count, why in out if count]
    parts = [f"{tally.passed} of {plural(tally.graded, 'graded call')} passed."]
    if left:
        parts.append(f"Left out: {', '.join(left)}.")
    if any(_calls_started(scenario) > 1 for scenario in view.scenarios):
        parts.append("A flow of several calls counts once.")
    return " ".join(parts)


def _calls_started(view: ScenarioView) -> int:
    return sum(step.times for step in view.scenario.steps if isinstance(step, StartCall))


def _broken(scenario: ScenarioView) -> Broken:
    trial = scenario.worst
    assert trial is not None
    check = trial.deciding[0] if trial.deciding else None
    return Broken(
        scenario=scenario,
        trial=trial,
        check=check,
        words=words_of(check) if check else scenario.message,
        excerpts=_excerpts(check, trial) if check else (),
        more=max(0, len(trial.deciding) - 1),
    )


def _excerpts(check: CheckResult, trial: TrialView) -> tuple[Excerpt, ...]:
    stage = stage_of(check, trial)
    found = []
    for evidence in check.evidence[:2]:
        link = evidence_link(evidence, check, trial)
        if not link.anchor:
            continue
        text, start, end = evidence.quote, 0, 0 if evidence.quote in words_of(check) else len(evidence.quote)
        if evidence.turn is not None and stage is not None:
            text = stage.turns[evidence.turn - 1].text
            start, end = evidence.start or 0, len(text) if evidence.end is None else evidence.end
        if start == end:
            text = ""
        found.append(Excerpt(anchor=link.anchor, label=link.label, segments=_cut(text, start, end, mark_of(check))))
    return tuple(found)


def _cut(text: str, start: int, end: int, mark: Mark) -> tuple[Segment, ...]:
    low, high = max(0, start - _AROUND), min(len(text), end + _AROUND)
    inside = segments_of(text[low:high], [(start - low, end - low, mark)])
    before = (Segment(text="…", mark=None),) if low else ()
    return (*before, *inside, *((Segment(text="…", mark=None),) if high < len(text) else ()))
