"""What `--target` means: the embedded mock, a mock elsewhere on this machine, another gateway, or nothing."""

import asyncio

import pytest

from harness.app.clock import RunClock
from harness.app.hosts import hosts_of
from harness.app.target import EMBEDDED_PATIENCE, ready_target
from harness.errors import TargetUnreachable, UsageError
from harness.load.limits import LiveSettings
from harness.runner.attempt import Patience
from harness.runner.plan import MOCK_CALL_DATE
from harness.targets.gateway import Hosts
from mock_gateway.config import MockConfig
from mock_gateway.server import MockServer
from tests.harness.cli.gateways import Fake, html
from tests.harness.targets.loopback import serving


async def opened(name: str) -> tuple[str, Patience, str]:
    """Return the kind of a target, how long it is waited on, and how it is shown."""
    async with ready_target(name, RunClock()) as ready:
        assert ready.ground.can == ready.target.can
        return ready.ground.kind, ready.patience, ready.shown


def test_mock_is_a_mock_inside_this_process() -> None:
    """It can do all that a mock can, its calls end when waited for, and its today is always the same."""

    async def main() -> None:
        async with ready_target("mock", RunClock()) as ready:
            assert (ready.ground.kind, ready.shown, ready.patience) == ("mock", "embedded mock", EMBEDDED_PATIENCE)
            assert ready.ground.call_date == MOCK_CALL_DATE
            assert "books" in ready.ground.can

    asyncio.run(main())


@pytest.mark.parametrize(
    ("config", "poll_s", "wait_s"),
    [
        (MockConfig(clock="instant"), 0.01, 60.0),
        (MockConfig(clock="real"), 10.0, 7500.0),
        (MockConfig(clock="scaled", speed=60), 10 / 60, 125.0),
        (MockConfig(clock="scaled", speed=100_000), 0.01, 60.0),
        (MockConfig(clock="stepped"), 10.0, 7500.0),
    ],
    ids=["instant", "real", "60 times", "100,000 times", "stepped"],
)
def test_patience_goes_by_the_mocks_clock(config: MockConfig, poll_s: float, wait_s: float) -> None:
    """A mock at a URL is recognised as one, and is waited on in its own time."""

    async def main() -> None:
        async with MockServer(config) as server:
            kind, patience, shown = await opened(f"{server.url}/")
            assert (kind, shown) == ("mock", f"mock at {server.url}")
            assert patience == Patience(wait_s=wait_s, poll_interval_s=poll_s)

    asyncio.run(main())


def test_another_gateway_is_live(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is no mock has no callees or books; its today is today."""
    monkeypatch.setenv("PINE_ACCESS_TOKEN", "token")
    monkeypatch.setenv("PINE_USER_ID", "user")

    async def main() -> None:
        async with serving(Fake(create=html, stream=html).answer) as url, ready_target(url, RunClock()) as ready:
            assert (ready.ground.kind, ready.ground.can) == ("live", frozenset())
            assert ready.shown == f"gateway at {url}"
            assert ready.ground.call_date > MOCK_CALL_DATE

    asyncio.run(main())


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("", UsageError),
        ("mcok", UsageError),
        ("127.0.0.1:8765", UsageError),
        ("ftp://127.0.0.1", UsageError),
        ("http://user@pine.example", UsageError),
        ("https://pine.example?x=1", UsageError),
        ("http://[::2", UsageError),
        ("http://127.0.0.1:9", TargetUnreachable),
        ("http://127.0.0.1:99999", TargetUnreachable),
    ],
)
def test_what_is_no_target_is_refused(name: str, error: type[Exception]) -> None:
    """Each kind of mistake has its own error, and so its own exit code."""
    with pytest.raises(error):
        asyncio.run(opened(name))


@pytest.mark.parametrize("name", ["live", "https://pine.example", "http://[::2]:80", "http://127.0.0.1.pine.example"])
def test_another_machine_is_fenced_off(name: str) -> None:
    """Nothing is asked of it, and no call passes before its run was admitted."""

    async def main() -> None:
        async with ready_target(name, RunClock()) as ready:
            assert ready.fence is not None
            assert ready.fence.is_halted()
            assert (ready.rings, ready.ground.kind) == (True, "live")

    asyncio.run(main())


def test_live_is_the_reference_unless_told() -> None:
    """Its two hosts are those of the API reference, of the settings, or of the environment, which wins."""
    reference = Hosts(auth_url="https://www.19pine.ai", voice_url="https://agent3-api-gateway-staging.19pine.ai")
    own = LiveSettings(voice_url="https://voice.example/", auth_url="https://auth.example")
    assert hosts_of("live", None, {}) == reference
    assert hosts_of(reference.voice_url, None, {}) == reference
    assert hosts_of("live", own, {}) == Hosts(auth_url="https://auth.example", voice_url="https://voice.example")
    named = {"PINE_GATEWAY_URL": "http://127.0.0.1:1", "PINE_AUTH_URL": "http://127.0.0.1:2"}
    assert hosts_of("live", own, named) == Hosts(auth_url="http://127.0.0.1:2", voice_url="http://127.0.0.1:1")
    assert hosts_of("http://127.0.0.1:3", own, named).auth_url == "http://127.0.0.1:3"
    with pytest.raises(UsageError, match="PINE_GATEWAY_URL"):
        hosts_of("live", None, {"PINE_GATEWAY_URL": "nowhere"})


def test_a_mock_may_stand_for_live(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where PINE_GATEWAY_URL names a mock on this machine, `live` is that mock, and no guard is needed."""

    async def main() -> None:
        async with MockServer(MockConfig(clock="instant")) as server:
            monkeypatch.setenv("PINE_GATEWAY_URL", server.url)
            assert (await opened("live"))[0] == "mock"

    asyncio.run(main())


def test_how_long_to_wait_between_polls_is_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten seconds, as the official SDK waits, unless the settings say otherwise."""
    monkeypatch.setenv("PINE_ACCESS_TOKEN", "token")
    monkeypatch.setenv("PINE_USER_ID", "user")

    async def main() -> None:
        for live, interval_s in ((None, 10.0), (LiveSettings(poll_interval_s=2.0), 2.0)):
            async with ready_target("live", RunClock(), live) as ready:
                assert (ready.patience.poll_interval_s, ready.logged_in) == (interval_s, True)

    asyncio.run(main())
