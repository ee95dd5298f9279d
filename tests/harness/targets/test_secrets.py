"""No secret of a session is in what is kept of it, nor in what grading and the log are told."""

import asyncio
import json

import pytest
from aiohttp import web

from harness.model.brief import RequestBody
from harness.runner.attempt import Progress, get_call, sign_in, start_call
from harness.runner.commands import Answered, CreateCall, OpenStream, PollCall, Streamed
from harness.runner.flow import drive
from tests.harness.targets.loopback import ACCOUNT, LOGIN, Wire, asked, serving, session_at

SECRETS = ("request-token-1234567890", ACCOUNT.access_token)


async def gateway(request: web.Request) -> web.Response:
    """Signs anybody in, and repeats their credentials in every error."""
    if request.path.endswith("/request"):
        return web.json_response({"status": "success", "data": {"request_token": SECRETS[0]}})
    if request.path.endswith("/verify"):
        return web.json_response({"status": "success", "data": {"id": "42", "access_token": SECRETS[1]}})
    message = f"not with {request.headers['Authorization']} after {SECRETS[0]}"
    return web.json_response({"error": {"code": "AUTH_REQUIRED", "message": message}}, status=401)


def signed_in() -> tuple[Wire, Progress]:
    """Sign in by email, then start a call that is refused with the credentials in the message."""

    async def main() -> tuple[Wire, Progress]:
        async with serving(gateway) as url, session_at(url, LOGIN) as wire:
            await drive(sign_in(Progress(name="sign-in")), wire.session.perform)
            progress = Progress(name="call", body=RequestBody(value={}))
            return wire, await drive(start_call(progress), wire.session.perform)

    return asyncio.run(main())


def test_signing_in_uses_the_secrets_and_keeps_none() -> None:
    """Three exchanges are kept, in order, and neither token is in any of them."""
    wire, _ = signed_in()
    assert [(exchange.seq, exchange.route) for exchange in wire.kept] == [
        (1, "auth_request"),
        (2, "auth_verify"),
        (3, "call_create"),
    ]
    assert wire.kept[2].request_headers["authorization"] == "Bearer <access_token>"
    assert not [secret for secret in (*SECRETS, LOGIN.code) if secret in repr(wire.kept)]


def test_a_secret_in_an_error_message_goes_no_further() -> None:
    """What the attempt is told of the refusal is what is kept: the log's observations hold no secret either."""
    _, progress = signed_in()
    assert progress.error is not None
    assert progress.error.message == "not with Bearer <access_token> after <request_token>"


def test_the_token_that_was_issued_is_the_one_that_is_sent() -> None:
    """Redaction touches what is kept, never what is sent."""
    sent: list[str] = []

    async def note(request: web.Request) -> web.Response:
        sent.append(request.headers.get("Authorization", ""))
        return await gateway(request)

    async def main() -> None:
        async with serving(note) as url, session_at(url, LOGIN) as wire:
            await drive(sign_in(Progress(name="sign-in")), wire.session.perform)
            await drive(get_call(Progress(name=""), "c-1"), wire.session.perform)

    asyncio.run(main())
    assert sent == ["", "", f"Bearer {ACCOUNT.access_token}"]


@pytest.mark.parametrize("command", [CreateCall(body=RequestBody(value={})), PollCall(call_id="c-1")])
def test_given_credentials_are_not_kept(command: CreateCall | PollCall) -> None:
    """Credentials from outside are as secret as those of a sign-in, also where the gateway repeats them in a body."""

    async def echo(request: web.Request) -> web.Response:
        return web.json_response({"call_id": request.headers["Authorization"], "status": "x"}, headers={"X-Echo": "1"})

    seen = asked(echo, command)
    assert isinstance(seen.event, Answered)
    assert seen.event.body["call_id"] == "Bearer <access_token>"
    assert ACCOUNT.access_token not in repr(seen)


def test_a_secret_on_a_stream_is_not_kept() -> None:
    """A result event that repeats the token is redacted in the exchange and in what grading reads."""

    async def echo(request: web.Request) -> web.Response:
        data = json.dumps({"call_id": "c-1", "status": "completed", "summary": request.headers["Authorization"]})
        return web.Response(text=f"event: result\ndata: {data}\n\n", content_type="text/event-stream")

    seen = asked(echo, OpenStream(call_id="c-1", last_event_id=None, timeout_s=30.0))
    assert isinstance(seen.event, Streamed)
    assert seen.event.result["summary"] == "Bearer <access_token>"
    assert ACCOUNT.access_token not in repr(seen)
