"""Signing in, as commands and events: the two steps of the email flow, and every way in which they can fail."""

import pytest

from harness.model.values import Json
from harness.model.verdict import FailureKind
from harness.runner.attempt import Progress, sign_in
from harness.runner.commands import Answered, Done, Event, RequestCode, VerifyCode
from tests.harness.runner.players import answered, failed, play, refused, unreadable

CODE_SENT = answered(200, {"status": "success", "data": {"request_token": "rt"}}, exchange=1)
VERIFIED = answered(200, {"status": "success", "data": {"id": "42", "access_token": "at"}}, exchange=2)


def test_the_token_of_the_request_goes_into_the_verification() -> None:
    """The code is requested, then verified with the request token that came back; both exchanges are noted."""
    played = play(sign_in(Progress(name="sign-in")), [CODE_SENT, VERIFIED])
    assert played.commands == (RequestCode(), VerifyCode(request_token="rt"))
    assert played.progress == Progress(name="sign-in", exchanges=(1, 2))


def test_given_credentials_need_no_sign_in() -> None:
    """Where the session has credentials, nothing is verified and nothing went wrong."""
    played = play(sign_in(Progress(name="sign-in")), [Done(at_s=0.0)])
    assert played.commands == (RequestCode(),)
    assert played.progress == Progress(name="sign-in")


@pytest.mark.parametrize("before", [[], [CODE_SENT]], ids=["request", "verify"])
def test_a_refusal_ends_the_sign_in(before: list[Event]) -> None:
    """An error answer at either step is the progress's error, and nothing more is sent."""
    played = play(sign_in(Progress(name="sign-in")), [*before, refused(401, "AUTH_REQUIRED", exchange=9)])
    assert len(played.commands) == len(before) + 1
    assert played.progress.error is not None
    assert (played.progress.error.code, played.progress.error.exchange) == ("AUTH_REQUIRED", 9)


@pytest.mark.parametrize("before", [[], [CODE_SENT]], ids=["request", "verify"])
def test_no_answer_ends_the_sign_in(before: list[Event]) -> None:
    """A gateway that is not there makes the sign-in break down as unreachable, at either step."""
    played = play(sign_in(Progress(name="sign-in")), [*before, failed()])
    assert played.progress.breakdown is not None
    assert played.progress.breakdown.kind is FailureKind.UNREACHABLE


@pytest.mark.parametrize(
    "body",
    [None, [], "ok", {}, {"data": None}, {"data": []}, {"data": {"request_token": ""}}, {"data": {"request_token": 7}}],
)
def test_an_answer_without_a_request_token_is_named(body: Json) -> None:
    """Whatever stands where the request token should, the breakdown says which field is missing."""
    played = play(sign_in(Progress(name="sign-in")), [answered(200, body)])
    breakdown = played.progress.breakdown
    assert breakdown is not None
    assert (breakdown.kind, breakdown.message) == (FailureKind.SIGN_IN, "HTTP 200 came without data.request_token")


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ({"access_token": "at"}, "data.id"),
        ({"id": "42"}, "data.access_token"),
        ({"id": 42, "access_token": "at"}, "data.id"),
    ],
)
def test_an_answer_without_credentials_is_named(fields: Json, missing: str) -> None:
    """Both the user id and the access token must come; the breakdown names the first that did not."""
    played = play(sign_in(Progress(name="sign-in")), [CODE_SENT, answered(200, {"data": fields})])
    assert played.progress.breakdown is not None
    assert missing in played.progress.breakdown.message


@pytest.mark.parametrize("events", [[unreadable()], [CODE_SENT, unreadable()]], ids=["request", "verify"])
def test_an_unreadable_answer_is_a_failed_sign_in(events: list[Answered]) -> None:
    """An HTML page in place of JSON breaks the sign-in down, at either step."""
    played = play(sign_in(Progress(name="sign-in")), events)
    assert played.progress.breakdown is not None
    assert played.progress.breakdown.kind is FailureKind.SIGN_IN
