"""What trials left, gathered from the records of a run."""

from datetime import UTC, datetime

from harness.app.recordings import Recordings
from harness.model.observation import Observation
from harness.model.record import Exchanged, Observed, Trial, TrialGraded, TrialStarted
from harness.model.verdict import FailureKind, TrialVerdict, Verdict
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


def test_a_try_that_was_begun_anew_is_left_out() -> None:
    """Only the last try of a trial is its recording."""
    lost = TrialVerdict(verdict=Verdict.UNGRADABLE, kind=FailureKind.TIMEOUT, message="", score=None)
    again = Trial(scenario_id="s", index=1, seed=9, call_date=FRIDAY, retry=1)
    graded = TrialGraded(trial_id="s#1", scenario_id="s", at_s=1.0, verdict=lost, retried=True)
    found = Recordings.of((started(1), graded, TrialStarted(trial=again, at_s=1.0))).of_scenario("s")
    assert [trial.trial_id for trial, _ in found] == ["s#1.2"]
