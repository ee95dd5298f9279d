"""From what `--target` says to a target that is ready for calls."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from harness.app.clock import wall_now
from harness.errors import UsageError
from harness.runner.attempt import Patience
from harness.runner.plan import MOCK_CALL_DATE, Ground
from harness.runner.ports import Clock, Target
from harness.targets.gateway import Credentials, GatewayTarget, Hosts
from harness.targets.guard import refuse_unless_loopback
from harness.targets.mock import MockTarget, mock_clock_at
from mock_gateway.config import MockConfig
from mock_gateway.server import MockServer

EMBEDDED = "mock"
EMBEDDED_PATIENCE = Patience(wait_s=60.0, poll_interval_s=0.01)
"""Under the instant clock a call ends when it is waited for, so a result that has not come in this time never will."""

MIN_POLL_INTERVAL_S = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyTarget:
    """A target, what the plan must know of it, how long to wait on it, and how it is shown."""

    target: Target
    ground: Ground
    patience: Patience
    shown: str


@asynccontextmanager
async def ready_target(name: str, clock: Clock) -> AsyncIterator[ReadyTarget]:
    """Open the target that `name` means: `mock` for a mock inside this process, else a base URL on this machine.

    Raises TargetRefused for a URL that is not loopback, TargetUnreachable where nothing answers, UsageError for
    anything that is no target at all.
    """
    if name == EMBEDDED:
        async with MockServer(MockConfig(clock="instant")) as mock:
            target = MockTarget(mock.url, clock)
            try:
                yield ReadyTarget(
                    target=target, ground=_mock_ground(target), patience=EMBEDDED_PATIENCE, shown="embedded mock"
                )
            finally:
                await target.close()
        return
    if not name.startswith(("http://", "https://")):
        raise UsageError(f"--target {name!r} is neither 'mock' nor a base URL such as http://127.0.0.1:8765")
    refuse_unless_loopback(name)
    ready = await _at_url(name.rstrip("/"), clock)
    try:
        yield ready
    finally:
        await ready.target.close()


async def _at_url(url: str, clock: Clock) -> ReadyTarget:
    mock_clock = await mock_clock_at(url)
    if mock_clock is None:
        return _gateway(url, clock)
    mock = MockTarget(url, clock)
    speed = mock_clock.get("speed") if mock_clock.get("mode") == "scaled" else 1.0
    factor = speed if isinstance(speed, int | float) and speed > 0 else 1.0
    patience = EMBEDDED_PATIENCE
    if mock_clock.get("mode") != "instant":
        real = Patience()
        patience = Patience(
            wait_s=max(60.0, real.wait_s / factor),
            poll_interval_s=max(MIN_POLL_INTERVAL_S, real.poll_interval_s / factor),
        )
    return ReadyTarget(target=mock, ground=_mock_ground(mock), patience=patience, shown=f"mock at {url}")


def _gateway(url: str, clock: Clock) -> ReadyTarget:
    token, user_id = os.environ.get("PINE_ACCESS_TOKEN"), os.environ.get("PINE_USER_ID")
    if not token or not user_id:
        raise UsageError(
            f"{url} answers, but it is not pine-mock, so an account is needed: set PINE_ACCESS_TOKEN and PINE_USER_ID"
        )
    credentials = Credentials(access_token=token, user_id=user_id)
    target = GatewayTarget(Hosts(auth_url=url, voice_url=url), credentials, clock)
    ground = Ground(kind=target.name, can=target.can, call_date=wall_now())
    return ReadyTarget(target=target, ground=ground, patience=Patience(), shown=f"gateway at {url}")


def _mock_ground(target: MockTarget) -> Ground:
    return Ground(kind=target.name, can=target.can, call_date=MOCK_CALL_DATE)
