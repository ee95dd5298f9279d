"""One request over a real socket: what each misbehaving gateway becomes, and what is kept of it."""

import json

import pytest
from aiohttp import web

from harness.errors import Span
from harness.model.brief import RequestBody
from harness.model.scenario import HttpRequest
from harness.model.verdict import FailureKind
from harness.runner.commands import Answered, Command, CreateCall, Failed, PollCall, Send
from tests.harness.targets.loopback import against, asked, at_nothing

CREATE = CreateCall(body=RequestBody(value={"dialed_number": "+14155550142"}))
POLL = PollCall(call_id="c-1")
OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


def raw(method: str = "GET", path: str = "/x", **fields: object) -> Send:
    """A raw request step."""
    return Send(request=HttpRequest(span=Span(file="s.yaml", line=1, column=1), method=method, path=path, **fields))  # type: ignore[arg-type]  # fields of HttpRequest


def test_an_answer_is_read_and_kept() -> None:
    """Status, headers and body come back, and the exchange holds both sides with its times in order."""

    async def answer(request: web.Request) -> web.Response:
        assert await request.json() == {"dialed_number": "+14155550142"}
        return web.json_response({"call_id": "c-1", "status": "in_progress"}, headers={"X-Trace": "7"})

    seen = asked(answer, CREATE)
    assert isinstance(seen.event, Answered)
    assert (seen.event.status, seen.event.body["call_id"], seen.event.readable) == (200, "c-1", True)
    exchange = seen.exchange
    assert (exchange.seq, exchange.route, exchange.method, exchange.status) == (1, "call_create", "POST", 200)
    assert exchange.url.endswith("/api/v2/voice/call")
    assert exchange.response_headers["x-trace"] == "7"
    assert json.loads(exchange.request_body or "") == {"dialed_number": "+14155550142"}
    assert exchange.first_byte_s is not None
    assert exchange.sent_s < exchange.first_byte_s < exchange.ended_s <= seen.event.at_s
    assert exchange.error is None


@pytest.mark.parametrize("status", [200, 404, 502])
def test_an_html_page_is_an_answer_that_cannot_be_read(status: int) -> None:
    """HTML is kept as text, and said not to be JSON."""

    async def page(_: web.Request) -> web.Response:
        return web.Response(status=status, text="<h1>It works</h1>", content_type="text/html")

    seen = asked(page, POLL)
    assert isinstance(seen.event, Answered)
    assert (seen.event.status, seen.event.body, seen.event.readable) == (status, None, False)
    assert seen.exchange.response_body == "<h1>It works</h1>"


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"\xff\xfe", b"[" * 100_000, b"[" * 50_000 + b"]" * 50_000, b"1" * 5000],
    ids=["empty", "cut off", "not UTF-8", "deep and cut off", "deep", "a number of 5000 digits"],
)
def test_no_body_is_too_strange(body: bytes) -> None:
    """Whatever bytes a body is made of, it is an unreadable answer and never a crash."""
    seen = against(OK + b"Content-Length: %d\r\n\r\n" % len(body) + body, command=POLL)
    assert isinstance(seen.event, Answered)
    assert not seen.event.readable
    assert seen.exchange.response_body is not None


def test_half_a_surrogate_pair_is_only_text() -> None:
    """JSON may smuggle in half of a character; it is read as it is."""
    body = rb'{"call_id": "\ud83d", "status": "in_progress"}'
    seen = against(OK + b"Content-Length: %d\r\n\r\n" % len(body) + body, command=POLL)
    assert isinstance(seen.event, Answered)
    assert seen.event.body["call_id"] == "\ud83d"


@pytest.mark.parametrize("command", [CREATE, POLL])
def test_nothing_there_is_unreachable_and_not_sent(command: Command) -> None:
    """A refused connection sent nothing: no phone can have rung."""
    seen = at_nothing(command)
    assert isinstance(seen.event, Failed)
    assert (seen.event.kind, seen.event.sent, seen.event.exchange) == (FailureKind.UNREACHABLE, False, 1)
    assert (seen.exchange.status, seen.exchange.response_body, seen.exchange.first_byte_s) == (None, None, None)
    assert seen.exchange.error


@pytest.mark.parametrize(
    ("chunks", "status"),
    [
        ((), None),
        ((b"HTTP/1.1 200",), None),
        ((b"SSH-2.0-OpenSSH_9\r\n\r\n",), None),
        ((OK + b"Content-Length: 100\r\n\r\n" + b'{"call_id"',), 200),
        ((OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\n{",), 200),
        ((OK + b"Content-Encoding: gzip\r\nContent-Length: 4\r\n\r\nnope",), 200),
    ],
    ids=["closed at once", "half a status line", "not HTTP", "half a body", "half a chunk", "not gzip"],
)
def test_a_broken_answer_may_have_been_taken(chunks: tuple[bytes, ...], status: int | None) -> None:
    """Whenever the gateway had the request but no whole answer came, that is a failure after sending."""
    seen = against(*chunks, command=CREATE)
    assert isinstance(seen.event, Failed)
    assert (seen.event.kind, seen.event.sent) == (FailureKind.GATEWAY_ERROR, True)
    assert seen.exchange.status == status
    assert seen.exchange.error == seen.event.message


def test_a_redirect_is_not_followed() -> None:
    """A redirect is an answer like any other: what is behind it, maybe on another machine, is never asked."""
    paths: list[str] = []

    async def elsewhere(request: web.Request) -> web.Response:
        paths.append(request.path)
        return web.Response(status=307, headers={"Location": "/other"})

    seen = asked(elsewhere, CREATE)
    assert isinstance(seen.event, Answered)
    assert (seen.event.status, seen.event.readable) == (307, False)
    assert paths == ["/api/v2/voice/call"]


def test_a_body_that_comes_in_pieces_is_whole() -> None:
    """A slow body, a few bytes at a time, is read to its end."""

    async def slowly(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "application/json"})
        await response.prepare(request)
        for piece in (b'{"call_', b'id": "c-1", "sta', b'tus": "failed"}'):
            await response.write(piece)
        return response

    seen = asked(slowly, POLL)
    assert isinstance(seen.event, Answered)
    assert seen.event.body == {"call_id": "c-1", "status": "failed"}


@pytest.mark.parametrize(
    "call_id", ["a/b", "../../auth", "a?b=c", "a#b", "a b", "\N{SNOWMAN}", "%2e", "..", "", "\ud83d", "a\nb"]
)
def test_a_call_id_is_one_piece_of_the_path(call_id: str) -> None:
    """Whatever the gateway calls a call, it never becomes another path, and never a crash."""
    paths: list[str] = []

    async def note(request: web.Request) -> web.Response:
        paths.append(request.raw_path)
        return web.json_response({})

    seen = asked(note, PollCall(call_id=call_id))
    assert isinstance(seen.event, Answered | Failed)
    assert all(path.startswith("/api/v2/voice/call/") for path in paths)
    assert all(path.count("/") == 5 for path in paths)


def test_a_raw_request_goes_out_as_written() -> None:
    """Method, path, headers and a body that is not JSON are the scenario's; its headers win over the account's."""
    got: list[tuple[object, ...]] = []

    async def note(request: web.Request) -> web.Response:
        signed = (request.headers.getall("Authorization"), request.headers["X-Pine-User-Id"])
        got.append((request.method, request.raw_path, await request.text(), *signed))
        return web.json_response({})

    seen = asked(note, raw("PUT", "/a?b=%20", headers={"authorization": "Basic x"}, body=RequestBody(text="{")))
    assert got == [("PUT", "/a?b=%20", "{", ["Basic x"], "1234567890")]
    assert seen.exchange.route == "other"


def test_a_raw_request_may_go_without_credentials() -> None:
    """With signed_in: false neither header is sent."""

    async def note(request: web.Request) -> web.Response:
        return web.json_response(sorted({"Authorization", "X-Pine-User-Id"} & set(request.headers)))

    seen = asked(note, raw(signed_in=False))
    assert isinstance(seen.event, Answered)
    assert seen.event.body == []


@pytest.mark.parametrize(
    "command",
    [
        raw(headers={"X-Name": "\N{SNOWMAN}"}),
        raw(headers={"X Name": "1"}),
        raw(headers={"X-Name": "1\r\nX-Other: 2"}),
        raw("G\N{SNOWMAN}T"),
        raw("POST", body=RequestBody(value={"text": "\ud83d"})),
        raw(path="/\x00"),
    ],
    ids=["header value", "header name", "header injection", "method", "body", "path"],
)
def test_what_cannot_be_sent_is_a_failure_before_sending(command: Command) -> None:
    """A request that HTTP cannot carry is told as one that was not sent, and kept; nothing is raised."""

    async def never(_: web.Request) -> web.Response:
        return web.json_response({})

    seen = asked(never, command)
    assert isinstance(seen.event, Failed)
    assert not seen.event.sent
    assert seen.event.message
