"""Which requests a fault strikes, and when it is spent."""

import pytest

from harness.model.values import Json
from mock_gateway.clock import Clock
from mock_gateway.faults.book import FaultBook
from mock_gateway.faults.table import FAULTS


def stepped() -> Clock:
    """A clock that only `advance` moves."""
    return Clock(mode="stepped", speed=1.0, monotonic=lambda: 0.0, wall=lambda: 0.0)


def book(kind: str = "reset", user_id: str | None = None, **settings: Json) -> FaultBook:
    """A book with one rule."""
    made = FaultBook(stepped())
    made.add(FAULTS[kind], FAULTS[kind].with_options(settings), user_id)
    return made


def strikes(faults: FaultBook, count: int, route: str = "get", user_id: str | None = "1") -> list[bool]:
    """Whether each of `count` requests is struck."""
    return [faults.striking(route, user_id) is not None for _ in range(count)]


def test_a_fault_strikes_until_it_is_taken_back() -> None:
    """Without times, share or time it has no end."""
    faults = book()
    assert strikes(faults, 3) == [True] * 3
    assert faults.remove() == 1
    assert strikes(faults, 1) == [False]


def test_times_counts_the_requests_that_match() -> None:
    """Those of other routes do not."""
    faults = book(times=2, route="get")
    assert strikes(faults, 3, route="create") == [False] * 3
    assert strikes(faults, 4) == [True, True, False, False]
    assert len(faults) == 0


def test_a_share_is_drawn_by_its_seed() -> None:
    """The same seed draws the same requests, another one others; about the share of them."""
    first, again, other = (strikes(book(share=0.3, seed=seed), 1000) for seed in (1, 1, 2))
    assert first == again != other
    assert 250 < sum(first) < 350


def test_a_share_of_the_next_requests_ends_with_them() -> None:
    """times counts all that match, struck or not."""
    faults = book(share=0.5, times=10)
    assert 0 < sum(strikes(faults, 10)) < 10
    assert strikes(faults, 20) == [False] * 20


def test_a_time_is_of_the_simulated_clock() -> None:
    """for_seconds ends when the clock was moved that far."""
    clock = stepped()
    faults = FaultBook(clock)
    faults.add(FAULTS["reset"], FAULTS["reset"].with_options({"for_seconds": 30}), None)
    clock.advance(29.9)
    assert strikes(faults, 1) == [True]
    clock.advance(0.1)
    assert strikes(faults, 1) == [False]
    assert faults.all() == ()


def test_an_accounts_fault_strikes_no_other_account() -> None:
    """Every account is a tenant; a request of nobody is nobody's."""
    faults = book(user_id="1")
    assert faults.reads_accounts
    assert strikes(faults, 1, user_id="2") == strikes(faults, 1, user_id=None) == [False]
    assert strikes(faults, 1, user_id="1") == [True]


@pytest.mark.parametrize(("route", "struck"), [("get", True), ("stream", True), ("create", False)])
def test_any_route_is_any_that_the_fault_can_strike(route: str, struck: bool) -> None:
    """stuck_in_progress is about get and stream."""
    assert strikes(book("stuck_in_progress"), 1, route=route) == [struck]


def test_the_first_that_matches_strikes_and_the_next_waits() -> None:
    """Two faults with times 1 are a sequence."""
    faults = book("reset", times=1)
    faults.add(FAULTS["latency"], FAULTS["latency"].with_options({"times": 1}), None)
    found = [rule.fault.name if (rule := faults.striking("get", None)) else None for _ in range(3)]
    assert found == ["reset", "latency", None]


def test_one_rule_or_an_accounts_can_be_taken_back() -> None:
    """The others stay; a rule knows that it was taken back."""
    faults = book(user_id="1")
    kept = faults.add(FAULTS["reset"], FAULTS["reset"].with_options({}), "2")
    going = faults.add(FAULTS["reset"], FAULTS["reset"].with_options({}), None)
    assert faults.remove(fault_id=going.fault_id) == 1
    assert faults.remove(user_id="1") == 1
    assert faults.all() == (kept,)
    assert (going.withdrawn, kept.withdrawn) == (True, False)


def test_a_watcher_is_told_when_there_are_faults_and_when_there_are_none() -> None:
    """So that a request costs nothing while none is set."""
    told: list[int] = []
    faults = FaultBook(stepped())
    faults.changed = lambda: told.append(len(faults))
    for _ in range(2):
        faults.add(FAULTS["reset"], FAULTS["reset"].with_options({"times": 1}), None)
    strikes(faults, 3)
    assert told == [1, 0]
