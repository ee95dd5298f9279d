"""When a run stops beginning trials, told by its records alone."""

import asyncio

import pytest

from harness.model.record import Record, ScenarioPlanned, TrialGraded
from harness.model.scenario import Scenario
from harness.model.verdict import FailureKind, TrialVerdict, Verdict
from harness.runner.gate import ExitCode
from harness.runner.limits import Limits, LimitWatch
from tests.harness.runner.stage import ListLog, StagedTarget, planned, scenario, suite

LETTERS = {"p": Verdict.PASSED, "f": Verdict.FAILED, "u": Verdict.UNGRADABLE}


def graded(letters: str, scenario_id: str = "s", at_s: float = 0.0) -> list[Record]:
    """The verdicts of trials, a letter each."""
    verdicts = (TrialVerdict(verdict=LETTERS[it], kind=None, message="", score=None) for it in letters)
    return [TrialGraded(trial_id="", scenario_id=scenario_id, at_s=at_s, verdict=verdict) for verdict in verdicts]


def told(limits: Limits, *records: Record) -> list[str]:
    """The reasons for which a run is halted."""
    reasons: list[str] = []
    watch = LimitWatch(limits, reasons.append)
    for record in records:
        watch.write(record)
    return reasons


@pytest.mark.parametrize(
    ("letters", "reasons"),
    [
        ("pufp", []),
        ("pff", ["2 calls failed (--max-failures 2)"]),
        ("fffff", ["2 calls failed (--max-failures 2)"]),
        ("uuuuu", []),
    ],
)
def test_failures_are_counted_up_to_the_limit(letters: str, reasons: list[str]) -> None:
    """Failed trials alone count, and the limit is told once."""
    assert told(Limits(max_failures=2), *graded(letters)) == reasons


def test_one_failure_may_be_too_many() -> None:
    """The sentence counts."""
    assert told(Limits(max_failures=1), *graded("f")) == ["1 call failed (--max-failures 1)"]


def test_a_known_issue_is_no_failure() -> None:
    """A trial that fails as announced stops nothing."""
    known = ScenarioPlanned(scenario=scenario("known", known_issue="GW-1"))
    assert told(Limits(max_failures=1), known, *graded("ff", "known")) == []


@pytest.mark.parametrize(("at_s", "reasons"), [(59.9, []), (60.0, ["the time is up (--timeout 60)"])])
def test_the_time_of_the_run_is_limited(at_s: float, reasons: list[str]) -> None:
    """The run's own clock counts, as the records have it."""
    assert told(Limits(timeout_s=60), *graded("p", at_s=at_s)) == reasons


def test_without_limits_nothing_is_halted() -> None:
    """The default is to run everything."""
    assert told(Limits(), *graded("ffff", at_s=1e9)) == []


class Watched(ListLog):
    """A log whose records are watched, as a run's are."""

    watch: LimitWatch | None = None

    def write(self, record: Record) -> None:
        """Keep, then tell."""
        super().write(record)
        if self.watch is not None:
            self.watch.write(record)


def stopped(limits: Limits, *scenarios: Scenario) -> Watched:
    """Run scenarios one trial at a time under limits."""
    log = Watched()
    runner = suite(StagedTarget(), log, concurrency=1)
    log.watch = LimitWatch(limits, runner.halt)
    asyncio.run(runner.run(planned(*scenarios)))
    return log


def test_no_trial_begins_after_a_limit_and_the_rest_is_listed_with_the_reason() -> None:
    """The trial that reached it is the last; every other planned trial is in the log as not run."""
    log = stopped(Limits(max_failures=2), scenario("bad", status="failed", runs=3), scenario("good", runs=3))
    assert [record.trial.trial_id for record in log.of("trial_started")] == ["bad#1", "good#1", "bad#2"]
    left = log.of("trial_not_run")
    assert [record.trial.trial_id for record in left] == ["good#2", "bad#3", "good#3"]
    assert {record.reason for record in left} == {"2 calls failed (--max-failures 2)"}
    verdicts = {
        record.scenario_id: (record.verdict.verdict, record.verdict.kind) for record in log.of("scenario_graded")
    }
    assert verdicts == {
        "bad": (Verdict.FAILED, FailureKind.EXPECTATION),
        "good": (Verdict.UNGRADABLE, FailureKind.NOT_RUN),
    }
    [ended] = log.of("run_ended")
    assert ended.exit_code == ExitCode.GATE_NOT_MET


def test_a_run_out_of_time_is_no_failure() -> None:
    """Without a failure, what was not run could not be judged."""
    log = stopped(Limits(timeout_s=5), scenario("good", runs=9))
    assert 0 < len(log.of("trial_graded")) < 9
    [ended] = log.of("run_ended")
    assert ended.exit_code == ExitCode.COULD_NOT_JUDGE
