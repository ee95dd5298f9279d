"""Simulated time: real, scaled, instant or stepped, over clocks that are handed in."""

from collections.abc import Callable

from mock_gateway.config import ClockMode


class Clock:
    """Seconds of simulated time since the gateway started.

    `monotonic` and `wall` are the machine's clocks in seconds. Under "instant" and "stepped", simulated time stands
    still but for `advance`. Tokens live on `wall_now`, the wall clock moved by every `advance`, and never run at
    `speed`: a scaled mock would sign its users out every few minutes.
    """

    def __init__(
        self, *, mode: ClockMode, speed: float, monotonic: Callable[[], float], wall: Callable[[], float]
    ) -> None:
        self.mode: ClockMode = mode
        self.speed = speed
        self.advanced_seconds = 0.0
        self._monotonic, self._wall = monotonic, wall
        self._base, self._mark = 0.0, monotonic()

    @property
    def rate(self) -> float:
        """Simulated seconds a real second."""
        return {"real": 1.0, "scaled": self.speed}.get(self.mode, 0.0)

    @property
    def flows(self) -> bool:
        """Whether simulated time passes by itself."""
        return self.mode in ("real", "scaled")

    def now(self) -> float:
        """Return the simulated seconds since the start."""
        if self.mode == "scaled":
            return self._base + (self._monotonic() - self._mark) * self.speed
        if self.mode == "real":
            return self._base + (self._monotonic() - self._mark)
        return self._base

    def wall_now(self) -> float:
        """Return the Unix time on which tokens are issued and expire."""
        return self._wall() + self.advanced_seconds

    def real_seconds(self, simulated: float) -> float | None:
        """Return how long `simulated` seconds take on the machine's clock; None while time stands still."""
        rate = self.rate
        return max(0.0, simulated) / rate if rate else None

    def advance(self, seconds: float) -> None:
        """Move simulated time forward at once."""
        self._anchor()
        self._base += seconds
        self.advanced_seconds += seconds

    def change(self, *, mode: ClockMode | None = None, speed: float | None = None) -> None:
        """Go on from the present moment in another mode or at another speed."""
        self._anchor()
        self.mode = mode or self.mode
        self.speed = speed or self.speed

    def _anchor(self) -> None:
        self._base, self._mark = self.now(), self._monotonic()
