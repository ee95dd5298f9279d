"""One session's requests over httpx: each is kept as an exchange, redacted, and becomes an event; none ever raises."""

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import httpx

from harness.model.exchange import Exchange, Route, StreamEvent
from harness.model.steps import Closing
from harness.model.values import Json
from harness.model.verdict import FailureKind
from harness.runner.commands import Answered, Event, Failed, Streamed
from harness.runner.ports import Clock
from harness.wire.redaction import Redactor
from harness.wire.sse import OversizedStreamError, SseDecoder

RESULT_EVENT = "result"
CLOSED = "the client closed the stream"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request to send. `read_timeout_s` bounds the wait for the next byte of the answer."""

    route: Route
    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    content: str | None = None
    read_timeout_s: float = 30.0


@dataclass(slots=True)
class _Taken:
    """What has come of a request so far."""

    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str | None = None
    first_byte_s: float | None = None
    events: list[StreamEvent] = field(default_factory=list)
    error: str | None = None


def new_client(*, verify: bool, trust_env: bool) -> httpx.AsyncClient:
    """Make a client for one worker. Verification is off for http:// URLs: loading certificates costs 40 ms a client."""
    return httpx.AsyncClient(
        verify=verify, trust_env=trust_env, follow_redirects=False, timeout=httpx.Timeout(30.0, connect=10.0)
    )


class Transport:
    """Sends the requests of one session in any order and at once, numbering their exchanges from 1."""

    def __init__(self, client: httpx.AsyncClient, clock: Clock, keep: Callable[[Exchange], None]) -> None:
        self._client, self._clock, self._keep = client, clock, keep
        self._sent = 0
        self._redactor = Redactor()

    def learn_secret(self, value: str, name: str) -> None:
        """Make sure that a value known to be secret is in no exchange kept from here on."""
        self._redactor.learn(value, name)

    async def ask(self, request: Request) -> Answered | Failed:
        """Send a request and read its whole answer."""
        seq, sent_s, taken = self._next_seq(), self._clock.now_s(), _Taken()
        failed: Failed | None = None
        try:
            async with self._open(request, request.read_timeout_s) as response:
                self._take_head(response, taken)
                raw = await response.aread()
                taken.body = raw.decode("utf-8", "replace")
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            failed = self._failed(error, seq, taken)
        except asyncio.CancelledError:
            self._keep_cut_short(request, seq, sent_s, taken)
            raise
        kept = self._keep_exchange(request, seq, sent_s, taken)
        if failed is not None or taken.status is None:
            return failed or self._failed(httpx.TransportError("no answer"), seq, taken)
        # Only signing in needs the secrets of an answer; all else is read as it is kept, so that none gets further.
        signing_in = request.route == "auth_request" or request.route == "auth_verify"
        body, readable = json_of(taken.body if signing_in and taken.status < 400 else kept.response_body)
        return Answered(
            at_s=self._clock.now_s(),
            exchange=seq,
            status=taken.status,
            body=body,
            readable=readable,
            retry_after=taken.headers.get("retry-after"),
        )

    async def stream(self, request: Request, timeout_s: float, closing: Closing | None = None) -> Event:
        """Open an event stream and read it until a `result` event, its end, a break, or `timeout_s` seconds.

        With `closing` it is read to its end or until that says to close it, whatever events come.
        """
        seq, sent_s, taken = self._next_seq(), self._clock.now_s(), _Taken()
        decoder = SseDecoder()
        failed: Failed | None = None
        try:
            async with asyncio.timeout(timeout_s), self._open(request, None) as response:
                self._take_head(response, taken)
                await self._take_stream(response, decoder, taken, closing)
        except TimeoutError:
            taken.error = _late(timeout_s, closing, taken)
        except OversizedStreamError as error:
            taken.events += error.events
            taken.error = str(error)
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            failed = self._failed(error, seq, taken)
        except asyncio.CancelledError:
            self._keep_cut_short(request, seq, sent_s, taken)
            raise
        kept = self._keep_exchange(request, seq, sent_s, taken)
        if taken.status is None and failed is not None:
            return failed
        if taken.status is not None and taken.body is not None:
            body, readable = json_of(kept.response_body)
            return Answered(at_s=self._clock.now_s(), exchange=seq, status=taken.status, body=body, readable=readable)
        return Streamed(
            at_s=self._clock.now_s(),
            exchange=seq,
            result=result_of(kept.events),
            last_event_id=decoder.last_event_id or None,
        )

    def _open(self, request: Request, read_timeout_s: float | None) -> "_Opening":
        timeout = httpx.Timeout(30.0, connect=10.0, read=read_timeout_s)
        return _Opening(self._client, request, timeout)

    def _take_head(self, response: httpx.Response, taken: _Taken) -> None:
        taken.first_byte_s = self._clock.now_s()
        taken.status = response.status_code
        taken.headers = dict(response.headers)

    async def _take_stream(
        self, response: httpx.Response, decoder: SseDecoder, taken: _Taken, closing: Closing | None
    ) -> None:
        if response.status_code >= 400 or "text/event-stream" not in response.headers.get("content-type", ""):
            taken.body = (await response.aread()).decode("utf-8", "replace")
            return
        async for chunk in response.aiter_bytes():
            taken.events += decoder.feed(chunk, self._clock.now_s())
            if _enough(taken.events, closing):
                taken.error = None if closing is None else CLOSED
                return

    def _failed(self, error: Exception, seq: int, taken: _Taken) -> Failed:
        kind, sent = classify(error)
        text = str(error) or type(error).__name__
        taken.error = text
        return Failed(at_s=self._clock.now_s(), kind=kind, message=text, sent=sent, exchange=seq)

    def _next_seq(self) -> int:
        self._sent += 1
        return self._sent

    def _keep_cut_short(self, request: Request, seq: int, sent_s: float, taken: _Taken) -> None:
        """Keep what is there when the run is interrupted: a POST that was under way may have rung a phone."""
        taken.error = "the run was interrupted before the answer was complete"
        self._keep_exchange(request, seq, sent_s, taken)

    def _keep_exchange(self, request: Request, seq: int, sent_s: float, taken: _Taken) -> Exchange:
        exchange = Exchange(
            seq=seq,
            route=request.route,
            method=request.method,
            url=request.url,
            request_headers={name.lower(): value for name, value in request.headers.items()},
            request_body=request.content,
            status=taken.status,
            response_headers=taken.headers,
            response_body=taken.body,
            sent_s=sent_s,
            first_byte_s=taken.first_byte_s,
            ended_s=self._clock.now_s(),
            events=tuple(taken.events),
            error=taken.error,
        )
        redacted = self._redactor.exchange(exchange)
        self._keep(redacted)
        return redacted


class _Opening:
    """`client.stream` with the request built from ours; a class, as httpx's own helper costs a generator each time."""

    def __init__(self, client: httpx.AsyncClient, request: Request, timeout: httpx.Timeout) -> None:
        self._client, self._request, self._timeout = client, request, timeout
        self._response: httpx.Response | None = None

    async def __aenter__(self) -> httpx.Response:
        built = _built(self._client, self._request, self._timeout)
        self._response = await self._client.send(built, stream=True)
        return self._response

    async def __aexit__(self, *_: object) -> Literal[False]:
        if self._response is not None:
            await self._response.aclose()
        return False


def _built(client: httpx.AsyncClient, request: Request, timeout: httpx.Timeout) -> httpx.Request:
    """Build httpx's request; raises httpx.LocalProtocolError for a text that HTTP cannot carry."""
    try:
        request.method.encode("ascii")
        content = None if request.content is None else request.content.encode()
        return client.build_request(
            request.method, request.url, headers=dict(request.headers), content=content, timeout=timeout
        )
    except UnicodeError as error:
        raise httpx.LocalProtocolError(f"HTTP cannot carry this request: {error}") from error


def _late(timeout_s: float, closing: Closing | None, taken: _Taken) -> str:
    if closing is not None and taken.status is not None:
        return f"{CLOSED} after {timeout_s:g} s"
    return f"no {'answer' if closing else 'result event'} within {timeout_s:g} s"


def _enough(events: Sequence[StreamEvent], closing: Closing | None) -> bool:
    """Whether a client leaves a stream that has brought these events."""
    if closing is None:
        return any(event.event == RESULT_EVENT for event in events)
    heartbeats = sum(event.comment is not None for event in events)
    named = len(events) - heartbeats
    return (closing.events is not None and named >= closing.events) or (
        closing.heartbeats is not None and heartbeats >= closing.heartbeats
    )


def json_of(text: str | None) -> tuple[Json, bool]:
    """Return a body's JSON and whether it could be read."""
    try:
        return json.loads(text or ""), True
    except (ValueError, RecursionError):
        return None, False


def result_of(events: Sequence[StreamEvent]) -> Json:
    """Return the data of the `result` event: as JSON, else as the text it is; None where there is no such event."""
    for event in events:
        if event.event == RESULT_EVENT:
            result, readable = json_of(event.data)
            return result if readable else event.data
    return None


def classify(error: Exception) -> tuple[FailureKind, bool]:
    """Say what a transport error means, and whether the gateway may have received the request."""
    if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout):
        return FailureKind.UNREACHABLE, False
    if isinstance(error, httpx.UnsupportedProtocol | httpx.InvalidURL | httpx.LocalProtocolError):
        return FailureKind.UNREACHABLE, False
    if isinstance(error, httpx.TimeoutException):
        return FailureKind.TIMEOUT, True
    return FailureKind.GATEWAY_ERROR, True
