"""The proxy as a server: every request passes, and what passed is handed to the recorder."""

import asyncio
import sys
from importlib import resources
from types import TracebackType

import aiohttp
from aiohttp import web

from harness.contract import Contract
from harness.model.exchange import Exchange
from harness.source import read
from mock_gateway.listener import Listener, headers_of, lowered, target_of
from mock_gateway.proxy.config import ProxyConfig
from mock_gateway.proxy.passing import CLIENT_GONE, ClientGone, Passed, Passing
from mock_gateway.proxy.recorder import Recorder, Say
from mock_gateway.proxy.tapes import Tapes
from mock_gateway.wire_routes import route_of

_CONNECT_SECONDS = 10.0
_READ_BUFFER = 64 * 1024


class ProxyServer:
    """A proxy on a port of this machine: `async with ProxyServer(config) as proxy: proxy.url`.

    `say` takes a line for each mismatch with the contract and for what could not be recorded; stderr by default.
    """

    def __init__(self, config: ProxyConfig, say: Say | None = None) -> None:
        self.config = config
        self._listener = Listener(self._handle, port=config.port)
        self._recorder = Recorder(tapes=Tapes(config.directory), contract=_contract(), say=say or _say)
        self._client: aiohttp.ClientSession | None = None
        self._passing: Passing | None = None
        self._began = 0.0

    @property
    def url(self) -> str:
        """The base URL that a client is pointed at."""
        return self._listener.url

    async def __aenter__(self) -> "ProxyServer":
        self._client = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0, force_close=True),
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=_CONNECT_SECONDS),
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            read_bufsize=_READ_BUFFER,
            max_line_size=_READ_BUFFER,
            max_field_size=_READ_BUFFER,
            trust_env=self.config.allow_live,
        )
        self._passing = Passing(self._client)
        self._began = asyncio.get_running_loop().time()
        try:
            await self._listener.__aenter__()
        except BaseException:
            await self._client.close()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._listener.__aexit__(kind, error, trace)
        if self._client is not None:
            await self._client.close()
        self._recorder.flush()

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        assert self._passing is not None
        path, query = target_of(request)
        url = f"{self.config.base_for(path)}{path}{f'?{query}' if query else ''}"
        passed, sent_s = Passed(), asyncio.get_running_loop().time()
        try:
            return await self._passing.through(request, url, passed)
        except ClientGone:
            return web.Response(status=499)  # nobody is there to read it
        except asyncio.CancelledError:
            passed.error = CLIENT_GONE
            raise
        finally:
            self._keep(request, url, path, passed, sent_s)

    def _keep(self, request: web.BaseRequest, url: str, path: str, passed: Passed, sent_s: float) -> None:
        told, reading = f"{request.method} {path}", passed.reading
        if passed.refused_here:
            self._recorder.say(f"{told}: upstream cannot be reached: {passed.error}")
            return
        unkept = reading.unkept if reading else None
        if not passed.request_whole:
            unkept = "its request is too large"
        if unkept is not None:
            self._recorder.say(f"{told} is not recorded: {unkept}")
            return
        error = passed.error
        if error == CLIENT_GONE and reading is not None and reading.has_result:
            error = None  # the client had what it came for
        self._recorder.keep(
            Exchange(
                seq=1,
                route=route_of(request.method, path),
                method=request.method,
                url=url,
                request_headers=lowered(headers_of(request.raw_headers)),
                request_body=passed.request_body.decode("utf-8", "replace") if request.body_exists else None,
                status=passed.status,
                response_headers=passed.headers,
                response_body=reading.body if reading else None,
                sent_s=self._since(sent_s),
                first_byte_s=None if passed.first_byte_s is None else self._since(passed.first_byte_s),
                ended_s=self._since(asyncio.get_running_loop().time()),
                events=tuple(reading.events) if reading else (),
                error=error,
            )
        )

    def _since(self, at: float) -> float:
        return round(at - self._began, 6)


def _contract() -> Contract:
    text = (resources.files("harness.contract") / "openapi.yaml").read_text(encoding="utf-8")
    return Contract(read(text, file="openapi.yaml").value)


def _say(line: str) -> None:
    sys.stderr.write(f"pine-mock proxy: {line}\n")
    sys.stderr.flush()
