import asyncio
import gzip
import json
import logging
import re
from collections.abc import AsyncIterator, Iterator

import pytest
from aiohttp import web

from harness.errors import UsageError
from mock_gateway.answers import answer
from mock_gateway.config import MockConfig
from mock_gateway.gateway import Gateway
from mock_gateway.router import Handler
from mock_gateway.server import MockServer
from mock_gateway.visit import Visit
from tests.mock_gateway.visitor import CALL, REQUEST, Visitor, play, refusal


async def raw(visitor: Visitor, sent: bytes) -> tuple[bytes, bytes]:
    """Send bytes as they are, and return the head and the body of the answer, with what came before it in the head."""
    host, port = visitor.mock.url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(sent)
    head = await reader.readuntil(b"\r\n\r\n")
    if head.startswith(b"HTTP/1.1 100"):
        head += await reader.readuntil(b"\r\n\r\n")
    length = re.search(rb"content-length: (\d+)", head.lower())
    assert length is not None, head
    body = await reader.readexactly(int(length[1]))
    writer.close()
    await writer.wait_closed()
    return head, body


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nowhere", 404, "NOT_FOUND"),
        ("GET", "/api/v2/voice", 404, "NOT_FOUND"),
        ("GET", f"{CALL}/", 404, "NOT_FOUND"),
        ("GET", f"{CALL}/a/b", 404, "NOT_FOUND"),
        ("GET", "/__mock__/nowhere", 404, "NOT_FOUND"),
        ("GET", CALL, 405, "METHOD_NOT_ALLOWED"),
        ("PUT", CALL, 405, "METHOD_NOT_ALLOWED"),
        ("POST", f"{CALL}/abc", 405, "METHOD_NOT_ALLOWED"),
        ("DELETE", f"{CALL}/abc/stream", 405, "METHOD_NOT_ALLOWED"),
        ("OPTIONS", REQUEST, 405, "METHOD_NOT_ALLOWED"),
        ("TRACE", REQUEST, 405, "METHOD_NOT_ALLOWED"),
    ],
)
def test_errors_of_routing_use_the_envelope(method: str, path: str, status: int, code: str) -> None:
    """404 and 405 like every other error; 405 says what is allowed."""

    async def story(visitor: Visitor) -> None:
        response = await visitor.http.request(method, path)
        assert refusal(response) == (status, code)
        assert ("Allow" in response.headers) is (status == 405)

    play(story)


def test_a_query_does_not_change_the_route() -> None:
    """The API has no parameters in the query."""

    async def story(visitor: Visitor) -> None:
        assert refusal(await visitor.http.post(f"{REQUEST}?x=1", json={})) == (400, "INVALID_REQUEST")

    play(story)


@pytest.mark.parametrize("declared", [True, False])
def test_a_body_that_is_too_large_is_refused(declared: bool) -> None:
    """Whether its length was announced or found out while reading."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        body = json.dumps({"callee_name": "x" * 3_000}).encode()

        async def chunks() -> AsyncIterator[bytes]:
            for start in range(0, len(body), 500):
                yield body[start : start + 500]

        headers = {**user.headers, "Content-Type": "application/json"}
        response = await visitor.http.post(CALL, content=body if declared else chunks(), headers=headers)
        assert refusal(response) == (413, "PAYLOAD_TOO_LARGE")

    play(story, assume={"body_limit_bytes": 2_000})


@pytest.mark.parametrize("packing", ["gzip", "deflate", "br", "zstd", "nonsense"])
@pytest.mark.parametrize("body", [b"{}", gzip.compress(b"{}", mtime=0), b"\x00" * 100])
def test_a_packed_body_is_refused_whatever_it_holds(packing: str, body: bytes) -> None:
    """RFC 9110: 415 for a content coding that is not supported; the connection goes on."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        headers = {"Content-Type": "application/json", "Content-Encoding": packing}
        assert refusal(await visitor.http.post(CALL, content=body, headers=headers)) == (401, "AUTH_REQUIRED")
        headers |= user.headers
        answered = await visitor.http.post(CALL, content=body, headers=headers)
        assert refusal(answered) == (415, "UNSUPPORTED_MEDIA_TYPE")
        assert (await visitor.post(user)).status_code == 200

    play(story)


@pytest.mark.parametrize(
    "sent",
    [
        b"this is not HTTP\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET / HTTP/1.1\r\nContent-Length: many\r\n\r\n",
        b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nA: " + b"a" * 20_000 + b"\r\n\r\n",
        b"POST " + CALL.encode() + b" HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ],
)
def test_what_is_not_http_is_answered_in_the_envelope_too(sent: bytes, caplog: pytest.LogCaptureFixture) -> None:
    """And never with a traceback, nor with one in the log: it is the client's mistake."""

    async def story(visitor: Visitor) -> None:
        head, body = await raw(visitor, sent)
        assert caplog.records == []
        assert b" 400 " in head.splitlines()[0] or b" 401 " in head.splitlines()[0], head
        assert set(json.loads(body)) == {"error"}

    play(story)


def test_a_client_that_offers_another_protocol_is_answered_over_this_one_and_the_connection_closed() -> None:
    """As curl --http2 offers it: also when the body comes in pieces and is answered before it is read."""

    async def story(visitor: Visitor) -> None:
        body = b"a" * 100_000
        offer = "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n"
        sent = f"POST /nowhere HTTP/1.1\r\nHost: h\r\n{offer}Content-Length: {len(body)}\r\n\r\n"
        head, answered = await raw(visitor, sent.encode() + body)
        assert head.startswith(b"HTTP/1.1 404 ")
        assert b"connection: close" in head.lower()
        assert json.loads(answered)["error"]["code"] == "NOT_FOUND"

    play(story)


def test_a_client_that_waits_to_be_told_to_go_on_is_told() -> None:
    """Expect: 100-continue, as curl sends it with a large body."""

    async def story(visitor: Visitor) -> None:
        body = b'{"email": "you@example.com"}'
        sent = f"POST {REQUEST} HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n"
        sent += f"Expect: 100-continue\r\nContent-Length: {len(body)}\r\n\r\n"
        head, _ = await raw(visitor, sent.encode() + body)
        assert head.startswith(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK")

    play(story)


@pytest.fixture
def quiet() -> Iterator[None]:
    """Keep the log of an error that a test makes on purpose off the screen."""
    logging.getLogger("mock_gateway").setLevel(logging.CRITICAL)
    yield
    logging.getLogger("mock_gateway").setLevel(logging.NOTSET)


async def breaks(_gateway: Gateway, _visit: Visit, _handler: Handler) -> web.StreamResponse:
    """An interceptor with a defect."""
    raise ZeroDivisionError("a secret of the inside")


async def answers_itself(_gateway: Gateway, visit: Visit, _handler: Handler) -> web.StreamResponse:
    """An interceptor that lets nothing through."""
    return answer({"path": visit.path}, status=503)


@pytest.mark.usefixtures("quiet")
def test_a_defect_of_the_mock_answers_500_in_the_envelope() -> None:
    """The traceback stays in the log."""

    async def story(visitor: Visitor) -> None:
        visitor.mock.front.interceptor = breaks
        response = await visitor.http.post(REQUEST, json={})
        assert refusal(response) == (500, "INTERNAL_ERROR")
        assert "inside" not in response.text

    play(story)


def test_an_interceptor_stands_before_the_api_and_never_before_the_control_plane() -> None:
    """So that faults can be switched off again."""

    async def story(visitor: Visitor) -> None:
        visitor.mock.front.interceptor = answers_itself
        assert (await visitor.http.post(REQUEST, json={})).status_code == 503
        assert (await visitor.http.get("/__mock__/clock")).status_code == 200

    play(story)


def test_a_port_that_is_taken_is_a_clear_error() -> None:
    """Naming the address, and what to do."""

    async def story() -> None:
        async with MockServer(MockConfig()) as first:
            port = int(first.url.rpartition(":")[2])
            with pytest.raises(UsageError, match=f"127.0.0.1 port {port}.*--port 0"):
                await MockServer(MockConfig(port=port)).start()

    asyncio.run(story())


def test_a_mock_that_was_not_started_has_no_url() -> None:
    """It says so instead of answering None."""
    with pytest.raises(UsageError, match="not started"):
        _ = MockServer().url


def test_two_mocks_in_one_process_share_nothing() -> None:
    """Each has accounts, calls and a clock of its own."""

    async def story(visitor: Visitor) -> None:
        async with MockServer(MockConfig(clock="stepped")) as other:
            await visitor.account(email="me@elsewhere.test")
            await visitor.advance(10)
            assert other.gateway.accounts.peek("me@elsewhere.test") is None
            assert other.gateway.clock.now() == 0

    play(story)


def test_the_contract_is_served_with_this_host_as_its_server() -> None:
    """Tools that read it send their requests here."""

    async def story(visitor: Visitor) -> None:
        document = (await visitor.http.get("/openapi.json")).json()
        assert document["openapi"].startswith("3.1")
        assert document["servers"] == [{"url": "/"}]
        assert set(document["paths"]) >= {CALL, REQUEST, f"{CALL}/{{call_id}}", f"{CALL}/{{call_id}}/stream"}

    play(story)
