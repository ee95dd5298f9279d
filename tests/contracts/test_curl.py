"""curl with the reference's own commands and bodies gets the answers that the reference documents."""

import json
from pathlib import Path
from uuid import UUID

import pytest

from tests.contracts import reference
from tests.contracts.curl_client import Curl

RESULT_FIELDS = {"call_id", "status", "duration_seconds", "transcript", "credits_charged"}
FROM_STDIN = reference.CREATE_CALL.partition("  -d '")[0] + "  --data-binary @-"
QUEUE = "+14155550103"
STATUS_FIELDS = {"call_id", "status", "duration_seconds"}


@pytest.fixture
def curl(gateway: str, tmp_path: Path) -> Curl:
    """curl in a home of its own."""
    return Curl(gateway, tmp_path)


def test_asking_for_a_code_answers_a_request_token(curl: Curl) -> None:
    """The success response of "Request Verification Code": status, and data with a request_token alone."""
    reply = curl.run(reference.REQUEST_CODE)

    assert (reply.http, reply.content_type, reply.json["status"]) == (200, "application/json", "success")
    assert set(reply.json) == {"status", "data"}
    assert set(reply.json["data"]) == {"request_token"}
    assert reply.json["data"]["request_token"].startswith("eyJ")


def test_verifying_a_code_answers_the_credentials(curl: Curl) -> None:
    """The success response of "Verify Code & Get Token"; the email comes too, since the official CLI needs it."""
    token = curl.run(reference.REQUEST_CODE).json["data"]["request_token"]

    reply = curl.run(reference.VERIFY_CODE, REQUEST_TOKEN=token)

    assert (reply.http, reply.content_type, reply.json["status"]) == (200, "application/json", "success")
    assert set(reply.json["data"]) == {"id", "access_token", "email"}
    assert reply.json["data"]["id"].isdigit()
    assert len(reply.json["data"]["id"]) == 10
    assert reply.json["data"]["access_token"].startswith("eyJ")
    assert reply.json["data"]["email"] == "you@example.com"


def test_the_placeholder_of_a_request_token_is_refused(curl: Curl) -> None:
    """The command pasted as it stands, REQUEST_TOKEN and all, is an authentication failure in the envelope."""
    reply = curl.run(reference.VERIFY_CODE)

    assert (reply.http, reply.content_type) == (401, "application/json")
    assert set(reply.json) == {"error"}
    assert set(reply.json["error"]) == {"code", "message"}
    assert reply.json["error"]["code"] == "AUTH_REQUIRED"


def test_the_placeholders_of_credentials_are_refused(curl: Curl) -> None:
    """Each voice command pasted as it stands answers AUTH_REQUIRED, also the stream."""
    replies = [curl.run(one) for one in (reference.CREATE_CALL, reference.GET_CALL, reference.STREAM_CALL)]

    assert [(reply.http, reply.json["error"]["code"]) for reply in replies] == [(401, "AUTH_REQUIRED")] * 3


def test_a_call_is_placed_read_and_streamed(curl: Curl) -> None:
    """The dentist's call: its id, a status without a transcript, one result event, and then the same by GET."""
    user = curl.sign_in()
    placed = curl.as_user(reference.CREATE_CALL, user)
    call_id = placed.json["call_id"]

    running = curl.as_user(reference.GET_CALL, user, call_id=call_id)
    streamed = curl.as_user(reference.STREAM_CALL, user, call_id=call_id)
    ended = curl.as_user(reference.GET_CALL, user, call_id=call_id)

    assert (placed.http, placed.content_type) == (200, "application/json")
    assert placed.json == {"call_id": str(UUID(call_id)), "status": "in_progress"}
    assert (running.http, set(running.json)) == (200, STATUS_FIELDS)
    assert (running.json["call_id"], running.json["status"]) == (call_id, "in_progress")
    assert (streamed.http, streamed.content_type) == (200, "text/event-stream")
    assert [event["event"] for event in streamed.events] == ["result"]
    assert json.loads(streamed.events[0]["data"]) == ended.json
    assert set(ended.json) == RESULT_FIELDS
    assert (ended.json["call_id"], ended.json["status"]) == (call_id, "completed")


def test_a_result_holds_what_the_reference_says(curl: Curl) -> None:
    """A transcript of agent and user, a positive duration, and 50 credits + 20 for each begun minute."""
    user = curl.sign_in()
    call_id = curl.as_user(reference.CREATE_CALL, user).json["call_id"]

    (event,) = curl.as_user(reference.STREAM_CALL, user, call_id=call_id).events
    result = json.loads(event["data"])

    assert all(set(turn) == {"speaker", "text"} and turn["text"] for turn in result["transcript"])
    assert {turn["speaker"] for turn in result["transcript"]} == {"agent", "user"}
    assert 0 < result["duration_seconds"] < 600
    assert result["credits_charged"] == 50 + 20 * -(-result["duration_seconds"] // 60)


@pytest.mark.parametrize(
    "body", [reference.NEGOTIATOR_BODY, reference.COMMUNICATOR_BODY], ids=["negotiator", "communicator"]
)
def test_the_example_bodies_are_taken_as_they_stand(curl: Curl, body: str) -> None:
    """The reference's negotiator and communicator bodies, byte for byte, place calls that end with a conversation."""
    user = curl.sign_in()

    placed = curl.as_user(FROM_STDIN, user, stdin=body)
    (event,) = curl.as_user(reference.STREAM_CALL, user, call_id=placed.json["call_id"]).events
    result = json.loads(event["data"])

    assert (placed.http, placed.json["status"]) == (200, "in_progress")
    assert result["status"] == "completed"
    assert {turn["speaker"] for turn in result["transcript"]} == {"agent", "user"}


def test_an_open_stream_holds_until_the_call_ends(flowing_gateway: str, tmp_path: Path) -> None:
    """For the second that ten minutes in a queue take, comments keep the stream open; then one result comes."""
    curl = Curl(flowing_gateway, tmp_path)
    user = curl.sign_in()
    placed = curl.as_user(reference.CREATE_CALL.replace("+14155551234", QUEUE), user)

    streamed = curl.as_user(reference.STREAM_CALL, user, call_id=placed.json["call_id"])

    assert streamed.body.startswith(":")
    assert [event["event"] for event in streamed.events] == ["result"]
    assert json.loads(streamed.events[0]["data"])["duration_seconds"] == 600


def test_an_unknown_call_is_not_found(curl: Curl) -> None:
    """The placeholder CALL_ID answers NOT_FOUND by GET and by the stream."""
    user = curl.sign_in()

    replies = [curl.as_user(command, user) for command in (reference.GET_CALL, reference.STREAM_CALL)]

    assert [(reply.http, reply.json["error"]["code"]) for reply in replies] == [(404, "NOT_FOUND")] * 2
