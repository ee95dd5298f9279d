"""A whole run: the plan's trials on a few workers at once, each graded as it ends, every step of it in the run log."""

import asyncio
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from harness.grade import GRADER_VERSION
from harness.grade.scenario import skipped
from harness.grade.trial import Grader
from harness.model.record import (
    RunEnded,
    ScenarioPlanned,
    Trial,
    TrialGraded,
    TrialNotRun,
    TrialsPlanned,
    TrialStarted,
)
from harness.model.scenario import Gate, Scenario
from harness.model.verdict import ScenarioVerdict, TrialVerdict
from harness.runner.attempt import Patience
from harness.runner.conclusions import Conclusions, not_run
from harness.runner.opinions import Advisers
from harness.runner.past import Past
from harness.runner.plan import Plan
from harness.runner.ports import Clock, RunLog, Target
from harness.runner.retries import next_try
from harness.runner.trial import Surroundings, TrialUnderWay
from harness.wire.planned import without_secrets

INTERRUPTED_REASON = "the run was interrupted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """What a run goes by: how many trials at once, how long to wait for a result, and what makes the run pass.

    `rings`: calls ring real phones, so that a token which is no longer taken halts the run, and a call that was being
    placed when the run was cancelled may have been.
    """

    concurrency: int
    patience: Patience
    gate: Gate
    rings: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalled:
    """What the log of a run that goes on holds already.

    `graded` are the verdicts of the trials that ended, with their scenarios' ids; `skipped` those of the scenarios
    that do not run; `pasts` what is known of the trials that were begun and not ended, by their ids.
    """

    graded: Iterable[tuple[str, TrialVerdict]] = ()
    skipped: Mapping[str, ScenarioVerdict] = field(default_factory=dict)
    pasts: Mapping[str, Past] = field(default_factory=dict)


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
        self._log, self._clock, self._grader, self._conditions = log, clock, grader, conditions
        self._conclusions = Conclusions(log)
        self._scenarios: dict[str, Scenario] = {}
        self._pasts: Mapping[str, Past] = {}
        self._halted, self._halted_by_hand = "", False
        self._under_way = 0
        self._around = Surroundings(
            target=target,
            grader=grader,
            advisers=advisers or Advisers(),
            clock=clock,
            patience=conditions.patience,
            rings=conditions.rings,
            note=log.write,
            halted=lambda: self._halted,
            locked_out=self._lock_out,
        )

    @property
    def halted(self) -> str:
        """Why no new trial is begun, empty while they are."""
        return self._halted

    @property
    def under_way(self) -> int:
        """How many trials have begun and not ended."""
        return self._under_way

    def halt(self, reason: str, *, interrupted: bool = False) -> None:
        """Begin no trial and dial no call from here on; what is under way is collected and graded.

        The trials that were not begun are in the log with the reason, and the run does not pass. The first reason
        stays. `interrupted`: a person stopped the run, which then ends as interrupted. May be called from a record's
        watcher, from a signal handler of the loop, or before the run.
        """
        self._halted = self._halted or reason
        self._halted_by_hand = self._halted_by_hand or interrupted

    async def run(self, plan: Plan) -> RunEnded:
        """Run the plan and return the log's last record; when cancelled, grade and report what was done."""
        self._announce(plan)
        return await self._carry_out(plan.trials)

    async def resume(self, plan: Plan, recalled: Recalled) -> RunEnded:
        """Run what is left of a plan that the log holds already: all trials but those that it has a verdict of."""
        graded = list(recalled.graded)
        self._pasts = recalled.pasts
        ended = Counter(scenario_id for scenario_id, _ in graded)
        self._expect(plan, ended)
        for scenario_id, verdict in recalled.skipped.items():
            self._conclusions.recall(scenario_id, verdict)
        for scenario_id, trial_verdict in graded:
            self._conclusions.add(scenario_id, trial_verdict)
        return await self._carry_out(plan.trials)

    async def _carry_out(self, trials: tuple[Trial, ...]) -> RunEnded:
        was_interrupted = False
        queue = iter(trials)
        workers = [asyncio.create_task(self._work(queue)) for _ in range(self._workers(len(trials)))]
        try:
            await asyncio.gather(*workers)
        except asyncio.CancelledError:
            was_interrupted = True
        finally:
            for worker in workers:
                worker.cancel()
            await asyncio.gather(*workers, return_exceptions=True)
        self._leave_out(queue, INTERRUPTED_REASON if was_interrupted else self._halted)
        interrupted = was_interrupted or self._halted_by_hand
        return self._conclusions.end(
            self._conditions.gate,
            at_s=self._clock.now_s(),
            interrupted=interrupted,
            halted=self._halted if interrupted or self._conclusions.left_out else "",  # else all had been run by then
        )

    def _leave_out(self, rest: Iterable[Trial], reason: str) -> None:
        for trial in rest:
            self._log.write(TrialNotRun(trial=trial, at_s=self._clock.now_s(), reason=reason))
            if self._halted:
                self._conclusions.add(trial.scenario_id, not_run(reason))

    def _workers(self, trials: int) -> int:
        return max(1, min(self._conditions.concurrency, trials))

    def _announce(self, plan: Plan) -> None:
        for scenario in plan.scenarios:
            self._log.write(ScenarioPlanned(scenario=without_secrets(scenario)))
        self._expect(plan, Counter())
        for skip in plan.skips:
            self._log.write(ScenarioPlanned(scenario=without_secrets(skip.scenario)))
            self._conclusions.conclude(skip.scenario.scenario_id, skipped(skip.kind, skip.reason))
        self._log.write(TrialsPlanned(trials=plan.trials))

    def _expect(self, plan: Plan, ended: Counter[str]) -> None:
        left = Counter(trial.scenario_id for trial in plan.trials)
        for scenario in plan.scenarios:
            name = scenario.scenario_id
            self._scenarios[name] = scenario
            self._conclusions.expect(scenario, ended[name] + left[name])

    async def _work(self, queue: Iterator[Trial]) -> None:
        while not self._halted and (trial := next(queue, None)) is not None:
            self._under_way += 1
            try:
                again: Trial | None = trial
                while again is not None:
                    again = await self._trial(again)
            finally:
                self._under_way -= 1

    async def _trial(self, trial: Trial) -> Trial | None:
        """Carry a trial out and grade it; return it as it is to be begun anew, None where its verdict stands."""
        past = self._pasts.get(trial.trial_id)
        if past is None:
            self._log.write(TrialStarted(trial=trial, at_s=self._clock.now_s()))
        under_way = TrialUnderWay(
            trial=trial, scenario=self._scenarios[trial.scenario_id], around=self._around, past=past or Past()
        )
        try:
            await under_way.run()
        except asyncio.CancelledError:
            under_way.cut_short()
            self._grade(under_way, stands=True)
            raise
        return self._grade(under_way, stands=bool(self._halted))

    def _grade(self, under_way: TrialUnderWay, *, stands: bool) -> Trial | None:
        trial = under_way.trial
        verdict = self._grader.grade(under_way.scenario, under_way.evidences)
        retries = 0 if stands else under_way.scenario.retries
        seen = under_way.evidences.observations
        rings_nobody = not self._conditions.rings and "callee" in self._around.target.can  # who plans callees is a mock
        again = next_try(trial, retries, verdict, seen, rings_nobody=rings_nobody)
        self._log.write(
            TrialGraded(
                trial_id=trial.trial_id,
                scenario_id=trial.scenario_id,
                at_s=self._clock.now_s(),
                verdict=verdict,
                grader=GRADER_VERSION,
                retried=again is not None,
            )
        )
        if again is None:
            self._conclusions.add(trial.scenario_id, verdict)
        return again

    def _lock_out(self, code: str) -> None:
        if self._conditions.rings:
            self.halt(f"the gateway takes the access token no more ({code}): log in again with pine-harness login")
