"""The steps of a flow beyond the usual three of a call: signing in by hand, streams, the mock's control, blocks."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from harness.errors import Span

EVENT_STREAM = "text/event-stream"


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeRequest:
    """Ask for a verification code; `email` None is the account's own."""

    span: Span
    email: str | None = None
    kind: Literal["request_code"] = "request_code"


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeVerification:
    """Send a code for its request token; taken, its credentials sign every later step.

    `email` and `code` None are the account's own, `request_token` None is the one that the last request_code brought.
    """

    span: Span
    email: str | None = None
    code: str | None = None
    request_token: str | None = None
    kind: Literal["verify_code"] = "verify_code"


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """When a client closes a stream by itself: after so many events, heartbeats, or seconds; whichever comes first."""

    events: int | None = None
    heartbeats: int | None = None
    seconds: float = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamCall:
    """Open the stream of each call of the group `call`, or of the literal `call_id`, once, and read it to its end.

    `resume` sends the last event id that came over an earlier stream of the call, `last_event_id` one of one's own.
    """

    span: Span
    call: str | None = None
    call_id: str | None = None
    resume: bool = False
    last_event_id: str | None = None
    accept: str = EVENT_STREAM
    closing: Closing = Closing()
    kind: Literal["stream_call"] = "stream_call"


@dataclass(frozen=True, slots=True, kw_only=True)
class EndCall:
    """The callee hangs up now: every call of the group ends as cancelled. Only the mock can."""

    span: Span
    call: str
    kind: Literal["end_call"] = "end_call"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """Let `seconds` pass: on the account's clock where the target can move that, else really."""

    span: Span
    seconds: float
    kind: Literal["wait"] = "wait"


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvanceClock:
    """Move the clock of the account, its calls and its tokens forward by `seconds`. Only the mock can."""

    span: Span
    seconds: float
    kind: Literal["advance_clock"] = "advance_clock"


@dataclass(frozen=True, slots=True, kw_only=True)
class Save:
    """Keep parts of the last answer's JSON for later steps, as `{{ saved.NAME }}`: JMESPath expressions by name."""

    span: Span
    values: Mapping[str, str]
    kind: Literal["save"] = "save"


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """Carry out the next `size` steps up to `times` times, `every_s` seconds apart.

    `until` is a JMESPath expression that ends it as soon as it holds for a pass's last answer, None for all `times`.
    """

    span: Span
    size: int
    times: int
    until: str | None = None
    every_s: float = 0.0
    kind: Literal["repeat"] = "repeat"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parallel:
    """Carry out the next `size` steps at once; a block within them counts as one."""

    span: Span
    size: int
    kind: Literal["parallel"] = "parallel"
