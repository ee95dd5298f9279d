"""What a run comes to: trial verdicts in, one verdict for each scenario as soon as it is known, and one for the run."""

from collections.abc import Mapping
from dataclasses import replace

from harness.grade.scenario import grade_scenario
from harness.model.record import RunEnded, ScenarioGraded
from harness.model.scenario import Gate, Scenario
from harness.model.verdict import FailureKind, ScenarioVerdict, TrialVerdict, Verdict
from harness.runner.gate import ExitCode, GateVerdict, judge_run
from harness.runner.ports import RunLog

NEVER_BEGAN = TrialVerdict(
    verdict=Verdict.UNGRADABLE,
    kind=FailureKind.INTERRUPTED,
    message="the run was interrupted before this trial began",
    score=None,
)


def not_run(reason: str) -> TrialVerdict:
    """Return what a trial that was never begun counts as in its scenario: neither passed nor failed."""
    return TrialVerdict(verdict=Verdict.UNGRADABLE, kind=FailureKind.NOT_RUN, message=f"not run: {reason}", score=None)


class Conclusions:
    """Keeps what each scenario's trials said, without their evidence, which is in the log and not in memory."""

    def __init__(self, log: RunLog) -> None:
        self._log = log
        self._open: dict[str, Scenario] = {}
        self._trials: dict[str, list[TrialVerdict]] = {}
        self._expected: dict[str, int] = {}
        self._verdicts: dict[str, ScenarioVerdict] = {}
        self._left_out = False

    @property
    def left_out(self) -> bool:
        """Whether a trial, or a call of one, was not run because the run was stopped."""
        return self._left_out

    @property
    def verdicts(self) -> Mapping[str, ScenarioVerdict]:
        """The verdicts so far, by the scenario's id."""
        return self._verdicts

    def expect(self, scenario: Scenario, trials: int | None = None) -> None:
        """Take note of a scenario whose trials will come: so many, its `runs` where nothing else is said."""
        self._open[scenario.scenario_id] = scenario
        self._expected[scenario.scenario_id] = scenario.runs if trials is None else trials
        self._trials[scenario.scenario_id] = []

    def conclude(self, scenario_id: str, verdict: ScenarioVerdict) -> None:
        """Say what a scenario came to."""
        self._open.pop(scenario_id, None)
        self._trials.pop(scenario_id, None)
        self._expected.pop(scenario_id, None)
        self._verdicts[scenario_id] = verdict
        self._log.write(ScenarioGraded(scenario_id=scenario_id, verdict=verdict))

    def recall(self, scenario_id: str, verdict: ScenarioVerdict) -> None:
        """Take over a verdict that the log has already."""
        self._verdicts[scenario_id] = verdict

    def add(self, scenario_id: str, verdict: TrialVerdict) -> None:
        """Take a trial's verdict; with the last of its scenario's, that is concluded."""
        scenario = self._open.get(scenario_id)
        self._left_out = self._left_out or verdict.kind is FailureKind.NOT_RUN
        if scenario is None:
            return
        slim = TrialVerdict(verdict=verdict.verdict, kind=verdict.kind, message=verdict.message, score=verdict.score)
        trials = self._trials[scenario_id]
        trials.append(slim)
        if len(trials) == self._expected[scenario_id]:
            self.conclude(scenario_id, grade_scenario(scenario, trials))

    def end(self, gate: Gate, *, at_s: float, interrupted: bool, halted: str = "") -> RunEnded:
        """Conclude the scenarios whose trials did not all run, write the run's end and return it.

        A run that was halted, as `halted` says why, does not pass, whatever its gate forgives.
        """
        for scenario_id, scenario in list(self._open.items()):
            found = self._trials[scenario_id]
            missing = [NEVER_BEGAN] * (self._expected[scenario_id] - len(found))
            self.conclude(scenario_id, grade_scenario(scenario, [*found, *missing]))
        judged = judge_run(self._verdicts.values(), gate)
        ended = _ended(judged, at_s, interrupted=interrupted, halted=halted)
        if halted and not interrupted and not gate.binding:  # a measurement that was cut short is a smaller one
            ended = replace(ended, exit_code=judged.exit_code)
        self._log.write(ended)
        return ended


def _ended(judged: GateVerdict, at_s: float, *, interrupted: bool, halted: str) -> RunEnded:
    if interrupted:
        reason = f"interrupted; so far: {judged.reason}"
        return RunEnded(
            at_s=at_s, exit_code=ExitCode.INTERRUPTED, gate_met=None, reason=reason, interrupted=True, halted=halted
        )
    if not halted:
        return RunEnded(at_s=at_s, exit_code=judged.exit_code, gate_met=judged.met, reason=judged.reason)
    failed = judged.met is False
    return RunEnded(
        at_s=at_s,
        exit_code=judged.exit_code if failed else ExitCode.COULD_NOT_JUDGE,
        gate_met=False if failed else None,
        reason=f"stopped: {halted}; so far: {judged.reason}",
        halted=halted,
    )
