"""What `--target` means: the embedded mock, a mock elsewhere on this machine, another gateway, or nothing."""

import asyncio

import pytest

from harness.app.clock import RunClock
from harness.app.target import EMBEDDED_PATIENCE, ready_target
from harness.errors import TargetRefused, TargetUnreachable, UsageError
from harness.runner.attempt import Patience
from harness.runner.plan import MOCK_CALL_DATE
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
        ("https://pine.example", TargetRefused),
        ("http://user@pine.example", TargetRefused),
        ("http://[::2]:80", TargetRefused),
        ("http://127.0.0.1:9", TargetUnreachable),
        ("http://127.0.0.1:99999", TargetUnreachable),
    ],
)
def test_what_is_no_target_is_refused(name: str, error: type[Exception]) -> None:
    """Each kind of mistake has its own error, and so its own exit code."""
    with pytest.raises(error):
        asyncio.run(opened(name))
