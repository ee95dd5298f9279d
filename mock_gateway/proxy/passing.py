"""One exchange on its way through: what came from the client goes on as it is, what came back returns as it is."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field

import aiohttp
from aiohttp import web
from multidict import CIMultiDict
from yarl import URL

from mock_gateway.answers import encode
from mock_gateway.listener import HOP_BY_HOP, headers_of, lowered
from mock_gateway.proxy.reading import MAX_BODY_BYTES, Reading

_CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
_NOT_SENT_ON = HOP_BY_HOP | {"host", "expect"}
_ADDED_BY_AIOHTTP = ("User-Agent", "Accept", "Accept-Encoding", "Content-Type")
CLIENT_GONE = "the client went away, or the proxy was stopped, before the end of the answer"


class ClientGone(Exception):
    """The client closed its connection while it was being answered."""


class Relayed(web.StreamResponse):
    """An answer with the headers that came from upstream, and none of aiohttp's own."""

    def __init__(self, *, status: int, reason: str | None, headers: CIMultiDict[str]) -> None:
        super().__init__(status=status, reason=reason, headers=headers)
        self._sent_upstream = frozenset(name.lower() for name in headers)

    async def _prepare_headers(self) -> None:
        await super()._prepare_headers()
        for name in ("Date", "Server", "Content-Type"):
            if name.lower() not in self._sent_upstream:
                self.headers.popall(name, None)


@dataclass(slots=True)
class Passed:
    """What is known of an exchange so far. `refused_here`: upstream could not be reached, so nothing passed."""

    request_body: bytearray = field(default_factory=bytearray)
    request_whole: bool = True
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    first_byte_s: float | None = None
    reading: Reading | None = None
    error: str | None = None
    refused_here: bool = False


class Passing:
    """Passes requests on over one client, one upstream connection a request.

    A kept connection that upstream closes at the wrong moment would break a request that, sent directly, arrives.
    """

    def __init__(self, client: aiohttp.ClientSession) -> None:
        self._client = client
        self._time = asyncio.get_running_loop().time

    async def through(self, request: web.BaseRequest, url: str, passed: Passed) -> web.StreamResponse:
        """Pass one exchange through and note it in `passed`. An answer that breaks off breaks off for the client too.

        Raises ClientGone.
        """
        try:
            async with self._client.request(
                request.method,
                URL(url, encoded=True),
                headers=_passed_on(headers_of(request.raw_headers), _NOT_SENT_ON),
                data=_uploaded(request, passed) if request.body_exists else None,
                skip_auto_headers=_ADDED_BY_AIOHTTP,
                allow_redirects=False,
            ) as answer:
                return await self._back(answer, request, passed)
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            passed.refused_here, passed.error = True, str(error)
            return _unreachable(url, error)
        except aiohttp.ClientError as error:
            passed.error = passed.error or f"upstream broke off: {str(error) or type(error).__name__}"
            if request.transport is not None:
                request.transport.close()
            raise ClientGone from error

    async def _back(
        self, answer: aiohttp.ClientResponse, request: web.BaseRequest, passed: Passed
    ) -> web.StreamResponse:
        headers = headers_of(answer.raw_headers)
        passed.status, passed.first_byte_s = answer.status, self._time()
        passed.headers = lowered(headers)
        passed.reading = Reading(passed.headers, answer.status)
        response = Relayed(status=answer.status, reason=answer.reason, headers=_passed_on(headers, HOP_BY_HOP))
        await _to_client(response.prepare(request), passed)
        async for chunk in answer.content.iter_any():
            passed.reading.feed(chunk, self._time())
            await _to_client(response.write(chunk), passed)
        await _to_client(response.write_eof(), passed)
        return response


async def _to_client(sending: object, passed: Passed) -> None:
    try:
        await sending  # type: ignore[misc]  # aiohttp's three ways of writing are awaited alike
    except ConnectionError as error:
        passed.error = CLIENT_GONE
        raise ClientGone from error


async def _uploaded(request: web.BaseRequest, passed: Passed) -> AsyncIterator[bytes]:
    """Give out the request's body as it comes, keeping a bounded copy."""
    if "Expect" in request.headers:
        await request.writer.write(_CONTINUE)
        request.writer.output_size = 0
    async for chunk in request.content.iter_any():
        if len(passed.request_body) + len(chunk) <= MAX_BODY_BYTES:
            passed.request_body += chunk
        else:
            passed.request_whole = False
        yield chunk


def _passed_on(headers: list[tuple[str, str]], left_out: frozenset[str]) -> CIMultiDict[str]:
    """Return the headers that are for the other side, in their order and spelling."""
    named = {name.strip().lower() for key, value in headers if key.lower() == "connection" for name in value.split(",")}
    return CIMultiDict((name, value) for name, value in headers if name.lower() not in left_out | named)


def _unreachable(url: str, error: Exception) -> web.Response:
    told = f"pine-mock proxy cannot reach {URL(url).origin()}: {error}"
    body = encode({"error": {"code": "UPSTREAM_UNREACHABLE", "message": told}})
    return web.Response(status=502, body=body, content_type="application/json")
