"""The replay as a server: recorded answers on a port, with nothing behind it."""

import asyncio
from pathlib import Path
from types import TracebackType

from aiohttp import web
from multidict import CIMultiDict

from harness.model.exchange import Exchange
from harness.wire.redaction import Redactor
from harness.wire.sse import encode
from mock_gateway.answers import Refusal, refuse
from mock_gateway.listener import HOP_BY_HOP, Listener, headers_of, lowered, target_of
from mock_gateway.replay.asking import asked_of
from mock_gateway.replay.library import Library, load
from mock_gateway.wire_routes import route_of

_NOT_REPLAYED = HOP_BY_HOP | {"content-length", "content-encoding", "date", "server", "set-cookie"}
_MAX_BODY_BYTES = 4 * 1024 * 1024
_CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"


class ReplayServer:
    """Recorded exchanges on a port of this machine: `async with ReplayServer(directory) as replay: replay.url`.

    A request that nothing answers gets 404 NOT_RECORDED, saying which recorded request is nearest and how it differs.
    Raises UsageError for a directory that holds no cassettes.
    """

    def __init__(self, directory: Path, *, port: int = 0) -> None:
        self._library = Library(load(directory))
        self._listener = Listener(self._handle, port=port)

    @property
    def url(self) -> str:
        """The base URL that a client is pointed at."""
        return self._listener.url

    @property
    def recorded(self) -> int:
        """How many exchanges there are."""
        return len(self._library)

    async def __aenter__(self) -> "ReplayServer":
        await self._listener.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._listener.__aexit__(kind, error, trace)

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        body = await _body(request)
        if body is None:
            message = f"the body is larger than {_MAX_BODY_BYTES} bytes, and nothing that large is recorded"
            return refuse(Refusal("PAYLOAD_TOO_LARGE", message))
        asked = asked_of(_redacted(request, body))
        exchange = self._library.answer(asked)
        if exchange is None:
            return refuse(Refusal("NOT_RECORDED", self._library.why_not(asked), status=404))
        return await _replayed(exchange, request)


async def _body(request: web.BaseRequest) -> bytes | None:
    """Return the request's body, None when it is too large."""
    if "Expect" in request.headers:
        await request.writer.write(_CONTINUE)
        request.writer.output_size = 0
    body = bytearray()
    async for chunk in request.content.iter_any():
        body += chunk
        if len(body) > _MAX_BODY_BYTES:
            return None
    return bytes(body)


def _redacted(request: web.BaseRequest, body: bytes) -> Exchange:
    """Return the request as a recorder would have written it."""
    path, query = target_of(request)
    exchange = Exchange(
        seq=1,
        route=route_of(request.method, path),
        method=request.method,
        url=f"http://replay{path}{f'?{query}' if query else ''}",
        request_headers=lowered(headers_of(request.raw_headers)),
        request_body=body.decode("utf-8", "replace") if body else None,
        status=None,
        response_headers={},
        response_body=None,
        sent_s=0.0,
        first_byte_s=None,
        ended_s=0.0,
    )
    return Redactor().exchange(exchange)


async def _replayed(exchange: Exchange, request: web.BaseRequest) -> web.StreamResponse:
    """Send what was recorded; an answer that broke off breaks off again, one that never came does not come."""
    if exchange.status is None:
        return _hung_up(request)
    headers = CIMultiDict(
        (name, value) for name, value in exchange.response_headers.items() if name not in _NOT_REPLAYED
    )
    body = (exchange.response_body or "").encode("utf-8", "replace")
    if not exchange.events and exchange.error is None:
        return web.Response(status=exchange.status, headers=headers, body=body)
    response = web.StreamResponse(status=exchange.status, headers=headers)
    await response.prepare(request)
    for event in exchange.events:
        await response.write(encode(event))
        await asyncio.sleep(0)  # each event is a chunk of its own, as it was
    if body:
        await response.write(body)
    if exchange.error is not None:
        return _hung_up(request)
    await response.write_eof()
    return response


def _hung_up(request: web.BaseRequest) -> web.StreamResponse:
    if request.transport is not None:
        request.transport.close()
    return web.Response(status=499)  # nobody is there to read it
