"""Where checks point into a transcript: turns cut into marked and unmarked text, with the checks' words beside them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from harness.model.call import Turn
from harness.model.verdict import CheckResult, Verdict
from harness.render.view import Stage, TrialView


class Mark(StrEnum):
    """How a check ended as far as its repeat is concerned; missed is a failure of a check that is not required."""

    FAILED = "failed"
    UNGRADABLE = "ungradable"
    MISSED = "missed"
    PASSED = "passed"
    SKIPPED = "skipped"


_ORDER = tuple(Mark)
_MARKS = {verdict: Mark(verdict) for verdict in Verdict}


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A piece of a turn's text; `mark` None where no check points at it."""

    text: str
    mark: Mark | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A check that points at a turn: its 1-based number in the trial's checks, and what it says."""

    check: int
    mark: Mark
    name: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedTurn:
    """A turn of a transcript, 1-based; `mark` is the worst of its notes."""

    number: int
    speaker: str
    segments: tuple[Segment, ...]
    notes: tuple[Note, ...]

    @property
    def mark(self) -> Mark | None:
        """The worst of what checks say of this turn."""
        return worst(note.mark for note in self.notes) if self.notes else None


def mark_of(check: CheckResult) -> Mark:
    """Return how a check ended as far as its repeat is concerned."""
    if check.verdict is Verdict.FAILED and not check.required:
        return Mark.MISSED
    return _MARKS[check.verdict]


def worst(marks: Iterable[Mark]) -> Mark | None:
    """Return the mark to show first, None for no marks."""
    return min(marks, key=_ORDER.index, default=None)


def words_of(check: CheckResult) -> str:
    """Say in one sentence what a check found."""
    if check.verdict is Verdict.PASSED:
        return check.got
    if check.verdict is Verdict.FAILED and check.expected:
        return f"expected {check.expected}; got {check.got}"
    return check.message or check.got


def marked_turns(stage: Stage, trial: TrialView) -> tuple[MarkedTurn, ...]:
    """Return the transcript of a stage with the evidence of its checks marked."""
    numbers = {id(check): number for number, check in enumerate(trial.checks, start=1)}
    pointing: dict[int, list[tuple[CheckResult, int | None, int | None]]] = {}
    for check in stage.checks:
        for evidence in check.evidence:
            if evidence.turn is not None:
                pointing.setdefault(evidence.turn, []).append((check, evidence.start, evidence.end))
    return tuple(
        _marked(number, turn, pointing.get(number, ()), numbers) for number, turn in enumerate(stage.turns, start=1)
    )


_Pointing = Sequence[tuple[CheckResult, int | None, int | None]]


def _marked(number: int, turn: Turn, pointing: _Pointing, numbers: Mapping[int, int]) -> MarkedTurn:
    if not pointing:
        plain = Segment(text=turn.text, mark=None)
        return MarkedTurn(number=number, speaker=turn.speaker, segments=(plain,), notes=())
    checks = {id(check): check for check, _, _ in pointing}
    notes = tuple(
        Note(check=numbers[key], mark=mark_of(check), name=check.expectation_id, words=words_of(check))
        for key, check in checks.items()
    )
    spans = [(start, end, mark_of(check)) for check, start, end in pointing if start is not None and end is not None]
    return MarkedTurn(number=number, speaker=turn.speaker, segments=segments_of(turn.text, spans), notes=notes)


def segments_of(text: str, spans: Sequence[tuple[int, int, Mark]]) -> tuple[Segment, ...]:
    """Cut `text` at the ends of `spans` (start, end, mark); where spans overlap, the worst mark is shown."""
    inside = [(max(0, start), min(len(text), end), mark) for start, end, mark in spans]
    inside = [span for span in inside if span[0] < span[1]]
    cuts = sorted({0, len(text), *(end for start, stop, _ in inside for end in (start, stop))})
    return tuple(
        Segment(
            text=text[begin:end], mark=worst(mark for start, stop, mark in inside if start <= begin and end <= stop)
        )
        for begin, end in pairwise(cuts)
    )
