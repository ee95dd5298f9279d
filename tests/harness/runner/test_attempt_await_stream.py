"""Waiting for the result by SSE, as commands and events: the result, the reopening, and when streaming is given up."""

from dataclasses import replace

import pytest

from harness.model.observation import ApiError
from harness.model.values import Json
from harness.model.verdict import FailureKind
from harness.runner.attempt import Patience, Progress, await_result
from harness.runner.commands import Event, OpenStream, PollCall
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
POLLED = answered(200, RESULT, exchange=8)


def waited(*events: Event, progress: Progress | None = None) -> Played:
    """Wait for the end of a running call while the gateway does `events`."""
    return play(await_result(progress or running(), PATIENCE), events)


def test_the_stream_delivers_the_result() -> None:
    """One stream with a result is all that is needed: nothing is polled."""
    played = waited(streamed(RESULT, exchange=5))
    assert played.asked(OpenStream) == [OpenStream(call_id="c-1", last_event_id=None, timeout_s=100.0)]
    assert not played.asked(PollCall)
    assert played.progress.delivered_by == "stream"
    assert played.progress.call is not None
    assert played.progress.call.status == "completed"
    assert played.progress.exchanges == (5,)


@pytest.mark.parametrize(
    "dropped",
    [streamed(took_s=30.0), failed(FailureKind.GATEWAY_ERROR, sent=True, took_s=30.0)],
    ids=["ended with heartbeats only", "no response"],
)
def test_a_stream_without_a_result_is_reopened_once(dropped: Event) -> None:
    """A stream that ends, breaks or never opens is opened once more, for the time that is left."""
    played = waited(dropped, streamed(RESULT))
    assert [stream.timeout_s for stream in played.asked(OpenStream) if isinstance(stream, OpenStream)] == [100.0, 70.0]
    assert played.progress.delivered_by == "stream"


def test_the_last_event_id_goes_with_the_reopening() -> None:
    """The id that the first stream brought is sent with the second."""
    played = waited(streamed(last_event_id="17"), streamed(RESULT))
    assert [stream.last_event_id for stream in played.asked(OpenStream) if isinstance(stream, OpenStream)] == [
        None,
        "17",
    ]


def test_two_streams_without_a_result_end_streaming() -> None:
    """There is no third stream: the call is polled instead, and the result counts as polled."""
    played = waited(streamed(exchange=6), streamed(exchange=7), POLLED)
    assert len(played.asked(OpenStream)) == 2
    assert played.asked(PollCall) == [PollCall(call_id="c-1")]
    assert played.progress.delivered_by == "poll"
    assert played.progress.exchanges == (6, 7, 8)


@pytest.mark.parametrize(
    "answer",
    [
        refused(404, "NOT_FOUND"),
        refused(503, "UNAVAILABLE"),
        refused(429, "RATE_LIMITED"),
        unreadable(200),
        answered(200, RUNNING),
    ],
    ids=["404", "503", "429", "an HTML page", "JSON in place of a stream"],
)
def test_an_answer_in_place_of_a_stream_leads_to_polling(answer: Event) -> None:
    """Where the stream is not to be had, it is not asked for again; its error is not the call's."""
    played = waited(answer, POLLED)
    assert len(played.asked(OpenStream)) == 1
    assert played.progress.delivered_by == "poll"
    assert (played.progress.error, played.progress.breakdown) == (None, None)


@pytest.mark.parametrize(
    "result",
    ["not JSON", [], 7, {}, {"call_id": "c-1"}, {"call_id": "c-1", "status": "in_progress"}, False],
)
def test_a_result_that_cannot_be_read_leads_to_polling(result: Json) -> None:
    """A result event that is no ended call is not waited for again by stream: the poll has the last word."""
    played = waited(streamed(result), POLLED)
    assert len(played.asked(OpenStream)) == 1
    assert played.progress.delivered_by == "poll"


def test_raw_statuses_end_the_wait() -> None:
    """A raw status such as HungupByPeer counts as the reference's word that it folds to."""
    progress = waited(streamed(RESULT | {"status": "HungupByPeer"})).progress
    assert progress.call is not None
    assert (progress.call.status, progress.call.raw_status) == ("completed", "HungupByPeer")


@pytest.mark.parametrize(
    "progress",
    [
        Progress(name="call"),
        Progress(name="call", error=ApiError(http_status=400, code="INVALID_PHONE", message="", exchange=1)),
    ],
    ids=["never started", "refused"],
)
def test_nothing_is_done_where_no_call_runs(progress: Progress) -> None:
    """A call that was refused, or never started, is not waited for."""
    played = waited(progress=progress)
    assert played.commands == ()
    assert played.progress == progress


def test_an_ended_call_is_not_waited_for() -> None:
    """Waiting twice asks the gateway nothing the second time."""
    ended = waited(streamed(RESULT)).progress
    assert waited(progress=ended).commands == ()


def test_an_earlier_error_is_not_the_results() -> None:
    """A get_call that was refused while the call ran says nothing of the result that came later."""
    error = ApiError(http_status=404, code="NOT_FOUND", message="", exchange=2)
    for events in ([streamed(RESULT)], [streamed(), streamed(), POLLED]):
        progress = waited(*events, progress=replace(running(), error=error)).progress
        assert progress.call is not None
        assert (progress.call.status, progress.error) == ("completed", None)


def test_a_silent_stream_is_followed_by_one_last_poll() -> None:
    """A stream that only sent heartbeats for as long as we wait does not hide a result: it is asked for once."""
    played = waited(streamed(took_s=100.0), POLLED)
    assert len(played.asked(OpenStream)) == 1
    assert played.progress.delivered_by == "poll"
    assert played.now_s == 100.0


def test_a_stream_that_outlasts_the_wait_is_not_reopened() -> None:
    """When the time is over and the last poll says the call runs, the attempt gives up with a timeout."""
    played = waited(streamed(took_s=100.0), answered(200, RUNNING))
    assert len(played.asked(OpenStream)) == 1
    assert played.progress.breakdown is not None
    assert played.progress.breakdown.kind is FailureKind.TIMEOUT
