"""Answers whose body drips."""

from collections.abc import AsyncIterator

from aiohttp import web

from mock_gateway.faults.fault import Fault, seconds
from mock_gateway.faults.strike import Strike, is_result

_PIECES = 10


async def _strike(strike: Strike) -> web.StreamResponse:
    whole = strike.route != "stream"

    async def drip(block: bytes) -> AsyncIterator[bytes]:
        size = -(-len(block) // _PIECES) if whole or is_result(block) else len(block)
        for start in range(0, len(block), size):
            if start:
                await strike.pause(strike.settings["seconds"] / _PIECES)
            yield block[start : start + size]

    return await strike.proceed(drip)


FAULT = Fault(
    name="slow_body",
    meaning="The headers come at once, the body (of a stream: the result event) in ten pieces.",
    settings=(seconds("how long the body takes, in real seconds", 1.0),),
    strike=_strike,
)
