"""The page of a proxy where JSON should be."""

from aiohttp import web

from mock_gateway.faults.fault import TAKES_EFFECT, Fault, Setting
from mock_gateway.faults.strike import Strike

_PAGE = b"<!doctype html>\n<html><head><title>Error</title></head><body><h1>Something went wrong</h1></body></html>\n"


async def _strike(strike: Strike) -> web.StreamResponse:
    await strike.take_effect()
    return web.Response(body=_PAGE, status=strike.settings["status"], content_type="text/html", charset="utf-8")


FAULT = Fault(
    name="html_page",
    meaning="An HTML page answers, as of a proxy before the gateway.",
    settings=(
        Setting(name="status", kind="integer", least=200, most=599, default=502, meaning="the HTTP status; 200 lies"),
        TAKES_EFFECT,
    ),
    strike=_strike,
)
