"""A trial's flow: its steps in order, the calls of one step at once, and what is observed of each."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace

import pytest

from harness.model.brief import RequestBody
from harness.model.exchange import Exchange
from harness.model.observation import Breakdown, Observation
from harness.model.record import Trial
from harness.model.scenario import Authenticate, AwaitResult, GetCall, HttpRequest, Scenario, StartCall, Step
from harness.model.values import Json
from harness.model.verdict import FailureKind
from harness.runner.attempt import Patience
from harness.runner.commands import (
    Answered,
    Command,
    CreateCall,
    Event,
    Failed,
    OpenStream,
    PollCall,
    RequestCode,
    Send,
)
from harness.runner.flow import Flow
from tests.harness.runner.stage import FRIDAY, SPAN, StagedSession, call, scenario

START = StartCall(span=SPAN, name="call", body=RequestBody(value={"callee_name": "x"}))
HELD = StartCall(span=SPAN, name="held", body=RequestBody(value={}), times=5, callee={"persona": "holds_the_line"})
WAIT = AwaitResult(span=SPAN, call="call")


def session(kind: type[StagedSession] = StagedSession) -> StagedSession:
    """A session whose exchanges nobody keeps."""

    def drop(_: Exchange) -> None:
        """Keep nothing."""

    return kind(trial=Trial(scenario_id="s", index=1, seed=1, call_date=FRIDAY), keep=drop)


def observed(
    on: StagedSession, *steps: Step, plans: bool = True, books: bool = True, needs: tuple[str, ...] = ()
) -> list[Observation]:
    """Carry out a flow of steps and return what was seen."""
    seen: list[Observation] = []
    flow = Flow(session=on, keep=seen.append, patience=Patience(), plans_calls=plans, reads_books=books)
    asyncio.run(flow.run(scenario(steps=steps, expectations=(), needs=needs)))
    return seen


def test_a_single_call_is_three_observations() -> None:
    """Signing in, starting and waiting are each observed, under the names of their calls."""
    found: Scenario = scenario()
    seen = observed(session(), *found.steps)
    assert [(one.step, one.call_name) for one in seen] == [(0, "sign-in"), (1, "call"), (2, "call")]
    assert [one.call.status if one.call else None for one in seen] == [None, "in_progress", "completed"]
    assert seen[2].exchanges == (1, 2)


def test_five_calls_of_one_step_are_started_at_once() -> None:
    """With `times: 5` five POSTs are in flight together, each its own call with its own name and exchanges."""
    everybody = asyncio.Barrier(5)

    class Together(StagedSession):
        async def perform(self, command: Command) -> Event:
            if isinstance(command, CreateCall):
                async with asyncio.timeout(30):
                    await everybody.wait()
            return await super().perform(command)

    seen = observed(session(Together), HELD)
    assert [one.call_name for one in seen] == ["held[1]", "held[2]", "held[3]", "held[4]", "held[5]"]
    assert len({one.call.call_id for one in seen if one.call}) == 5
    assert len({one.exchanges for one in seen}) == 5
    assert all(len(one.exchanges) == 1 for one in seen)


def test_five_calls_are_waited_for_at_once() -> None:
    """Awaiting a group opens all of its streams together, and observes each call."""
    everybody = asyncio.Barrier(5)

    class Together(StagedSession):
        async def perform(self, command: Command) -> Event:
            if isinstance(command, OpenStream):
                async with asyncio.timeout(30):
                    await everybody.wait()
            return await super().perform(command)

    seen = observed(session(Together), HELD, AwaitResult(span=SPAN, call="held"))
    assert [one.delivered_by for one in seen[5:]] == ["stream"] * 5


def test_one_failing_call_does_not_stop_the_others() -> None:
    """Of five calls the third is refused; the other four run on."""

    class ThirdFails(StagedSession):
        async def perform(self, command: Command) -> Event:
            event = await super().perform(command)
            if isinstance(command, CreateCall) and isinstance(event, Answered) and event.exchange == 3:
                return replace(event, status=429, body={"error": {"code": "RATE_LIMITED", "message": "five"}})
            return event

    seen = observed(session(ThirdFails), HELD, AwaitResult(span=SPAN, call="held"))
    assert [one.error.code if one.error else None for one in seen[5:]].count("RATE_LIMITED") == 1
    assert [one.call.status for one in seen[5:] if one.call] == ["completed"] * 4


def test_who_answers_is_planned_before_the_calls() -> None:
    """The callee and how many calls it answers are told before the first POST; each start has its own plan."""
    on = session()
    observed(on, START, HELD)
    assert on.prepared == [(None, 1), ({"persona": "holds_the_line"}, 5)]


def test_a_target_without_callees_is_not_asked() -> None:
    """Where the target cannot plan calls nothing is planned."""
    on = session()
    observed(on, START, plans=False)
    assert on.prepared == []


def test_a_plan_that_is_refused_starts_no_call() -> None:
    """Without a callee no call is started: the step breaks down, and waiting for it does nothing."""
    on = session()
    on.unprepared = Breakdown(kind=FailureKind.GATEWAY_ERROR, message="no such persona")
    seen = observed(on, START, WAIT)
    assert [one.breakdown for one in seen] == [on.unprepared] * 2
    assert on.commands == []


def test_books_are_read_of_ended_calls_only() -> None:
    """The callee's record is read once a step for each call that has ended, and belongs to its observation."""
    on = session()
    seen = observed(on, START, WAIT)
    assert [one.books for one in seen] == [None, {"call": "c-1"}]
    assert on.books_read == ["c-1"]


def test_books_are_left_alone_where_there_are_none() -> None:
    """A target without books is not asked for any."""
    on = session()
    observed(on, START, WAIT, books=False)
    assert on.books_read == []


@pytest.mark.parametrize(("needs", "breaks"), [(("books",), True), (("callee",), False)])
def test_books_that_cannot_be_read_stop_only_those_who_need_them(needs: tuple[str, ...], breaks: bool) -> None:
    """A record that could not be read makes a scenario about books ungradable, and no other."""
    on = session()
    on.unreadable_books = Breakdown(kind=FailureKind.UNREACHABLE, message="gone")
    seen = observed(on, START, WAIT, needs=needs)
    assert seen[1].breakdown == (on.unreadable_books if breaks else None)
    assert (seen[1].books, seen[1].call is not None) == (None, True)


@pytest.mark.parametrize("event", ["refused", "unreachable"])
def test_a_failed_sign_in_ends_the_flow(event: str) -> None:
    """Without an account no call is tried."""

    class Stranger(StagedSession):
        async def perform(self, command: Command) -> Event:
            await super().perform(command)
            if event == "refused":
                return Answered(at_s=0, exchange=1, status=401, body={"error": {"code": "AUTH_REQUIRED"}})
            return Failed(at_s=0, kind=FailureKind.UNREACHABLE, message="refused", sent=False)

    on = session(Stranger)
    seen = observed(on, Authenticate(span=SPAN), START, WAIT)
    assert [one.step for one in seen] == [0]
    assert on.commands == [RequestCode()]


def test_a_refused_call_does_not_end_the_flow() -> None:
    """The steps after a refusal are carried out: a flow may be about it."""

    class Busy(StagedSession):
        async def perform(self, command: Command) -> Event:
            event = await super().perform(command)
            if isinstance(command, CreateCall):
                return Answered(at_s=0, exchange=1, status=429, body={"error": {"code": "RATE_LIMITED"}})
            return event

    request = HttpRequest(span=SPAN, method="GET", path="/x")
    on = session(Busy)
    seen = observed(on, START, WAIT, GetCall(span=SPAN, call="call"), request)
    assert [one.step for one in seen] == [0, 1, 2, 3]
    assert on.commands[1:] == [Send(request=request)]


@pytest.mark.parametrize(
    ("step", "asked"),
    [
        (GetCall(span=SPAN, call="call"), "c-1"),
        (GetCall(span=SPAN, call_id="nope"), "nope"),
        (GetCall(span=SPAN, call_id=""), ""),
    ],
)
def test_get_call_asks_once(step: GetCall, asked: str) -> None:
    """A known call by its id, or the literal id, is asked for with one GET."""

    class Polled(StagedSession):
        async def perform(self, command: Command) -> Event:
            event = await super().perform(command)
            if isinstance(command, PollCall):
                return Answered(at_s=0, exchange=9, status=200, body=call(command.call_id))
            return event

    on = session(Polled)
    seen = observed(on, START, step)
    assert [command for command in on.commands if isinstance(command, PollCall)] == [PollCall(call_id=asked)]
    assert seen[1].delivered_by == "get"
    assert seen[1].exchanges[-1] == 9


def test_a_name_used_again_means_the_later_call() -> None:
    """Two starts under one name: waiting for that name waits for the second."""
    seen = observed(session(), START, START, WAIT)
    assert seen[2].call is not None
    assert seen[2].call.call_id == "c-2"


def test_a_raw_request_keeps_its_body_and_has_no_name() -> None:
    """What a request step saw stands alone."""
    body: Mapping[str, Json] = {"a": 1}
    request = HttpRequest(span=SPAN, method="POST", path="/x", body=RequestBody(value=body))
    [seen] = observed(session(), request)
    assert (seen.call_name, seen.body, seen.call) == ("", RequestBody(value=body), None)
