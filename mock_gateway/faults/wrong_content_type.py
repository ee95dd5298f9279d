"""Answers under another media type."""

from aiohttp import web

from mock_gateway.faults.fault import Fault, Setting
from mock_gateway.faults.strike import Strike


async def _strike(strike: Strike) -> web.StreamResponse:
    strike.headers["Content-Type"] = strike.settings["content_type"]
    return await strike.proceed()


FAULT = Fault(
    name="wrong_content_type",
    meaning="The answer is right, and its Content-Type is not.",
    settings=(
        Setting(
            name="content_type",
            choices=("text/plain", "text/html", "application/octet-stream", "application/json", "text/event-stream"),
            default="text/plain",
            meaning="what it says",
        ),
    ),
    strike=_strike,
)
