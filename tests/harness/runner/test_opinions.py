"""Opinions fetched before a trial is graded, and logged: on a staged target with staged advisers."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from harness.errors import Span
from harness.grade.trial import Grader
from harness.model.judgement import Judgement, OpinionRequest
from harness.model.record import RunEnded
from harness.model.scenario import CheckSpec, Expectation, Gate, Scenario
from harness.model.values import Json
from harness.model.verdict import FailureKind, Verdict
from harness.runner.attempt import Patience
from harness.runner.opinions import Advisers, ask, unanswered
from harness.runner.suite import Conditions, Suite
from tests.harness.runner.stage import CountingClock, KeptContract, ListLog, StagedTarget, planned, scenario

Answer = Callable[[OpinionRequest], Judgement]
REQUEST = OpinionRequest(kind="judge", asked="It went well.", about={})


def yes(request: OpinionRequest) -> Judgement:
    """A good opinion."""
    return Judgement(key=request.key, kind=request.kind, answer="yes")


def crash(request: OpinionRequest) -> Judgement:
    """An adviser with a defect."""
    raise RuntimeError(f"no idea of {request.asked}")


@dataclass
class Adviser:
    """A judge and user code in one, that answers by rule and remembers what it was asked."""

    answer: Answer = yes
    asked: list[OpinionRequest] = field(default_factory=list)
    stop: asyncio.Event | None = None

    async def judge(self, request: OpinionRequest) -> Judgement:
        """Answer, once it may."""
        self.asked.append(request)
        if self.stop is not None:
            self.stop.set()
            await asyncio.Event().wait()
        return self.answer(request)

    async def call(self, request: OpinionRequest) -> Judgement:
        """Answer as the judge does."""
        return await self.judge(request)


def expecting(*checks: tuple[str, Json], **changes: Json) -> Scenario:
    """A single-call scenario with these checks on its end."""
    span = Span(file="s.yaml", line=1, column=1)
    expectations = tuple(
        Expectation(expectation_id=f"e{number}", check=CheckSpec(name=name, args=args, span=span), step=2)
        for number, (name, args) in enumerate(checks)
    )
    return scenario(expectations=expectations, **changes)


def runner(log: ListLog, advisers: Advisers | None) -> Suite:
    """A suite on the stage that may ask these advisers."""
    return Suite(
        target=StagedTarget(),
        log=log,
        clock=CountingClock(),
        grader=Grader(KeptContract(), strict=True),
        conditions=Conditions(concurrency=4, patience=Patience(), gate=Gate()),
        advisers=advisers,
    )


def ran(found: Scenario, advisers: Advisers | None) -> tuple[ListLog, RunEnded]:
    """Run one scenario."""
    log = ListLog()
    return log, asyncio.run(runner(log, advisers).run(planned(found)))


def test_an_opinion_is_logged_between_what_was_seen_and_the_verdict() -> None:
    """Each trial's questions are asked once all of it is observed, and the answers are in the log it is graded by."""
    adviser = Adviser()
    log, ended = ran(expecting(("judge", "It went well.")), Advisers(judge=adviser))
    assert [record.record for record in log.records][-5:] == [
        "observed", "judged", "trial_graded", "scenario_graded", "run_ended",
    ]  # fmt: skip
    [record] = log.of("judged")
    assert (record.trial_id, record.judgement.answer) == ("s#1", "yes")
    assert (len(adviser.asked), ended.exit_code) == (1, 0)


def test_judge_and_user_code_are_asked_each_their_own() -> None:
    """A rubric goes to the judge, a function to the user's code."""
    judge, code = Adviser(), Adviser()
    ran(expecting(("judge", "It went well."), ("python", "rules:f")), Advisers(judge=judge, user_code=code))
    assert [request.asked for request in judge.asked] == ["It went well."]
    assert [request.asked for request in code.asked] == ["rules:f"]


def test_a_scenario_without_questions_asks_nobody() -> None:
    """No record, no request."""
    adviser = Adviser()
    log, _ = ran(expecting(("status", "completed")), Advisers(judge=adviser))
    assert (adviser.asked, log.of("judged")) == ([], [])


@pytest.mark.parametrize("advisers", [None, Advisers(), Advisers(judge=Adviser(crash))])
def test_nobody_to_ask_and_a_crash_are_ungradable(advisers: Advisers | None) -> None:
    """What goes wrong with an adviser is a judgement that says so: the trial is graded, the run goes on."""
    log, ended = ran(expecting(("judge", "It went well.")), advisers)
    [graded] = log.of("trial_graded")
    assert (graded.verdict.verdict, graded.verdict.kind) == (Verdict.UNGRADABLE, FailureKind.JUDGE)
    assert ended.exit_code == 3
    [record] = log.of("judged")
    if advisers is not None and advisers.judge is not None:
        assert record.judgement.error == "the judge crashed: RuntimeError('no idea of It went well.')"
        assert "in crash" in record.judgement.detail
    else:
        assert record.judgement.error == "there is no judge to ask here"


def test_an_interruption_while_asking_grades_what_is_there() -> None:
    """Ctrl-C during a judge's answer ends the run as it ends any other, with a verdict for the trial."""

    async def interrupted() -> tuple[ListLog, RunEnded]:
        stop, log = asyncio.Event(), ListLog()
        suite = runner(log, Advisers(judge=Adviser(stop=stop)))
        running = asyncio.create_task(suite.run(planned(expecting(("judge", "It went well.")))))
        await stop.wait()
        running.cancel()
        return log, await running

    log, ended = asyncio.run(interrupted())
    assert ended.interrupted
    [graded] = log.of("trial_graded")
    assert graded.verdict.verdict is Verdict.UNGRADABLE


def test_each_answer_is_kept_as_it_comes() -> None:
    """A slow answer does not hold a quick one back."""

    async def asked() -> list[str]:
        quick, slow, kept, gate = REQUEST, OpinionRequest(kind="judge", asked="slow", about={}), [], asyncio.Event()

        class Judge:
            async def judge(self, request: OpinionRequest) -> Judgement:
                if request is slow:
                    await gate.wait()
                return yes(request)

        def keep(judgement: Judgement) -> None:
            kept.append(judgement.key)
            gate.set()

        await ask([slow, quick], Advisers(judge=Judge()), keep)
        return ["quick" if key == quick.key else "slow" for key in kept]

    assert asyncio.run(asked()) == ["quick", "slow"]


@pytest.mark.parametrize(
    ("kind", "answer", "again"),
    [("judge", "yes", False), ("judge", "unclear", False), ("judge", None, True), ("python", "yes", True)],
)
def test_what_is_asked_again(kind: Json, answer: Json, again: bool) -> None:
    """A judge's answer stands; a question without one is asked again, and a function is always called again."""
    request = OpinionRequest(kind=kind, asked="x", about={})
    known = {request.key: Judgement(key=request.key, kind=kind, answer=answer)}
    assert unanswered([request], known) == ([request] if again else [])
    assert unanswered([REQUEST], known) == [REQUEST]
