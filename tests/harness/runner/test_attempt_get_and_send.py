"""One GET and one raw request, as commands and events."""

from dataclasses import replace

import pytest

from harness.errors import Span
from harness.model.observation import ApiError, Breakdown
from harness.model.scenario import HttpRequest
from harness.model.values import Json
from harness.model.verdict import FailureKind
from harness.runner.attempt import Progress, get_call, send
from harness.runner.commands import PollCall, Send
from tests.harness.runner.players import RESULT, RUNNING, answered, failed, play, refused, running, unreadable

REQUEST = HttpRequest(span=Span(file="s.yaml", line=1, column=1), method="GET", path="/api/v2/voice/call/x")


def test_one_get_takes_what_the_call_says() -> None:
    """A GET is sent once; a running call is noted as it is, and nothing has been delivered."""
    played = play(get_call(running(), "c-1"), [answered(200, RUNNING | {"duration_seconds": 3})])
    assert played.commands == (PollCall(call_id="c-1"),)
    assert played.progress.call is not None
    assert (played.progress.call.duration_seconds, played.progress.delivered_by) == (3, None)


def test_a_get_may_deliver_the_result() -> None:
    """A GET that finds the call ended delivers its result, and says so."""
    assert play(get_call(running(), "c-1"), [answered(200, RESULT)]).progress.delivered_by == "get"


def test_a_get_of_an_ended_call_keeps_how_it_was_delivered() -> None:
    """A later GET that answers with less does not undo who delivered the result."""
    ended = replace(running(), delivered_by="stream")
    assert play(get_call(ended, "c-1"), [answered(200, RUNNING)]).progress.delivered_by == "stream"


def test_a_refused_get_is_the_error() -> None:
    """A call_id that does not exist is the API's refusal."""
    error = play(get_call(Progress(name=""), "nope"), [refused(404, "NOT_FOUND")]).progress.error
    assert error is not None
    assert error.code == "NOT_FOUND"


@pytest.mark.parametrize("body", [None, [], {}, {"call_id": "c-1"}, {"status": "completed"}])
def test_an_answer_that_is_no_call_cannot_be_read(body: Json) -> None:
    """A 200 without call_id and status is unreadable."""
    breakdown = play(get_call(running(), "c-1"), [answered(200, body)]).progress.breakdown
    assert breakdown is not None
    assert breakdown.kind is FailureKind.UNREADABLE


@pytest.mark.parametrize(
    "before",
    [
        replace(running(), error=ApiError(http_status=503, code=None, message="", exchange=1)),
        replace(running(), breakdown=Breakdown(kind=FailureKind.TIMEOUT, message="no result")),
    ],
    ids=["refused", "timed out"],
)
def test_a_good_get_supersedes_what_went_wrong_before(before: Progress) -> None:
    """What an earlier step of the call ran into is that step's; this one saw an answer."""
    progress = play(get_call(before, "c-1"), [answered(200, RESULT)]).progress
    assert (progress.error, progress.breakdown) == (None, None)
    assert progress.call is not None
    assert progress.call.ended


def test_a_raw_request_is_sent_as_written() -> None:
    """The step itself is the command, and an answer is noted whatever its body."""
    played = play(send(Progress(name=""), REQUEST), [answered(200, ["anything"], exchange=2)])
    assert played.commands == (Send(request=REQUEST),)
    assert played.progress == Progress(name="", exchanges=(2,))


def test_a_raw_answer_need_not_be_json() -> None:
    """A page is a fine answer to a raw request."""
    assert play(send(Progress(name=""), REQUEST), [unreadable(200)]).progress.breakdown is None


@pytest.mark.parametrize("readable", [True, False])
def test_a_raw_error_status_is_an_error_whatever_its_body(readable: bool) -> None:
    """HTTP 405 with an HTML page is a refusal without a code."""
    error = play(send(Progress(name=""), REQUEST), [answered(405, None, readable=readable)]).progress.error
    assert error is not None
    assert (error.http_status, error.code) == (405, None)


def test_a_raw_request_without_an_answer_breaks_down() -> None:
    """Nothing there: the kind is what the transport said."""
    breakdown = play(send(Progress(name=""), REQUEST), [failed()]).progress.breakdown
    assert breakdown is not None
    assert breakdown.kind is FailureKind.UNREACHABLE
