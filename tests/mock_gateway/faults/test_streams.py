"""What faults make of streams."""

import asyncio
import json

import pytest

from harness.model.values import Json
from harness.wire.sse import SseDecoder
from tests.mock_gateway.faults.raw import Heard, hear_stream, set_fault
from tests.mock_gateway.visitor import CALL, User, Visitor, play, refusal

END = b"0\r\n\r\n"
"""The last chunk of a chunked body (RFC 9112, 7.1)."""


async def ready(visitor: Visitor) -> tuple[User, str, str]:
    """Return a user, a call that has ended, and what its stream says when nothing is wrong."""
    user = await visitor.sign_in()
    call_id = await visitor.place(user)
    return user, call_id, await visitor.stream(user, call_id)


def unchunked(heard: Heard) -> bytes:
    """Return the bytes of a chunked body, whole or not."""
    found, rest = b"", heard.body
    while rest:
        size, _, rest = rest.partition(b"\r\n")
        found += rest[: int(size, 16)]
        rest = rest[int(size, 16) + 2 :]
    return found


@pytest.mark.parametrize(("at", "share"), [("before", 0.0), ("inside", 0.5), ("after", 1.0)])
def test_a_stream_breaks_before_inside_or_after_the_result(at: str, share: float) -> None:
    """The headers came, and the body never ends: whatever of it came, came whole."""

    async def story(visitor: Visitor) -> None:
        user, call_id, plain = await ready(visitor)
        await set_fault(visitor, "disconnect", user, route="stream", at=at)
        heard = await hear_stream(visitor, user, call_id)
        assert heard.head.startswith(b"HTTP/1.1 200 OK")
        assert b"X-Mock-Fault: disconnect" in heard.head
        assert unchunked(heard) == plain.encode()[: int(len(plain) * share)]
        assert not heard.body.endswith(END)
        assert not heard.reset

    play(story)


def test_a_stream_that_waits_breaks_after_its_first_comment() -> None:
    """Not only when the call ends; nobody is left listening."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        call_id = await visitor.place(user)
        await set_fault(visitor, "disconnect", user, route="stream", after_seconds=0.02)
        heard = await hear_stream(visitor, user, call_id)
        assert unchunked(heard) == b": waiting for the call to end\n\n"
        await visitor.until(lambda: visitor.gateway.open_streams == 0)
        assert visitor.gateway.calls.listeners == 0

    play(story, clock="stepped")


def test_a_stream_is_reset_before_its_headers() -> None:
    """RST, no byte."""

    async def story(visitor: Visitor) -> None:
        user, call_id, _ = await ready(visitor)
        await set_fault(visitor, "reset", user)
        heard = await hear_stream(visitor, user, call_id)
        assert (heard.all, heard.reset) == (b"", True)

    play(story)


def test_the_result_comes_as_often_as_asked() -> None:
    """All alike."""

    async def story(visitor: Visitor) -> None:
        user, call_id, plain = await ready(visitor)
        await set_fault(visitor, "duplicate_result", user, copies=3)
        assert await visitor.stream(user, call_id) == plain * 3

    play(story)


def test_unknown_events_come_before_the_result() -> None:
    """Which is as it was."""

    async def story(visitor: Visitor) -> None:
        user, call_id, plain = await ready(visitor)
        await set_fault(visitor, "unknown_events", user)
        text = await visitor.stream(user, call_id)
        assert text.endswith(plain)
        names = [event.event for event in SseDecoder().feed(text.encode(), 0.0)]
        assert names == ["status", "transcript", "x-unknown", "message", "result"]

    play(story)


def test_lines_end_in_crlf() -> None:
    """Every line, and the events are the same."""

    async def story(visitor: Visitor) -> None:
        user, call_id, plain = await ready(visitor)
        await set_fault(visitor, "crlf", user)
        assert await visitor.stream(user, call_id) == plain.replace("\n", "\r\n")

    play(story)


def test_chunks_are_cut_anywhere() -> None:
    """In the middle of names and of JSON; the bytes are the same."""

    async def story(visitor: Visitor) -> None:
        user, call_id, plain = await ready(visitor)
        await set_fault(visitor, "split_chunks", user, bytes=5)
        heard = await hear_stream(visitor, user, call_id)
        assert unchunked(heard) == plain.encode()
        assert heard.body.count(b"\r\n5\r\n") > 20
        assert heard.body.endswith(END)

    play(story)


def test_only_the_result_drips() -> None:
    """A slow body keeps the bytes."""

    async def story(visitor: Visitor) -> None:
        user, call_id, plain = await ready(visitor)
        await set_fault(visitor, "slow_body", user, seconds=0.1)
        loop = asyncio.get_running_loop()
        started = loop.time()
        assert await visitor.stream(user, call_id) == plain
        assert loop.time() - started >= 0.08

    play(story)


def test_a_stream_can_end_with_nothing() -> None:
    """Cleanly, and at once, also while the call lasts."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        call_id = await visitor.place(user)
        await set_fault(visitor, "empty_body", user)
        heard = await hear_stream(visitor, user, call_id)
        assert heard.body == END
        assert b"text/event-stream" in heard.head
        assert visitor.gateway.open_streams == 0

    play(story, clock="stepped")


@pytest.mark.parametrize("kind", ["malformed_json", "truncated_json"])
def test_the_data_of_the_result_can_be_no_json(kind: str) -> None:
    """In an event that is one."""

    async def story(visitor: Visitor) -> None:
        user, call_id, _ = await ready(visitor)
        await set_fault(visitor, kind, user)
        (event,) = SseDecoder().feed((await visitor.stream(user, call_id)).encode(), 0.0)
        assert (event.event, event.event_id) == ("result", f"{call_id}-result")
        with pytest.raises(json.JSONDecodeError):
            json.loads(event.data)

    play(story)


def test_the_result_can_have_unknown_fields() -> None:
    """And is as it was without them."""

    async def story(visitor: Visitor) -> None:
        user, call_id, plain = await ready(visitor)
        await set_fault(visitor, "unknown_fields", user)
        (event,) = SseDecoder().feed((await visitor.stream(user, call_id)).encode(), 0.0)
        data = json.loads(event.data)
        assert data.pop("x_unknown")
        assert all(turn.pop("x_unknown") for turn in data["transcript"])
        assert data == json.loads(plain.partition("data: ")[2])

    play(story)


@pytest.mark.parametrize("settings", [{}, {"content_type": "application/json"}])
def test_a_stream_can_call_itself_something_else(settings: dict[str, Json]) -> None:
    """With the events in it."""

    async def story(visitor: Visitor) -> None:
        user, call_id, plain = await ready(visitor)
        await set_fault(visitor, "wrong_content_type", user, **settings)
        response = await visitor.http.get(f"{CALL}/{call_id}/stream", headers=user.headers)
        assert response.headers["content-type"] == settings.get("content_type", "text/plain")
        assert response.text == plain

    play(story)


@pytest.mark.parametrize(
    ("kind", "answer"), [("server_error", (500, "INTERNAL_ERROR")), ("rate_limit", (429, "RATE_LIMITED"))]
)
def test_a_stream_can_be_refused(kind: str, answer: tuple[int, str]) -> None:
    """By the same envelope."""

    async def story(visitor: Visitor) -> None:
        user, call_id, _ = await ready(visitor)
        await set_fault(visitor, kind, user, route="stream")
        response = await visitor.http.get(f"{CALL}/{call_id}/stream", headers=user.headers)
        assert refusal(response) == answer

    play(story)


def test_a_stuck_stream_only_beats_until_the_fault_is_taken_back() -> None:
    """The call ended long ago; then comes its result."""

    async def story(visitor: Visitor) -> None:
        user, call_id, plain = await ready(visitor)
        await set_fault(visitor, "stuck_in_progress", user, route="stream")
        async with visitor.http.stream("GET", f"{CALL}/{call_id}/stream", headers=user.headers) as response:
            pieces = response.aiter_text()
            assert await anext(pieces) == ": heartbeat\n\n"
            await visitor.http.delete("/__mock__/faults")
            assert "".join([piece async for piece in pieces]).removeprefix(": heartbeat\n\n") == plain

    play(story)


def test_a_stuck_stream_ends_when_the_gateway_stops_and_when_its_client_goes() -> None:
    """Neither is kept by it."""

    async def story(visitor: Visitor) -> None:
        user, call_id, _ = await ready(visitor)
        await set_fault(visitor, "stuck_in_progress", user, route="stream", times=2)
        async with visitor.http.stream("GET", f"{CALL}/{call_id}/stream", headers=user.headers):
            await visitor.until(lambda: visitor.gateway.open_streams == 1)
        await visitor.until(lambda: visitor.gateway.open_streams == 0)
        last = asyncio.create_task(visitor.stream(user, call_id))
        await visitor.until(lambda: visitor.gateway.open_streams == 1)
        await visitor.mock.stop()
        assert set((await last).split("\n")) == {": heartbeat", ""}

    play(story)
