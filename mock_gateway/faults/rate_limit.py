"""Too many requests, though there were not."""

from aiohttp import web

from mock_gateway.answers import Refusal, refuse
from mock_gateway.faults.fault import Fault, Setting
from mock_gateway.faults.strike import Strike


async def _strike(strike: Strike) -> web.StreamResponse:
    wait = strike.settings["retry_after"]
    headers = None if wait is None else {"Retry-After": str(wait)}
    strike.visit.code = "RATE_LIMITED"
    return refuse(Refusal("RATE_LIMITED", "a fault asks for this answer", headers=headers))


FAULT = Fault(
    name="rate_limit",
    meaning="429 RATE_LIMITED; with `times`, a burst of them.",
    settings=(
        Setting(
            name="retry_after", kind="integer", least=0, most=86_400, meaning="the seconds of Retry-After; unset: none"
        ),
    ),
    strike=_strike,
)
