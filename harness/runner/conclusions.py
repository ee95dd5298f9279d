"""What a run comes to: trial verdicts in, one verdict for each scenario as soon as it is known, and one for the run."""

from collections.abc import Mapping

from harness.grade.scenario import grade_scenario
from harness.model.record import RunEnded, ScenarioGraded
from harness.model.scenario import Gate, Scenario
from harness.model.verdict import FailureKind, ScenarioVerdict, TrialVerdict, Verdict
from harness.runner.gate import ExitCode, judge_run
from harness.runner.ports import RunLog

NEVER_BEGAN = TrialVerdict(
    verdict=Verdict.UNGRADABLE,
    kind=FailureKind.INTERRUPTED,
    message="the run was interrupted before this trial began",
    score=None,
)


class Conclusions:
    """Keeps what each scenario's trials said, without their evidence, which is in the log and not in memory."""

    def __init__(self, log: RunLog) -> None:
        self._log = log
        self._open: dict[str, Scenario] = {}
        self._trials: dict[str, list[TrialVerdict]] = {}
        self._verdicts: dict[str, ScenarioVerdict] = {}

    @property
    def verdicts(self) -> Mapping[str, ScenarioVerdict]:
        """The verdicts so far, by the scenario's id."""
        return self._verdicts

    def expect(self, scenario: Scenario) -> None:
        """Take note of a scenario whose trials will come."""
        self._open[scenario.scenario_id] = scenario
        self._trials[scenario.scenario_id] = []

    def conclude(self, scenario_id: str, verdict: ScenarioVerdict) -> None:
        """Say what a scenario came to."""
        self._open.pop(scenario_id, None)
        self._verdicts[scenario_id] = verdict
        self._log.write(ScenarioGraded(scenario_id=scenario_id, verdict=verdict))

    def add(self, scenario_id: str, verdict: TrialVerdict) -> None:
        """Take a trial's verdict; with the last of its scenario's, that is concluded."""
        slim = TrialVerdict(verdict=verdict.verdict, kind=verdict.kind, message=verdict.message, score=verdict.score)
        trials = self._trials[scenario_id]
        trials.append(slim)
        scenario = self._open.get(scenario_id)
        if scenario is not None and len(trials) == scenario.runs:
            self.conclude(scenario_id, grade_scenario(scenario, trials))

    def end(self, gate: Gate, *, at_s: float, interrupted: bool) -> RunEnded:
        """Conclude the scenarios whose trials did not all run, write the run's end and return it."""
        for scenario_id, scenario in list(self._open.items()):
            found = self._trials[scenario_id]
            missing = [NEVER_BEGAN] * (scenario.runs - len(found))
            self.conclude(scenario_id, grade_scenario(scenario, [*found, *missing]))
        judged = judge_run(self._verdicts.values(), gate)
        ended = RunEnded(
            at_s=at_s,
            exit_code=ExitCode.INTERRUPTED if interrupted else judged.exit_code,
            gate_met=None if interrupted else judged.met,
            reason=f"interrupted; so far: {judged.reason}" if interrupted else judged.reason,
            interrupted=interrupted,
        )
        self._log.write(ended)
        return ended
