"""What a log that stops before its run's end, or whose run was stopped, says of what is left to do."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from harness.model.record import (
    DialIntended,
    DialSettled,
    Exchanged,
    Judged,
    Observed,
    Record,
    RunEnded,
    RunStarted,
    ScenarioGraded,
    ScenarioPlanned,
    Trial,
    TrialGraded,
    TrialNotRun,
    TrialsPlanned,
    TrialStarted,
)
from harness.model.scenario import Scenario
from harness.model.verdict import FailureKind, ScenarioVerdict, TrialVerdict, Verdict
from harness.runner.journal import SIGN_IN_CODES
from harness.runner.past import Past, PastNotes
from harness.runner.retries import begun_anew

_STOPPED = frozenset({FailureKind.INTERRUPTED, FailureKind.NOT_RUN})


@dataclass(slots=True)
class _Try:
    """One try of a trial, with what it left as long as it may have to go on."""

    notes: PastNotes
    graded: TrialGraded | None = None
    locked_out: bool = False

    def stands(self, *, rings: bool) -> bool:
        """Whether the verdict is the last word.

        It is not where the run was stopped before the trial's end; nor, of real calls, where only the log-in was
        missing, or where a call that has an id may have a result by now.
        """
        if self.graded is None:
            return False
        verdict = self.graded.verdict
        if verdict.verdict is not Verdict.UNGRADABLE:
            return True
        if verdict.kind in _STOPPED:
            return False
        return not rings or not (self.locked_out or self.notes.uncollected)


@dataclass(slots=True)
class LeftRun:
    """Takes a log's records in their order; what graded trials left is let go."""

    rings: bool
    started: RunStarted | None = None
    ended: RunEnded | None = None
    scenarios: dict[str, Scenario] = field(default_factory=dict)
    skipped: dict[str, ScenarioVerdict] = field(default_factory=dict)
    planned: dict[str, Trial] | None = None
    last_s: float = 0.0
    _tries: dict[str, _Try] = field(default_factory=dict)
    _verdicts: dict[str, tuple[TrialVerdict, bool]] = field(default_factory=dict)

    def write(self, record: Record) -> None:
        """Take note of one record."""
        self.last_s = max(self.last_s, getattr(record, "at_s", 0.0))
        match record:
            case RunStarted():
                self.started = self.started or record
            case ScenarioPlanned():
                self.scenarios[record.scenario.scenario_id] = record.scenario
            case TrialsPlanned():
                self.planned = (self.planned or {}) | {trial.trial_id: trial for trial in record.trials}
            case ScenarioGraded() if record.verdict.verdict is Verdict.SKIPPED and not record.verdict.graded:
                self.skipped[record.scenario_id] = record.verdict
            case RunEnded():
                self.ended = record
            case TrialStarted():
                self._tries[record.trial.trial_id] = _Try(PastNotes(trial=record.trial))
            case _:
                self._note(record)

    def _note(self, record: Record) -> None:
        known = self._tries.get(getattr(record, "trial_id", ""))
        if known is None:
            return
        match record:
            case DialIntended():
                known.notes.intended.append(record)
            case DialSettled():
                known.notes.settled.append(record)
            case Exchanged():
                known.notes.exchanges[record.exchange.seq] = record.exchange
                self.last_s = max(self.last_s, record.exchange.ended_s)
            case Judged():
                known.notes.judgements[record.judgement.key] = record.judgement
            case Observed():
                error = record.observation.error
                known.locked_out = known.locked_out or (error is not None and error.code in SIGN_IN_CODES)
            case TrialGraded():
                known.graded = record
                if record.retried or known.stands(rings=self.rings):
                    del self._tries[record.trial_id]
                    slim = replace(record.verdict, checks=())
                    self._verdicts[record.trial_id] = (slim, record.retried)

    def todo(self) -> "Todo":
        """Say what there is to do, once all records were taken."""
        todo = Todo()
        for base in (self.planned or {}).values():
            self._plan(base, todo)
        return todo

    def _plan(self, base: Trial, todo: "Todo") -> None:
        *earlier, last = self._chain(base)
        verdict, retried = self._verdicts.get(last.trial_id, (None, False))
        if verdict is not None and not retried:
            todo.graded.append((last.scenario_id, verdict))
            return
        begun = self._tries.get(last.trial_id)
        past = begun.notes.past() if begun is not None and self.rings else None
        if past is not None and past.dials:
            todo.trials.append(begun.notes.trial if begun is not None else last)
            todo.pasts[last.trial_id] = past
            return
        todo.trials.append(base)
        todo.dropped.update(trial.trial_id for trial in (*earlier, last))

    def _chain(self, base: Trial) -> Iterator[Trial]:
        """Yield a trial's tries: the first, and those that were begun after it."""
        yield base
        while (again := begun_anew(base)).trial_id in self._tries or again.trial_id in self._verdicts:
            yield again
            base = again


@dataclass(slots=True)
class Todo:
    """What is left of a run.

    `trials` are to be carried out, those with a past from what their log holds, the others from the beginning: all
    lines of the tries in `dropped` are void. `graded` are the verdicts that stand.
    """

    trials: list[Trial] = field(default_factory=list)
    pasts: dict[str, Past] = field(default_factory=dict)
    dropped: set[str] = field(default_factory=set)
    graded: list[tuple[str, TrialVerdict]] = field(default_factory=list)

    def keeps(self, record: Record) -> bool:
        """Whether a line of the log still holds when the run goes on."""
        match record:
            case RunEnded() | TrialNotRun():
                return False
            case ScenarioGraded():
                return record.verdict.verdict is Verdict.SKIPPED and not record.verdict.graded
            case TrialStarted():
                return record.trial.trial_id not in self.dropped
            case TrialGraded() | Observed():
                return record.trial_id not in self.dropped and record.trial_id not in self.pasts
            case _:
                return getattr(record, "trial_id", "") not in self.dropped
