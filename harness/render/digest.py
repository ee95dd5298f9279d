"""A run put in short."""

from harness.render.past import PastRun, PastScenario
from harness.render.tally import State
from harness.render.view import RunView


def digest(view: RunView) -> PastRun:
    """Keep in mind what a run came to."""
    return PastRun(
        run_id=view.started.run_id,
        started_at=view.started.started_at,
        target=view.started.target,
        gate_met=view.ended.gate_met if view.ended else None,
        ended=view.ended is not None and not view.ended.interrupted,
        seconds=view.duration_s,
        scenarios={
            it.scenario.scenario_id: PastScenario(
                state=it.state.value,
                passed=it.passed,
                graded=sum(trial.state in (State.PASSED, State.FAILED) for trial in it.trials),
            )
            for it in view.scenarios
        },
    )
