"""Result events that come more than once."""

from collections.abc import AsyncIterator

from aiohttp import web

from mock_gateway.faults.fault import Fault, Setting
from mock_gateway.faults.strike import Strike, is_result


async def _strike(strike: Strike) -> web.StreamResponse:
    async def repeat(block: bytes) -> AsyncIterator[bytes]:
        yield block * strike.settings["copies"] if is_result(block) else block

    return await strike.proceed(repeat)


FAULT = Fault(
    name="duplicate_result",
    meaning="The stream brings its result event several times, all alike.",
    routes=("stream",),
    settings=(
        Setting(name="copies", kind="integer", least=2, most=100, default=2, meaning="how often the event comes"),
    ),
    strike=_strike,
)
