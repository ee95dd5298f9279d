"""The stream of a call: comments while it lasts, one `result` event. API reference, "Stream Call Status"."""

import asyncio

from aiohttp import web

from mock_gateway.answers import Refusal
from mock_gateway.call import Call
from mock_gateway.gateway import Gateway
from mock_gateway.routes.calls import find_call
from mock_gateway.visit import Visit

_HEADERS = {"Content-Type": "text/event-stream", "Cache-Control": "no-cache", "X-Accel-Buffering": "no"}


async def stream_call(gateway: Gateway, visit: Visit) -> web.StreamResponse:
    """Hold the connection until the call ends, then send its result; a call that has ended sends it at once."""
    call = find_call(gateway, visit)
    _check_accept(gateway, visit)
    gateway.calls.refresh(call)
    if gateway.clock.mode == "instant" and call.account.state.clock == "shared":
        gateway.calls.finish(call)
    response = visit.open_stream(_HEADERS)
    await response.prepare(visit.request)
    gateway.open_streams += 1
    try:
        if call.ended_at is None:
            await response.write(b": waiting for the call to end\n\n")
            await _wait(gateway, call, response)
        if call.ended_at is not None and not _has_result(gateway, visit, call):
            await response.write(result_event(gateway, call))
        await response.write_eof()
    finally:
        gateway.open_streams -= 1
    return response


def result_event(gateway: Gateway, call: Call) -> bytes:
    """Return the final event: its data is the body that GET answers."""
    return b"id: %b\nevent: result\ndata: %b\n\n" % (_event_id(call), gateway.calls.result(call))


async def _wait(gateway: Gateway, call: Call, response: web.StreamResponse) -> None:
    """Return when the call ended, was forgotten, or the gateway stops; send a heartbeat now and then."""
    loop = asyncio.get_running_loop()
    while call.ended_at is None and not gateway.calls.stopping and gateway.calls.find(call.call_id) is call:
        future = gateway.calls.watch(call)
        timer = loop.call_later(gateway.assumptions.heartbeat_seconds, _beat, future)
        try:
            is_heartbeat = await future
        finally:
            timer.cancel()
            gateway.calls.unwatch(call, future)
        if is_heartbeat:
            await response.write(b": heartbeat\n\n")


def _beat(future: "asyncio.Future[bool]") -> None:
    if not future.done():
        future.set_result(True)


def _check_accept(gateway: Gateway, visit: Visit) -> None:
    if gateway.assumptions.stream_accept == "any":
        return
    accept = visit.request.headers.get("Accept", "*/*")
    kinds = {kind.partition(";")[0].strip().lower() for kind in accept.split(",")}
    if not kinds & {"text/event-stream", "text/*", "*/*"}:
        raise Refusal("NOT_ACCEPTABLE", "the Accept header must allow text/event-stream")


def _has_result(gateway: Gateway, visit: Visit, call: Call) -> bool:
    """Whether the client says that it has the result and the gateway is set to believe it."""
    last = visit.request.headers.get("Last-Event-Id", "")
    return gateway.assumptions.stream_reopened == "nothing" and last == _event_id(call).decode("ascii")


def _event_id(call: Call) -> bytes:
    return b"%b-result" % call.call_id.encode("ascii")
