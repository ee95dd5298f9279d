"""What an attempt asks for and what it is told: its commands, carried out by a session, and the events they bring."""

from dataclasses import dataclass
from typing import TypeAlias

from harness.model.brief import RequestBody
from harness.model.scenario import HttpRequest
from harness.model.steps import EVENT_STREAM, Closing
from harness.model.values import Json
from harness.model.verdict import FailureKind


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestCode:
    """Command: ask for a verification code by email; `Done` where credentials were given and none is needed.

    `email` None is the account's own.
    """

    email: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyCode:
    """Command: verify the code that was emailed, with the token of the request.

    `email` and `code` None are the account's own. The credentials of an answer sign every later request.
    """

    request_token: str
    email: str | None = None
    code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateCall:
    """Command: POST the body, once. `name` is the call's name in the flow."""

    body: RequestBody
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenStream:
    """Command: open the call's stream and read it until a `result` event, its end, or `timeout_s` seconds.

    `reading` says when else to leave, None for the first `result` event alone.
    """

    call_id: str
    last_event_id: str | None
    timeout_s: float
    accept: str = EVENT_STREAM
    reading: Closing | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PollCall:
    """Command: GET the call once."""

    call_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Send:
    """Command: send a raw request as a scenario wrote it."""

    request: HttpRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class Sleep:
    """Command: wait."""

    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class HangUp:
    """Command: the callee ends the call now. Only for a target that can do "control"."""

    call_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveClock:
    """Command: move the account's clock forward. Only for a target that can do "clock"."""

    seconds: float


CALL_PATH = "/voice/call"
_READS = frozenset({"GET", "HEAD", "OPTIONS"})


def may_dial(command: "Command") -> bool:
    """Whether carrying a command out may ring a phone: a created call, or a raw request that may create one."""
    if isinstance(command, Send):
        return command.request.method.upper() not in _READS and CALL_PATH in command.request.path.lower()
    return isinstance(command, CreateCall)


Command: TypeAlias = RequestCode | VerifyCode | CreateCall | OpenStream | PollCall | Send | Sleep | HangUp | MoveClock


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """Event: a whole response came. `readable` is False where its body should have been JSON and was not.

    `retry_after` is the header of that name, as it was written.
    """

    at_s: float
    exchange: int
    status: int
    body: Json
    readable: bool = True
    retry_after: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Streamed:
    """Event: a stream was read. `result` is the data of the `result` event, None when it ended or broke without one."""

    at_s: float
    exchange: int
    result: Json
    last_event_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """Event: no whole response came. `sent` says whether the gateway may have received the request."""

    at_s: float
    kind: FailureKind
    message: str
    sent: bool
    exchange: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """Event: the command was carried out, and there is no answer to read."""

    at_s: float


Event: TypeAlias = Answered | Streamed | Failed | Done
