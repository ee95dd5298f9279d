"""Runs that do not end well: cancelled in the middle, a log that cannot be written, a target that crashes."""

import asyncio

import pytest

from harness.errors import StoreError
from harness.model.record import Record, RunEnded, Trial
from harness.model.scenario import Gate, Scenario
from harness.model.verdict import FailureKind, Verdict
from harness.runner.commands import Command, CreateCall, OpenStream
from harness.runner.plan import Plan
from tests.harness.runner.stage import ListLog, StagedTarget, planned, scenario, suite


def cancelled(
    plan: Plan, blocked: int, *, concurrency: int = 4, finish: int = 0, at: type[Command] = OpenStream
) -> tuple[ListLog, RunEnded, StagedTarget]:
    """Run a plan, let `finish` trials end, and cancel when `blocked` others hang at a command."""

    async def main() -> tuple[ListLog, RunEnded, StagedTarget]:
        log, waiting, everybody = ListLog(), 0, asyncio.Event()

        async def hang(trial: Trial, command: Command) -> None:
            nonlocal waiting
            if not isinstance(command, at) or plan.trials.index(trial) < finish:
                return
            waiting += 1
            if waiting == blocked:
                everybody.set()
            await asyncio.Event().wait()

        target = StagedTarget(before=hang)
        running = asyncio.create_task(suite(target, log, concurrency=concurrency).run(plan))
        async with asyncio.timeout(30):
            await everybody.wait()
            running.cancel()
            return log, await running, target

    return asyncio.run(main())


def verdicts(log: ListLog) -> dict[str, Verdict]:
    """Each scenario's verdict; raises when one has two."""
    found = {record.scenario_id: record.verdict.verdict for record in log.of("scenario_graded")}
    assert len(found) == len(log.of("scenario_graded"))
    return found


@pytest.mark.parametrize("at", [CreateCall, OpenStream], ids=["while it is created", "while it is waited for"])
@pytest.mark.parametrize("concurrency", [1, 4])
def test_every_started_trial_is_graded_once(concurrency: int, at: type[Command]) -> None:
    """Cancelled in the middle: what was started has exactly one verdict, what was not has none, and the log ends."""
    plan = planned(*(scenario(f"s{number}") for number in range(9)))
    log, ended, target = cancelled(plan, concurrency, concurrency=concurrency, finish=3, at=at)
    started = [record.trial.trial_id for record in log.of("trial_started")]
    assert len(started) == 3 + concurrency
    assert sorted(record.trial_id for record in log.of("trial_graded")) == sorted(started)
    assert (log.records[-1], ended.exit_code, ended.gate_met, ended.interrupted) == (ended, 130, None, True)
    assert all(session.closed == 1 for session in target.sessions)


def test_every_scenario_has_a_verdict() -> None:
    """Those that ended keep theirs; those that were stopped, or never began, are ungradable as interrupted."""
    plan = planned(*(scenario(f"s{number}") for number in range(6)))
    log, _, _ = cancelled(plan, 2, concurrency=2, finish=2)
    found = verdicts(log)
    assert [found[f"s{number}"].value for number in range(6)] == ["passed"] * 2 + ["ungradable"] * 4
    assert {record.verdict.kind for record in log.of("scenario_graded")} == {None, FailureKind.INTERRUPTED}


def test_an_interrupted_trial_says_so() -> None:
    """Its verdict is ungradable, of the kind interrupted, and its observation is in the log."""
    log, _, _ = cancelled(planned(scenario()), 1)
    [graded] = log.of("trial_graded")
    assert (graded.verdict.verdict, graded.verdict.kind) == (Verdict.UNGRADABLE, FailureKind.INTERRUPTED)
    assert log.of("observed")[-1].observation.breakdown.kind is FailureKind.INTERRUPTED


def test_the_reason_tells_how_far_it_came() -> None:
    """The last record says that the run was interrupted and what the gate would have said."""
    _, ended, _ = cancelled(planned(scenario("a"), scenario("b")), 1, concurrency=1, finish=1)
    assert ended.reason == "interrupted; so far: 1 scenario could not be judged, 0 allowed"


def test_trials_that_never_ran_are_not_forgiven() -> None:
    """Of ten trials one ran: two ungradable allowed do not make a pass of the other nine."""
    wanted: Scenario = scenario("a", runs=10, max_ungradable=2)
    log, _, _ = cancelled(planned(wanted), 1, concurrency=1, finish=1)
    [record] = log.of("scenario_graded")
    assert (record.verdict.verdict, record.verdict.passed, record.verdict.ungradable) == (Verdict.UNGRADABLE, 1, 9)


def test_a_log_that_cannot_be_written_ends_the_run() -> None:
    """A full disk is raised, whatever else runs: nothing goes on unrecorded."""

    class FullLog(ListLog):
        def write(self, record: Record) -> None:
            if len(self.records) >= 20:
                raise StoreError("no space left")
            super().write(record)

    log, target = FullLog(), StagedTarget()
    with pytest.raises(StoreError, match="no space left"):
        asyncio.run(suite(target, log).run(planned(scenario("a", runs=50))))
    assert len(target.sessions) < 50
    assert all(session.closed == 1 for session in target.sessions)


def test_a_defect_of_a_target_is_raised() -> None:
    """A target that breaks its promise never to raise ends the run with that error, and leaves no task behind."""

    def crash(_: Trial, command: Command) -> None:
        if isinstance(command, OpenStream):
            raise ZeroDivisionError

    target = StagedTarget(before=crash)
    with pytest.raises(ZeroDivisionError):
        asyncio.run(suite(target, ListLog()).run(planned(scenario("a", runs=9))))
    assert all(session.closed == 1 for session in target.sessions)


def test_a_run_cancelled_before_it_began_has_a_whole_log() -> None:
    """Cancelled before the first trial: every scenario is in the log, ungradable, and no trial is."""

    async def main() -> tuple[ListLog, RunEnded]:
        log = ListLog()
        runner = suite(StagedTarget(), log, gate=Gate())
        running = asyncio.create_task(runner.run(planned(scenario("a"), scenario("b"))))
        await asyncio.sleep(0)
        running.cancel()
        return log, await running

    log, ended = asyncio.run(main())
    assert set(verdicts(log).values()) == {Verdict.UNGRADABLE}
    assert len(log.of("trial_started")) == len(log.of("trial_graded"))
    assert ended.exit_code == 130
