"""Requests that are answered late."""

from aiohttp import web

from mock_gateway.faults.fault import Fault, seconds
from mock_gateway.faults.strike import Strike


async def _strike(strike: Strike) -> web.StreamResponse:
    await strike.pause(strike.settings["seconds"])
    return await strike.proceed()


FAULT = Fault(
    name="latency",
    meaning="The request waits before it is looked at.",
    settings=(seconds("how long it waits, in real seconds", 1.0),),
    strike=_strike,
)
