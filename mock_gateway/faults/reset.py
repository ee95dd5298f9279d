"""Connections that are reset instead of answered."""

from aiohttp import web

from mock_gateway.faults.fault import TAKES_EFFECT, Fault
from mock_gateway.faults.strike import Strike


async def _strike(strike: Strike) -> web.StreamResponse:
    await strike.take_effect()
    strike.cut(reset=True)


FAULT = Fault(
    name="reset",
    meaning="The connection is reset (RST) before any byte of an answer.",
    settings=(TAKES_EFFECT,),
    strike=_strike,
)
