"""What passes through the proxy, compared byte for byte at both its ends."""

import asyncio
import gzip
from collections.abc import Awaitable, Callable
from pathlib import Path

import httpx
import pytest

from tests.mock_gateway.proxy.upstream import Line, Script, Stage, exchange_bytes, proxied

CALL = "/api/v2/voice/call"
BODY = '{"call_id":"a1b2","status":"in_progress"}\n  é'.encode()
STREAM_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
RESULT = b'id: 1\nevent: result\ndata: {"call_id":"a1b2","status":"cancelled"}\n\n'


def chunk(part: bytes) -> bytes:
    """One chunk of a chunked body."""
    return b"%x\r\n%b\r\n" % (len(part), part)


def play(script: Script, story: Callable[[Stage], Awaitable[None]], directory: Path, **options: str) -> Stage:
    """Run a story against a scripted upstream behind a proxy; return the stage when both have stopped."""

    async def whole() -> Stage:
        async with proxied(script, directory, **options) as stage:
            await story(stage)
        return stage

    return asyncio.run(whole())


async def unused(line: Line) -> None:
    """For an upstream that is never reached."""
    raise AssertionError(line.head)


def test_an_answer_returns_as_it_is(tmp_path: Path) -> None:
    """Status, reason, body and every header: spelling, order, repeats, and nothing that upstream did not send."""
    headers = (b"X-Odd-cASE:  two  spaces ", b"Set-Cookie: a=1", b"Set-Cookie: b=2", b"Retry-After: 7")
    got: list[bytes] = []

    async def script(line: Line) -> None:
        await line.answer(BODY, *headers, status=b"429 Slow Down Please")

    async def story(stage: Stage) -> None:
        got.append(await exchange_bytes(stage.url, b"GET /x HTTP/1.1\r\nHost: me\r\nConnection: close\r\n\r\n"))

    play(script, story, tmp_path)
    head, _, body = got[0].partition(b"\r\n\r\n")
    assert body == BODY
    status, *lines = head.split(b"\r\n")
    assert status == b"HTTP/1.1 429 Slow Down Please"
    assert [line.replace(b" ", b"") for line in lines] == [
        *(header.replace(b" ", b"") for header in headers),
        b"Content-Length:%d" % len(BODY),
        b"Connection:close",
    ]


def test_a_request_goes_on_as_it_is(tmp_path: Path) -> None:
    """Method, escaped path, query, headers and body arrive; only what is between neighbours is changed."""
    body = b'{"dialed_number": "+14155550142"}  '
    kept = [
        b"AUTHORIZATION: Bearer abc.def.ghi",
        b"X-Pine-User-Id: 42",
        b"content-type: application/json; charset=utf-8",
        b"Content-Length: %d" % len(body),
    ]
    hop = [b"Connection: close, X-Mine", b"X-Mine: 1", b"Proxy-Authorization: x", b"Expect: 100-continue"]
    target = b"POST /api/v2/voice/call/a%2Fb%20c?q=%41&q=1+2 HTTP/1.1"

    async def script(line: Line) -> None:
        await line.answer(b"")

    async def story(stage: Stage) -> None:
        await exchange_bytes(stage.url, b"\r\n".join([target, b"Host: me", *hop, *kept, b"", body]))

    (line,) = play(script, story, tmp_path).lines
    first, *headers = line.head.strip().split(b"\r\n")
    assert (first, line.body) == (target, body)
    assert [header for header in headers if not header.startswith((b"Host:", b"Connection:"))] == kept


def test_a_body_sent_in_chunks_arrives_whole(tmp_path: Path) -> None:
    """A client that does not say how long its body is can still send it."""

    async def parts() -> object:
        for part in (b'{"email": ', b'"you@example.com"}'):
            yield part

    async def script(line: Line) -> None:
        await line.answer(line.body)

    async def story(stage: Stage) -> None:
        async with httpx.AsyncClient() as http:
            response = await http.post(f"{stage.url}/api/v2/auth/email/request", content=parts())  # type: ignore[arg-type]  # an async generator of bytes
        assert response.text == '{"email": "you@example.com"}'

    (exchange,) = play(script, story, tmp_path).recorded()
    assert exchange.request_body == '{"email": "you@example.com"}'


def test_a_packed_body_stays_packed_and_is_recorded_unpacked(tmp_path: Path) -> None:
    """The client gets the very bytes; the cassette has the text."""
    packed = gzip.compress(b'{"error":{"code":"NOT_FOUND","message":"gone"}}')
    got: list[bytes] = []

    async def script(line: Line) -> None:
        await line.answer(packed, b"Content-Encoding: gzip", b"Content-Type: application/json", status=b"404 Not Found")

    async def story(stage: Stage) -> None:
        request = b"GET %b/a1b2 HTTP/1.1\r\nHost: me\r\nConnection: close\r\n\r\n" % CALL.encode()
        got.append(await exchange_bytes(stage.url, request))

    stage = play(script, story, tmp_path)
    assert got[0].endswith(b"\r\n\r\n" + packed)
    assert stage.recorded()[0].response_body == '{"error":{"code":"NOT_FOUND","message":"gone"}}'
    assert stage.said == []


def test_a_stream_passes_as_it_comes(tmp_path: Path) -> None:
    """A heartbeat reaches the client before upstream says anything more, and both are recorded."""
    got = asyncio.Event()

    async def script(line: Line) -> None:
        await line.say(STREAM_HEAD, chunk(b": heartbeat\n\n"))
        await got.wait()
        await line.say(chunk(RESULT[:20]), chunk(RESULT[20:]), b"0\r\n\r\n")

    async def story(stage: Stage) -> None:
        async with httpx.AsyncClient() as http, http.stream("GET", f"{stage.url}{CALL}/a1b2/stream") as response:
            parts = response.aiter_raw()
            assert await anext(parts) == b": heartbeat\n\n"
            got.set()
            assert b"".join([part async for part in parts]) == RESULT

    (exchange,) = play(script, story, tmp_path).recorded()
    assert [event.comment or event.event for event in exchange.events] == ["heartbeat", "result"]
    assert (exchange.route, exchange.error, exchange.response_body) == ("call_stream", None, None)


@pytest.mark.parametrize(
    "sent", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhalf an ans"], ids=["at once", "half"]
)
def test_an_answer_that_breaks_off_breaks_off_for_the_client(tmp_path: Path, sent: bytes) -> None:
    """What came before arrives, then the connection closes; the cassette says what happened."""
    got: list[bytes] = []

    async def script(line: Line) -> None:
        await line.say(sent)

    async def story(stage: Stage) -> None:
        got.append(await exchange_bytes(stage.url, b"GET /x HTTP/1.1\r\nHost: me\r\n\r\n"))

    (exchange,) = play(script, story, tmp_path).recorded()
    assert got[0].endswith(sent[-11:])
    assert exchange.error is not None
    assert exchange.error.startswith("upstream broke off")
    assert exchange.status == (200 if sent else None)
    assert exchange.response_body == ("half an ans" if sent else None)


def test_an_upstream_that_is_not_there_is_said_in_the_envelope(tmp_path: Path) -> None:
    """502 with the proxy's own code; nothing is recorded, for no gateway said it."""

    async def story(stage: Stage) -> None:
        async with httpx.AsyncClient() as http:
            response = await http.get(f"{stage.url}{CALL}/a1b2")
        assert (response.status_code, response.json()["error"]["code"]) == (502, "UPSTREAM_UNREACHABLE")

    stage = play(unused, story, tmp_path, url="http://127.0.0.1:1")
    assert "upstream cannot be reached" in stage.said[0]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("sent", "error"), [(RESULT, None), (b": heartbeat\n\n", "the client went away")])
def test_a_client_that_goes_away_frees_the_upstream(tmp_path: Path, sent: bytes, error: str | None) -> None:
    """The upstream's connection closes too; a client that has its result has lost nothing."""
    freed = asyncio.Event()

    async def script(line: Line) -> None:
        await line.say(STREAM_HEAD, chunk(sent))
        assert await line.reader.read() == b""
        freed.set()

    async def story(stage: Stage) -> None:
        async with httpx.AsyncClient() as http, http.stream("GET", f"{stage.url}{CALL}/a1b2/stream") as response:
            assert await anext(response.aiter_raw()) == sent
        await freed.wait()

    (exchange,) = play(script, story, tmp_path).recorded()
    assert len(exchange.events) == 1
    assert (exchange.error or "").startswith(error or "")
    assert (exchange.error is None) == (error is None)


def test_a_body_beyond_the_bound_passes_and_is_not_recorded(tmp_path: Path) -> None:
    """Five megabytes arrive whole; the proxy keeps none of it and says so."""
    large = b"x" * (5 * 1024 * 1024)

    async def script(line: Line) -> None:
        await line.answer(large)

    async def story(stage: Stage) -> None:
        async with httpx.AsyncClient() as http:
            assert (await http.get(f"{stage.url}/x")).content == large

    stage = play(script, story, tmp_path)
    assert stage.said == ["GET /x is not recorded: its body is larger than 4194304 bytes"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("answer", "status", "said"),
    [
        (b'{"call_id":"other","status":"in_progress"}', b"200 OK", "body.call_id must be the call that was asked for"),
        (b'{"call_id":"a1b2","status":"dancing"}', b"200 OK", "body.status"),
        (b"<html>", b"502 Bad Gateway", "unreadable: body"),
        (b"{}", b"418 I'm a teapot", "418 is not documented"),
    ],
)
def test_a_broken_promise_is_said(tmp_path: Path, answer: bytes, status: bytes, said: str) -> None:
    """Each answer is held against the contract; a difference is one line that names the request."""

    async def script(line: Line) -> None:
        await line.answer(answer, b"Content-Type: application/json", status=status)

    async def story(stage: Stage) -> None:
        async with httpx.AsyncClient() as http:
            assert (await http.get(f"{stage.url}{CALL}/a1b2")).content == answer

    stage = play(script, story, tmp_path)
    assert any(said in line for line in stage.said)
    assert all(line.startswith(f"GET {CALL}/a1b2 {status[:3].decode()}: ") for line in stage.said)


def test_what_is_said_obeys_no_upstream(tmp_path: Path) -> None:
    """A terminal that shows the lines sees escape sequences as text, and one line each."""

    async def script(line: Line) -> None:
        await line.answer(b'{"call_id":"\\u001b[2J\\n","status":"x"}', b"Content-Type: application/json")

    async def story(stage: Stage) -> None:
        async with httpx.AsyncClient() as http:
            await http.get(f"{stage.url}{CALL}/a1b2")

    stage = play(script, story, tmp_path)
    assert stage.said
    assert not any("\x1b" in line or "\n" in line for line in stage.said)
