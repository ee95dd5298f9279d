"""Events that no documentation names."""

from collections.abc import AsyncIterator

from aiohttp import web

from mock_gateway.faults.fault import Fault
from mock_gateway.faults.strike import Strike, is_result

_EVENTS = (
    b'event: status\ndata: {"status":"in_progress"}\n\n'
    b'event: transcript\ndata: {"speaker":"agent","text":"Hello"}\n\n'
    b"event: x-unknown\ndata: not JSON\ndata: on two lines\n\n"
    b"retry: 1000\ndata: an event without a name\n\n"
)


async def _strike(strike: Strike) -> web.StreamResponse:
    async def precede(block: bytes) -> AsyncIterator[bytes]:
        if is_result(block):
            yield _EVENTS
        yield block

    return await strike.proceed(precede)


FAULT = Fault(
    name="unknown_events",
    meaning="`status`, `transcript`, an unknown and a nameless event come before the result. Clients must ignore them.",
    routes=("stream",),
    strike=_strike,
)
