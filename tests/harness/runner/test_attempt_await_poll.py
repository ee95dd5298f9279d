"""Waiting for the result by polling, as commands and events: pace, errors that are borne, and when it is given up."""

import pytest

from harness.model.verdict import FailureKind
from harness.runner.attempt import MAX_FAILED_POLLS, Patience, await_result
from harness.runner.commands import Event, PollCall, Sleep
from tests.harness.runner.players import (
    RESULT,
    RUNNING,
    Played,
    answered,
    failed,
    play,
    refused,
    running,
    streamed,
    unreadable,
)

PATIENCE = Patience(wait_s=100.0, poll_interval_s=10.0)
STILL_RUNNING = answered(200, RUNNING | {"duration_seconds": 12})
POLLED = answered(200, RESULT)
TRANSIENT = {
    "unreachable": failed(),
    "closed half way": failed(FailureKind.GATEWAY_ERROR, sent=True),
    "timeout": failed(FailureKind.TIMEOUT, sent=True),
    "500": refused(500, "INTERNAL"),
    "503": refused(503, "UNAVAILABLE"),
    "429": refused(429, "RATE_LIMITED"),
    "an HTML page": unreadable(),
    "no call": answered(200, {}),
    "a list": answered(200, []),
}


def polled(*events: Event, patience: Patience = PATIENCE) -> Played:
    """Wait for a running call whose stream ends twice without a result, so that it is polled."""
    return play(await_result(running(), patience), [streamed(), streamed(), *events])


def test_polls_keep_the_interval() -> None:
    """Each poll, the first too, comes one interval after what went before."""
    played = polled(STILL_RUNNING, STILL_RUNNING, POLLED)
    assert [sleep.seconds for sleep in played.commands if isinstance(sleep, Sleep)] == [0.0, 10.0, 10.0, 10.0]
    assert played.progress.delivered_by == "poll"


@pytest.mark.parametrize("event", TRANSIENT.values(), ids=TRANSIENT)
def test_a_transient_failure_is_borne(event: Event) -> None:
    """One poll that fails in a way that may pass is followed by another, and leaves no trace in the outcome."""
    played = polled(event, POLLED)
    assert played.progress.delivered_by == "poll"
    assert (played.progress.error, played.progress.breakdown) == (None, None)


@pytest.mark.parametrize("event", TRANSIENT.values(), ids=TRANSIENT)
def test_failures_in_a_row_are_counted(event: Event) -> None:
    """After MAX_FAILED_POLLS failures in a row the attempt ends with what the last of them said."""
    played = polled(*[event] * MAX_FAILED_POLLS)
    assert len(played.asked(PollCall)) == MAX_FAILED_POLLS
    assert played.progress.error or played.progress.breakdown


def test_a_good_poll_starts_the_count_again() -> None:
    """Only failures in a row count: a poll that answers forgives those before it."""
    almost = [refused(503, "UNAVAILABLE")] * (MAX_FAILED_POLLS - 1)
    patience = Patience(wait_s=1000.0, poll_interval_s=10.0)
    played = polled(*almost, STILL_RUNNING, *almost, POLLED, patience=patience)
    assert played.progress.delivered_by == "poll"


@pytest.mark.parametrize(
    ("status", "code"), [(401, "TOKEN_EXPIRED"), (401, "AUTH_REQUIRED"), (403, "ACCESS_DENIED"), (404, "NOT_FOUND")]
)
def test_a_refusal_that_stays_ends_the_wait(status: int, code: str) -> None:
    """A token that expires while we poll, or a call that is gone, is final at once: asking again cannot help."""
    played = polled(STILL_RUNNING, refused(status, code))
    assert len(played.asked(PollCall)) == 2
    assert played.progress.error is not None
    assert played.progress.error.code == code
    assert played.progress.call is not None
    assert played.progress.call.status == "in_progress"
    assert played.progress.delivered_by is None


def test_the_deadline_ends_polling_with_a_last_poll() -> None:
    """At the deadline the call is polled a last time, then the attempt says how long it waited."""
    played = polled(*[STILL_RUNNING] * 10)
    assert played.now_s == 100.0
    breakdown = played.progress.breakdown
    assert breakdown is not None
    assert breakdown.kind is FailureKind.TIMEOUT
    assert breakdown.message == "no result after 100 s of waiting; the call may still run"


def test_the_last_sleep_ends_at_the_deadline() -> None:
    """An interval longer than the time that is left is cut short: waiting never outlasts the patience."""
    played = polled(STILL_RUNNING, POLLED, patience=Patience(wait_s=14.0, poll_interval_s=10.0))
    assert [sleep.seconds for sleep in played.commands if isinstance(sleep, Sleep)] == [0.0, 10.0, 4.0]
    assert played.progress.delivered_by == "poll"


def test_slow_polls_count_towards_the_deadline() -> None:
    """The time that polls themselves take is part of the wait."""
    slow = answered(200, RUNNING, took_s=60.0)
    assert polled(slow, slow).now_s == 140.0


def test_every_failed_poll_stays_in_the_exchanges() -> None:
    """What went wrong on the way can be looked up: no exchange is forgotten."""
    played = polled(refused(503, "UNAVAILABLE", exchange=3), unreadable(exchange=4), answered(200, RESULT, exchange=5))
    assert played.progress.exchanges == (1, 1, 3, 4, 5)


def test_a_running_call_keeps_its_last_duration() -> None:
    """What the last good poll said of a running call is what the attempt ends with."""
    progress = polled(*[STILL_RUNNING] * 10).progress
    assert progress.call is not None
    assert progress.call.duration_seconds == 12
