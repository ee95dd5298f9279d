"""The official SDK as the driver: its own code creates, streams and polls, on the mock or a gateway of this machine.

Signing in is the harness's own: the SDK's sign-in makes a client of its own, under which nothing can be recorded.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Final

from pine_voice import CallInitiated, CallResult
from pine_voice.calls import AsyncCallsAPI

from harness.model.verdict import FailureKind
from harness.runner.commands import Command, CreateCall, Event, Failed, OpenStream, PollCall
from harness.targets.gateway import GatewaySession, GatewayTarget
from harness.targets.mock import MockSession, MockTarget
from harness.targets.sdk_brief import lost, parameters_of
from harness.targets.sdk_wire import SdkWire

POLL_INTERVAL_S: Final = 0.05
"""Between two polls of the SDK: it goes to this machine alone, and its own default of 10 s is for real calls."""


class _PlacedCalls(AsyncCallsAPI):
    """The SDK's `calls`, for a call that it has created already: `create_and_wait` then only waits."""

    def __init__(self, wire: SdkWire, url: str, headers: dict[str, str], tell: Callable[[Event], None]) -> None:
        super().__init__(wire.client(tell), url, headers)
        self.placed = ""

    async def create(self, **_: Any) -> CallInitiated:
        """Return the call that is there."""
        return CallInitiated(call_id=self.placed, status="in_progress")


@dataclass(slots=True)
class _Waiting:
    """The SDK waiting for a call's end, and the events of its requests that nobody has asked for yet."""

    task: asyncio.Task[CallResult]
    events: "asyncio.Queue[Event]" = field(default_factory=asyncio.Queue)

    async def next_event(self) -> Event | None:
        """Return the next event, None when the SDK has ended without one more."""
        asked = asyncio.ensure_future(self.events.get())
        try:
            await asyncio.wait({asked, self.task}, return_when=asyncio.FIRST_COMPLETED)
            if asked.done():
                return asked.result()
        finally:
            asked.cancel()
        return None if self.events.empty() else self.events.get_nowait()


class SdkCalls(GatewaySession):
    """A session in which the SDK makes the calls."""

    def __init__(self, *rest: Any) -> None:
        super().__init__(*rest)
        self._waiting: dict[str, _Waiting] = {}

    async def perform(self, command: Command) -> Event:
        """Carry out one command; those about calls are the SDK's."""
        match command:
            case CreateCall() if self._credentials is None:
                return self._unsupported("the SDK makes no client without an access token: authenticate first")
            case CreateCall():
                what = lost(command.body)
                if what:
                    return self._unsupported(f"the SDK cannot send {what}")
                arguments: dict[str, Any] = parameters_of(command.body)
                return await self._one(lambda calls: calls.create(**arguments))
            case OpenStream() if command.reading is None:
                return await self._stream_event(command)
            case PollCall():
                waiting = self._waiting.get(command.call_id)
                event = await waiting.next_event() if waiting is not None else None
                # The SDK gives a call up at the first poll that fails; the harness asks on, by the SDK's `get`.
                return event or await self._one(lambda calls: calls.get(command.call_id))
            case _:
                return await super().perform(command)

    async def close(self) -> None:
        """Stop waiting for calls that nobody asks for any more."""
        for waiting in self._waiting.values():
            waiting.task.cancel()
        await asyncio.gather(*(waiting.task for waiting in self._waiting.values()), return_exceptions=True)
        await self._wire.close()
        await super().close()

    @property
    def _wire(self) -> SdkWire:
        assert isinstance(self._transport, SdkWire)
        return self._transport

    async def _one(self, ask: Callable[[AsyncCallsAPI], Awaitable[object]]) -> Event:
        """Have the SDK make one request, and return what came of it on the wire."""
        seen: list[Event] = []
        async with self._wire.client(seen.append) as client:
            calls = AsyncCallsAPI(client, self._hosts.voice_url, self._signed())
            message = "the SDK sent nothing"
            try:
                await ask(calls)
            except Exception as error:  # whatever the SDK makes of an answer, the answer itself is what counts
                message = f"{message}: {type(error).__name__}: {error}"
        return seen[-1] if seen else self._nothing_sent(message)

    async def _stream_event(self, command: OpenStream) -> Event:
        waiting = self._waiting.get(command.call_id) or self._begin_waiting(command.call_id)
        try:
            async with asyncio.timeout(command.timeout_s):
                event = await waiting.next_event()
        except TimeoutError:
            waiting.task.cancel()
            await asyncio.gather(waiting.task, return_exceptions=True)
            event = None if waiting.events.empty() else waiting.events.get_nowait()
        return event or self._nothing_sent("the SDK opened no stream")

    def _begin_waiting(self, call_id: str) -> _Waiting:
        events: asyncio.Queue[Event] = asyncio.Queue()
        calls = _PlacedCalls(self._wire, self._hosts.voice_url, self._signed(), events.put_nowait)
        calls.placed = call_id
        wait = calls.create_and_wait(to="", name="", context="", objective="", poll_interval=POLL_INTERVAL_S)  # type: ignore[arg-type]  # the SDK hands it to asyncio.sleep, and whole seconds are long on a mock
        waiting = _Waiting(asyncio.create_task(wait), events)
        self._waiting[call_id] = waiting
        return waiting

    def _nothing_sent(self, message: str) -> Failed:
        return Failed(at_s=self._clock.now_s(), kind=FailureKind.UNREACHABLE, message=message, sent=False)


class SdkMockSession(SdkCalls, MockSession):
    """A session on the mock, in which the SDK makes the calls."""


class SdkMockTarget(MockTarget):
    """The mock, called by the SDK."""

    session = SdkMockSession
    wire = SdkWire


class SdkGatewayTarget(GatewayTarget):
    """A gateway of this machine, called by the SDK."""

    session = SdkCalls
    wire = SdkWire
