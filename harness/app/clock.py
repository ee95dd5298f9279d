"""The one place of the harness that reads the machine's clocks."""

import time
from datetime import UTC, datetime


class RunClock:
    """Monotonic seconds since it was made."""

    def __init__(self) -> None:
        self._origin = time.monotonic()

    def go_on_from(self, ended_s: float) -> None:
        """Read `ended_s` now: a run that goes on begins where its log ends."""
        self._origin = time.monotonic() - ended_s

    def now_s(self) -> float:
        """Return the seconds since the run began, to a tenth of a millisecond."""
        return round(time.monotonic() - self._origin, 4)


def wall_now() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)
