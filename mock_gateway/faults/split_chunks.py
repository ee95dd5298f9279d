"""Answers that arrive in tiny pieces, cut anywhere."""

from asyncio import sleep
from collections.abc import AsyncIterator

from aiohttp import web

from mock_gateway.faults.fault import Fault, Setting
from mock_gateway.faults.strike import Strike


async def _strike(strike: Strike) -> web.StreamResponse:
    size: int = strike.settings["bytes"]

    async def split(block: bytes) -> AsyncIterator[bytes]:
        for start in range(0, len(block), size):
            yield block[start : start + size]
            await sleep(0)  # let the piece go out by itself

    return await strike.proceed(split)


FAULT = Fault(
    name="split_chunks",
    meaning="The body, or each event of a stream, is sent in pieces of a few bytes.",
    settings=(Setting(name="bytes", kind="integer", least=1, most=65_536, default=7, meaning="the bytes of a piece"),),
    strike=_strike,
)
