"""Calls that seem never to end."""

import json
from collections.abc import AsyncIterator

from aiohttp import web

from harness.model.values import Json
from mock_gateway.answers import encode
from mock_gateway.faults.fault import Fault
from mock_gateway.faults.strike import Strike, is_result

_LOOK_SECONDS = 0.1


async def _strike(strike: Strike) -> web.StreamResponse:
    return await (_stream(strike) if strike.route == "stream" else strike.rewrite(_still_running))


async def _stream(strike: Strike) -> web.StreamResponse:
    async def hold(block: bytes) -> AsyncIterator[bytes]:
        if is_result(block):
            async for beat in _heartbeats(strike):
                yield beat
            if not strike.withdrawn():
                return
        yield block

    return await strike.proceed(hold)


async def _heartbeats(strike: Strike) -> AsyncIterator[bytes]:
    """Yield comments until the fault is taken back or the gateway stops."""
    silent = strike.gateway.assumptions.heartbeat_seconds  # the first at once: whoever reads knows that it is open
    while not strike.withdrawn() and not strike.gateway.calls.stopping:
        if silent >= strike.gateway.assumptions.heartbeat_seconds:
            silent = 0.0
            yield b": heartbeat\n\n"
        await strike.pause(_LOOK_SECONDS)
        silent += _LOOK_SECONDS


def _still_running(text: bytes) -> bytes:
    call: Json = json.loads(text)
    if "error" in call:
        return text
    return encode({"call_id": call["call_id"], "status": "in_progress", "duration_seconds": call["duration_seconds"]})


FAULT = Fault(
    name="stuck_in_progress",
    meaning="GET answers in_progress, and a stream sends comments only, though the call has ended.",
    routes=("get", "stream"),
    strike=_strike,
)
