"""What a guard lets through to a gateway that rings real phones, call by call, and what it does about a 429."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest

from harness.model.brief import RequestBody
from harness.model.exchange import Exchange
from harness.model.observation import Breakdown
from harness.model.record import Trial
from harness.model.scenario import HttpRequest
from harness.model.values import Json
from harness.model.verdict import FailureKind
from harness.runner.budget import Allowance, Meter
from harness.runner.calling_hours import CallingHours
from harness.runner.commands import (
    Answered,
    Command,
    CreateCall,
    Event,
    Failed,
    OpenStream,
    PollCall,
    Send,
    Streamed,
)
from harness.targets.guard import Fence, GuardedTarget
from tests.harness.runner.stage import SPAN, CountingClock
from tests.harness.runner.test_budget import allowance
from tests.harness.runner.test_dials import NUMBER
from tests.harness.targets.loopback import TRIAL


class Run:
    """A run that can be halted."""

    def __init__(self) -> None:
        self.halted = ""

    def halt(self, reason: str) -> None:
        """Note the first reason."""
        self.halted = self.halted or reason


class Answers:
    """A target whose sessions give the events that they are told to, and count commands."""

    name = "live"
    can: frozenset[str] = frozenset()

    def __init__(self, *events: Event) -> None:
        self.events, self.commands = list(events), list[Command]()

    async def open(
        self, trial: Trial, account: Mapping[str, Json] | None, keep: Callable[[Exchange], None]  # noqa: ARG002
    ) -> "Answers":  # fmt: skip
        """Return itself as the session."""
        return self

    async def close(self) -> None:
        """Nothing is held."""

    async def set_faults(self, faults: Sequence[Mapping[str, Json]]) -> Breakdown | None:  # noqa: ARG002
        """Nothing can go wrong on purpose."""
        return None

    async def prepare_call(self, callee: Mapping[str, Json] | None, times: int) -> Breakdown | None:  # noqa: ARG002
        """Nothing can be prepared."""
        return None

    async def read_books(self, call_id: str) -> Mapping[str, Json] | Breakdown | None:  # noqa: ARG002
        """There are no books."""
        return None

    async def perform(self, command: Command) -> Event:
        """Give the next event."""
        self.commands.append(command)
        return self.events.pop(0)


@dataclass
class World:
    """A fence that lets calls of one number through, its run, and the seconds that were slept."""

    moment: datetime = datetime(2026, 3, 6, 20, 0, tzinfo=UTC)
    slept: list[float] = field(default_factory=list)
    run: Run = field(default_factory=Run)
    limits: Allowance = field(default_factory=allowance)

    @property
    def fence(self) -> Fence:
        """The fence of an admitted run."""
        return Fence(wall=lambda: self.moment, sleep=self.sleep, meter=Meter(allowance=self.limits), run=self.run)

    async def sleep(self, seconds: float) -> None:
        """Let the moment pass at once."""
        self.slept.append(seconds)
        self.moment += timedelta(seconds=seconds)


def answered(status: int, body: Json, retry_after: str | None = None) -> Answered:
    """An answer."""
    return Answered(at_s=0.0, exchange=1, status=status, body=body, retry_after=retry_after)


def refusal(code: str, status: int, retry_after: str | None = None) -> Answered:
    """An error of the API."""
    return answered(status, {"error": {"code": code, "message": "no"}}, retry_after)


STARTED = answered(200, {"call_id": "c-1", "status": "in_progress"})
LIMITED = refusal("RATE_LIMITED", 429, "3")


def body(number: str = NUMBER) -> RequestBody:
    """A brief."""
    return RequestBody(value={"dialed_number": number, "max_duration_minutes": 10})


def perform(fence: Fence, target: Answers, *commands: Command, trial: Trial = TRIAL) -> list[Event]:
    """Carry out commands in one guarded session."""

    async def main() -> list[Event]:
        session = await GuardedTarget(target, fence, CountingClock()).open(trial, None, lambda _: None)
        assert not isinstance(session, Breakdown)
        return [await session.perform(command) for command in commands]

    return asyncio.run(main())


DIALS: dict[str, Command] = {
    "a call": CreateCall(body=body()),
    "a raw call": Send(request=HttpRequest(span=SPAN, method="POST", path="/api/v2/voice/call", body=body())),
}


@pytest.mark.parametrize("name", DIALS)
def test_nothing_is_dialled_before_a_run_was_admitted(name: str) -> None:
    """A target that is opened, and whose plan nobody judged, lets no call through."""
    target = Answers(STARTED)
    [event] = perform(Fence(wall=lambda: datetime.now(UTC)), target, DIALS[name])
    assert isinstance(event, Failed)
    assert (event.kind, event.sent, target.commands) == (FailureKind.NOT_RUN, False, [])


@pytest.mark.parametrize("name", DIALS)
def test_what_is_allowed_passes(name: str) -> None:
    """And its call counts."""
    world = World()
    fence, target = world.fence, Answers(STARTED)
    assert perform(fence, target, DIALS[name]) == [STARTED]
    assert (fence.meter.calls, fence.meter.credits, world.run.halted) == (1, 250, "")


def test_a_number_that_only_an_answer_told_is_judged_when_it_is_dialled() -> None:
    """What a plan could not show ends the run before it is sent."""
    world, target = World(), Answers(STARTED)
    [event] = perform(world.fence, target, CreateCall(body=body("+14155550111")))
    assert isinstance(event, Failed)
    assert "+14155550111 is not on the allow-list" in event.message
    assert "+14155550111 is not on the allow-list" in world.run.halted
    assert target.commands == []


def test_a_run_that_goes_on_past_the_hours_ends() -> None:
    """The callee's office closed while the run went on."""
    world = World()
    world.limits = replace(allowance(), hours=CallingHours.of("09:00-17:00", ("fri",)))
    fence, target = world.fence, Answers(STARTED, STARTED)
    assert perform(fence, target, CreateCall(body=body())) == [STARTED]
    world.moment += timedelta(hours=6)
    [event] = perform(fence, target, CreateCall(body=body()))
    assert isinstance(event, Failed)
    assert "it is 18:00 on fri in America/Los_Angeles" in world.run.halted
    assert len(target.commands) == 1


def test_a_call_waits_until_another_ends_or_cannot_go_on() -> None:
    """At most so many at once: the next is dialled when there is room."""
    world = World(limits=allowance(at_once=1))
    second = answered(200, {"call_id": "c-2", "status": "in_progress"})
    perform(world.fence, Answers(STARTED, second), CreateCall(body=body()), CreateCall(body=body()))
    assert sum(world.slept) == 11 * 60
    world = World(limits=allowance(at_once=1))
    ended = answered(200, {"call_id": "c-1", "status": "completed", "credits_charged": 70})
    target = Answers(STARTED, ended, second)
    perform(world.fence, target, CreateCall(body=body()), PollCall(call_id="c-1"), CreateCall(body=body()))
    assert world.slept == []


@pytest.mark.parametrize("command", [CreateCall(body=body()), PollCall(call_id="c-1")])
def test_a_429_is_waited_out_as_it_asks(command: Command) -> None:
    """The request is sent again after Retry-After and a little, drawn from the trial's seed."""
    first, second = World(), World()
    for world in (first, second):
        target = Answers(LIMITED, LIMITED, STARTED)
        assert perform(world.fence, target, command) == [STARTED]
        assert len(target.commands) == 3
    assert first.slept == second.slept
    assert all(3 <= seconds <= 3.3 for seconds in first.slept)
    other = World()
    perform(other.fence, Answers(LIMITED, LIMITED, STARTED), command, trial=replace(TRIAL, seed=TRIAL.seed + 1))
    assert other.slept != first.slept


def test_a_429_that_stays_is_the_answer() -> None:
    """After four waits it is asked no more."""
    world, target = World(), Answers(*[LIMITED] * 9)
    assert perform(world.fence, target, CreateCall(body=body())) == [LIMITED]
    assert (len(target.commands), len(world.slept)) == (5, 4)


def test_a_halted_run_waits_out_no_limit() -> None:
    """After a Ctrl-C nothing is dialled that was refused before."""
    world = World()

    async def interrupted(_: float) -> None:
        world.run.halt("it was interrupted")

    fence, target = replace(world.fence, sleep=interrupted), Answers(LIMITED, STARTED)
    assert perform(fence, target, CreateCall(body=body())) == [LIMITED]
    assert len(target.commands) == 1


def test_other_commands_pass_as_they_are() -> None:
    """Reading rings nobody, and goes on when the run was halted: results are collected."""
    world = World()
    world.run.halt("over")
    stream = Streamed(
        at_s=0.0, exchange=2, result={"call_id": "c-1", "status": "failed", "credits_charged": 50}, last_event_id=None
    )
    opened = OpenStream(call_id="c-1", last_event_id=None, timeout_s=1.0)
    assert perform(world.fence, Answers(stream), opened) == [stream]


@pytest.mark.parametrize(
    ("event", "counted"),
    [
        (STARTED, 1),
        (answered(200, None), 1),
        (answered(502, None), 1),
        (answered(500, {"error": {"code": "POLICY_VIOLATION"}}), 0),
        (refusal("DND_BLOCKED", 403), 0),
        (Failed(at_s=0.0, kind=FailureKind.TIMEOUT, message="late", sent=True), 1),
        (Failed(at_s=0.0, kind=FailureKind.UNREACHABLE, message="gone", sent=False), 0),
    ],
)
def test_only_what_proves_that_nobody_was_rung_is_free(event: Event, counted: int) -> None:
    """A call of which nobody knows counts at its worst."""
    fence = World().fence
    perform(fence, Answers(event), CreateCall(body=body()))
    assert (fence.meter.calls, fence.meter.credits) == (counted, counted * 250)
