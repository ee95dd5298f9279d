"""The calls of this gateway: each moves through its phases on the clock, ends once and is charged once."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from itertools import islice
from random import Random
from typing import TYPE_CHECKING

from harness.model.values import Json
from mock_gateway.accounts import Account
from mock_gateway.answers import encode
from mock_gateway.assumptions import Assumptions
from mock_gateway.call import Call
from mock_gateway.casting import Casting
from mock_gateway.clock import Clock
from mock_gateway.config import MockConfig
from mock_gateway.ledger import price
from mock_gateway.machine import Course, Phase, ending_of

if TYPE_CHECKING:  # see casting: the simulation is slow to import
    from mock_gateway.simulation import Conversation


class CallBook:
    """Every call that is remembered. Past `call_bytes`, the oldest are forgotten, whatever their state."""

    def __init__(self, *, config: MockConfig, assumptions: Assumptions, clock: Clock, casting: Casting) -> None:
        self._config, self._assumptions, self._clock, self._casting = config, assumptions, clock, casting
        self._calls: dict[str, Call] = {}
        self._size = 0
        self._watched: set[Call] = set()
        self._random = Random()  # noqa: S311 - ids that are unique, not secret: a call is guarded by its account
        self.stopping = False

    def __len__(self) -> int:
        return len(self._calls)

    @property
    def listeners(self) -> int:
        """How many streams wait for a call to end at this moment."""
        return sum(len(call.waiters) for call in self._watched)

    def create(self, account: Account, brief: Mapping[str, Json]) -> Call:
        """Start a call; it counts as in progress from now on."""
        set_up = self._assumptions.setup_seconds if self._flows(account) else 0.0
        cast = self._casting.cast(account, brief)
        call = Call(
            call_id=self._new_id(),
            account=account,
            brief=brief,
            cast=cast,
            created_at=self._clock.now(),
            set_up_seconds=set_up,
        )
        self._calls[call.call_id] = call
        self._size += call.size
        account.active.append(call)
        if self._assumptions.same_number_per_day:
            account.note_dialled(str(brief["dialed_number"]), call.created_at + account.ahead_seconds)
        while self._size > self._config.call_bytes and len(self._calls) > 1:
            self.forget(next(iter(self._calls.values())))
        return call

    def find(self, call_id: str) -> Call | None:
        """Return the call with an id, None when there is none or it was forgotten."""
        return self._calls.get(call_id)

    def of(self, account: Account | None) -> tuple[Call, ...]:
        """Return the calls of an account, or all of them, oldest first."""
        return tuple(call for call in self._calls.values() if account is None or call.account is account)

    def newest(self, count: int) -> tuple[Call, ...]:
        """Return the newest calls, newest first."""
        return tuple(islice(reversed(self._calls.values()), count))

    def elapsed(self, call: Call) -> float:
        """Return the simulated seconds since a call was created."""
        passed = 0.0 if call.account.state.clock == "stepped" else self._clock.now() - call.created_at
        return passed + call.ahead_seconds

    def refresh(self, call: Call) -> None:
        """End the call if its time has come."""
        if call.ended_at is None:
            elapsed = self.elapsed(call)
            if elapsed > 0 and elapsed >= self.course(call).ends_at:
                self._end(call)

    def refresh_account(self, account: Account) -> None:
        """End every call of the account whose time has come."""
        now = self._clock.now()
        for call in tuple(account.active):
            if now > call.created_at or call.ahead_seconds:
                self.refresh(call)

    def course(self, call: Call) -> Course:
        """Return how the call runs, simulating its conversation at the first asking."""
        if call.course is None:
            call.course = self._course(call, self.conversation(call))
        return call.course

    def conversation(self, call: Call) -> "Conversation":
        """Return what is said in the call, simulated at the first asking."""
        if call.conversation is None:
            call.conversation = self._casting.perform(call.cast, call.brief)
        return call.conversation

    def phase(self, call: Call) -> Phase:
        """Return what the call is doing."""
        self.refresh(call)
        if call.ended_at is not None:
            return Phase.ENDED
        elapsed = self.elapsed(call)
        return Phase.SET_UP if elapsed < call.set_up_seconds else self.course(call).phase(elapsed)

    def finish(self, call: Call) -> None:
        """Move this one call to its own end, as if its time had passed."""
        if call.ended_at is None:
            call.ahead_seconds += max(0.0, self.course(call).ends_at - self.elapsed(call))
            self._end(call)

    def end_now(self, call: Call) -> None:
        """End the call from outside: it is cancelled, with what was said until now."""
        self.refresh(call)
        if call.ended_at is not None:
            return
        course = self.course(call)
        spoken = max(0.0, self.elapsed(call) - course.answered_at)
        keep = spoken if self._assumptions.ended_early_transcript == "spoken" else 0.0
        call.conversation = self._casting.break_off(call.cast, call.brief, at_seconds=keep, raw_status="Cancelled")
        call.spoken = None
        call.course = replace(course, talk_seconds=spoken, ending=ending_of("Cancelled"))
        self._end(call)

    def duration_seconds(self, call: Call) -> float:
        """Return the call's `duration_seconds` as the API shows it."""
        elapsed = self.elapsed(call) if call.ended_at is None else call.ended_at
        if elapsed <= 0:
            return 0.0
        from_dialling = self._assumptions.running_duration == "dial"
        return round(self.course(call).duration(elapsed, from_dialling=from_dialling), 1)

    def status(self, call: Call) -> str:
        """Return the call's status in the spelling that this gateway uses."""
        if call.ended_at is None:
            return "in_progress"
        ending = self.course(call).ending
        return ending.raw if self._config.statuses == "raw" else ending.documented

    def result(self, call: Call) -> bytes:
        """Return the JSON of an ended call: what GET answers and the stream's result event brings."""
        if call.result is None:
            head = {
                "call_id": call.call_id,
                "status": self.status(call),
                "duration_seconds": self.duration_seconds(call),
            }
            tail = encode({"credits_charged": call.credits_charged})
            call.result = b"%b,%b,%b" % (encode(head)[:-1], self._spoken(call), tail[1:])
            call.spoken = None
        return call.result

    def watch(self, call: Call) -> "asyncio.Future[bool]":
        """Return a future that is done when the call ends, or when the gateway stops."""
        loop = asyncio.get_running_loop()
        future = loop.create_future()
        call.waiters.append(future)
        if call not in self._watched:
            self._watched.add(call)
            self._spoken(call)  # now, and not when many calls end at once
            call.conversation = None  # played again should anybody ask: a stream that waits must stay small
            self._arm(call)
        return future

    def unwatch(self, call: Call, future: "asyncio.Future[bool]") -> None:
        """Take back a `watch`; must follow each one."""
        call.waiters.remove(future)
        if not call.waiters:
            self._disarm(call)
            self._watched.discard(call)

    def clock_changed(self) -> None:
        """Look again at every call that somebody waits for: the clock was moved or runs differently now."""
        for call in tuple(self._watched):
            self._disarm(call)
            self.refresh(call)
            if call.ended_at is None:
                self._arm(call)

    def advance(self, account: Account, seconds: float) -> None:
        """Move the time of one account forward: its calls in progress, and its tokens."""
        account.ahead_seconds += seconds
        for call in tuple(account.active):
            call.ahead_seconds += seconds
            self._disarm(call)
            self.refresh(call)
            if call in self._watched:
                self._arm(call)

    def forget(self, call: Call) -> None:
        """Remove a call; whoever waits for it is let go."""
        if self._calls.pop(call.call_id, None) is not None:
            self._size -= call.size
        if call in call.account.active:
            call.account.active.remove(call)
        self._wake(call)

    def forget_account(self, account: Account | None) -> None:
        """Remove every call of an account, or of all."""
        for call in self.of(account):
            self.forget(call)

    def stop(self) -> None:
        """Let go of everybody who waits: the gateway shuts down."""
        self.stopping = True
        for call in tuple(self._watched):
            self._disarm(call)
            self._wake(call)

    def _new_id(self) -> str:
        """Return a random UUID (version 4, RFC 9562), without a system call for each."""
        digits = f"{self._random.getrandbits(128):032x}"
        return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-a{digits[17:20]}-{digits[20:]}"

    def _course(self, call: Call, conversation: "Conversation") -> Course:
        return Course(
            set_up_seconds=call.set_up_seconds,
            ring_seconds=conversation.ring_seconds,
            talk_seconds=conversation.duration_seconds,
            ending=ending_of(conversation.raw_status),
        )

    def _end(self, call: Call) -> None:
        course = self.course(call)
        call.ended_at = course.ends_at
        if call in call.account.active:
            call.account.active.remove(call)
        talked = course.duration(course.ends_at, from_dialling=False)
        cost = price(course.ending.documented, talked, self._assumptions)
        overdraft = self._assumptions.credits_overdraft == "allow"
        call.credits_charged = call.account.ledger.charge(call.call_id, cost, overdraft=overdraft)
        self._disarm(call)
        self._wake(call)

    def _spoken(self, call: Call) -> bytes:
        """Return the fields of the result that the conversation alone decides, as JSON without its braces."""
        self.course(call)
        if call.spoken is None:
            conversation = self.conversation(call)
            keep_system = self._assumptions.system_turns == "sent"
            turns = [
                {"speaker": turn.speaker, "text": turn.text}
                for turn in conversation.turns
                if keep_system or turn.speaker != "system"
            ]
            summary = {"summary": conversation.summary} if call.brief.get("enable_summary") else {}
            call.spoken = encode({**summary, "transcript": turns})[1:-1]
        return call.spoken

    def _arm(self, call: Call) -> None:
        if self._flows(call.account) and call.ended_at is None:
            wait = self._clock.real_seconds(self.course(call).ends_at - self.elapsed(call))
            call.timer = asyncio.get_running_loop().call_later(wait or 0.0, self._due, call)

    def _flows(self, account: Account) -> bool:
        """Whether time passes by itself for an account's calls."""
        return self._clock.flows and account.state.clock == "shared"

    def _due(self, call: Call) -> None:
        call.timer = None
        self.refresh(call)
        if call.ended_at is None:  # the timer came a breath early
            self._arm(call)

    def _disarm(self, call: Call) -> None:
        if call.timer is not None:
            call.timer.cancel()
            call.timer = None

    def _wake(self, call: Call) -> None:
        for future in call.waiters:
            if not future.done():
                future.set_result(False)
