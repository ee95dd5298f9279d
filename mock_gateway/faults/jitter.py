"""Requests that are answered late, each by another time."""

from aiohttp import web

from mock_gateway.faults.fault import Fault, seconds
from mock_gateway.faults.strike import Strike


async def _strike(strike: Strike) -> web.StreamResponse:
    await strike.pause(strike.random.uniform(0.0, strike.settings["seconds"]))
    return await strike.proceed()


FAULT = Fault(
    name="jitter",
    meaning="The request waits for a time that is drawn anew for each.",
    settings=(seconds("the longest wait, in real seconds", 1.0),),
    strike=_strike,
)
