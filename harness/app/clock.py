"""The one place of the harness that reads the machine's clocks."""

import time
from datetime import UTC, datetime


class RunClock:
    """Monotonic seconds since it was made."""

    def __init__(self) -> None:
        self._origin = time.monotonic()

    def now_s(self) -> float:
        """Return the seconds since the run began, to the microsecond."""
        return round(time.monotonic() - self._origin, 6)


def wall_now() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)
