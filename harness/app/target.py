"""From what `--target` says to a target that is ready for calls."""

import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

from harness.app.clock import wall_now
from harness.app.dialled import AT_GATEWAY
from harness.app.driving import HTTP, Driver, driver_called, refuse_elsewhere
from harness.app.hosts import hosts_of
from harness.app.replaying import is_replay, replay_of
from harness.app.tokens import account_of
from harness.errors import UsageError
from harness.load.limits import LiveSettings
from harness.runner.attempt import Patience
from harness.runner.plan import MOCK_CALL_DATE, Ground
from harness.runner.ports import Clock, Target
from harness.targets.gateway import Hosts
from harness.targets.guard import Fence, GuardedTarget, is_loopback
from harness.targets.mock import MockTarget, mock_clock_at
from mock_gateway.config import MockConfig
from mock_gateway.server import MockServer

EMBEDDED = "mock"
EMBEDDED_PATIENCE = Patience(wait_s=60.0, poll_interval_s=0.01)
"""Under the instant clock a call ends when it is waited for, so a result that has not come in this time never will."""

MIN_POLL_INTERVAL_S = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyTarget:
    """A target, what the plan must know of it, how long to wait on it, and how it is shown.

    `fence` stands before every call of a target that is not on this machine, None elsewhere: it lets nothing through
    until `admit` judged the plan. `logged_in`: there is an account to call it with. `replayed`: it is a recording.
    """

    target: Target
    ground: Ground
    patience: Patience
    shown: str
    fence: Fence | None = None
    logged_in: bool = True
    replayed: bool = False

    @property
    def rings(self) -> bool:
        """Whether calls ring real phones, as far as is known: on anything that is not our mock."""
        return self.ground.kind == "live" and not self.replayed


def may_ring(name: str, live: LiveSettings | None = None, here: Callable[[str], bool] = is_loopback) -> bool:
    """Whether a target is not on this machine, so that its calls ring real phones. Raises UsageError for no target."""
    return name != EMBEDDED and not is_replay(name) and not here(hosts_of(name, live, os.environ, "mock, ").voice_url)


@asynccontextmanager
async def ready_target(
    name: str,
    clock: Clock,
    live: LiveSettings | None = None,
    here: Callable[[str], bool] = is_loopback,
    driver: str = HTTP,
) -> AsyncIterator[ReadyTarget]:
    """Open the target that `name` means: `mock` for a mock inside this process, `live`, a base URL, or a recording.

    To a gateway that is not on this machine, as `here` tells of its voice API, nothing is sent, and nothing will be
    until a guard admits the run. `live` is the table of that name in the settings. `driver` is who speaks to it.

    Raises TargetUnreachable where nothing answers on this machine, UsageError for anything that is no target at all,
    and where there is no account for a gateway on this machine.
    """
    by = driver_called(driver)
    if name == EMBEDDED:
        async with MockServer(MockConfig(clock="instant")) as mock:
            target = by.mock(mock.url, clock)
            ground = _mock_ground(target, by)
            try:
                yield ReadyTarget(target=target, ground=ground, patience=EMBEDDED_PATIENCE, shown="embedded mock")
            finally:
                await target.close()
        return
    if is_replay(name):
        refuse_elsewhere(driver, name)
        replay = replay_of(name, EMBEDDED_PATIENCE)
        yield ReadyTarget(
            target=replay.target, ground=replay.ground, patience=replay.patience, shown=replay.shown, replayed=True
        )
        return
    hosts = hosts_of(name, live, os.environ, "mock, ")
    patience = Patience() if live is None else Patience(poll_interval_s=live.poll_interval_s)
    if here(hosts.voice_url):
        ready = await _on_this_machine(hosts, clock, patience, by)
    else:
        refuse_elsewhere(driver, name)
        ready = _guarded(hosts, clock, patience, here)
    try:
        yield ready
    finally:
        await ready.target.close()


async def _on_this_machine(hosts: Hosts, clock: Clock, patience: Patience, by: Driver) -> ReadyTarget:
    url = hosts.voice_url
    mock_clock = await mock_clock_at(url)
    if mock_clock is None:
        ready = _gateway(hosts, clock, patience, by)
        if not ready.logged_in:
            raise UsageError(
                f"{url} answers, but it is not pine-mock, so an account is needed: set PINE_ACCESS_TOKEN and "
                f"PINE_USER_ID, or run pine-harness login --target {url}"
            )
        return ready
    mock = by.mock(url, clock)
    speed = mock_clock.get("speed") if mock_clock.get("mode") == "scaled" else 1.0
    factor = speed if isinstance(speed, int | float) and speed > 0 else 1.0
    patience = EMBEDDED_PATIENCE
    if mock_clock.get("mode") != "instant":
        real = Patience()
        patience = Patience(
            wait_s=max(60.0, real.wait_s / factor),
            poll_interval_s=max(MIN_POLL_INTERVAL_S, real.poll_interval_s / factor),
        )
    return ReadyTarget(target=mock, ground=_mock_ground(mock, by), patience=patience, shown=f"mock at {url}")


def _gateway(hosts: Hosts, clock: Clock, patience: Patience, by: Driver) -> ReadyTarget:
    kept = account_of(hosts.voice_url, os.environ)
    target = by.gateway(hosts, kept.credentials if kept is not None else None, clock)
    return ReadyTarget(
        target=target,
        ground=Ground(kind=target.name, can=target.can, call_date=wall_now(), inexpressible=by.inexpressible),
        patience=patience,
        shown=f"{AT_GATEWAY}{hosts.voice_url}",
        logged_in=kept is not None,
    )


def _guarded(hosts: Hosts, clock: Clock, patience: Patience, here: Callable[[str], bool]) -> ReadyTarget:
    ready = _gateway(hosts, clock, patience, driver_called(HTTP))
    fence = Fence(wall=wall_now, here=here)
    return replace(ready, target=GuardedTarget(ready.target, fence, clock), fence=fence)


def _mock_ground(target: MockTarget, by: Driver) -> Ground:
    return Ground(kind=target.name, can=target.can, call_date=MOCK_CALL_DATE, inexpressible=by.inexpressible)
