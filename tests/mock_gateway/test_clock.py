import pytest

from mock_gateway.clock import Clock
from mock_gateway.config import ClockMode


class Machine:
    """The machine's two clocks, moved by hand."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def monotonic(self) -> float:
        return self.seconds

    def wall(self) -> float:
        return 1_000_000.0 + self.seconds


def clock_on(machine: Machine, mode: ClockMode, speed: float = 60.0) -> Clock:
    return Clock(mode=mode, speed=speed, monotonic=machine.monotonic, wall=machine.wall)


@pytest.mark.parametrize(("mode", "passed"), [("real", 2.0), ("scaled", 120.0), ("instant", 0.0), ("stepped", 0.0)])
def test_two_real_seconds_in_each_mode(mode: ClockMode, passed: float) -> None:
    """Simulated time runs as its mode says."""
    machine = Machine()
    clock = clock_on(machine, mode)
    machine.seconds += 2
    assert clock.now() == passed


@pytest.mark.parametrize(("mode", "wait"), [("real", 60.0), ("scaled", 1.0), ("instant", None), ("stepped", None)])
def test_how_long_a_simulated_minute_takes(mode: ClockMode, wait: float | None) -> None:
    """A wait is real seconds, or never where time stands still."""
    assert clock_on(Machine(), mode).real_seconds(60.0) == wait


@pytest.mark.parametrize("mode", ["real", "scaled", "instant", "stepped"])
def test_advance_moves_simulated_and_token_time_alike(mode: ClockMode) -> None:
    """A test that steps a day also ages tokens by a day."""
    machine = Machine()
    clock = clock_on(machine, mode)
    before = clock.wall_now()
    clock.advance(86_400)
    assert clock.now() == 86_400
    assert clock.wall_now() - before == 86_400


def test_a_scaled_clock_does_not_age_tokens_faster() -> None:
    """Tokens live on the wall clock."""
    machine = Machine()
    clock = clock_on(machine, "scaled", speed=600)
    before = clock.wall_now()
    machine.seconds += 10
    assert clock.wall_now() - before == 10


def test_a_change_of_speed_keeps_the_present() -> None:
    """What has passed stays; only what comes runs differently."""
    machine = Machine()
    clock = clock_on(machine, "scaled", speed=10)
    machine.seconds += 3
    clock.change(speed=100)
    machine.seconds += 1
    assert clock.now() == 130


def test_a_change_of_mode_keeps_the_present() -> None:
    """A clock that is stopped stays where it was."""
    machine = Machine()
    clock = clock_on(machine, "real")
    machine.seconds += 7
    clock.change(mode="stepped")
    machine.seconds += 50
    assert clock.now() == 7
