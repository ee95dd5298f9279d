"""Connections that end too early."""

from collections.abc import AsyncIterator

from aiohttp import web

from mock_gateway.faults.fault import MAX_SECONDS, Fault, Setting
from mock_gateway.faults.strike import Strike, is_result


async def _strike(strike: Strike) -> web.StreamResponse:
    at: str = strike.settings["at"]
    if strike.route != "stream" and at == "before":
        await strike.proceed()
        await strike.pause(strike.settings["after_seconds"])
        strike.cut()
    whole = strike.route != "stream"

    async def cut(block: bytes) -> AsyncIterator[bytes]:
        last = whole or is_result(block)
        if last or at == "before":
            if not last or at == "after":
                yield block
            elif at == "inside":
                yield block[: len(block) // 2]
            await strike.pause(strike.settings["after_seconds"])
            strike.cut()
        yield block

    return await strike.proceed(cut)


FAULT = Fault(
    name="disconnect",
    meaning=(
        "The connection ends: on a stream before, inside or after the result event, never with the end of the body; "
        "on another route before any byte of the answer, inside its body, or after it. The request takes effect."
    ),
    settings=(
        Setting(name="at", choices=("before", "inside", "after"), default="before", meaning="where it ends"),
        Setting(
            name="after_seconds",
            kind="number",
            least=0,
            most=MAX_SECONDS,
            default=0.0,
            meaning="how long the connection stays open and silent first, in real seconds",
        ),
    ),
    strike=_strike,
)
