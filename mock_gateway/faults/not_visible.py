"""Calls that exist, and are not found yet."""

from aiohttp import web

from mock_gateway.answers import Refusal, refuse
from mock_gateway.faults.fault import Fault
from mock_gateway.faults.strike import Strike


async def _strike(strike: Strike) -> web.StreamResponse:
    response = await strike.proceed()
    if response.status != web.HTTPOk.status_code:
        return response
    strike.visit.code = "NOT_FOUND"
    return refuse(Refusal("NOT_FOUND", "there is no call with this call_id"))


FAULT = Fault(
    name="not_visible",
    meaning="GET answers NOT_FOUND for a call that exists, though its stream may have brought the result already.",
    routes=("get",),
    strike=_strike,
)
