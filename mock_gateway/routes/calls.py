"""Placing a call and reading its status. API reference, "Initiate a Phone Call" and "Get Call Status"."""

import asyncio

from aiohttp import web

from mock_gateway.admission import MAY_CALL, MEMBER, SIGNED_IN, admit
from mock_gateway.answers import Refusal, encoded
from mock_gateway.call import Call
from mock_gateway.gateway import Gateway
from mock_gateway.visit import Visit


async def create_call(gateway: Gateway, visit: Visit) -> web.StreamResponse:
    """Check the request, place the call, and answer when it is set up; it goes on when the client does not wait."""
    admit(gateway, visit, MEMBER)
    await visit.read_body(gateway.assumptions.body_limit_bytes)
    admit(gateway, visit, MAY_CALL)
    call = visit.call = gateway.calls.create(visit.account, visit.brief)
    wait = gateway.clock.real_seconds(call.set_up_seconds)
    if wait:
        await asyncio.sleep(wait)
    return encoded(b'{"call_id":"%b","status":"in_progress"}' % call.call_id.encode("ascii"))


async def get_call(gateway: Gateway, visit: Visit) -> web.StreamResponse:
    """Answer with the call as it is now: nothing of the conversation before its end."""
    call = find_call(gateway, visit)
    gateway.calls.refresh(call)
    if call.ended_at is None:
        call.gets += 1
        done_at = gateway.done_at_get
        if done_at is not None and call.gets >= done_at and call.account.state.clock == "shared":
            gateway.calls.finish(call)
    if call.ended_at is not None:
        return encoded(gateway.calls.result(call))
    duration = gateway.calls.duration_seconds(call)
    return encoded(
        b'{"call_id":"%b","status":"in_progress","duration_seconds":%.1f}' % (call.call_id.encode("ascii"), duration)
    )


def find_call(gateway: Gateway, visit: Visit) -> Call:
    """Return the account's own call. Raises Refusal as the documented order of checks has it."""
    admit(gateway, visit, MEMBER if gateway.assumptions.account_checks_on_read else SIGNED_IN)
    call = gateway.calls.find(visit.path_id)
    if call is None:
        raise _not_found()
    if call.account is not visit.account:
        if gateway.assumptions.another_users_call == "ACCESS_DENIED":
            raise Refusal("ACCESS_DENIED", "this call belongs to another user")
        raise _not_found()
    visit.call = call
    if call.cast.unreadable is not None:
        raise Refusal(call.cast.unreadable, "the magic number that was called asks for this answer")
    return call


def _not_found() -> Refusal:
    return Refusal("NOT_FOUND", "there is no call with this call_id")
