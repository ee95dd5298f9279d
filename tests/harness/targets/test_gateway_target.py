"""The target for any gateway: one account for all trials, a client for each session, and nothing carried over."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from aiohttp import web

from harness.model.exchange import Exchange
from harness.model.observation import Breakdown
from harness.runner.attempt import Progress, get_call, sign_in
from harness.runner.commands import Answered, Done, PollCall, RequestCode, Sleep
from harness.runner.flow import drive
from harness.targets.gateway import ClientPool, GatewayTarget, Hosts
from tests.harness.runner.stage import CountingClock
from tests.harness.targets.loopback import ACCOUNT, LOGIN, TRIAL, Handler, serving, session_at


def on_target(handler: Handler, use: Callable[[GatewayTarget], Awaitable[None]]) -> None:
    """Let `use` work with a target of a served gateway."""

    async def main() -> None:
        async with serving(handler) as url:
            target = GatewayTarget(Hosts(auth_url=url, voice_url=url), ACCOUNT, CountingClock())
            try:
                await use(target)
            finally:
                await target.close()

    asyncio.run(main())


def drop(_: Exchange) -> None:
    """Keep nothing."""


async def headers(request: web.Request) -> web.Response:
    """Set a cookie, and answer with the headers that came."""
    response = web.json_response(dict(request.headers))
    response.set_cookie("session", "of-somebody")
    return response


def test_given_credentials_sign_every_request() -> None:
    """Both headers of the reference are sent, and no sign-in is made."""

    async def use(target: GatewayTarget) -> None:
        session = await target.open(TRIAL, None, drop)
        assert not isinstance(session, Breakdown)
        assert isinstance(await session.perform(RequestCode()), Done)
        event = await session.perform(PollCall(call_id="c-1"))
        assert isinstance(event, Answered)
        assert event.body["X-Pine-User-Id"] == "1234567890"
        assert event.body["Authorization"] == "Bearer <access_token>"
        assert event.body["Content-Type"] == "application/json"

    on_target(headers, use)


def test_a_cookie_does_not_reach_the_next_session() -> None:
    """What a gateway sets in one trial is not sent by another that uses the same client."""

    async def use(target: GatewayTarget) -> None:
        for _ in range(2):
            session = await target.open(TRIAL, None, drop)
            assert not isinstance(session, Breakdown)
            event = await session.perform(PollCall(call_id="c-1"))
            assert isinstance(event, Answered)
            assert "Cookie" not in event.body
            await session.close()

    on_target(headers, use)


def test_sessions_number_their_own_exchanges() -> None:
    """Each session counts from 1, whoever used its client before."""

    async def use(target: GatewayTarget) -> None:
        kept: list[Exchange] = []
        for _ in range(2):
            session = await target.open(TRIAL, None, kept.append)
            assert not isinstance(session, Breakdown)
            await session.perform(PollCall(call_id="c-1"))
            await session.close()
        assert [exchange.seq for exchange in kept] == [1, 1]

    on_target(headers, use)


def test_a_live_gateway_can_do_nothing_beyond_the_api() -> None:
    """No accounts, callees, books, faults or clock; books and plans are nothing, and not asked over the wire."""

    async def never(_: web.Request) -> web.Response:
        raise AssertionError

    async def use(target: GatewayTarget) -> None:
        assert (target.name, target.can) == ("live", frozenset())
        session = await target.open(TRIAL, None, drop)
        assert not isinstance(session, Breakdown)
        assert await session.prepare_call({"persona": "x"}, 1) is None
        assert await session.read_books("c-1") is None

    on_target(never, use)


def test_the_pool_gives_no_client_to_two() -> None:
    """A client is used by one session at a time, and again when it was given back."""

    async def main() -> None:
        pool = ClientPool(verify=False, trust_env=False)
        first, second = pool.take(), pool.take()
        assert first is not second
        pool.give_back(first)
        assert pool.take() is first
        assert pool.take() is not second
        await pool.close()
        assert first.is_closed
        assert second.is_closed

    asyncio.run(main())


@pytest.mark.parametrize(
    "token", ["caf\N{LATIN SMALL LETTER E WITH ACUTE}", "a\r\nX-Other: 1", "\N{SNOWMAN}", "\ud83d"]
)
def test_a_token_that_no_header_can_carry_is_a_failure(token: str) -> None:
    """A gateway that issues a token which HTTP cannot send back makes the next request fail unsent, never a crash."""

    async def strange(request: web.Request) -> web.Response:
        if request.path.endswith("/request"):
            return web.json_response({"data": {"request_token": token}})
        return web.json_response({"data": {"id": "42", "access_token": token}})

    async def main() -> None:
        async with serving(strange) as url, session_at(url, LOGIN) as wire:
            signed_in = await drive(sign_in(Progress(name="sign-in")), wire.session.perform)
            assert (signed_in.error, signed_in.breakdown) == (None, None)
            progress = await drive(get_call(Progress(name=""), "c-1"), wire.session.perform)
            assert progress.breakdown is not None
            assert wire.kept[-1].status is None

    asyncio.run(main())


def test_sleeping_takes_the_time_and_says_when_it_is_over() -> None:
    """A sleep of nothing is carried out at once and answers with the clock's time."""

    async def use(target: GatewayTarget) -> None:
        session = await target.open(TRIAL, None, drop)
        assert not isinstance(session, Breakdown)
        assert await session.perform(Sleep(seconds=0.0)) == Done(at_s=1.0)

    on_target(headers, use)


def test_the_hosts_are_two() -> None:
    """Signing in goes to the auth host, calls to the voice host; a raw path goes where it belongs."""
    paths: dict[str, list[str]] = {"auth": [], "voice": []}

    def noting(name: str) -> Handler:
        async def note(request: web.Request) -> web.Response:
            paths[name].append(request.path)
            return web.json_response({"data": {"request_token": "r", "id": "1", "access_token": "a"}})

        return note

    async def main() -> None:
        async with serving(noting("auth")) as auth, serving(noting("voice")) as voice:
            target = GatewayTarget(Hosts(auth_url=auth, voice_url=voice), LOGIN, CountingClock())
            session = await target.open(TRIAL, None, drop)
            assert not isinstance(session, Breakdown)
            await drive(sign_in(Progress(name="sign-in")), session.perform)
            await drive(get_call(Progress(name=""), "c-1"), session.perform)
            await target.close()

    asyncio.run(main())
    assert paths == {
        "auth": ["/api/v2/auth/email/request", "/api/v2/auth/email/verify"],
        "voice": ["/api/v2/voice/call/c-1"],
    }
