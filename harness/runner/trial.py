"""One trial under way: its session, its flow, its opinions, and what is kept of it until it is graded."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from harness.grade.trial import Evidences, Grader
from harness.model.exchange import Exchange
from harness.model.judgement import Judgement
from harness.model.observation import DIAL_ADVICE, Breakdown, Observation
from harness.model.record import Exchanged, Judged, Observed, Record, Trial
from harness.model.scenario import HttpRequest, Scenario
from harness.model.verdict import FailureKind
from harness.runner.attempt import Patience
from harness.runner.flow import Flow, interrupted
from harness.runner.journal import Journal
from harness.runner.opinions import Advisers, ask, unanswered
from harness.runner.past import Past
from harness.runner.ports import Clock, Target
from harness.wire.planned import body_without_secrets


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What every trial of a run shares.

    `note` writes a record, `halted` says why no call may be dialled now, `locked_out` is told of the error code after
    which the account is answered no more. `rings`: the target's calls ring real phones.
    """

    target: Target
    grader: Grader
    advisers: Advisers
    clock: Clock
    patience: Patience
    rings: bool
    note: Callable[[Record], None]
    halted: Callable[[], str]
    locked_out: Callable[[str], None]


@dataclass(slots=True, kw_only=True)
class TrialUnderWay:
    """One trial. Everything that happens is written down as it does; what grading reads is kept until then."""

    trial: Trial
    scenario: Scenario
    around: Surroundings
    past: Past
    observations: list[Observation] = field(default_factory=list)
    exchanges: dict[int, Exchange] = field(default_factory=dict)
    judgements: dict[str, Judgement] = field(default_factory=dict)
    journal: Journal | None = None

    def __post_init__(self) -> None:
        self.exchanges.update(self.past.exchanges)
        self.judgements.update(self.past.judgements)

    @property
    def evidences(self) -> Evidences:
        """All that the trial left so far."""
        return Evidences(
            observations=self.observations,
            exchanges=self.exchanges,
            call_date=self.trial.call_date,
            judgements=self.judgements,
        )

    async def run(self) -> None:
        """Carry out the steps, then ask for the opinions that grading will read."""
        await self._carry_out()
        await self._ask()

    def cut_short(self) -> None:
        """Say that the trial was stopped from outside; where a real phone may have rung, that it may."""
        seen = interrupted(self.observations[-1].step + 1 if self.observations else 0)
        if self.around.rings and self.journal is not None and self.journal.unsettled:
            message = f"the run was interrupted while the call was being placed, and a phone may ring: {DIAL_ADVICE}"
            seen = replace(seen, breakdown=Breakdown(kind=FailureKind.DIAL_UNKNOWN, message=message))
        self._observe(seen)

    async def _carry_out(self) -> None:
        around, offset = self.around, self.past.last_seq
        opened = await around.target.open(
            self.trial, self.scenario.account, lambda exchange: self._keep(exchange, offset)
        )
        if isinstance(opened, Breakdown):
            self._observe(Observation(step=0, call_name="", breakdown=opened))
            return
        self.journal = Journal(
            opened,
            trial_id=self.trial.trial_id,
            past=self.past,
            note=around.note,
            clock=around.clock,
            halted=around.halted,
            locked_out=around.locked_out,
        )
        flow = Flow(
            session=self.journal,
            keep=self._observe,
            patience=around.patience,
            plans_calls="callee" in around.target.can,
            reads_books="books" in around.target.can,
            moves_clock="clock" in around.target.can,
        )
        try:
            faults = self.scenario.faults
            broken = await opened.set_faults(faults) if faults else None
            if broken is None:
                await flow.run(self.scenario)
            else:
                self._observe(Observation(step=0, call_name="", breakdown=broken))
        finally:
            await opened.close()

    async def _ask(self) -> None:
        """Fetch the opinions that grading will read; those that came before an interruption are kept."""

        def keep(judgement: Judgement) -> None:
            self.judgements[judgement.key] = judgement
            self.around.note(Judged(trial_id=self.trial.trial_id, judgement=judgement))

        wanted = self.around.grader.opinions(self.scenario, self.evidences)
        await ask(unanswered(wanted, self.judgements), self.around.advisers, keep)

    def _keep(self, exchange: Exchange, offset: int) -> None:
        if offset:
            exchange = replace(exchange, seq=exchange.seq + offset)
        self.exchanges[exchange.seq] = exchange
        self.around.note(Exchanged(trial_id=self.trial.trial_id, exchange=exchange))

    def _observe(self, observation: Observation) -> None:
        step = self.scenario.steps[observation.step] if observation.step < len(self.scenario.steps) else None
        if isinstance(step, HttpRequest):
            observation = replace(observation, body=body_without_secrets(observation.body))
        self.observations.append(observation)
        self.around.note(Observed(trial_id=self.trial.trial_id, observation=observation))
