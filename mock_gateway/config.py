"""How one mock gateway is set up."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from ipaddress import ip_address
from typing import Literal

from harness.errors import UsageError
from harness.model.values import Json

ClockMode = Literal["real", "scaled", "instant", "stepped"]
CLOCK_MODES: tuple[ClockMode, ...] = ("real", "scaled", "instant", "stepped")
StatusSpelling = Literal["documented", "raw"]
STATUS_SPELLINGS: tuple[StatusSpelling, ...] = ("documented", "raw")
DEFAULT_CALL_DATE = datetime(2026, 3, 6, 9, 0, tzinfo=timezone(timedelta(hours=-8)))
DEFAULT_SPEED = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class MockConfig:
    """The settings of a mock gateway.

    `clock` says how simulated time passes: "real", "scaled" (`speed` simulated seconds a second), "instant" (a call
    lasts until somebody waits for it) or "stepped" (only POST /__mock__/clock moves it). `done_at_get` ends a call at
    its Nth GET; None means 2 under the instant clock, never under the others. `call_date` is what "today" is in
    conversations. `secret` signs tokens: the same secret lets a restarted mock read tokens it issued before.
    `journal_bytes` bounds the request journal, `call_bytes` the calls that are remembered (about: the oldest are
    forgotten first).
    """

    host: str = "127.0.0.1"
    port: int = 0
    clock: ClockMode = "scaled"
    speed: float = DEFAULT_SPEED
    statuses: StatusSpelling = "documented"
    assume: Mapping[str, Json] = field(default_factory=dict)
    call_date: datetime = DEFAULT_CALL_DATE
    done_at_get: int | None = None
    control_token: str | None = None
    secret: str = "pine-mock: any secret will do, no real account is behind it"  # noqa: S105 - guards nothing real
    journal_bytes: int = 16 * 1024 * 1024
    call_bytes: int = 256 * 1024 * 1024

    def __post_init__(self) -> None:
        if not 0 <= self.port <= 65535:
            raise UsageError(f"port {self.port} is not between 0 and 65535")
        if self.speed <= 0:
            raise UsageError(f"speed {self.speed:g} is not above 0")
        if self.clock not in CLOCK_MODES:
            raise UsageError(f"clock {self.clock!r} is not one of {', '.join(CLOCK_MODES)}")
        if self.statuses not in STATUS_SPELLINGS:
            raise UsageError(f"statuses {self.statuses!r} is not one of {', '.join(STATUS_SPELLINGS)}")
        if not is_loopback(self.host) and not self.control_token:
            raise UsageError(
                f"host {self.host} can be reached from other machines, which could then control this mock: "
                "give a control token (--control-token), or stay on 127.0.0.1"
            )


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a server bound to `host`."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
