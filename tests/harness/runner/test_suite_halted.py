"""Runs that are stopped in good order: nothing new is begun or dialled, what is under way is collected."""

import asyncio
from collections.abc import Callable, Mapping

import pytest

from harness.grade.trial import Grader
from harness.model.exchange import Exchange
from harness.model.record import RunEnded, Trial
from harness.model.scenario import Gate
from harness.model.values import Json
from harness.model.verdict import FailureKind, Verdict
from harness.runner.attempt import Patience
from harness.runner.commands import Answered, Command, CreateCall, Event, OpenStream
from harness.runner.suite import Conditions, Suite
from tests.harness.runner.stage import (
    CountingClock,
    KeptContract,
    ListLog,
    StagedSession,
    StagedTarget,
    planned,
    scenario,
    suite,
)


def halted(*, interrupted: bool = False) -> tuple[ListLog, RunEnded, StagedTarget]:
    """Run four scenarios one at a time, and halt while the first call is waited for."""

    def halt(_: Trial, command: Command) -> None:
        if isinstance(command, OpenStream):
            runner.halt("the budget is spent", interrupted=interrupted)

    log, target = ListLog(), StagedTarget(before=halt)
    runner = suite(target, log, concurrency=1)
    plan = planned(*(scenario(f"s{number}") for number in range(4)))
    return log, asyncio.run(runner.run(plan)), target


def test_what_was_not_begun_is_in_the_log_with_the_reason() -> None:
    """The call in flight is collected and passes; the others are neither passed nor failed, and say why."""
    log, ended, target = halted()
    assert [record.trial.trial_id for record in log.of("trial_not_run")] == ["s1#1", "s2#1", "s3#1"]
    assert {record.reason for record in log.of("trial_not_run")} == {"the budget is spent"}
    verdicts = {record.scenario_id: record.verdict for record in log.of("scenario_graded")}
    assert verdicts["s0"].verdict is Verdict.PASSED
    assert {(verdicts[f"s{number}"].verdict, verdicts[f"s{number}"].kind) for number in (1, 2, 3)} == {
        (Verdict.UNGRADABLE, FailureKind.NOT_RUN)
    }
    assert verdicts["s1"].message == "not run: the budget is spent"
    assert len(target.sessions) == 1
    assert (ended.halted, ended.interrupted, ended.gate_met, ended.exit_code) == ("the budget is spent", False, None, 3)
    assert ended.reason == "stopped: the budget is spent; so far: 3 scenarios could not be judged, 0 allowed"


def test_a_person_who_stops_a_run_interrupts_it() -> None:
    """It ends as an interrupted run does, with the call in flight collected."""
    log, ended, _ = halted(interrupted=True)
    assert (ended.interrupted, ended.exit_code, ended.gate_met) == (True, 130, None)
    assert [record.verdict.verdict for record in log.of("trial_graded")] == [Verdict.PASSED]


def test_a_trial_that_was_begun_dials_no_more() -> None:
    """Halted after the sign-in and before the POST: no call is created, and the trial was not run."""
    log, target = ListLog(), StagedTarget()
    runner = suite(target, log, concurrency=1)

    def halt(_: Trial, command: Command) -> None:
        if not isinstance(command, CreateCall):
            runner.halt("the budget is spent")

    target.before = halt
    asyncio.run(runner.run(planned(scenario())))
    assert not any(isinstance(command, CreateCall) for command in target.sessions[0].commands)
    assert log.of("dial_intended") == []
    [graded] = log.of("trial_graded")
    assert (graded.verdict.verdict, graded.verdict.kind) == (Verdict.UNGRADABLE, FailureKind.NOT_RUN)


def test_a_gate_that_forgives_does_not_pass_a_halted_run() -> None:
    """Any number of ungradable scenarios is allowed, and still the run did not pass: it was not carried out."""
    log, target = ListLog(), StagedTarget()
    runner = suite(target, log, concurrency=1, gate=Gate(max_ungradable=99))
    target.before = lambda _, command: runner.halt("enough") if isinstance(command, OpenStream) else None
    ended = asyncio.run(runner.run(planned(scenario("a"), scenario("b"))))
    assert (ended.gate_met, ended.exit_code) == (None, 3)


def test_a_failure_stays_a_failure() -> None:
    """What failed before the run was halted is certain."""
    log, target = ListLog(), StagedTarget()
    runner = suite(target, log, concurrency=1)
    target.before = lambda _, command: runner.halt("enough") if isinstance(command, OpenStream) else None
    ended = asyncio.run(runner.run(planned(scenario("a", status="failed"), scenario("b"))))
    assert (ended.gate_met, ended.exit_code) == (False, 1)


def test_the_first_reason_stays() -> None:
    """Two limits reached in one run: what stopped it is the first."""
    runner = suite(StagedTarget(), ListLog())
    runner.halt("first")
    runner.halt("second")
    assert runner.halted == "first"


def test_a_run_halted_before_it_began_sends_nothing() -> None:
    """Every trial is in the log as not run."""
    log, target = ListLog(), StagedTarget()
    runner = suite(target, log)
    runner.halt("no")
    asyncio.run(runner.run(planned(scenario("a", runs=3))))
    assert target.sessions == []
    assert len(log.of("trial_not_run")) == 3


class ForgottenSession(StagedSession):
    """Takes the token for the first call, and no more from then on."""

    async def perform(self, command: Command) -> Event:
        """Refuse the stream of a call."""
        event = await super().perform(command)
        if isinstance(command, OpenStream):
            return Answered(at_s=0, exchange=2, status=401, body={"error": {"code": "TOKEN_EXPIRED", "message": ""}})
        return event


class ForgetfulTarget(StagedTarget):
    """Makes such sessions."""

    async def open(
        self, trial: Trial, account: Mapping[str, Json] | None, keep: Callable[[Exchange], None]  # noqa: ARG002
    ) -> StagedSession:  # fmt: skip
        """Make one."""
        self.sessions.append(ForgottenSession(trial=trial, keep=keep))
        return self.sessions[-1]


@pytest.mark.parametrize(("rings", "begun"), [(True, 1), (False, 3)])
def test_a_token_that_is_not_taken_any_more_halts_real_calls(rings: bool, begun: int) -> None:
    """No phone is rung for a result that cannot be had; on a mock each trial has an account of its own."""
    log, target = ListLog(), ForgetfulTarget()
    runner = Suite(
        target=target,
        log=log,
        clock=CountingClock(),
        grader=Grader(KeptContract(), strict=True),
        conditions=Conditions(concurrency=1, patience=Patience(wait_s=0.0), gate=Gate(), rings=rings),
    )
    ended = asyncio.run(runner.run(planned(scenario("a", runs=3))))
    assert len(log.of("trial_started")) == begun
    assert ("pine-harness login" in ended.halted) is rings
