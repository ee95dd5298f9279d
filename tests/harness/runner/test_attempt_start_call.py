"""Starting a call, as commands and events: one POST, never a second, and what is known of the phone afterwards."""

import pytest

from harness.model.brief import RequestBody
from harness.model.observation import ApiError
from harness.model.values import Json
from harness.model.verdict import FailureKind
from harness.runner.attempt import Progress, start_call
from harness.runner.commands import CreateCall, Event
from tests.harness.runner.players import RUNNING, Played, answered, failed, play, refused, unreadable

BODY = RequestBody(value={"dialed_number": "+14155550142"})


def started(event: Event) -> Played:
    """Start a call to which the gateway does one thing."""
    return play(start_call(Progress(name="call", body=BODY)), [event])


def test_the_body_is_posted_and_the_call_noted() -> None:
    """The body goes out as given; call_id, status and the exchange are kept."""
    played = started(answered(200, RUNNING, exchange=3))
    assert played.commands == (CreateCall(name="call", body=BODY),)
    assert played.progress.call is not None
    assert (played.progress.call.call_id, played.progress.call.status) == ("c-1", "in_progress")
    assert played.progress.exchanges == (3,)
    assert played.progress.waiting


@pytest.mark.parametrize(
    "event",
    [
        failed(FailureKind.TIMEOUT, sent=True),
        failed(FailureKind.GATEWAY_ERROR, sent=True),
        answered(200, {}),
        answered(200, {"call_id": "c-1"}),
        answered(200, {"call_id": 7, "status": "in_progress"}),
        answered(200, ["c-1"]),
        unreadable(200),
        unreadable(201),
    ],
    ids=["timeout", "closed", "empty", "no status", "wrong type", "a list", "not JSON", "not JSON, 201"],
)
def test_whatever_may_have_rung_a_phone_is_dial_unknown(event: Event) -> None:
    """When the gateway may have taken the POST but no call came back, that is said, and the POST is not repeated."""
    played = started(event)
    assert played.commands == (CreateCall(name="call", body=BODY),)
    breakdown = played.progress.breakdown
    assert breakdown is not None
    assert breakdown.kind is FailureKind.DIAL_UNKNOWN
    assert "may have been placed" in breakdown.message
    assert not played.progress.waiting


def test_what_was_never_sent_is_no_dial() -> None:
    """A connection that was refused keeps its own kind: no phone rang. It is not tried again either."""
    played = started(failed(FailureKind.UNREACHABLE, sent=False))
    assert played.commands == (CreateCall(name="call", body=BODY),)
    assert played.progress.breakdown is not None
    assert played.progress.breakdown.kind is FailureKind.UNREACHABLE


def test_a_redirect_that_cannot_be_read_is_unreadable() -> None:
    """A redirect is not followed and placed no call: there is just nothing to read in it."""
    played = started(unreadable(302))
    assert played.progress.breakdown is not None
    assert played.progress.breakdown.kind is FailureKind.UNREADABLE


@pytest.mark.parametrize("status", [400, 401, 402, 403, 404, 429])
def test_a_refusal_is_the_error_and_final(status: int) -> None:
    """An error status is kept with its code, message and exchange; nothing is retried, not even 429 or 5xx."""
    played = started(refused(status, "SOME_CODE", exchange=4))
    assert played.commands == (CreateCall(name="call", body=BODY),)
    expected = ApiError(http_status=status, code="SOME_CODE", message="SOME_CODE it is", exchange=4)
    assert played.progress.error == expected
    assert played.progress.breakdown is None


@pytest.mark.parametrize(
    ("body", "code", "message"),
    [
        (None, None, ""),
        ("no", None, ""),
        ({"error": "no"}, None, ""),
        ({"error": {"code": 7, "message": ["no"]}}, None, ""),
        ({"error": {"code": "X"}}, "X", ""),
        ({"error": {"message": "no"}}, None, "no"),
        ({"code": "X", "message": "no"}, None, ""),
    ],
)
def test_only_the_documented_envelope_gives_a_code(body: Json, code: str | None, message: str) -> None:
    """A code is read from error.code alone, and only where it is text."""
    error = started(answered(403, body)).progress.error
    assert error is not None
    assert (error.code, error.message) == (code, message)


def test_an_error_page_is_an_error_without_a_code() -> None:
    """An error status whose body is not JSON is still a refusal, with no code."""
    progress = started(unreadable(502)).progress
    assert progress.error is not None
    assert (progress.error.http_status, progress.error.code) == (502, None)


@pytest.mark.parametrize(
    ("event", "may_have_dialled"),
    [
        (refused(500, "INTERNAL_ERROR"), True),
        (refused(503, "RATE_LIMITED"), False),
        (unreadable(502), True),
        (answered(504, {}), True),
        (unreadable(404), False),
        (refused(429, "SOME_CODE"), False),
    ],
    ids=["an unknown code", "a documented refusal", "a proxy's page", "no envelope", "a 4xx", "a 4xx of any code"],
)
def test_only_some_5xx_leave_open_whether_a_phone_rang(event: Event, may_have_dialled: bool) -> None:
    """A 5xx without a documented error code may come from a proxy that passed the request on; no phone is ruled out."""
    played = started(event)
    assert played.commands == (CreateCall(name="call", body=BODY),)
    assert played.progress.error is not None
    assert played.progress.error.may_have_dialled is may_have_dialled
    assert played.progress.breakdown is None


def test_a_call_may_have_ended_at_once() -> None:
    """A POST that answers a terminal call leaves nothing to wait for."""
    progress = started(answered(200, {"call_id": "c-1", "status": "NoAnswer"})).progress
    assert progress.call is not None
    assert (progress.call.status, progress.call.raw_status) == ("failed", "NoAnswer")
    assert not progress.waiting
