"""A session that writes down each dial before it is sent and what came of it, and sends none that was sent before."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from harness.model.brief import RequestBody
from harness.model.call import call_from_body
from harness.model.observation import Breakdown
from harness.model.price import worst_case_credits
from harness.model.record import DialIntended, DialOutcome, DialSettled, Record
from harness.model.values import Json
from harness.model.verdict import FailureKind
from harness.runner.attempt import REFUSAL_CODES
from harness.runner.commands import (
    Answered,
    Command,
    CreateCall,
    Event,
    Failed,
    OpenStream,
    PollCall,
    Send,
    may_dial,
)
from harness.runner.past import NOT_SIGNED_IN, Past, body_hash
from harness.runner.ports import Clock, Session

SIGN_IN_CODES = frozenset({"TOKEN_EXPIRED", "AUTH_REQUIRED"})
"""The error codes after which no request of the account is answered any more."""


class Journal:
    """One trial's session. `halted` says why nothing may be dialled now; `locked_out` is told of a sign-in code."""

    def __init__(
        self,
        session: Session,
        *,
        trial_id: str,
        past: Past,
        note: Callable[[Record], None],
        clock: Clock,
        halted: Callable[[], str],
        locked_out: Callable[[str], None],
    ) -> None:
        self._session, self._trial_id, self._past = session, trial_id, past
        self._note, self._clock, self._halted, self._locked_out = note, clock, halted, locked_out
        self._offset = past.last_seq
        self.unsettled = 0

    async def set_faults(self, faults: Sequence[Mapping[str, Json]]) -> Breakdown | None:
        """Pass on."""
        return await self._session.set_faults(faults)

    async def prepare_call(self, callee: Mapping[str, Json] | None, times: int) -> Breakdown | None:
        """Pass on."""
        return await self._session.prepare_call(callee, times)

    async def read_books(self, call_id: str) -> Mapping[str, Json] | Breakdown | None:
        """Pass on."""
        return await self._session.read_books(call_id)

    async def close(self) -> None:
        """Pass on."""
        await self._session.close()

    async def perform(self, command: Command) -> Event:
        """Carry out a command, but for what an earlier process has carried out; a dial only while dials may be made."""
        if not may_dial(command):
            known = self._past.recall(command, self._clock.now_s())
            return known if known is not None else await self._perform(command)
        name, body = _named(command)
        recalled = self._past.recall_dial(name, body, self._clock.now_s())
        if recalled is not None:
            event, settled = recalled
            if not settled:
                self._settle(name, event)
            return event
        halted = self._halted()
        if halted:
            message = f"not run: {halted}"
            return Failed(at_s=self._clock.now_s(), kind=FailureKind.NOT_RUN, message=message, sent=False)
        return await self._dial(command, name, body)

    async def _dial(self, command: Command, name: str, body: RequestBody | None) -> Event:
        number = body.field("dialed_number") if body is not None else None
        self._note(
            DialIntended(
                trial_id=self._trial_id,
                call_name=name,
                number=number if isinstance(number, str) else None,
                body_sha256=body_hash(body),
                worst_credits=worst_case_credits(body),
                at_s=self._clock.now_s(),
            )
        )
        self.unsettled += 1
        event = await self._perform(command)
        self.unsettled -= 1
        self._settle(name, event)
        return event

    def _settle(self, name: str, event: Event) -> None:
        outcome, call_id = _outcome(event)
        self._note(
            DialSettled(
                trial_id=self._trial_id,
                call_name=name,
                outcome=outcome,
                at_s=self._clock.now_s(),
                call_id=call_id,
                exchange=getattr(event, "exchange", None),
            )
        )

    async def _perform(self, command: Command) -> Event:
        event = await self._session.perform(command)
        if self._offset and (seq := getattr(event, "exchange", None)) is not None:
            event = replace(event, exchange=seq + self._offset)
        if isinstance(event, Answered) and isinstance(command, CreateCall | OpenStream | PollCall):
            code = _code(event.body) if event.status == NOT_SIGNED_IN else ""
            if code in SIGN_IN_CODES:
                self._locked_out(code)
        return event


def _named(command: Command) -> tuple[str, RequestBody | None]:
    if isinstance(command, CreateCall):
        return command.name, command.body
    return "", command.request.body if isinstance(command, Send) else None


def _outcome(event: Event) -> tuple[DialOutcome, str | None]:
    if isinstance(event, Failed):
        return ("unknown" if event.sent else "unsent"), None
    if not isinstance(event, Answered):
        return "unknown", None
    if 300 <= event.status < 500 or _code(event.body) in REFUSAL_CODES:
        return "refused", None
    call = call_from_body(event.body) if event.status < 300 else None
    return ("placed", call.call_id) if call is not None else ("unknown", None)


def _code(body: Json) -> str:
    inner = body.get("error") if isinstance(body, dict) else None
    code = inner.get("code") if isinstance(inner, dict) else None
    return code if isinstance(code, str) else ""
