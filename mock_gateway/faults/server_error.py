"""500, 502, 503, 504."""

from aiohttp import web

from mock_gateway.answers import Refusal, refuse
from mock_gateway.faults.fault import TAKES_EFFECT, Fault, Setting
from mock_gateway.faults.strike import Strike


async def _strike(strike: Strike) -> web.StreamResponse:
    await strike.take_effect()
    status, wait = strike.settings["status"], strike.settings["retry_after"]
    headers = None if wait is None else {"Retry-After": str(wait)}
    strike.visit.code = "INTERNAL_ERROR"
    return refuse(Refusal("INTERNAL_ERROR", "a fault asks for this answer", status=status, headers=headers))


FAULT = Fault(
    name="server_error",
    meaning="A 5xx in the envelope, with the code INTERNAL_ERROR.",
    settings=(
        Setting(
            name="status",
            kind="integer",
            least=500,
            most=599,
            default=500,
            meaning="the HTTP status: 500, 502, 503, 504",
        ),
        Setting(
            name="retry_after", kind="integer", least=0, most=86_400, meaning="the seconds of Retry-After; unset: none"
        ),
        TAKES_EFFECT,
    ),
    strike=_strike,
)
