"""A port with one handler behind it: what the proxy and the replay server listen with."""

import asyncio
from collections.abc import Awaitable, Callable
from types import TracebackType

from aiohttp import web

from harness.errors import UsageError

Handler = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]
HOST = "127.0.0.1"
_SHUTDOWN_SECONDS = 2.0
_HEADER_BYTES = 64 * 1024
HOP_BY_HOP = frozenset(
    {
        "connection",
        "keep-alive",
        "proxy-authenticate",
        "proxy-authorization",
        "proxy-connection",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
    }
)
"""Headers that are between two neighbours and are not passed on (RFC 9110, 7.6.1), in lower case."""


def target_of(request: web.BaseRequest) -> tuple[str, str]:
    """Return the path and the query of a request as they were sent."""
    target = request.raw_path
    if not target.startswith("/"):  # absolute form, as clients send it to proxies
        target = "/" + target.partition("://")[2].partition("/")[2]
    path, _, query = target.partition("?")
    return path, query


def headers_of(raw: tuple[tuple[bytes, bytes], ...]) -> list[tuple[str, str]]:
    """Return raw headers as text, in their order and spelling; bytes that are not UTF-8 become U+FFFD."""
    return [(name.decode("utf-8", "replace"), value.decode("utf-8", "replace")) for name, value in raw]


def lowered(headers: list[tuple[str, str]]) -> dict[str, str]:
    """Return headers by lower-case name, repeated ones joined as RFC 9110, 5.2 allows."""
    joined: dict[str, str] = {}
    for name, value in headers:
        key = name.lower()
        joined[key] = f"{joined[key]}, {value}" if key in joined else value
    return joined


class Listener:
    """Listens on this machine only: `async with Listener(handler, port=0) as listener: listener.url`.

    Bodies are handed on packed as they came. A request that a client abandons cancels its handler.
    """

    def __init__(self, handler: Handler, *, port: int) -> None:
        self._handler, self._port = handler, port
        self._server: web.Server | None = None
        self._listener: asyncio.Server | None = None

    @property
    def url(self) -> str:
        """The base URL, without a slash at its end. Raises UsageError before the start."""
        if self._listener is None:
            raise UsageError("the server is not started")
        return f"http://{HOST}:{self._listener.sockets[0].getsockname()[1]}"

    async def __aenter__(self) -> "Listener":
        self._server = web.Server(
            self._handler,
            handler_cancellation=True,
            access_log=None,
            auto_decompress=False,
            max_line_size=_HEADER_BYTES,
            max_field_size=_HEADER_BYTES,
        )
        loop = asyncio.get_running_loop()
        try:
            self._listener = await loop.create_server(self._server, HOST, self._port, backlog=1024)
        except (OSError, OverflowError) as error:
            told = getattr(error, "strerror", None) or error
            raise UsageError(f"cannot listen on {HOST} port {self._port}: {told}; --port 0 picks a free one") from None
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._listener is None or self._server is None:
            return
        self._listener.close()
        self._server.pre_shutdown()
        await self._server.shutdown(_SHUTDOWN_SECONDS)
        await self._listener.wait_closed()
        self._listener = None
