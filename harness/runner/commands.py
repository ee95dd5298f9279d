"""What an attempt asks for and what it is told: its commands, carried out by a session, and the events they bring."""

from dataclasses import dataclass
from typing import TypeAlias

from harness.model.brief import RequestBody
from harness.model.scenario import HttpRequest
from harness.model.values import Json
from harness.model.verdict import FailureKind


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestCode:
    """Command: ask for a verification code by email; `Done` where credentials were given and none is needed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyCode:
    """Command: verify the code that was emailed, with the token of the request."""

    request_token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateCall:
    """Command: POST the body, once."""

    body: RequestBody


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenStream:
    """Command: open the call's stream and read it until a `result` event, its end, or `timeout_s` seconds."""

    call_id: str
    last_event_id: str | None
    timeout_s: float


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


Command: TypeAlias = RequestCode | VerifyCode | CreateCall | OpenStream | PollCall | Send | Sleep


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """Event: a whole response came. `readable` is False where its body should have been JSON and was not."""

    at_s: float
    exchange: int
    status: int
    body: Json
    readable: bool = True


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
