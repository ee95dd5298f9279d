"""Signing in by hand, on a real mock: what is kept, what is refused, and what is never said."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from aiohttp import web

from harness.app.login import LoggedIn, log_in
from harness.app.tokens import Tokens
from harness.errors import HarnessError, TargetUnreachable, UsageError
from harness.targets.gateway import Hosts
from mock_gateway.config import MockConfig
from mock_gateway.server import MockServer
from tests.harness.targets.loopback import Handler, closed_port, serving

EMAIL, CODE = "you@example.com", "1234"
LONG_CODE = "908172"
"""No port has it in its number."""


def logged_in(url: str, folder: Path, code: Callable[[], str] = lambda: CODE) -> LoggedIn:
    """Sign in at a URL."""
    return asyncio.run(log_in(Hosts(auth_url=url, voice_url=url), EMAIL, code, Tokens(folder, None)))


def on_mock(use: Callable[[str], None]) -> None:
    """Let `use` work with a mock's URL, in a thread of its own."""

    async def main() -> None:
        async with MockServer(MockConfig(clock="instant")) as mock:
            await asyncio.to_thread(use, mock.url)

    asyncio.run(main())


def at(handler: Handler, folder: Path) -> HarnessError:
    """Return what signing in at a gateway of one handler raises."""

    async def main() -> HarnessError:
        async with serving(handler) as url:
            try:
                await log_in(Hosts(auth_url=url, voice_url=url), EMAIL, lambda: LONG_CODE, Tokens(folder, None))
            except HarnessError as error:
                return error
            raise AssertionError

    return asyncio.run(main())


def test_the_email_flow_ends_with_a_kept_account(tmp_path: Path) -> None:
    """The code is asked for after it was sent; what is kept is what the gateway takes."""

    def use(url: str) -> None:
        done = logged_in(url, tmp_path)
        kept = Tokens(tmp_path, None).find(url)
        assert kept is not None
        assert (done.gateway, done.user_id) == (url, kept.credentials.user_id)
        assert len(kept.credentials.access_token) > 20

    on_mock(use)


def test_a_wrong_code_is_refused_in_the_gateways_words(tmp_path: Path) -> None:
    """The code itself is not repeated, and nothing is kept."""

    def use(url: str) -> None:
        with pytest.raises(UsageError, match=r"HTTP 401 AUTH_REQUIRED.*pine-harness login") as refused:
            logged_in(url, tmp_path, lambda: "98765")
        assert "98765" not in str(refused.value)
        assert list(tmp_path.iterdir()) == []

    on_mock(use)


def test_who_gives_up_at_the_code_leaves_nothing(tmp_path: Path) -> None:
    """What the question raises comes through."""

    def give_up() -> str:
        raise KeyboardInterrupt

    def use(url: str) -> None:
        with pytest.raises(KeyboardInterrupt):
            logged_in(url, tmp_path, give_up)
        assert list(tmp_path.iterdir()) == []

    on_mock(use)


def test_where_nothing_answers_is_told(tmp_path: Path) -> None:
    """With the host's name; nobody is asked for a code."""

    async def main() -> None:
        url = await closed_port()
        with pytest.raises(TargetUnreachable, match=f"nothing answers at {url}"):
            await log_in(Hosts(auth_url=url, voice_url=url), EMAIL, lambda: "never", Tokens(tmp_path, None))

    asyncio.run(main())


async def page(_: web.Request) -> web.Response:
    """A page of another server."""
    return web.Response(text="<h1>Welcome</h1>")


async def without_account(request: web.Request) -> web.Response:
    """Sign in, and name no account."""
    token = {"request_token": "secret-request-token"} if request.path.endswith("/request") else {"id": "1"}
    return web.json_response({"status": "success", "data": token})


async def telltale(request: web.Request) -> web.Response:
    """Refuse, and repeat all that was said."""
    if request.path.endswith("/request"):
        return web.json_response({"data": {"request_token": "secret-request-token"}})
    said = await request.text()
    return web.json_response({"error": {"code": "INVALID_CODE", "message": f"no: {said} {LONG_CODE}"}}, status=400)


@pytest.mark.parametrize("handler", [page, without_account, telltale])
def test_an_answer_that_signs_nobody_in_is_told_without_secrets(tmp_path: Path, handler: Handler) -> None:
    """Neither code nor request token are in what is said, whatever the gateway repeats."""
    said = str(at(handler, tmp_path))
    assert "http://127.0.0.1" in said
    assert "secret-request-token" not in said
    assert LONG_CODE not in said
    assert list(tmp_path.iterdir()) == []


def test_the_code_is_sent_to_the_auth_host_and_kept_for_the_voice_host(tmp_path: Path) -> None:
    """The two hosts of the reference are two; signing in speaks to one of them alone."""

    def use(url: str) -> None:
        hosts = Hosts(auth_url=url, voice_url="https://voice.example")
        asyncio.run(log_in(hosts, EMAIL, lambda: CODE, Tokens(tmp_path, None)))
        assert Tokens(tmp_path, None).find("https://voice.example") is not None
        assert Tokens(tmp_path, None).find(url) is None

    on_mock(use)
