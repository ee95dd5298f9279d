"""A stored run graded anew: its records in, the same records with today's verdicts out, and no call made."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from harness.errors import StoreError
from harness.grade import GRADER_VERSION
from harness.grade.trial import Evidences, Grader
from harness.model.exchange import Exchange
from harness.model.judgement import Judgement
from harness.model.observation import Observation
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
    TrialStarted,
)
from harness.model.scenario import Gate, Scenario, Step
from harness.model.verdict import TrialVerdict, Verdict
from harness.runner.conclusions import Conclusions
from harness.runner.flow import interrupted
from harness.runner.opinions import Advisers, ask, unanswered
from harness.runner.ports import RunLog


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A trial whose verdict is another now. `before` None: the run ended before it had one."""

    trial_id: str
    before: Verdict | None
    after: Verdict


@dataclass(slots=True, kw_only=True)
class _Stored:
    """What the log holds of one trial, until it is graded."""

    trial: Trial
    observations: list[Observation] = field(default_factory=list)
    exchanges: dict[int, Exchange] = field(default_factory=dict)
    judgements: dict[str, Judgement] = field(default_factory=dict)


def with_expectations_of(logged: Scenario, today: Scenario) -> Scenario | None:
    """Return what is judged by today's scenario and was done by the logged one; None where their steps differ.

    Expectations read what a step saw, so they fit only a flow of the same steps; what the steps sent may differ.
    """
    if [_shape(step) for step in logged.steps] != [_shape(step) for step in today.steps]:
        return None
    return replace(
        logged,
        title=today.title,
        span=today.span,
        expectations=today.expectations,
        tags=today.tags,
        pass_when=today.pass_when,
        max_ungradable=today.max_ungradable,
        min_score=today.min_score,
        known_issue=today.known_issue,
        source=today.source,
    )


def _shape(step: Step) -> tuple[object, ...]:
    names = ("name", "times", "call", "call_id")
    return (step.kind, *(getattr(step, name, None) for name in names))


class Regrade:
    """Takes a run's records in order. `today` are the scenarios to judge by, by id; the others are judged as logged.

    Opinions are read from the log; only a question that was not asked then is asked of the advisers now.
    """

    def __init__(
        self, *, log: RunLog, grader: Grader, today: Mapping[str, Scenario], advisers: Advisers | None = None
    ) -> None:
        self._log, self._grader, self._today = log, grader, today
        self._advisers = advisers or Advisers()
        self._scenarios: dict[str, Scenario] = {}
        self._stored: dict[str, _Stored] = {}
        self._conclusions = Conclusions(log)
        self._ended: RunEnded | None = None
        self._last_s = 0.0
        self.changes: list[Change] = []
        self.graders: set[str] = set()

    async def take(self, record: Record) -> None:
        """Take the next record; the head is the caller's to write."""
        match record:
            case RunStarted():
                pass
            case ScenarioPlanned():
                self._plan(record)
            case TrialStarted():
                self._last_s = max(self._last_s, record.at_s)
                self._stored[record.trial.trial_id] = _Stored(trial=record.trial)
                self._log.write(record)
            case Exchanged() | Observed() | Judged():
                self._keep(record)
                self._log.write(record)
            case DialIntended() | DialSettled():
                self._log.write(record)
            case TrialGraded():
                self.graders.add(record.grader)
                await self._grade(record.trial_id, record.at_s, record.verdict.verdict, retried=record.retried)
            case ScenarioGraded():
                self._conclude(record)
            case RunEnded():
                self._ended = record

    async def end(self, gate: Gate) -> RunEnded:
        """Grade what the log left ungraded, write the run's end and return it."""
        for trial_id, stored in list(self._stored.items()):
            seen = stored.observations
            self._keep(Observed(trial_id=trial_id, observation=interrupted(seen[-1].step + 1 if seen else 0)))
            self._log.write(Observed(trial_id=trial_id, observation=seen[-1]))
            await self._grade(trial_id, self._last_s, None)
        at_s = self._ended.at_s if self._ended else self._last_s
        was_interrupted = self._ended is None or self._ended.interrupted or bool(self._ended.halted)
        return self._conclusions.end(gate, at_s=at_s, interrupted=was_interrupted)

    def _plan(self, record: ScenarioPlanned) -> None:
        scenario_id = record.scenario.scenario_id
        today = self._today.get(scenario_id)
        scenario = (with_expectations_of(record.scenario, today) if today else None) or record.scenario
        self._scenarios[scenario_id] = scenario
        self._conclusions.expect(scenario)
        self._log.write(ScenarioPlanned(scenario=scenario))

    def _keep(self, record: Exchanged | Observed | Judged) -> None:
        stored = self._stored.get(record.trial_id)
        if stored is None:
            return
        match record:
            case Exchanged():
                stored.exchanges[record.exchange.seq] = record.exchange
            case Observed():
                stored.observations.append(record.observation)
            case Judged():
                stored.judgements[record.judgement.key] = record.judgement

    def _conclude(self, record: ScenarioGraded) -> None:
        """Take over that a scenario was skipped; what its trials came to is found anew."""
        if record.verdict.verdict is Verdict.SKIPPED and not record.verdict.graded:
            self._conclusions.conclude(record.scenario_id, record.verdict)

    async def _grade(self, trial_id: str, at_s: float, before: Verdict | None, *, retried: bool = False) -> None:
        stored = self._stored.pop(trial_id, None)
        if stored is None:
            raise StoreError(f"trial {trial_id} was graded before it began; lines are missing or out of order")
        self._last_s = max(self._last_s, at_s)
        scenario = self._scenarios[stored.trial.scenario_id]
        await self._ask(stored, scenario)
        verdict: TrialVerdict = self._grader.grade(scenario, _evidences(stored))
        graded = TrialGraded(
            trial_id=trial_id,
            scenario_id=scenario.scenario_id,
            at_s=at_s,
            verdict=verdict,
            grader=GRADER_VERSION,
            retried=retried,
        )
        self._log.write(graded)
        if retried:  # the try that took its place is what counts
            return
        if verdict.verdict is not before:
            self.changes.append(Change(trial_id=trial_id, before=before, after=verdict.verdict))
        self._conclusions.add(scenario.scenario_id, verdict)

    async def _ask(self, stored: _Stored, scenario: Scenario) -> None:
        def keep(judgement: Judgement) -> None:
            stored.judgements[judgement.key] = judgement
            self._log.write(Judged(trial_id=stored.trial.trial_id, judgement=judgement))

        asked = self._grader.opinions(scenario, _evidences(stored))
        await ask(unanswered(asked, stored.judgements), self._advisers, keep)


def _evidences(stored: _Stored) -> Evidences:
    return Evidences(
        observations=stored.observations,
        exchanges=stored.exchanges,
        call_date=stored.trial.call_date,
        judgements=stored.judgements,
    )
