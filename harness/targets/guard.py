"""What stands before a gateway that rings real phones: no call is sent there that nobody allowed."""

import asyncio
import ipaddress
import random
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from urllib.parse import urlsplit

from harness.model.call import call_from_body
from harness.model.exchange import Exchange
from harness.model.observation import Breakdown
from harness.model.record import Trial
from harness.model.values import Json
from harness.model.verdict import FailureKind
from harness.runner.attempt import REFUSAL_CODES
from harness.runner.backoff import MOST_WAITS, wait_s
from harness.runner.budget import Allowance, Meter
from harness.runner.commands import Answered, Command, CreateCall, Event, Failed, PollCall, Send, Streamed
from harness.runner.dials import AskedCall, read_body, read_request
from harness.runner.guards import refusals_of
from harness.runner.ports import Clock, Session, Target

RATE_LIMITED_STATUS = 429
LOOK_AGAIN_S = 1.0
"""How long to wait before looking again whether another call may go on."""


def is_loopback(url: str) -> bool:
    """Whether a URL's host is this machine: `localhost`, 127.0.0.0/8 or ::1. No name is looked up."""
    try:
        host = urlsplit(url).hostname or ""
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:  # another name, or no URL at all
        return False


class Halts(Protocol):
    """The run that a guard can end."""

    @property
    def halted(self) -> str:
        """Why nothing more is dialled, empty while calls may be."""
        ...

    def halt(self, reason: str) -> None:
        """Dial nothing more."""
        ...


@dataclass(slots=True, kw_only=True)
class Fence:
    """The guard of one run: nothing passes until the run's plan was judged, and what passes is judged once more.

    `zones` are callee_timezones by scenario, `wants_429` the scenarios that test the limit. `here` tells the base URLs
    of this machine, `wall` the moment; `sleep` waits so many seconds. A call that breaks a rule ends the run: a plan
    that was judged has none, but for what only answers could tell, and for the passing of time.
    """

    wall: Callable[[], datetime]
    here: Callable[[str], bool] = is_loopback
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    meter: Meter = field(default_factory=lambda: Meter(allowance=Allowance.nothing()))
    zones: Mapping[str, str | None] = field(default_factory=dict)
    wants_429: frozenset[str] = frozenset()
    trials_at_once: int = 1
    run: Halts | None = None

    @property
    def halted(self) -> str:
        """Why nothing is dialled now, empty while calls may be."""
        return self.run.halted if self.run is not None else "no guard has judged this run"

    def is_halted(self) -> bool:
        """Whether nothing is dialled now."""
        return bool(self.halted)

    def refuses(self, call: AskedCall, scenario_id: str) -> str:
        """Say why a call is not to be sent, and end the run then; empty where it may be."""
        broken = refusals_of(call, self.zones.get(scenario_id), self.meter.allowance, self.wall())
        reason = "; ".join(message for message, _ in broken) or self.meter.spent(call)
        if reason and self.run is not None:
            self.run.halt(reason)
        return reason or self.halted

    async def wait_for_room(self) -> None:
        """Wait until fewer calls go on than may at once."""
        while self.meter.is_full(self.wall()) and not self.is_halted():
            await self.sleep(LOOK_AGAIN_S)


class GuardedTarget:
    """A target of which every session asks the fence before it dials."""

    def __init__(self, target: Target, fence: Fence, clock: Clock) -> None:
        self._target, self._fence, self._clock = target, fence, clock
        self.name, self.can = target.name, target.can

    async def open(
        self, trial: Trial, account: Mapping[str, Json] | None, keep: Callable[[Exchange], None]
    ) -> "GuardedSession | Breakdown":
        """Open a session of the target, guarded."""
        opened = await self._target.open(trial, account, keep)
        if isinstance(opened, Breakdown):
            return opened
        return GuardedSession(session=opened, fence=self._fence, clock=self._clock, trial=trial)

    async def close(self) -> None:
        """Close the target."""
        await self._target.close()


@dataclass(slots=True, kw_only=True)
class GuardedSession:
    """One trial's session. It dials what the fence lets through, and asks again after 429."""

    session: Session
    fence: Fence
    clock: Clock
    trial: Trial
    _rng: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self._rng = random.Random(self.trial.seed)  # noqa: S311 (jitter, drawn anew in the same way each run)

    async def set_faults(self, faults: Sequence[Mapping[str, Json]]) -> Breakdown | None:
        """Pass on."""
        return await self.session.set_faults(faults)

    async def prepare_call(self, callee: Mapping[str, Json] | None, times: int) -> Breakdown | None:
        """Pass on."""
        return await self.session.prepare_call(callee, times)

    async def read_books(self, call_id: str) -> Mapping[str, Json] | Breakdown | None:
        """Pass on."""
        return await self.session.read_books(call_id)

    async def close(self) -> None:
        """Pass on."""
        await self.session.close()

    async def perform(self, command: Command) -> Event:
        """Carry out a command; one that may ring a phone is sent only where the fence lets it through."""
        match command:
            case CreateCall():
                return await self._again_after_429(lambda: self._dial(command, read_body(command.body)))
            case Send():
                call = read_request(command.request)
                return await (self.session.perform(command) if call is None else self._dial(command, call))
            case PollCall():
                event = await self._again_after_429(lambda: self.session.perform(command))
            case _:
                event = await self.session.perform(command)
        self._note_end(event)
        return event

    async def _dial(self, command: Command, call: AskedCall) -> Event:
        await self.fence.wait_for_room()
        reason = self.fence.refuses(call, self.trial.scenario_id)
        if reason:
            at_s = self.clock.now_s()
            return Failed(at_s=at_s, kind=FailureKind.NOT_RUN, message=f"not run: {reason}", sent=False)
        meter = self.fence.meter
        ticket = meter.begin(call, self.fence.wall())
        event = await self.session.perform(command)
        if _rang_nobody(event):
            meter.refused(ticket)
        elif isinstance(event, Answered) and (placed := call_from_body(event.body)) is not None:
            meter.placed(ticket, placed.call_id)
            self._note_end(event)
        return event

    async def _again_after_429(self, send: Callable[[], Awaitable[Event]]) -> Event:
        """Send until the gateway takes it, or asking again makes no sense; a 429 says that nothing was done."""
        event = await send()
        for waited in range(MOST_WAITS):
            if not isinstance(event, Answered) or event.status != RATE_LIMITED_STATUS:
                break
            seconds = wait_s(waited, event.retry_after, self.fence.wall(), self._rng)
            if seconds is None or self.trial.scenario_id in self.fence.wants_429 or self.fence.is_halted():
                break
            await self.fence.sleep(seconds)
            if self.fence.is_halted():
                break
            event = await send()
        return event

    def _note_end(self, event: Event) -> None:
        body = event.result if isinstance(event, Streamed) else event.body if isinstance(event, Answered) else None
        call = call_from_body(body)
        if call is not None and call.ended:
            self.fence.meter.ended(call.call_id, call.credits_charged)


def _rang_nobody(event: Event) -> bool:
    """Whether an answer, or its want, proves that no phone rang."""
    if isinstance(event, Failed):
        return not event.sent
    if not isinstance(event, Answered):
        return False
    inner = event.body.get("error") if isinstance(event.body, dict) else None
    code = inner.get("code") if isinstance(inner, dict) else None
    return 300 <= event.status < 500 or code in REFUSAL_CODES
