"""The steps beside a call's usual three: signing in by hand, streams, the mock's control, time, and blocks."""

import asyncio
from dataclasses import dataclass, field

import pytest

from harness.model.brief import RequestBody
from harness.model.exchange import Exchange
from harness.model.observation import Observation
from harness.model.record import Trial
from harness.model.scenario import Authenticate, GetCall, HttpRequest, StartCall, Step
from harness.model.steps import (
    AdvanceClock,
    Closing,
    CodeRequest,
    CodeVerification,
    EndCall,
    Parallel,
    Repeat,
    Save,
    StreamCall,
    Wait,
)
from harness.model.values import Json
from harness.model.verdict import FailureKind
from harness.runner.attempt import Patience
from harness.runner.commands import (
    Answered,
    Command,
    CreateCall,
    Done,
    Event,
    Failed,
    HangUp,
    MoveClock,
    OpenStream,
    PollCall,
    RequestCode,
    Send,
    Sleep,
    Streamed,
    VerifyCode,
)
from harness.runner.flow import Flow
from tests.harness.runner.stage import FRIDAY, SPAN, StagedSession, scenario

START = StartCall(span=SPAN, name="call", body=RequestBody(value={}))
STREAM = StreamCall(span=SPAN, call="call")
TOKEN = {"status": "success", "data": {"request_token": "t-1"}}
UNKNOWN = {"error": {"code": "NOT_FOUND", "message": "no such call"}}


@dataclass
class Scripted(StagedSession):
    """Answers every GET, raw request and code from a list, in order, the last one again and again."""

    answers: list[tuple[int, Json]] = field(default_factory=lambda: [(200, TOKEN)])
    streams: list[Json] = field(default_factory=list)
    refuses: FailureKind | None = None

    async def perform(self, command: Command) -> Event:
        """Answer a command."""
        if isinstance(command, OpenStream):
            self.commands.append(command)
            result = self.streams.pop(0) if self.streams else None
            return Streamed(at_s=0, exchange=len(self.commands), result=result, last_event_id="e-1" if result else None)
        if isinstance(command, HangUp | MoveClock | Sleep):
            self.commands.append(command)
            if self.refuses is not None:
                return Failed(at_s=0, kind=self.refuses, message="only a mock can", sent=False)
            return Done(at_s=0)
        if not isinstance(command, PollCall | Send | RequestCode | VerifyCode):
            return await super().perform(command)
        self.commands.append(command)
        status, body = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return Answered(at_s=0, exchange=len(self.commands), status=status, body=body)


def session(*answers: tuple[int, Json], streams: tuple[Json, ...] = ()) -> Scripted:
    """A session with these answers, whose exchanges nobody keeps."""

    def drop(_: Exchange) -> None:
        """Keep nothing."""

    trial = Trial(scenario_id="s", index=1, seed=1, call_date=FRIDAY)
    return Scripted(trial=trial, keep=drop, answers=list(answers) or [(200, TOKEN)], streams=list(streams))


def observed(on: StagedSession, *steps: Step, moves_clock: bool = True) -> list[Observation]:
    """Carry out a flow and return what was seen."""
    seen: list[Observation] = []
    flow = Flow(
        session=on, keep=seen.append, patience=Patience(), plans_calls=False, reads_books=False, moves_clock=moves_clock
    )
    asyncio.run(flow.run(scenario(steps=steps, expectations=())))
    return seen


def ended(call_id: str = "c-1", status: str = "completed") -> Json:
    """The result of a call."""
    return {"call_id": call_id, "status": status, "transcript": []}


def test_a_code_is_verified_with_the_token_of_the_last_request() -> None:
    """Unless the step has one of its own."""
    on = session()
    by_hand = CodeVerification(span=SPAN, code="9", email="a@b.co", request_token="mine")
    observed(on, CodeRequest(span=SPAN, email="a@b.co"), CodeVerification(span=SPAN), by_hand)
    assert on.commands == [
        RequestCode(email="a@b.co"),
        VerifyCode(request_token="t-1"),
        VerifyCode(request_token="mine", email="a@b.co", code="9"),
    ]


def test_a_refused_code_is_an_error_and_the_flow_goes_on() -> None:
    """Only an authenticate that fails ends a trial."""
    refused = {"error": {"code": "AUTH_REQUIRED", "message": "wrong"}}
    on = session((200, TOKEN), (401, refused))
    seen = observed(on, CodeRequest(span=SPAN), CodeVerification(span=SPAN), Wait(span=SPAN, seconds=1))
    assert [one.error.code if one.error else None for one in seen] == [None, "AUTH_REQUIRED", None]


def test_without_a_request_token_nothing_is_verified() -> None:
    """The step breaks down and says why."""
    on = session((200, {"status": "success"}))
    seen = observed(on, CodeRequest(span=SPAN), CodeVerification(span=SPAN))
    assert seen[1].breakdown is not None
    assert "no request_token" in seen[1].breakdown.message
    assert on.commands == [RequestCode()]


def test_a_stream_is_opened_once_and_its_result_ends_the_call() -> None:
    """What the step saw is its own stream alone; later steps know the call's end."""
    on = session((200, ended()), streams=(ended(),))
    seen = observed(on, START, STREAM, GetCall(span=SPAN, call="call"))
    assert (seen[1].exchanges, seen[1].delivered_by) == ((2,), "stream")
    assert seen[1].call is not None
    assert seen[1].call.ended
    assert seen[2].exchanges == (1, 2, 3)


def test_a_stream_that_brings_nothing_leaves_the_call_as_it_was() -> None:
    """Closing it early is no breakdown."""
    on = session(streams=())
    step = StreamCall(span=SPAN, call="call", closing=Closing(heartbeats=1, seconds=5.0), accept="text/*")
    seen = observed(on, START, step)
    assert seen[1].call is not None
    assert (seen[1].call.status, seen[1].breakdown, seen[1].error) == ("in_progress", None, None)
    opened = OpenStream(
        call_id="c-1", last_event_id=None, timeout_s=5.0, accept="text/*", reading=Closing(heartbeats=1, seconds=5.0)
    )
    assert on.commands[-1] == opened


def test_a_stream_is_resumed_from_the_last_event_of_the_call() -> None:
    """resume sends the id that came before; a literal one is sent as written."""
    on = session(streams=(ended(), ended(), ended()))
    resumed = StreamCall(span=SPAN, call="call", resume=True)
    observed(on, START, STREAM, resumed, StreamCall(span=SPAN, call_id="x", last_event_id="own"))
    ids = [command.last_event_id for command in on.commands if isinstance(command, OpenStream)]
    assert ids == [None, "e-1", "own"]


def test_the_callee_ends_every_call_of_a_group() -> None:
    """Two calls are two words to the mock; a target that cannot breaks the step down."""
    on = session()
    held = StartCall(span=SPAN, name="held", body=RequestBody(value={}), times=2)
    observed(on, held, EndCall(span=SPAN, call="held"))
    assert [it.call_id for it in on.commands if isinstance(it, HangUp)] == ["c-1", "c-2"]
    on = session()
    on.refuses = FailureKind.UNSUPPORTED
    seen = observed(on, START, EndCall(span=SPAN, call="call"))
    assert seen[1].breakdown is not None
    assert seen[1].breakdown.kind is FailureKind.UNSUPPORTED


@pytest.mark.parametrize(("moves", "kind"), [(True, MoveClock), (False, Sleep)])
def test_waiting_is_simulated_where_it_can_be(moves: bool, kind: type[MoveClock] | type[Sleep]) -> None:
    """On the account's clock where the target can move it, else really."""
    on = session()
    observed(on, Wait(span=SPAN, seconds=7), moves_clock=moves)
    assert on.commands == [kind(seconds=7)]


def test_the_clock_is_moved() -> None:
    """By as much as is written."""
    on = session()
    observed(on, AdvanceClock(span=SPAN, seconds=60))
    assert on.commands == [MoveClock(seconds=60)]


def test_what_was_saved_is_sent_and_a_raw_request_is_kept_as_it_was_written() -> None:
    """A secret that was saved stands in no observation."""
    on = session((200, {"secret": "s-1"}))
    request = HttpRequest(span=SPAN, method="POST", path="/x", body=RequestBody(value={"a": "{{saved.s}}"}))
    first = HttpRequest(span=SPAN, method="GET", path="/")
    seen = observed(on, first, Save(span=SPAN, values={"s": "secret"}), request)
    [_, sent] = [command.request for command in on.commands if isinstance(command, Send)]
    assert sent.body == RequestBody(value={"a": "s-1"})
    assert seen[2].body == RequestBody(value={"a": "{{saved.s}}"})


def test_what_the_answer_has_not_breaks_down_and_so_does_what_needs_it() -> None:
    """Nothing is sent with a hole in it."""
    on = session((200, {}))
    first, then = (HttpRequest(span=SPAN, method="GET", path=path) for path in ("/", "/{{saved.s}}"))
    seen = observed(on, first, Save(span=SPAN, values={"s": "secret"}), then)
    messages = [one.breakdown.message if one.breakdown else "" for one in seen]
    assert messages == ["", "the last answer has nothing to save as s: secret", "nothing was saved as s"]
    assert len(on.commands) == 1


def test_a_repeat_carries_its_steps_out_so_often_each_pass_with_its_name() -> None:
    """Every pass is observed, the time between two is let pass."""
    on = session((404, UNKNOWN))
    seen = observed(
        on,
        Repeat(span=SPAN, size=2, times=2, every_s=5),
        START,
        GetCall(span=SPAN, call="call"),
        Wait(span=SPAN, seconds=1),
    )
    assert [(one.step, one.call_name) for one in seen] == [
        (1, "call"), (2, "call"), (1, "call (pass 2)"), (2, "call (pass 2)"), (3, ""),
    ]  # fmt: skip
    assert [it for it in on.commands if isinstance(it, MoveClock)] == [MoveClock(seconds=5), MoveClock(seconds=1)]


def test_a_repeat_until_ends_when_its_expression_holds_and_shows_its_last_pass() -> None:
    """The passes before are no observations: what they saw was only waited through."""
    running, done = ended(status="in_progress"), ended()
    on = session((404, UNKNOWN), (200, running), (200, done))
    until = Repeat(span=SPAN, size=1, times=10, until="status == 'completed'")
    seen = observed(on, START, until, GetCall(span=SPAN, call="call"))
    assert [(one.step, one.call_name, one.error) for one in seen] == [(0, "call", None), (2, "call", None)]
    assert sum(isinstance(it, PollCall) for it in on.commands) == 3


def test_a_repeat_until_that_never_comes_breaks_down() -> None:
    """Its last pass is observed, and the repeat says what did not happen."""
    on = session((404, UNKNOWN))
    until = Repeat(span=SPAN, size=1, times=2, until="status")
    seen = observed(on, until, GetCall(span=SPAN, call_id="x"))
    assert [one.step for one in seen] == [1, 0]
    assert seen[1].breakdown is not None
    assert (seen[1].breakdown.kind, seen[1].breakdown.message) == (
        FailureKind.TIMEOUT,
        "status held after none of 2 passes",
    )


def test_the_steps_of_a_parallel_are_under_way_together() -> None:
    """Three requests wait for each other; a repeat in between counts as one of them."""
    everybody = asyncio.Barrier(3)

    class Together(Scripted):
        async def perform(self, command: Command) -> Event:
            async with asyncio.timeout(30):
                await everybody.wait()
            return await super().perform(command)

    on = Together(trial=Trial(scenario_id="s", index=1, seed=1, call_date=FRIDAY), keep=lambda _: None)
    get = GetCall(span=SPAN, call_id="x")
    flow = (Parallel(span=SPAN, size=4), get, Repeat(span=SPAN, size=1, times=1), get, get)
    assert sorted(one.step for one in observed(on, *flow)) == [1, 3, 4]


def test_a_call_that_ended_stays_ended_whichever_step_comes_back_last() -> None:
    """A slow GET that still says in_progress does not take the result away."""
    running = ended(status="in_progress")

    class SlowGet(Scripted):
        async def perform(self, command: Command) -> Event:
            if isinstance(command, PollCall):
                for _ in range(20):
                    await asyncio.sleep(0)
            return await super().perform(command)

    trial = Trial(scenario_id="s", index=1, seed=1, call_date=FRIDAY)
    on = SlowGet(trial=trial, keep=lambda _: None, answers=[(200, running)], streams=[ended()])
    at_once = (Parallel(span=SPAN, size=2), STREAM, GetCall(span=SPAN, call="call"))
    seen = observed(on, START, *at_once, EndCall(span=SPAN, call="call"))
    assert [one.call.status if one.call else "" for one in seen] == [
        "in_progress", "completed", "in_progress", "completed",
    ]  # fmt: skip


def test_an_authenticate_that_fails_ends_the_flow_from_within_a_block() -> None:
    """Nothing after it is carried out."""
    on = session((401, {"error": {"code": "AUTH_REQUIRED", "message": "no"}}))
    seen = observed(on, Repeat(span=SPAN, size=1, times=3), Authenticate(span=SPAN), START)
    assert [one.call_name for one in seen] == ["sign-in"]
    assert not any(isinstance(it, CreateCall) for it in on.commands)
