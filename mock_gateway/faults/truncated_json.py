"""JSON that stops half way, in an answer that does not."""

from aiohttp import web

from mock_gateway.faults.fault import Fault
from mock_gateway.faults.strike import Strike


def _truncated(text: bytes) -> bytes:
    return text[: len(text) // 2]


async def _strike(strike: Strike) -> web.StreamResponse:
    return await strike.rewrite(_truncated)


FAULT = Fault(
    name="truncated_json",
    meaning="The body, or the data of the result event, is its first half; its length says that this is all.",
    strike=_strike,
)
