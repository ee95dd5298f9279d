"""One request that a fault strikes: what the fault may do to the request, and to every byte of its answer."""

import asyncio
import socket
import struct
from collections.abc import AsyncIterator, Callable, Mapping
from random import Random
from typing import NoReturn, TypeAlias

from aiohttp import web

from harness.model.values import Json
from mock_gateway.answers import Refusal, refuse
from mock_gateway.gateway import Gateway
from mock_gateway.router import Handler
from mock_gateway.visit import Visit

FAULT_HEADER = "X-Mock-Fault"
"""On every answer that a fault has touched, with the fault's name."""

_LINGER_NOT = struct.pack("ii", 1, 0)
"""SO_LINGER with no time: closing sends RST and drops what was not sent (socket(7))."""

Wire: TypeAlias = Callable[[bytes], AsyncIterator[bytes]]
"""Turns what an answer writes (one event or comment of a stream, or the whole of a body) into the pieces to be sent."""


class EndOfAnswer(Exception):
    """Raised by a wire: the answer ends here, cleanly, whatever was still to come."""


class SpoiltStream(web.StreamResponse):
    """A response whose every write goes through a wire."""

    def __init__(self, wire: Wire, *, status: int = 200, headers: Mapping[str, str]) -> None:
        super().__init__(status=status, headers=headers)
        self._wire = wire

    async def write(self, data: bytes | bytearray | memoryview) -> None:
        """Send what the wire makes of `data`."""
        async for piece in self._wire(bytes(data)):
            await super().write(piece)


async def _as_it_is(block: bytes) -> AsyncIterator[bytes]:
    yield block


class Strike:
    """One request under one fault. `settings` are the fault's own, `random` draws for this rule alone.

    `headers` replace those of the answer. `withdrawn` says whether the rule was taken back since.
    """

    def __init__(
        self,
        *,
        gateway: Gateway,
        visit: Visit,
        handler: Handler,
        route: str,
        name: str,
        settings: Mapping[str, Json],
        random: Random,
        withdrawn: Callable[[], bool],
    ) -> None:
        self.gateway, self.visit, self.route, self.settings, self.random = gateway, visit, route, settings, random
        self.withdrawn = withdrawn
        self.headers: dict[str, str] = {FAULT_HEADER: name}
        self._handler = handler

    async def proceed(self, wire: Wire = _as_it_is) -> web.StreamResponse:
        """Let the gateway answer, a refusal too, and send the answer through a wire."""
        response = await self._answered(wire)
        if wire is _as_it_is or response.prepared:
            return response
        return await self._sent(response, wire)

    async def rewrite(self, change: Callable[[bytes], bytes]) -> web.StreamResponse:
        """Let the gateway answer and change its text: the body, or the data of a stream's result."""

        async def wire(block: bytes) -> AsyncIterator[bytes]:
            yield with_data(block, change) if is_result(block) else block

        response = await self._answered(wire)
        if isinstance(response, web.Response) and isinstance(response.body, bytes):
            response.body = change(response.body)
        return response

    async def take_effect(self) -> None:
        """Do what the request asks for, where the settings say so, and drop the answer; never on a stream."""
        if self.settings.get("takes_effect") and self.route != "stream":
            await self._answered(_as_it_is)

    def touched(self, response: web.StreamResponse) -> web.StreamResponse:
        """Mark an answer as the fault's."""
        if not response.prepared:
            response.headers.update(self.headers)
        return response

    def cut(self, *, reset: bool = False) -> NoReturn:
        """End the connection, after sending what was written (FIN), or at once (RST). Raises ConnectionResetError."""
        transport = self.visit.request.transport
        if transport is not None:
            connection: socket.socket | None = transport.get_extra_info("socket")
            if reset and connection is not None:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER_NOT)
                transport.abort()
            else:
                transport.close()
        raise ConnectionResetError("cut by a fault")

    async def pause(self, seconds: float) -> None:
        """Wait, in real seconds: a client's time limits do not run at the speed of the mock's calls."""
        await asyncio.sleep(seconds)

    async def _answered(self, wire: Wire) -> web.StreamResponse:
        """Return what the gateway answers; a stream is written through the wire on the way."""
        streams: list[SpoiltStream] = []

        def open_stream(headers: Mapping[str, str]) -> SpoiltStream:
            streams.append(SpoiltStream(wire, headers={**headers, **self.headers}))
            return streams[-1]

        self.visit.open_stream = open_stream
        try:
            return await self._handler(self.gateway, self.visit)
        except Refusal as refusal:
            self.visit.code = refusal.code
            return refuse(self.gateway.with_status(refusal))
        except EndOfAnswer:
            await streams[-1].write_eof()
            return streams[-1]

    async def _sent(self, response: web.StreamResponse, wire: Wire) -> web.StreamResponse:
        """Send a whole answer through a wire, under the length that it has."""
        body = response.body if isinstance(response, web.Response) and isinstance(response.body, bytes) else b""
        sent = SpoiltStream(wire, status=response.status, headers={**response.headers, **self.headers})
        sent.content_length = len(body)
        await sent.prepare(self.visit.request)
        await sent.write(body)
        await sent.write_eof()
        return sent


def is_result(block: bytes) -> bool:
    """Whether a block of a stream is its result event."""
    return b"event: result\n" in block


def with_data(block: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """Return an event with its data changed."""
    head, mark, rest = block.partition(b"data: ")
    return head + mark + change(rest.removesuffix(b"\n\n")) + b"\n\n"
