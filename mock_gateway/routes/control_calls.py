"""The control plane's calls: what the callee knows of them, ending one, and the clock they run on."""

from aiohttp import web

from harness.model.values import Json
from mock_gateway.answers import answer
from mock_gateway.bodies import Field, malformed
from mock_gateway.call import Call
from mock_gateway.config import CLOCK_MODES
from mock_gateway.gateway import Gateway
from mock_gateway.routes.control_shared import (
    MAX_STEP_SECONDS,
    account_or_refuse,
    guard,
    named_call,
    read_control,
)
from mock_gateway.visit import Visit

_CLOCK_FIELDS = (
    Field(name="advance_seconds", kind="number", least=0, most=MAX_STEP_SECONDS),
    Field(name="speed", kind="number", least=0.001, most=1_000_000),
    Field(name="mode", choices=CLOCK_MODES),
)
_MAX_LISTED = 1_000


async def see_call(gateway: Gateway, visit: Visit) -> web.StreamResponse:
    """Answer with a call as only the mock knows it: the callee's books once it ended, and what was said until now."""
    guard(gateway, visit)
    return answer(_whole(gateway, named_call(gateway, visit)))


async def list_calls(gateway: Gateway, visit: Visit) -> web.StreamResponse:
    """Answer with the newest calls, oldest first; `user_id` asks for those of one account."""
    guard(gateway, visit)
    user_id = visit.request.rel_url.query.get("user_id")
    account = account_or_refuse(gateway, user_id) if user_id is not None else None
    calls = gateway.calls.of(account)
    return answer({"calls": [_brief(gateway, call) for call in calls[-_MAX_LISTED:]], "total": len(calls)})


async def end_call(gateway: Gateway, visit: Visit) -> web.StreamResponse:
    """Hang up now: the call is cancelled. One that has ended stays as it is."""
    await read_control(gateway, visit, ())
    call = named_call(gateway, visit)
    gateway.calls.end_now(call)
    return answer(_whole(gateway, call))


async def see_clock(gateway: Gateway, visit: Visit) -> web.StreamResponse:
    """Answer with the clock: its mode, speed and the simulated seconds since the start."""
    guard(gateway, visit)
    return answer(_clock(gateway))


async def move_clock(gateway: Gateway, visit: Visit) -> web.StreamResponse:
    """Move the clock forward, or let it run in another mode or at another speed."""
    body = await read_control(gateway, visit, _CLOCK_FIELDS)
    if not body:
        raise malformed("say what to do with the clock: advance_seconds, speed or mode")
    if "mode" in body or "speed" in body:
        gateway.clock.change(mode=body.get("mode"), speed=body.get("speed"))
    if "advance_seconds" in body:
        gateway.clock.advance(body["advance_seconds"])
    gateway.calls.clock_changed()
    return answer(_clock(gateway))


def _clock(gateway: Gateway) -> dict[str, Json]:
    clock = gateway.clock
    return {
        "mode": clock.mode,
        "speed": clock.speed,
        "now_seconds": round(clock.now(), 3),
        "advanced_seconds": clock.advanced_seconds,
    }


def _brief(gateway: Gateway, call: Call) -> dict[str, Json]:
    phase = gateway.calls.phase(call)
    return {
        "call_id": call.call_id,
        "user_id": call.account.user_id,
        "status": gateway.calls.status(call),
        "raw_status": gateway.calls.course(call).ending.raw if call.ended_at is not None else "in_progress",
        "phase": phase.value,
        "dialed_number": call.brief["dialed_number"],
        "callee_name": call.brief["callee_name"],
        "persona": gateway.casting.persona_of(call.cast, call.brief),
        "duration_seconds": gateway.calls.duration_seconds(call),
        "credits_charged": call.credits_charged,
    }


def _whole(gateway: Gateway, call: Call) -> dict[str, Json]:
    summary = _brief(gateway, call)
    conversation = gateway.calls.conversation(call)
    ended = call.ended_at is not None
    talked = gateway.calls.elapsed(call) - gateway.calls.course(call).answered_at
    return {
        **summary,
        "seed": gateway.casting.seed_of(call.cast, call.brief),
        "call_date": call.cast.call_date.isoformat(),
        "brief": dict(call.brief),
        "books": dict(conversation.books) if ended else {},
        "timeline": [
            {"speaker": turn.speaker, "text": turn.text, "at_seconds": turn.at_seconds}
            for turn in conversation.turns
            if ended or turn.at_seconds + turn.seconds <= talked
        ],
    }
