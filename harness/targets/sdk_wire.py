"""A recorder under the official SDK: it passes the SDK's requests on and keeps each as an exchange and as an event."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Final

import httpx

from harness.model.exchange import Exchange, Route, StreamEvent
from harness.runner.commands import Answered, Event, Failed, Streamed
from harness.runner.ports import Clock
from harness.targets.transport import Transport, classify, json_of, result_of
from harness.wire.sse import OversizedStreamError, SseDecoder

CUT_SHORT: Final = "the client left before the answer was complete"
Tell = Callable[[Event], None]


@dataclass(slots=True, kw_only=True)
class _Passing:
    """A request on its way, and what has come of it."""

    request: httpx.Request
    seq: int
    sent_s: float
    status: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    first_byte_s: float | None = None
    raw: bytearray = field(default_factory=bytearray)
    decoder: SseDecoder = field(default_factory=SseDecoder)
    events: list[StreamEvent] = field(default_factory=list)
    failure: Exception | None = None
    error: str | None = None
    complete: bool = False

    @property
    def streams(self) -> bool:
        """Whether the answer is an event stream."""
        taken = self.status is not None and self.status < 400
        return taken and "text/event-stream" in self.headers.get("content-type", "")

    def feed(self, chunk: bytes, at_s: float) -> None:
        """Take the next bytes of the answer."""
        if not self.streams:
            self.raw += chunk
            return
        try:
            self.events += self.decoder.feed(chunk, at_s)
        except OversizedStreamError as error:
            self.events += error.events
            self.error = str(error)

    def broke(self, error: Exception) -> None:
        """Take note that the answer came to nothing, or broke off."""
        self.failure, self.error = error, str(error) or type(error).__name__

    @property
    def body(self) -> str | None:
        """The answer's body as text, None where none came or where events did."""
        if self.status is None or self.streams or (self.failure is not None and not self.raw):
            return None
        encoded = {name: value for name, value in self.headers.items() if name == "content-encoding"}
        try:
            content = httpx.Response(self.status, headers=encoded, content=bytes(self.raw)).content
        except httpx.DecodingError:
            content = bytes(self.raw)
        return content.decode("utf-8", "replace")


class SdkWire(Transport):
    """The wire of a session whose calls the SDK makes; what the session itself sends is numbered with the rest."""

    def __init__(self, client: httpx.AsyncClient, clock: Clock, keep: Callable[[Exchange], None]) -> None:
        super().__init__(client, clock, keep)
        self._network = httpx.AsyncHTTPTransport(verify=False)

    def client(self, tell: Tell) -> httpx.AsyncClient:
        """Make a client for the SDK; `tell` gets each of its requests as an event, as soon as it ended."""
        timeout = httpx.Timeout(30.0, read=300.0)  # the SDK's own
        return httpx.AsyncClient(transport=_Tap(self, tell), timeout=timeout, trust_env=False)

    async def close(self) -> None:
        """Close the connections."""
        await self._network.aclose()

    async def pass_on(self, request: httpx.Request, tell: Tell) -> httpx.Response:
        """Send one of the SDK's requests, and hand back the answer, of which every byte is seen as it is read."""
        passing = _Passing(request=request, seq=self._next_seq(), sent_s=self._clock.now_s())
        try:
            response = await self._network.handle_async_request(request)
        except httpx.HTTPError as error:
            passing.broke(error)
            tell(self._ended(passing))
            raise
        except BaseException:
            passing.error = CUT_SHORT
            self._ended(passing)
            raise
        passing.first_byte_s = self._clock.now_s()
        passing.status = response.status_code
        passing.headers = dict(response.headers)
        assert isinstance(response.stream, httpx.AsyncByteStream)
        stream = _Tapped(response.stream, passing, self._clock, lambda: tell(self._ended(passing)))
        return httpx.Response(
            response.status_code, headers=response.headers, stream=stream, extensions=response.extensions
        )

    def _ended(self, passing: _Passing) -> Event:
        """Keep what a request came to, and return it as an event."""
        kept = self._redactor.exchange(self._exchange(passing))
        self._keep(kept)
        at_s = self._clock.now_s()
        if passing.status is None or (passing.failure is not None and not passing.streams):
            kind, sent = classify(passing.failure or httpx.ReadError(CUT_SHORT))
            return Failed(at_s=at_s, kind=kind, message=passing.error or CUT_SHORT, sent=sent, exchange=kept.seq)
        if passing.streams:
            last = passing.decoder.last_event_id or None
            return Streamed(at_s=at_s, exchange=kept.seq, result=result_of(kept.events), last_event_id=last)
        body, readable = json_of(kept.response_body)
        return Answered(
            at_s=at_s,
            exchange=kept.seq,
            status=passing.status,
            body=body,
            readable=readable,
            retry_after=passing.headers.get("retry-after"),
        )

    def _exchange(self, passing: _Passing) -> Exchange:
        request = passing.request
        return Exchange(
            seq=passing.seq,
            route=_route(request),
            method=request.method,
            url=str(request.url),
            request_headers=dict(request.headers),
            request_body=request.content.decode("utf-8", "replace") or None,
            status=passing.status,
            response_headers=passing.headers,
            response_body=passing.body,
            sent_s=passing.sent_s,
            first_byte_s=passing.first_byte_s,
            ended_s=self._clock.now_s(),
            events=tuple(passing.events),
            error=passing.error,
        )


class _Tap(httpx.AsyncBaseTransport):
    """The transport that the SDK's client is made with."""

    def __init__(self, wire: SdkWire, tell: Tell) -> None:
        self._wire, self._tell = wire, tell

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        return await self._wire.pass_on(request, self._tell)


class _Tapped(httpx.AsyncByteStream):
    """An answer's bytes, seen as the SDK reads them."""

    def __init__(
        self, inner: httpx.AsyncByteStream, passing: _Passing, clock: Clock, ended: Callable[[], None]
    ) -> None:
        self._inner, self._passing, self._clock, self._ended = inner, passing, clock, ended
        self._closed = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        try:
            async for chunk in self._inner:
                self._passing.feed(chunk, self._clock.now_s())
                yield chunk
        except httpx.HTTPError as error:
            self._passing.broke(error)
            raise
        self._passing.complete = True

    async def aclose(self) -> None:
        if self._closed:
            return
        self._closed = True
        passing = self._passing
        if not passing.complete and passing.error is None and result_of(passing.events) is None:
            passing.error = CUT_SHORT
        self._ended()
        await self._inner.aclose()


def _route(request: httpx.Request) -> Route:
    if request.method == "POST":
        return "call_create"
    return "call_stream" if request.url.path.endswith("/stream") else "call_get"
