"""A whole run: the plan's trials on a few workers at once, each graded as it ends, every step of it in the run log."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field

from harness.grade.scenario import grade_scenario, skipped
from harness.grade.trial import Evidences, Grader
from harness.model.exchange import Exchange
from harness.model.observation import Breakdown, Observation
from harness.model.record import (
    Exchanged,
    Observed,
    RunEnded,
    ScenarioGraded,
    ScenarioPlanned,
    Trial,
    TrialGraded,
    TrialStarted,
)
from harness.model.scenario import Gate, Scenario
from harness.model.verdict import FailureKind, ScenarioVerdict, TrialVerdict, Verdict
from harness.runner.attempt import Patience
from harness.runner.flow import Flow, interrupted
from harness.runner.gate import ExitCode, judge_run
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


class Suite:
    """One run under way. Everything it needs of the world is handed in: target, log, clock, grader."""

    def __init__(self, *, target: Target, log: RunLog, clock: Clock, grader: Grader, conditions: Conditions) -> None:
        self._target, self._log, self._clock, self._grader = target, log, clock, grader
        self._conditions = conditions
        self._verdicts: dict[str, ScenarioVerdict] = {}
        self._trials: dict[str, list[TrialVerdict]] = {}
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
        self._grade_leftovers()
        return self._end(was_interrupted=was_interrupted)

    def _workers(self, plan: Plan) -> int:
        return max(1, min(self._conditions.concurrency, len(plan.trials)))

    def _announce(self, plan: Plan) -> None:
        for scenario in plan.scenarios:
            self._scenarios[scenario.scenario_id] = scenario
            self._trials[scenario.scenario_id] = []
            self._log.write(ScenarioPlanned(scenario=without_secrets(scenario)))
        for skip in plan.skips:
            self._log.write(ScenarioPlanned(scenario=without_secrets(skip.scenario)))
            self._conclude(skip.scenario.scenario_id, skipped(skip.kind, skip.reason))

    async def _work(self, queue: Iterator[Trial]) -> None:
        for trial in queue:
            await self._trial(trial)

    async def _trial(self, trial: Trial) -> None:
        scenario = self._scenarios[trial.scenario_id]
        notes = _TrialNotes()
        self._log.write(TrialStarted(trial=trial, at_s=self._clock.now_s()))
        try:
            await self._carry_out(trial, scenario, notes)
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
            await flow.run(scenario)
        finally:
            await opened.close()

    def _observe(self, trial: Trial, notes: _TrialNotes, observation: Observation) -> None:
        notes.observations.append(observation)
        self._log.write(Observed(trial_id=trial.trial_id, observation=observation))

    def _grade(self, trial: Trial, scenario: Scenario, notes: _TrialNotes) -> None:
        evidences = Evidences(observations=notes.observations, exchanges=notes.exchanges, call_date=trial.call_date)
        verdict = self._grader.grade(scenario, evidences)
        self._log.write(
            TrialGraded(
                trial_id=trial.trial_id,
                scenario_id=scenario.scenario_id,
                at_s=self._clock.now_s(),
                verdict=verdict,
            )
        )
        # Only the sentence and the verdict are needed from here on: the evidence is in the log, not in memory.
        slim = TrialVerdict(verdict=verdict.verdict, kind=verdict.kind, message=verdict.message, score=verdict.score)
        self._trials[scenario.scenario_id].append(slim)
        if len(self._trials[scenario.scenario_id]) == scenario.runs:
            self._conclude(scenario.scenario_id, grade_scenario(scenario, self._trials[scenario.scenario_id]))

    def _conclude(self, scenario_id: str, verdict: ScenarioVerdict) -> None:
        self._verdicts[scenario_id] = verdict
        self._log.write(ScenarioGraded(scenario_id=scenario_id, verdict=verdict))

    def _grade_leftovers(self) -> None:
        """Give every scenario whose trials did not all run a verdict that says so."""
        for scenario_id, scenario in self._scenarios.items():
            if scenario_id in self._verdicts:
                continue
            missing = TrialVerdict(
                verdict=Verdict.UNGRADABLE,
                kind=FailureKind.INTERRUPTED,
                message="the run was interrupted before this trial began",
                score=None,
            )
            found = self._trials[scenario_id]
            never_ran = [missing] * (scenario.runs - len(found))
            self._conclude(scenario_id, grade_scenario(scenario, [*found, *never_ran]))

    def _end(self, *, was_interrupted: bool) -> RunEnded:
        gate = judge_run(self._verdicts.values(), self._conditions.gate)
        ended = RunEnded(
            at_s=self._clock.now_s(),
            exit_code=ExitCode.INTERRUPTED if was_interrupted else gate.exit_code,
            gate_met=None if was_interrupted else gate.met,
            reason=f"interrupted; so far: {gate.reason}" if was_interrupted else gate.reason,
            interrupted=was_interrupted,
        )
        self._log.write(ended)
        return ended


def _last_step(notes: _TrialNotes) -> int:
    return notes.observations[-1].step + 1 if notes.observations else 0
