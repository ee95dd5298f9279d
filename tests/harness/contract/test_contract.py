import json
import re
from typing import Any

import pytest

from harness.contract import Contract, Mismatch
from harness.model.call import FOLDED_STATUS
from harness.model.exchange import Exchange, Route, StreamEvent

CALL = "http://127.0.0.1:8765/api/v2/voice/call/c%201"
CREATED = {"call_id": "c 1", "status": "in_progress"}
RUNNING = {**CREATED, "duration_seconds": 3.5}
TURNS = [{"speaker": "agent", "text": "Hello."}, {"speaker": "user", "text": "Hi."}, {"speaker": "system", "text": "-"}]
ENDED = {"call_id": "c 1", "status": "completed", "duration_seconds": 61, "transcript": TURNS, "credits_charged": 90.5}
FAILED = {"call_id": "c 1", "status": "NoAnswer", "duration_seconds": 0, "transcript": []}
STREAM_TYPE = "text/event-stream; charset=utf-8"
BEAT = StreamEvent(at_s=1.0, comment="")


def answered(
    route: Route,
    status: int | None,
    body: Any = None,
    *,
    text: str | None = None,
    content_type: str = "application/json",
    events: tuple[StreamEvent, ...] = (),
    error: str | None = None,
    reopened: bool = False,
) -> Exchange:
    return Exchange(
        seq=1, route=route, method="GET", url=CALL + ("/stream" if route == "call_stream" else ""),
        request_headers={"last-event-id": "1"} if reopened else {}, request_body=None, status=status,
        response_headers={"content-type": content_type}, response_body=json.dumps(body) if body is not None else text,
        sent_s=0.0, first_byte_s=0.1, ended_s=0.2, events=events, error=error,
    )  # fmt: skip


def streamed(*events: StreamEvent, error: str | None = None, reopened: bool = False) -> Exchange:
    return answered("call_stream", 200, content_type=STREAM_TYPE, events=events, error=error, reopened=reopened)


def result(body: Any = ENDED, *, name: str = "result") -> StreamEvent:
    return StreamEvent(at_s=2.0, event=name, data=body if isinstance(body, str) else json.dumps(body), event_id="1")


def refusal(code: Any, message: Any = "why") -> Any:
    return {"error": {"code": code, "message": message}}


def without(body: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in body.items() if key != name}


def brief(found: tuple[Mismatch, ...]) -> list[tuple[str, str]]:
    return [(mismatch.kind, mismatch.path) for mismatch in found]


def first_breach(contract: Contract, exchange: Exchange) -> str:
    found = contract.check(exchange)
    return f"{found[0].kind} {found[0]}" if found else ""


@pytest.mark.parametrize(
    "exchange",
    [
        pytest.param(
            answered("auth_request", 200, {"status": "success", "data": {"request_token": "<t>"}}), id="request"
        ),
        pytest.param(
            answered(
                "auth_verify", 200, {"status": "success", "data": {"id": "1", "access_token": "<t>", "email": "a@b.c"}}
            ),
            id="verify",
        ),
        pytest.param(answered("call_create", 200, CREATED), id="created"),
        pytest.param(answered("call_get", 200, RUNNING), id="running"),
        pytest.param(answered("call_get", 200, ENDED), id="ended"),
        pytest.param(answered("call_get", 200, {**ENDED, "summary": "Booked."}), id="summary"),
        pytest.param(answered("call_get", 200, FAILED), id="a failed call may cost nothing and hold no turn"),
        pytest.param(answered("call_get", 200, ENDED, content_type="Application/JSON; charset=utf-8"), id="charset"),
        pytest.param(streamed(BEAT, result(), BEAT), id="stream"),
        pytest.param(streamed(BEAT, error="connection reset"), id="a stream that broke off is no broken promise"),
        pytest.param(answered("call_stream", 404, refusal("NOT_FOUND")), id="refused stream"),
        pytest.param(answered("call_get", 503, refusal("ANYTHING")), id="a server error in the envelope"),
        pytest.param(answered("call_get", None, error="refused"), id="no answer at all"),
        pytest.param(answered("call_get", 200, error="connection reset"), id="broke off before the body"),
        pytest.param(answered("other", 200, text="anything"), id="a route that promised nothing"),
    ],
)
def test_an_answer_as_documented_has_no_mismatch(contract: Contract, exchange: Exchange) -> None:
    """What the reference shows, and what public clients observed, passes without a word."""
    assert contract.check(exchange) == ()


@pytest.mark.parametrize("status", sorted(set(FOLDED_STATUS) - {"in_progress"}))
def test_every_known_terminal_status_is_accepted(contract: Contract, status: str) -> None:
    """The reference's three words and every raw one that clients fold into them."""
    assert contract.check(answered("call_get", 200, {**ENDED, "status": status})) == ()


@pytest.mark.parametrize("name", ["transcript", "summary", "credits_charged"])
def test_a_call_in_progress_tells_nothing_of_its_end(contract: Contract, name: str) -> None:
    """No partial transcript, no early price: the field itself must not be there."""
    found = contract.check(answered("call_get", 200, {**RUNNING, name: ENDED.get(name, "s")}))
    assert brief(found) == [("mismatch", f"body.{name}")]
    assert "must not be there" in found[0].message


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (without(ENDED, "transcript"), "body.transcript is missing"),
        (without(ENDED, "credits_charged"), "body.credits_charged is missing"),
        (without(RUNNING, "duration_seconds"), "body.duration_seconds is missing"),
        ({**ENDED, "status": "over"}, 'body.status must be one of completed, .*, and is "over"'),
        ({**ENDED, "credits_charged": "90"}, 'body.credits_charged must be a number, and is "90"'),
        ({**ENDED, "duration_seconds": True}, "body.duration_seconds must be a number, and is true"),
        ({**ENDED, "duration_seconds": -1}, "body.duration_seconds must be at least 0, and is -1"),
        ({**ENDED, "summary": None}, "body.summary must be a string, and is null"),
        ({**ENDED, "call_id": ""}, "body.call_id must be text of at least 1 characters"),
        ({**ENDED, "call_id": "c 2"}, 'body.call_id must be the call that was asked for, c 1, and is "c 2"'),
        (
            {**ENDED, "transcript": [{"speaker": "bob", "text": ""}]},
            r"body.transcript\[0\].speaker must be one of agent, user",
        ),
        ([ENDED], r"body must be an object, and is \[.*…"),
    ],
)
def test_a_status_that_is_not_as_promised_is_named(contract: Contract, body: Any, expected: str) -> None:
    """Each breach says where it is, what was promised and what came."""
    assert re.fullmatch(f"mismatch {expected}.*", first_breach(contract, answered("call_get", 200, body)))


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        (403, refusal("INVALID_PHONE"), "body.error.code INVALID_PHONE belongs to HTTP 400, and came with 403"),
        (400, refusal("BAD_NUMBER"), 'body.error.code must be one of INVALID_PHONE, .* and is "BAD_NUMBER"'),
        (402, refusal(402), "body.error.code must be .*, and is 402"),
        (402, {"error": {"message": "why"}}, "body.error.code is missing"),
        (402, {"error": {"code": "INSUFFICIENT_CREDITS"}}, "body.error.message is missing"),
        (402, {"error": "INSUFFICIENT_CREDITS"}, "body.error must be an object"),
        (402, {"detail": "why"}, "body.error is missing"),
        (404, refusal("NOT_FOUND"), "status 404 is not documented for call_create: .* 200, 400, 401, 402, .*5XX"),
        (200, {**CREATED, "status": "completed"}, 'body.status must be in_progress, and is "completed"'),
    ],
)
def test_a_refusal_that_is_not_as_promised_is_named(contract: Contract, status: int, body: Any, expected: str) -> None:
    """Code, HTTP status and envelope belong together, for each operation its own."""
    assert re.fullmatch(f"mismatch {expected}.*", first_breach(contract, answered("call_create", status, body)))


@pytest.mark.parametrize(
    ("exchange", "expected"),
    [
        (streamed(BEAT), "events must hold exactly one result event, and ended with no result event"),
        (streamed(result(), result()), "events must hold exactly one result event, and ended with 2 result events"),
        (streamed(BEAT, result(RUNNING)), r'events\[1\].data.status must be one of .* and is "in_progress"'),
        (streamed(result({**ENDED, "call_id": "x"})), r"events\[0\].data.call_id must be the call that was asked for"),
        (
            answered("call_stream", 200, ENDED),
            "headers.content-type must be text/event-stream, and is application/json",
        ),
        (answered("call_get", 200, ENDED, content_type="text/plain"), "headers.content-type must be application/json"),
        (answered("call_get", 200, ENDED, content_type=""), "headers.content-type .*, and is nothing"),
    ],
)
def test_a_stream_or_media_type_that_is_not_as_promised_is_named(
    contract: Contract, exchange: Exchange, expected: str
) -> None:
    """One result event whose data is the ended call, in the media type that was promised."""
    assert re.fullmatch(f"mismatch {expected}.*", first_breach(contract, exchange))


@pytest.mark.parametrize(
    ("exchange", "path", "said"),
    [
        pytest.param(answered("call_get", 200, text='{"call_id": '), "body", "cannot be read as JSON", id="truncated"),
        pytest.param(answered("call_get", 200), "body", "nothing", id="empty"),
        pytest.param(answered("call_get", 200, text='{"duration_seconds": NaN}'), "body", "NaN is not JSON", id="NaN"),
        pytest.param(answered("call_get", 200, text="[" * 100_000), "body", "nested too deeply", id="deep"),
        pytest.param(answered("call_get", 200, text='{"a', error="reset"), "body", "broke off (reset)", id="broke off"),
        pytest.param(answered("call_get", 502, text="<html>"), "body", "<html>", id="HTML of a proxy"),
        pytest.param(answered("call_get", 418, text="<p>"), "body", "<p>", id="HTML with an undocumented status"),
        pytest.param(
            answered("call_stream", 200, text="<p>", content_type="text/html"), "body", "<p>", id="HTML, no stream"
        ),
        pytest.param(streamed(result("{")), "events[0].data", "cannot be read as JSON", id="result event"),
    ],
)
def test_what_is_not_json_is_unreadable(contract: Contract, exchange: Exchange, path: str, said: str) -> None:
    """A body of which nothing can be said has a kind of its own, so that it is never graded as wrong."""
    unreadable = [mismatch for mismatch in contract.check(exchange) if mismatch.kind == "unreadable"]
    assert [mismatch.path for mismatch in unreadable] == [path]
    assert said in unreadable[0].message


@pytest.mark.parametrize(
    ("exchange", "paths"),
    [
        pytest.param(
            answered("call_get", 200, {**ENDED, "cost": 1, "a": {"b": 1}}), ["body.cost", "body.a"], id="body"
        ),
        pytest.param(
            answered("call_get", 200, {**ENDED, "transcript": [*TURNS, {"speaker": "user", "text": "", "at": 1}]}),
            ["body.transcript[3].at"],
            id="turn",
        ),
        pytest.param(answered("call_get", 404, {**refusal("NOT_FOUND"), "id": 1}), ["body.id"], id="beside the error"),
        pytest.param(
            answered("call_get", 404, {"error": {"code": "NOT_FOUND", "message": "", "hint": 1}}),
            ["body.error.hint"],
            id="in the error",
        ),
        pytest.param(streamed(result({**ENDED, "x": 1})), ["events[0].data.x"], id="result event"),
        pytest.param(streamed(result(name="progress"), result()), ["events[0].event"], id="unknown event"),
        pytest.param(streamed(BEAT, reopened=True), ["events"], id="a reopened stream need not repeat its result"),
    ],
)
def test_what_is_merely_new_is_a_note(contract: Contract, exchange: Exchange, paths: list[str]) -> None:
    """A field or event that the contract does not name is worth knowing and breaks no promise."""
    assert brief(contract.check(exchange)) == [("note", path) for path in paths]


def test_every_breach_of_an_answer_is_reported_in_order(contract: Contract) -> None:
    """One look at an answer tells all of it, by path, breaches before notes."""
    body = {**ENDED, "new": 1, "status": 1, "transcript": [{"speaker": "x"}, 4, {"text": 1, "speaker": "user"}]}
    assert brief(contract.check(answered("call_get", 200, body))) == [
        ("mismatch", "body.status"),
        ("mismatch", "body.transcript[0].speaker"),
        ("mismatch", "body.transcript[1]"),
        ("mismatch", "body.transcript[2].text"),
        ("mismatch", "body.transcript[0].text"),
        ("note", "body.new"),
    ]
