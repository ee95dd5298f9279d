"""What faults make of the answers that are one body."""

import json

import pytest

from harness.model.values import Json
from tests.mock_gateway.faults.raw import hear_create, hear_get, set_fault
from tests.mock_gateway.visitor import REQUEST, Visitor, play, refusal


@pytest.mark.parametrize(("takes_effect", "calls"), [(True, 1), (False, 0)])
def test_a_reset_sends_nothing_and_the_call_may_be_placed(takes_effect: bool, calls: int) -> None:
    """RST before any byte: a client cannot know whether the phone rings."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        await set_fault(visitor, "reset", user, route="create", takes_effect=takes_effect)
        heard = await hear_create(visitor, user)
        assert (heard.all, heard.reset) == (b"", True)
        assert len(visitor.gateway.calls) == calls

    play(story)


def test_a_disconnect_before_the_answer_sends_nothing() -> None:
    """FIN instead of an answer; what was asked for was done."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        await set_fault(visitor, "disconnect", user, route="create")
        heard = await hear_create(visitor, user)
        assert (heard.all, heard.reset) == (b"", False)
        assert len(visitor.gateway.calls) == 1

    play(story)


@pytest.mark.parametrize(("at", "share"), [("inside", 0.5), ("after", 1.0)])
def test_a_disconnect_inside_or_after_a_body(at: str, share: float) -> None:
    """Its length is announced, so that a client can tell that half is missing."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        await set_fault(visitor, "disconnect", user, route="create", at=at)
        heard = await hear_create(visitor, user)
        length = int(heard.head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
        assert len(heard.body) == int(length * share)
        assert b"X-Mock-Fault: disconnect" in heard.head

    play(story)


def test_malformed_json_is_whole_and_unreadable() -> None:
    """A comma too many, under the right length."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        call_id = await visitor.place(user)
        await set_fault(visitor, "malformed_json", user)
        heard = await hear_get(visitor, user, call_id)
        assert heard.head.startswith(b"HTTP/1.1 200 OK")
        assert f"Content-Length: {len(heard.body)}".encode() in heard.head
        with pytest.raises(json.JSONDecodeError):
            json.loads(heard.body)
        assert json.loads(heard.body.removesuffix(b",}") + b"}")["call_id"] == call_id

    play(story)


def test_truncated_json_is_the_first_half() -> None:
    """And its length says that this is all."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        call_id = await visitor.place(user)
        whole = (await visitor.get(user, call_id)).content
        await set_fault(visitor, "truncated_json", user, route="get")
        other = await visitor.place(user)
        heard = await hear_get(visitor, user, other)
        assert heard.body == whole.replace(call_id.encode(), other.encode())[: len(whole) // 2]
        assert f"Content-Length: {len(heard.body)}".encode() in heard.head

    play(story)


def test_an_empty_body_keeps_the_status() -> None:
    """200, application/json, and nothing."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        call_id = await visitor.place(user)
        await set_fault(visitor, "empty_body", user)
        heard = await hear_get(visitor, user, call_id)
        assert heard.body == b""
        assert b"200 OK" in heard.head
        assert b"Content-Type: application/json" in heard.head

    play(story)


def test_unknown_fields_stand_in_every_object() -> None:
    """At the top and in each turn; all else is as it was."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        call_id = await visitor.place(user)
        await visitor.stream(user, call_id)
        plain = (await visitor.get(user, call_id)).json()
        await set_fault(visitor, "unknown_fields", user)
        found = (await visitor.get(user, call_id)).json()
        assert all(turn.pop("x_unknown") for turn in found["transcript"])
        assert found.pop("x_unknown")
        assert found == plain

    play(story)


@pytest.mark.parametrize(
    ("kind", "settings", "status", "content_type"),
    [
        ("html_page", {}, 502, "text/html; charset=utf-8"),
        ("html_page", {"status": 200}, 200, "text/html; charset=utf-8"),
        ("wrong_content_type", {}, 200, "text/plain"),
        ("wrong_content_type", {"content_type": "text/event-stream"}, 200, "text/event-stream"),
    ],
)
def test_what_an_answer_says_that_it_is(kind: str, settings: dict[str, Json], status: int, content_type: str) -> None:
    """The page of a proxy, or JSON under another name."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        call_id = await visitor.place(user)
        await set_fault(visitor, kind, user, **settings)
        response = await visitor.get(user, call_id)
        assert (response.status_code, response.headers["content-type"]) == (status, content_type)
        assert response.headers["x-mock-fault"] == kind
        assert response.text.startswith("<!doctype html>" if kind == "html_page" else '{"call_id"')

    play(story)


@pytest.mark.parametrize("retry_after", [None, 7])
@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_server_errors_with_and_without_retry_after(status: int, retry_after: int | None) -> None:
    """In the envelope."""

    async def story(visitor: Visitor) -> None:
        await set_fault(visitor, "server_error", status=status, retry_after=retry_after)
        response = await visitor.http.post(REQUEST, json={})
        assert refusal(response) == (status, "INTERNAL_ERROR")
        assert response.headers.get("Retry-After") == (None if retry_after is None else str(retry_after))

    play(story)


@pytest.mark.parametrize("kind", ["server_error", "html_page", "reset"])
@pytest.mark.parametrize("takes_effect", [True, False])
def test_a_failed_post_may_have_placed_the_call(kind: str, takes_effect: bool) -> None:
    """takes_effect says whether it did."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        await set_fault(visitor, kind, user, route="create", takes_effect=takes_effect)
        await hear_create(visitor, user)
        assert len(visitor.gateway.calls) == takes_effect

    play(story)


def test_a_burst_of_429_and_then_the_call() -> None:
    """With Retry-After where asked for; no limited request places a call."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        await set_fault(visitor, "rate_limit", user, route="create", times=3, retry_after=1)
        for _ in range(3):
            response = await visitor.post(user)
            assert refusal(response) == (429, "RATE_LIMITED")
            assert response.headers["Retry-After"] == "1"
        await visitor.place(user)
        assert len(visitor.gateway.calls) == 1

    play(story)


def test_a_call_is_not_visible_until_it_is() -> None:
    """NOT_FOUND for a call whose stream has brought the result; a bad token is refused as ever."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        call_id = await visitor.place(user)
        await set_fault(visitor, "not_visible", times=2)
        assert "event: result" in await visitor.stream(user, call_id)
        hidden = await visitor.get(user, call_id)
        assert refusal(hidden) == (404, "NOT_FOUND")
        assert hidden.json() == (await visitor.get(user, "12345678-0000-4000-a000-000000000000")).json()
        assert (await visitor.get(user, call_id)).json()["status"] == "completed"

    play(story)


def test_a_call_that_ended_is_stuck_in_progress() -> None:
    """Nothing of the result shows; a refusal stays one."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        call_id = await visitor.place(user)
        await visitor.stream(user, call_id)
        await set_fault(visitor, "stuck_in_progress", user, times=2)
        stuck = (await visitor.get(user, call_id)).json()
        assert set(stuck) == {"call_id", "status", "duration_seconds"}
        assert stuck["status"] == "in_progress"
        assert refusal(await visitor.get(user, "none")) == (404, "NOT_FOUND")
        assert (await visitor.get(user, call_id)).json()["status"] == "completed"

    play(story)


@pytest.mark.parametrize("kind", ["malformed_json", "truncated_json", "unknown_fields", "empty_body", "slow_body"])
def test_refusals_are_spoilt_like_any_answer(kind: str) -> None:
    """With their status; also on a stream, whose refusal is a body."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        await set_fault(visitor, kind, user, **({"seconds": 0.01} if kind == "slow_body" else {}))
        for path in ("none", "none/stream"):
            response = await visitor.http.get(f"/api/v2/voice/call/{path}", headers=user.headers)
            assert response.status_code == 404
            assert response.headers["x-mock-fault"] == kind
            plain = '{"error":{"code":"NOT_FOUND","message":"there is no call with this call_id"}}'
            assert (response.text == plain) is (kind == "slow_body")

    play(story)
