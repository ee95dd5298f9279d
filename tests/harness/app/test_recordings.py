"""What trials left, gathered from the records of a run."""

from datetime import UTC, datetime

from harness.app.recordings import Recordings
from harness.model.observation import Observation
from harness.model.record import Exchanged, Observed, Trial, TrialStarted
from tests.harness.grade.makers import exchange

FRIDAY = datetime(2026, 3, 6, 17, tzinfo=UTC)


def started(index: int, scenario_id: str = "s") -> TrialStarted:
    """The beginning of a trial."""
    trial = Trial(scenario_id=scenario_id, index=index, seed=index, call_date=FRIDAY)
    return TrialStarted(trial=trial, at_s=0.0)


def test_trials_come_in_the_order_of_their_index_with_what_is_theirs() -> None:
    """Records of several trials are interleaved in a log; each trial gets its own, and other scenarios' stay out."""
    seen = Observation(step=1, call_name="call")
    found = Recordings.of(
        (
            started(2),
            started(1),
            started(1, "other"),
            Observed(trial_id="s#1", observation=seen),
            Exchanged(trial_id="s#2", exchange=exchange(7)),
        )
    ).of_scenario("s")
    assert [trial.trial_id for trial, _ in found] == ["s#1", "s#2"]
    assert [evidences.observations for _, evidences in found] == [(seen,), ()]
    assert [list(evidences.exchanges) for _, evidences in found] == [[], [7]]
    assert found[0][1].call_date == FRIDAY


def test_what_belongs_to_no_trial_is_left_out() -> None:
    """A log cut at its beginning still tells of the trials that it has."""
    assert (
        Recordings.of([Observed(trial_id="s#1", observation=Observation(step=0, call_name=""))]).of_scenario("s") == []
    )
