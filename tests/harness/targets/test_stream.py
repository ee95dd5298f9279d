"""One event stream over a real socket: results, heartbeats, streams that break, and answers that are no stream."""

import asyncio
import json

import pytest
from aiohttp import web

from harness.model.verdict import FailureKind
from harness.runner.commands import Answered, Failed, OpenStream, Streamed
from tests.harness.targets.loopback import against, asked, at_nothing, session_at, writing

OPEN = OpenStream(call_id="c-1", last_event_id=None, timeout_s=30.0)
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"
RESULT = b'id: 7\nevent: result\ndata: {"call_id": "c-1",\ndata: "status": "completed"}\n\n'


def test_the_result_is_read_among_heartbeats_and_unknown_events() -> None:
    """Heartbeats and events that are not documented are kept in order, each with its time; the result is the answer."""
    seen = against(HEAD, b": ping\n\n", b"event: status\ndata: ringing\n\n", RESULT, command=OPEN)
    assert isinstance(seen.event, Streamed)
    assert seen.event.result == {"call_id": "c-1", "status": "completed"}
    assert seen.event.last_event_id == "7"
    assert [(event.comment, event.event) for event in seen.exchange.events] == [
        ("ping", ""),
        (None, "status"),
        (None, "result"),
    ]
    times = [event.at_s for event in seen.exchange.events]
    assert times == sorted(times)
    assert (seen.exchange.route, seen.exchange.status, seen.exchange.error) == ("call_stream", 200, None)


def test_nothing_is_waited_for_after_the_result() -> None:
    """A gateway that leaves the stream open after the result does not keep us."""
    seen = against(HEAD, RESULT, command=OPEN, hold=True)
    assert isinstance(seen.event, Streamed)
    assert seen.event.result["status"] == "completed"


def test_the_request_asks_for_a_stream() -> None:
    """Accept, the credentials and, on reopening, Last-Event-Id are sent to the call's stream."""
    got: list[tuple[str, ...]] = []

    async def note(request: web.Request) -> web.Response:
        names = ("Accept", "Authorization", "X-Pine-User-Id", "Last-Event-Id")
        got.append((request.path, *(request.headers.get(name, "") for name in names)))
        return web.Response(content_type="text/event-stream")

    asked(note, OPEN)
    asked(note, OpenStream(call_id="c-1", last_event_id="7", timeout_s=30.0))
    head = ("/api/v2/voice/call/c-1/stream", "text/event-stream", "Bearer very-secret-access-token", "1234567890")
    assert got == [(*head, ""), (*head, "7")]


@pytest.mark.parametrize(
    "chunks",
    [
        (),
        (b": ping\n\n",),
        (b"event: status\ndata: {}\n\n",),
        (b"event: result\n\n",),
        (b'event: result\ndata: {"call_id": "c-1", "status": "comp',),
        (b'event: result\ndata: {"call_id": "c-1", "status": "completed"}\n',),
        (b'data: {"call_id": "c-1", "status": "completed"}\n\n',),
    ],
    ids=["empty", "heartbeats", "other event", "no data", "cut off", "no blank line", "no name"],
)
def test_a_stream_that_ends_without_a_result(chunks: tuple[bytes, ...]) -> None:
    """Without a finished result event there is no result, whatever else came."""
    seen = against(HEAD, *chunks, command=OPEN)
    assert isinstance(seen.event, Streamed)
    assert seen.event.result is None


def test_the_id_of_a_broken_stream_is_remembered() -> None:
    """What a stream brought before it broke is kept, its last id for the reopening, and why it broke."""
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
    event = b"id: 41\nevent: status\ndata: x\n\n"
    seen = against(head, b"%x\r\n%s\r\n" % (len(event), event), b"ff\r\n", command=OPEN)
    assert isinstance(seen.event, Streamed)
    assert (seen.event.result, seen.event.last_event_id) == (None, "41")
    assert [event.data for event in seen.exchange.events] == ["x"]
    assert seen.exchange.error


@pytest.mark.parametrize("data", ["not JSON", "[" * 100_000, ""])
def test_a_result_that_is_not_json_is_its_text(data: str) -> None:
    """A result event was sent, so there is a result, and it is what was sent."""
    seen = against(HEAD, f"event: result\ndata: {data}\n\n".encode(), command=OPEN)
    assert isinstance(seen.event, Streamed)
    assert seen.event.result == data


@pytest.mark.parametrize("status", [401, 404, 429, 500, 503])
def test_an_error_in_place_of_a_stream_is_an_answer(status: int) -> None:
    """The envelope is read like that of any other request."""

    async def refuse(_: web.Request) -> web.Response:
        return web.json_response({"error": {"code": "X", "message": "no"}}, status=status)

    seen = asked(refuse, OPEN)
    assert isinstance(seen.event, Answered)
    assert (seen.event.status, seen.event.body["error"]["code"]) == (status, "X")
    assert json.loads(seen.exchange.response_body or "")["error"]["code"] == "X"


@pytest.mark.parametrize("content_type", ["text/html", "application/json", "text/plain"])
def test_a_page_in_place_of_a_stream_is_an_answer(content_type: str) -> None:
    """A 200 that is no event stream is an answer, kept as text."""

    async def page(_: web.Request) -> web.Response:
        return web.Response(text="<h1>hello</h1>", content_type=content_type)

    seen = asked(page, OPEN)
    assert isinstance(seen.event, Answered)
    assert not seen.event.readable
    assert seen.exchange.response_body == "<h1>hello</h1>"


def test_a_stream_may_name_its_character_set() -> None:
    """`text/event-stream; charset=utf-8` is an event stream."""
    head = HEAD.replace(b"stream\r\n", b"stream; charset=utf-8\r\n")
    seen = against(head, RESULT, command=OPEN)
    assert isinstance(seen.event, Streamed)


def test_time_that_is_over_ends_a_stream() -> None:
    """With no time left the stream is given up, without a result and with the reason kept."""
    seen = against(HEAD, command=OpenStream(call_id="c-1", last_event_id=None, timeout_s=0.0), hold=True)
    assert isinstance(seen.event, Streamed)
    assert seen.event.result is None
    assert seen.exchange.error == "no result event within 0 s"


def test_nothing_there_is_a_failure() -> None:
    """A stream that cannot even be opened is unreachable."""
    seen = at_nothing(OPEN)
    assert isinstance(seen.event, Failed)
    assert seen.event.kind is FailureKind.UNREACHABLE


def test_a_connection_closed_before_the_head_is_a_failure() -> None:
    """No response at all is told as such."""
    seen = against(command=OPEN)
    assert isinstance(seen.event, Failed)
    assert seen.event.kind is FailureKind.GATEWAY_ERROR


@pytest.mark.parametrize("head", [b"", HEAD + b": ping\n\n"], ids=["before the answer", "while it streams"])
def test_an_interrupted_request_is_kept(head: bytes) -> None:
    """When the run is cancelled, what was under way is in the log all the same."""

    async def main() -> None:
        async with writing(head, hold=True) as url, session_at(url) as wire:
            running = asyncio.create_task(wire.session.perform(OPEN))
            for _ in range(200):
                await asyncio.sleep(0)
            running.cancel()
            with pytest.raises(asyncio.CancelledError):
                await running
            assert [exchange.route for exchange in wire.kept] == ["call_stream"]
            assert wire.kept[0].error == "the run was interrupted before the answer was complete"

    asyncio.run(main())
