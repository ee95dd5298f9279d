"""Streams whose lines end in CR LF."""

from collections.abc import AsyncIterator

from aiohttp import web

from mock_gateway.faults.fault import Fault
from mock_gateway.faults.strike import Strike


async def _windows(block: bytes) -> AsyncIterator[bytes]:
    yield block.replace(b"\n", b"\r\n")


async def _strike(strike: Strike) -> web.StreamResponse:
    return await strike.proceed(_windows)


FAULT = Fault(
    name="crlf",
    meaning="The stream's lines end in CR LF, which the event stream format allows.",
    routes=("stream",),
    strike=_strike,
)
