"""The server: one place through which every request and every answer passes."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from types import TracebackType
from typing import Any

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from harness.errors import UsageError
from mock_gateway.answers import Refusal, refuse
from mock_gateway.config import MockConfig
from mock_gateway.faults.seam import spoil
from mock_gateway.gateway import Gateway
from mock_gateway.journal import JournalEntry, packed
from mock_gateway.router import Handler, Router
from mock_gateway.routes import ROUTES
from mock_gateway.routes.page import PATH as PAGE
from mock_gateway.visit import Visit

CONTROL_PREFIX = "/__mock__/"
CLIENT_GONE = 499
_SHUTDOWN_SECONDS = 2.0
_LINGER_SECONDS = 2.0
_READ_BYTES = 16 * 1024
"""How much is read at a time. asyncio takes 256 KiB for each read, and memory grew by a third in 100,000 requests."""
_log = logging.getLogger("mock_gateway")

Interceptor = Callable[[Gateway, Visit, Handler], Awaitable[web.StreamResponse]]
"""Stands between the routes and the wire: calls the handler, or does something else to the request."""


class Front:
    """Routes a request, puts refusals into the envelope, and writes the exchange into the journal.

    `interceptor`, when set, is asked to handle each request of the API (never the control plane's).
    """

    def __init__(self, gateway: Gateway) -> None:
        self.gateway = gateway
        self.interceptor: Interceptor | None = None
        self._router = Router(ROUTES)
        self._time = asyncio.get_running_loop().time

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer one request; never raises but for a client that went away."""
        started = self._time()
        visit = Visit(request, *_target(request))
        try:
            response = await self._answer(visit)
        except Refusal as refusal:
            visit.code = refusal.code
            response = refuse(self.gateway.with_status(refusal))
        except asyncio.CancelledError:
            self._note(visit, None, started)
            raise
        except ConnectionError:
            response = web.Response(status=CLIENT_GONE)
        except Exception:
            _log.exception("%s %s could not be answered", visit.method, visit.path)
            visit.code = "INTERNAL_ERROR"
            response = refuse(Refusal("INTERNAL_ERROR", "the mock gateway failed; its log says why"))
        self._note(visit, response, started)
        if "Upgrade" in request.headers and not response.prepared:
            # After an offer that is not taken (curl --http2), aiohttp can lose the body's end and all that follows it.
            response.force_close()
        return response

    async def _answer(self, visit: Visit) -> web.StreamResponse:
        handler = self._router.find(visit)
        if self.interceptor is not None and not _is_ours(visit):
            return await self.interceptor(self.gateway, visit, handler)
        return await handler(self.gateway, visit)

    def _note(self, visit: Visit, response: web.StreamResponse | None, started: float) -> None:
        if _is_ours(visit):
            return
        gateway, journal = self.gateway, self.gateway.journal
        answered = response.body if isinstance(response, web.Response) else b""
        journal.add(
            JournalEntry(
                number=journal.next_number(),
                at=gateway.clock.wall_now(),
                method=visit.method,
                path=visit.path,
                query=visit.query,
                status=response.status if response is not None else CLIENT_GONE,
                code=visit.code,
                user_id=visit.user_id,
                call_id=visit.call.call_id if visit.call is not None else None,
                milliseconds=(self._time() - started) * 1000,
                fault=visit.fault,
                request_headers=packed(visit.request.raw_headers),
                request_body=(visit.body or b"")[: journal.body_bytes],
                response_body=answered[: journal.body_bytes] if isinstance(answered, bytes) else b"",
            )
        )


class _Protocol(web.RequestHandler):
    """aiohttp's connection handler, answering what is not HTTP in the envelope as well."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin to read, in pieces that leave no holes in memory between what the journal keeps of them."""
        if hasattr(transport, "max_size"):
            transport.max_size = _READ_BYTES  # a transport of asyncio's own event loops
        super().connection_made(transport)

    def resume_reading(self, *arguments: Any, **named: Any) -> None:
        """Resume reading if it was paused: aiohttp asks for it after every body, at the price of parsing nothing."""
        if self._reading_paused:
            super().resume_reading(*arguments, **named)

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """Answer a request that could not be read; the connection is closed afterwards."""
        if request.writer.output_size > 0:
            raise ConnectionError("the answer is already under way")
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            _log.error("a request failed", exc_info=exc)
            refusal = Refusal("INTERNAL_ERROR", "the mock gateway failed; its log says why")
        else:
            why = " ".join((message or "").split())[:200]
            refusal = Refusal("INVALID_REQUEST", f"the request is not HTTP that can be read: {why}", status=status)
        response = refuse(refusal)
        response.force_close()
        return response

    def log_exception(self, *args: Any, **kw: Any) -> None:
        """Keep what clients do wrong out of the log of what went wrong here."""
        if isinstance(kw.get("exc_info"), web.RequestPayloadError | HttpProcessingError):
            self.log_debug(*args, **kw)
        else:
            super().log_exception(*args, **kw)


class _Server(web.Server):
    def __call__(self) -> web.RequestHandler:
        """Return the handler of a new connection."""
        loop = asyncio.get_running_loop()
        return _Protocol(
            self,
            loop=loop,
            access_log=None,  # type: ignore[arg-type]  # aiohttp's own way of switching the access log off
            lingering_time=_LINGER_SECONDS,
            auto_decompress=False,  # packed bodies are refused, and noise must not reach the unpacker
        )


class MockServer:
    """A mock gateway on a port: `async with MockServer(MockConfig()) as mock: mock.url`."""

    def __init__(self, config: MockConfig | None = None) -> None:
        self.config = config or MockConfig()
        self._gateway: Gateway | None = None
        self._front: Front | None = None
        self._server: _Server | None = None
        self._listener: asyncio.Server | None = None
        self._reopening: asyncio.Task[None] | None = None

    @property
    def gateway(self) -> Gateway:
        """The gateway's state. Raises UsageError before `start`."""
        if self._gateway is None:
            raise UsageError("the mock gateway is not started")
        return self._gateway

    @property
    def front(self) -> Front:
        """The one place that requests pass through. Raises UsageError before `start`."""
        if self._front is None:
            raise UsageError("the mock gateway is not started")
        return self._front

    @property
    def url(self) -> str:
        """The base URL of both hosts of the reference, without a slash at its end."""
        if self._listener is None:
            raise UsageError("the mock gateway is not started")
        port = self._listener.sockets[0].getsockname()[1]
        host = f"[{self.config.host}]" if ":" in self.config.host else self.config.host
        return f"http://{host}:{port}"

    async def start(self) -> None:
        """Begin to listen. Raises UsageError when the address cannot be had."""
        self._gateway = Gateway(self.config)
        self._gateway.faults.changed, self._gateway.close_port = self._arm, self._close_port
        self._front = Front(self._gateway)
        self._server = _Server(self._front.handle, handler_cancellation=True)
        loop = asyncio.get_running_loop()
        try:
            self._listener = await loop.create_server(self._server, self.config.host, self.config.port, backlog=1024)
        except OSError as error:
            raise UsageError(_why_no_address(self.config, error)) from None

    async def stop(self) -> None:
        """End every stream cleanly, let requests under way finish, and close the port."""
        if self._listener is None or self._server is None:
            return
        if self._reopening is not None:
            self._reopening.cancel()
        self._listener.close()
        self.gateway.calls.stop()
        self._server.pre_shutdown()
        await self._server.shutdown(_SHUTDOWN_SECONDS)
        await self._listener.wait_closed()
        self._listener = None

    def _arm(self) -> None:
        """Ask the faults before each request while there are any."""
        self.front.interceptor = spoil if len(self.gateway.faults) else None

    async def _close_port(self, seconds: float) -> None:
        """Refuse new connections for some real seconds, and end the others with their request under way."""
        if self._listener is None or self._server is None:
            return
        if self._reopening is not None:
            self._reopening.cancel()
        if self._listener.is_serving():
            loop, port = asyncio.get_running_loop(), self._listener.sockets[0].getsockname()[1]
            self._listener.close()
            # Bound and not listening: connections are refused (RST), and nobody else can take the port meanwhile.
            self._listener = await loop.create_server(self._server, self.config.host, port, start_serving=False)
        self._server.pre_shutdown()
        self._reopening = asyncio.create_task(self._reopen(self._listener, seconds))

    async def _reopen(self, listener: asyncio.Server, seconds: float) -> None:
        await asyncio.sleep(seconds)
        await listener.start_serving()

    async def __aenter__(self) -> "MockServer":
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()


def _is_ours(visit: Visit) -> bool:
    """Whether a request is for the mock itself, the control plane or the page, and not for the gateway it plays."""
    return visit.path.startswith(CONTROL_PREFIX) or (visit.path == PAGE and visit.method == "GET")


def _target(request: web.BaseRequest) -> tuple[str, str]:
    target = request.raw_path
    if not target.startswith("/"):
        return request.path, request.query_string  # absolute form, as proxies send it
    path, _, query = target.partition("?")
    return path, query


def _why_no_address(config: MockConfig, error: OSError) -> str:
    return (
        f"cannot listen on {config.host} port {config.port}: {error.strerror or error}; "
        "choose another with --port, or --port 0 for a free one"
    )
