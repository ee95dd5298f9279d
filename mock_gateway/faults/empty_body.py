"""Answers without a body."""

from collections.abc import AsyncIterator

from aiohttp import web

from mock_gateway.faults.fault import Fault
from mock_gateway.faults.strike import EndOfAnswer, Strike


async def _nothing(block: bytes) -> AsyncIterator[bytes]:
    if block:
        raise EndOfAnswer
    yield block


async def _strike(strike: Strike) -> web.StreamResponse:
    if strike.route == "stream":
        return await strike.proceed(_nothing)
    return await strike.rewrite(lambda _: b"")


FAULT = Fault(
    name="empty_body",
    meaning="The status and headers are right and there is no body; a stream ends at once, with no event.",
    strike=_strike,
)
