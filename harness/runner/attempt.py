"""One call as pure generators: they yield commands and receive events, and do no I/O themselves.

Retry, reopening, fallback and giving up are decided here, so they are tested without a socket. The rules are the
official SDK's (wire-facts "SSE"): a stream that drops or ends without a result is reopened once with Last-Event-Id,
then the call is polled. Unlike the SDK, a failing poll is borne a few times: a result that exists is not given up.
POST is never sent twice: whenever the gateway may have received it and no answer proves a refusal, the attempt is
`dial_unknown`.
"""

from collections.abc import Generator
from dataclasses import dataclass, replace
from typing import TypeAlias

from harness.model.brief import RequestBody
from harness.model.call import Call, call_from_body
from harness.model.observation import DIAL_ADVICE, ApiError, Breakdown, DeliveredBy, Observation
from harness.model.price import worst_case_credits
from harness.model.scenario import HttpRequest
from harness.model.values import Json
from harness.model.verdict import FailureKind
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
    Sleep,
    Streamed,
    VerifyCode,
    may_dial,
)

REFUSAL_CODES = frozenset(
    {
        "AUTH_REQUIRED", "TOKEN_EXPIRED", "SUBSCRIPTION_REQUIRED", "INSUFFICIENT_CREDITS", "INVALID_PHONE",
        "INSUFFICIENT_DETAIL", "RATE_LIMITED", "DND_BLOCKED", "POLICY_VIOLATION", "NOT_FOUND", "PHONE_REQUIRED",
        "ACCESS_DENIED",
    }
)  # fmt: skip
"""The codes that say why no call was placed: API reference "Error Codes", wire-facts "Errors"."""

MAX_STREAM_OPENS = 2
MAX_FAILED_POLLS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long to wait for a result, in seconds: in all, and between two polls."""

    wait_s: float = 7500.0
    poll_interval_s: float = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far an attempt has come; each generator below takes one and returns the next."""

    name: str
    body: RequestBody | None = None
    exchanges: tuple[int, ...] = ()
    call: Call | None = None
    error: ApiError | None = None
    breakdown: Breakdown | None = None
    delivered_by: DeliveredBy | None = None

    @property
    def waiting(self) -> bool:
        """Whether there is a call that still runs, as far as is known."""
        return self.call is not None and not self.call.ended and self.breakdown is None

    def observed(self, step: int) -> Observation:
        """Return what step `step` saw."""
        return Observation(
            step=step,
            call_name=self.name,
            body=self.body,
            exchanges=self.exchanges,
            call=self.call,
            error=self.error,
            breakdown=self.breakdown,
            delivered_by=self.delivered_by,
        )


Script: TypeAlias = Generator[Command, Event, Progress]


def sign_in(progress: Progress) -> Script:
    """Sign in by the two-step email flow; a refusal is the progress's error."""
    event = yield RequestCode()
    progress = answered(progress, event, FailureKind.SIGN_IN)
    if progress.error or progress.breakdown or not isinstance(event, Answered):
        return progress
    request_token = _from_data(event.body, "request_token")
    if request_token is None:
        return _no_sign_in(progress, event, "data.request_token")
    event = yield VerifyCode(request_token=request_token)
    progress = answered(progress, event, FailureKind.SIGN_IN)
    if progress.error or progress.breakdown or not isinstance(event, Answered):
        return progress
    missing = [name for name in ("id", "access_token") if _from_data(event.body, name) is None]
    return _no_sign_in(progress, event, f"data.{missing[0]}") if missing else progress


def start_call(progress: Progress) -> Script:
    """Create the call, sending its POST once and never again."""
    assert progress.body is not None
    event = yield CreateCall(body=progress.body, name=progress.name)
    if isinstance(event, Failed) and event.sent:
        return _dial_unknown(noted(progress, event), f"its answer never came: {event.message}", event.exchange)
    progress = _not_proven(answered(progress, event, FailureKind.UNREADABLE))
    taken = isinstance(event, Answered) and event.status < 300
    if progress.error or not isinstance(event, Answered) or (progress.breakdown and not taken):
        return progress
    call = call_from_body(event.body)
    if call is None:
        what = "came without call_id and status" if event.readable else "came with a body that is not JSON"
        return _dial_unknown(progress, f"HTTP {event.status} {what}", event.exchange)
    return replace(progress, call=call)


def get_call(progress: Progress, call_id: str) -> Script:
    """GET the call once and take what it says."""
    event = yield PollCall(call_id=call_id)
    progress = answered(replace(progress, error=None, breakdown=None), event, FailureKind.UNREADABLE)
    if progress.error or progress.breakdown or not isinstance(event, Answered):
        return progress
    return _with_call(progress, event.body, event.exchange, "get")


def send(progress: Progress, request: HttpRequest) -> Script:
    """Send a raw request; an error status is the progress's error, whatever its body."""
    command = Send(request=request)
    event = yield command
    if isinstance(event, Answered) and not event.readable and event.status < 400:
        return noted(progress, event)
    dialled = may_dial(command)
    if dialled and isinstance(event, Failed) and event.sent:
        return _dial_unknown(noted(progress, event), f"its answer never came: {event.message}", event.exchange)
    progress = answered(progress, event, FailureKind.UNREADABLE)
    return _not_proven(progress) if dialled else progress


def await_result(progress: Progress, patience: Patience) -> Script:
    """Wait for the call's end: by its stream, reopened once, then by polling; nothing is done where no call runs."""
    if not progress.waiting or progress.call is None:
        return progress
    call_id = progress.call.call_id
    progress = replace(progress, error=None)  # an earlier GET that was refused says nothing of the result
    started = yield Sleep(seconds=0.0)
    deadline_s = started.at_s + patience.wait_s
    progress, now_s = yield from _by_stream(progress, call_id, deadline_s, started.at_s)
    if progress.waiting:
        progress = yield from _by_polling(progress, call_id, deadline_s, now_s, patience)
    return progress


def _by_stream(
    progress: Progress, call_id: str, deadline_s: float, now_s: float
) -> Generator[Command, Event, tuple[Progress, float]]:
    last_event_id: str | None = None
    for _ in range(MAX_STREAM_OPENS):
        event = yield OpenStream(call_id=call_id, last_event_id=last_event_id, timeout_s=max(0.0, deadline_s - now_s))
        now_s = event.at_s
        progress = noted(progress, event)
        if isinstance(event, Answered):
            break  # an error status: the stream is not to be had, polling may still be
        if isinstance(event, Streamed):
            last_event_id = event.last_event_id or last_event_id
            ended = call_from_body(event.result)
            if ended is not None and ended.ended:
                return replace(progress, call=ended, delivered_by="stream"), now_s
            if event.result is not None:
                break  # a result that cannot be read will not be better the second time
        if now_s >= deadline_s:
            break
    return progress, now_s


def _by_polling(progress: Progress, call_id: str, deadline_s: float, now_s: float, patience: Patience) -> Script:
    """Poll until the call's end, at least once: at the deadline comes a last poll, whatever the stream was worth."""
    failures = 0
    while True:
        yield Sleep(seconds=min(patience.poll_interval_s, max(0.0, deadline_s - now_s)))
        event = yield PollCall(call_id=call_id)
        now_s = event.at_s
        polled = answered(progress, event, FailureKind.UNREADABLE)
        if isinstance(event, Answered) and not polled.error and not polled.breakdown:
            polled = _with_call(polled, event.body, event.exchange, "poll")
        if not polled.error and not polled.breakdown:
            progress, failures = polled, 0
            if not progress.waiting:
                return progress
        else:
            failures += 1
            if _final(polled) or failures >= MAX_FAILED_POLLS:
                return polled
            progress = replace(polled, error=None, breakdown=None)
        if now_s >= deadline_s:
            message = f"no result after {patience.wait_s:g} s of waiting; the call may still run"
            return replace(progress, breakdown=Breakdown(kind=FailureKind.TIMEOUT, message=message))


def _from_data(body: Json, name: str) -> str | None:
    """Read a field of the auth API's `{"status", "data": {…}}`."""
    inner = body.get("data") if isinstance(body, dict) else None
    value = inner.get(name) if isinstance(inner, dict) else None
    return value if isinstance(value, str) and value else None


def _no_sign_in(progress: Progress, event: Answered, missing: str) -> Progress:
    message = f"HTTP {event.status} came without {missing}"
    return replace(progress, breakdown=Breakdown(kind=FailureKind.SIGN_IN, message=message, exchange=event.exchange))


def _final(progress: Progress) -> bool:
    """Whether asking again cannot help: a refusal other than 429 and 5xx."""
    error = progress.error
    return error is not None and error.http_status < 500 and error.http_status != 429


def noted(progress: Progress, event: Event) -> Progress:
    """Add the event's exchange to those of the progress."""
    seq = getattr(event, "exchange", None)
    return progress if seq is None else replace(progress, exchanges=(*progress.exchanges, seq))


def answered(progress: Progress, event: Event, unreadable: FailureKind) -> Progress:
    """Note an answer; an error status becomes the error, no or an unreadable answer the breakdown."""
    progress = noted(progress, event)
    if isinstance(event, Failed):
        return replace(progress, breakdown=Breakdown(kind=event.kind, message=event.message, exchange=event.exchange))
    if not isinstance(event, Answered):
        return progress
    if event.status >= 400:
        return replace(progress, error=_api_error(event))
    if not event.readable:
        message = f"HTTP {event.status} came with a body that is not JSON"
        return replace(progress, breakdown=Breakdown(kind=unreadable, message=message, exchange=event.exchange))
    return progress


def _dial_unknown(progress: Progress, what: str, exchange: int | None) -> Progress:
    """Say that a phone may have rung: the POST is not sent again, and its worst case counts as spent."""
    worst = worst_case_credits(progress.body)
    message = f"the call may have been placed: {what}; counted at its worst case, {worst} credits: {DIAL_ADVICE}"
    return replace(progress, breakdown=Breakdown(kind=FailureKind.DIAL_UNKNOWN, message=message, exchange=exchange))


def _not_proven(progress: Progress) -> Progress:
    """Mark an error to a request for a call that does not prove a refusal: a 5xx without a documented error code.

    A proxy in front of the gateway answers 502, 503 or 504 to requests that the gateway has taken.
    """
    error = progress.error
    if error is None or error.http_status < 500 or error.code in REFUSAL_CODES:
        return progress
    return replace(progress, error=replace(error, may_have_dialled=True))


def _api_error(event: Answered) -> ApiError:
    """Read the envelope `{"error": {"code", "message"}}` (wire-facts "Errors")."""
    inner = event.body.get("error") if isinstance(event.body, dict) else None
    code = inner.get("code") if isinstance(inner, dict) else None
    message = inner.get("message") if isinstance(inner, dict) else None
    return ApiError(
        http_status=event.status,
        code=code if isinstance(code, str) else None,
        message=message if isinstance(message, str) else "",
        exchange=event.exchange,
    )


def _with_call(progress: Progress, body: Json, exchange: int, delivered_by: DeliveredBy) -> Progress:
    call = call_from_body(body)
    if call is None:
        message = "the answer is not a call: no call_id or no status"
        return replace(progress, breakdown=Breakdown(kind=FailureKind.UNREADABLE, message=message, exchange=exchange))
    return replace(progress, call=call, delivered_by=delivered_by if call.ended else progress.delivered_by)
