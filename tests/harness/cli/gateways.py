"""Gateways in a thread of this process: the mock, and small servers that only pass for a gateway."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager, contextmanager
from dataclasses import dataclass, field
from typing import TypeVar

from aiohttp import web
from anyio.from_thread import start_blocking_portal

from mock_gateway.config import MockConfig
from mock_gateway.server import MockServer
from tests.harness.targets.loopback import serving

T = TypeVar("T")

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]

ENDED = {
    "call_id": "call-1",
    "status": "completed",
    "duration_seconds": 31.5,
    "credits_charged": 70,
    "transcript": [{"speaker": "agent", "text": "Hello."}, {"speaker": "user", "text": "Hello, yes."}],
}
"""A call that has ended, in the words of the API."""


@contextmanager
def in_a_thread(server: AbstractAsyncContextManager[T]) -> Iterator[T]:
    """Run a server in an event loop of its own."""
    with start_blocking_portal() as portal, portal.wrap_async_context_manager(server) as running:
        yield running


@contextmanager
def mock(config: MockConfig | None = None) -> Iterator[MockServer]:
    """Run the mock gateway."""
    with in_a_thread(MockServer(config or MockConfig(clock="instant"))) as running:
        yield running


@dataclass
class Fake:
    """A server that answers what it is told to, and remembers what it was asked."""

    create: Answer
    stream: Answer
    asked: list[str] = field(default_factory=list)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Answer one request; nothing under /__mock__/ is there, so it passes for a real gateway."""
        if request.path.startswith("/__mock__/"):
            return web.Response(status=404, text="<html>not here</html>", content_type="text/html")
        self.asked.append(f"{request.method} {request.path} {request.headers.get('Last-Event-Id', '')}".strip())
        return await (self.create if request.method == "POST" else self.stream)(request)

    @contextmanager
    def serving(self) -> Iterator[str]:
        """Serve, and yield the base URL."""
        with in_a_thread(serving(self.answer)) as url:
            yield url


async def html(_request: web.Request) -> web.StreamResponse:
    """Answer as a web server does that knows nothing of calls."""
    return web.Response(text="<!doctype html><h1>Welcome</h1>", content_type="text/html")


async def created(_request: web.Request) -> web.StreamResponse:
    """Answer that a call was started."""
    return web.json_response({"call_id": "call-1", "status": "in_progress"})


async def torn_answer(request: web.Request) -> web.StreamResponse:
    """Begin an answer and close the connection half way."""
    response = web.StreamResponse(headers={"Content-Type": "application/json", "Content-Length": "500"})
    await response.prepare(request)
    await response.write(b'{"call_id": "call-1", "sta')
    assert request.transport is not None
    request.transport.close()
    return response
