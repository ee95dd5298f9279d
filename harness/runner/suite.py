"""A whole run: the plan's trials on a few workers at once, each graded as it ends, every step of it in the run log."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field

from harness.grade import GRADER_VERSION
from harness.grade.scenario import skipped
from harness.grade.trial import Evidences, Grader
from harness.model.exchange import Exchange
from harness.model.judgement import Judgement
from harness.model.observation import Breakdown, Observation
from harness.model.record import (
    Exchanged,
    Judged,
    Observed,
    RunEnded,
    ScenarioPlanned,
    Trial,
    TrialGraded,
    TrialStarted,
)
from harness.model.scenario import Gate, Scenario
from harness.runner.attempt import Patience
from harness.runner.conclusions import Conclusions
from harness.runner.flow import Flow, interrupted
from harness.runner.opinions import Advisers, ask
from harness.runner.plan import Plan
from harness.runner.ports import Clock, RunLog, Target
from harness.wire.planned import without_secrets


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """What a run goes by: how many trials at once, how long to wait for a result, and what makes the run pass."""

    concurrency: int
    patience: Patience
    gate: Gate


@dataclass(slots=True)
class _TrialNotes:
    """What one trial has left so far."""

    observations: list[Observation] = field(default_factory=list)
    exchanges: dict[int, Exchange] = field(default_factory=dict)
    judgements: dict[str, Judgement] = field(default_factory=dict)


class Suite:
    """One run under way. Everything it needs of the world is handed in: target, log, clock, grader, advisers."""

    def __init__(
        self,
        *,
        target: Target,
        log: RunLog,
        clock: Clock,
        grader: Grader,
        conditions: Conditions,
        advisers: Advisers | None = None,
    ) -> None:
        self._target, self._log, self._clock, self._grader = target, log, clock, grader
        self._conditions = conditions
        self._advisers = advisers or Advisers()
        self._conclusions = Conclusions(log)
        self._scenarios: dict[str, Scenario] = {}

    async def run(self, plan: Plan) -> RunEnded:
        """Run the plan and return the log's last record; when cancelled, grade and report what was done."""
        self._announce(plan)
        was_interrupted = False
        queue = iter(plan.trials)
        workers = [asyncio.create_task(self._work(queue)) for _ in range(self._workers(plan))]
        try:
            await asyncio.gather(*workers)
        except asyncio.CancelledError:
            was_interrupted = True
        finally:
            for worker in workers:
                worker.cancel()
            await asyncio.gather(*workers, return_exceptions=True)
        return self._conclusions.end(self._conditions.gate, at_s=self._clock.now_s(), interrupted=was_interrupted)

    def _workers(self, plan: Plan) -> int:
        return max(1, min(self._conditions.concurrency, len(plan.trials)))

    def _announce(self, plan: Plan) -> None:
        for scenario in plan.scenarios:
            self._scenarios[scenario.scenario_id] = scenario
            self._conclusions.expect(scenario)
            self._log.write(ScenarioPlanned(scenario=without_secrets(scenario)))
        for skip in plan.skips:
            self._log.write(ScenarioPlanned(scenario=without_secrets(skip.scenario)))
            self._conclusions.conclude(skip.scenario.scenario_id, skipped(skip.kind, skip.reason))

    async def _work(self, queue: Iterator[Trial]) -> None:
        for trial in queue:
            await self._trial(trial)

    async def _trial(self, trial: Trial) -> None:
        scenario = self._scenarios[trial.scenario_id]
        notes = _TrialNotes()
        self._log.write(TrialStarted(trial=trial, at_s=self._clock.now_s()))
        try:
            await self._carry_out(trial, scenario, notes)
            await self._ask(trial, scenario, notes)
        except asyncio.CancelledError:
            self._observe(trial, notes, interrupted(_last_step(notes)))
            self._grade(trial, scenario, notes)
            raise
        self._grade(trial, scenario, notes)

    async def _carry_out(self, trial: Trial, scenario: Scenario, notes: _TrialNotes) -> None:
        def keep(exchange: Exchange) -> None:
            notes.exchanges[exchange.seq] = exchange
            self._log.write(Exchanged(trial_id=trial.trial_id, exchange=exchange))

        opened = await self._target.open(trial, scenario.account, keep)
        if isinstance(opened, Breakdown):
            self._observe(trial, notes, Observation(step=0, call_name="", breakdown=opened))
            return
        flow = Flow(
            session=opened,
            keep=lambda observation: self._observe(trial, notes, observation),
            patience=self._conditions.patience,
            plans_calls="callee" in self._target.can,
            reads_books="books" in self._target.can,
        )
        try:
            broken = await opened.set_faults(scenario.faults) if scenario.faults else None
            if broken is None:
                await flow.run(scenario)
            else:
                self._observe(trial, notes, Observation(step=0, call_name="", breakdown=broken))
        finally:
            await opened.close()

    async def _ask(self, trial: Trial, scenario: Scenario, notes: _TrialNotes) -> None:
        """Fetch the opinions that grading will read; those that came before an interruption are kept."""

        def keep(judgement: Judgement) -> None:
            notes.judgements[judgement.key] = judgement
            self._log.write(Judged(trial_id=trial.trial_id, judgement=judgement))

        await ask(self._grader.opinions(scenario, _evidences(trial, notes)), self._advisers, keep)

    def _observe(self, trial: Trial, notes: _TrialNotes, observation: Observation) -> None:
        notes.observations.append(observation)
        self._log.write(Observed(trial_id=trial.trial_id, observation=observation))

    def _grade(self, trial: Trial, scenario: Scenario, notes: _TrialNotes) -> None:
        verdict = self._grader.grade(scenario, _evidences(trial, notes))
        self._log.write(
            TrialGraded(
                trial_id=trial.trial_id,
                scenario_id=scenario.scenario_id,
                at_s=self._clock.now_s(),
                verdict=verdict,
                grader=GRADER_VERSION,
            )
        )
        self._conclusions.add(scenario.scenario_id, verdict)


def _evidences(trial: Trial, notes: _TrialNotes) -> Evidences:
    return Evidences(
        observations=notes.observations,
        exchanges=notes.exchanges,
        call_date=trial.call_date,
        judgements=notes.judgements,
    )


def _last_step(notes: _TrialNotes) -> int:
    return notes.observations[-1].step + 1 if notes.observations else 0
