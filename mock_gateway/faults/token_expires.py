"""Access tokens that expire while a call lasts."""

from aiohttp import web

from mock_gateway.faults.fault import VOICE, Fault
from mock_gateway.faults.strike import Strike


async def _strike(strike: Strike) -> web.StreamResponse:
    strike.gateway.mint.expire(strike.visit.request.headers.get("Authorization", "").partition(" ")[2].strip())
    return await strike.proceed()


FAULT = Fault(
    name="token_expires",
    meaning=(
        "The request's access token expires just before it is read, for good: with route get or stream, between the "
        "call's creation and its result. Signing in again brings a new one."
    ),
    routes=VOICE,
    strike=_strike,
)
