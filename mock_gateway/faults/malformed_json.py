"""JSON that is none."""

from aiohttp import web

from mock_gateway.faults.fault import Fault
from mock_gateway.faults.strike import Strike


def _malformed(text: bytes) -> bytes:
    return text[:-1] + b",}"


async def _strike(strike: Strike) -> web.StreamResponse:
    return await strike.rewrite(_malformed)


FAULT = Fault(
    name="malformed_json",
    meaning="The body, or the data of the result event, has a comma too many.",
    strike=_strike,
)
