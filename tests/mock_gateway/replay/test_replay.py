"""The replay server over HTTP: what was recorded comes back, whatever it was."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from harness.model.exchange import Exchange, StreamEvent
from harness.wire import cassette
from mock_gateway.replay.server import ReplayServer
from tests.mock_gateway.proxy.recorded import exchange
from tests.mock_gateway.visitor import refusal

STREAM = "/api/v2/voice/call/a1b2/stream"
EVENTS = (
    StreamEvent(at_s=0.1, comment="heartbeat"),
    StreamEvent(at_s=0.2, event="result", data='{"call_id":\n"a1b2"}', event_id="7"),
)


def play(directory: Path, recorded: Exchange, story: Callable[[httpx.AsyncClient], Awaitable[None]]) -> None:
    """Run a story against a replay of one exchange."""
    (directory / "tape.json").write_text(json.dumps(cassette.encode((recorded,))))

    async def whole() -> None:
        async with (
            asyncio.timeout(20),
            ReplayServer(directory) as replay,
            httpx.AsyncClient(base_url=replay.url) as http,
        ):
            await story(http)

    asyncio.run(whole())


def stream(**fields: Any) -> Exchange:
    """A stream that was recorded."""
    head = {"content-type": "text/event-stream", "transfer-encoding": "chunked", "cache-control": "no-cache"}
    return exchange("call_stream", STREAM, response_headers=head, response_body=None, events=EVENTS, **fields)


async def read(http: httpx.AsyncClient, got: bytearray) -> None:
    """Read the stream, keeping what comes until it ends or breaks off."""
    async with http.stream("GET", STREAM) as response:
        async for part in response.aiter_raw():
            got += part


def test_an_answer_comes_back(tmp_path: Path) -> None:
    """Status, body and headers, but for those that only described the old connection."""
    headers = {"content-type": "application/json", "retry-after": "7", "content-length": "999", "connection": "close"}
    recorded = exchange(status=429, response_headers=headers, response_body='{"é": 1}')

    async def story(http: httpx.AsyncClient) -> None:
        response = await http.get("/api/v2/voice/call/a1b2")
        assert (response.status_code, response.text) == (429, '{"é": 1}')
        assert (response.headers["retry-after"], response.headers["content-type"]) == ("7", "application/json")
        assert response.headers["content-length"] == str(len(response.content))

    play(tmp_path, recorded, story)


def test_a_stream_comes_back(tmp_path: Path) -> None:
    """Heartbeats and events, with names and ids, as often as they are asked for."""

    async def story(http: httpx.AsyncClient) -> None:
        for _ in range(2):
            response = await http.get(STREAM, headers={"Accept": "text/event-stream"})
            assert response.headers["content-type"] == "text/event-stream"
            assert response.text == ': heartbeat\n\nevent: result\nid: 7\ndata: {"call_id":\ndata: "a1b2"}\n\n'

    play(tmp_path, stream(), story)


@pytest.mark.parametrize(
    "recorded",
    [
        stream(error="upstream broke off"),
        exchange(path=STREAM, error="upstream broke off", response_body="half"),
        exchange(path=STREAM, status=None, error="upstream broke off", response_body=None, response_headers={}),
    ],
    ids=["a stream", "a body", "no answer at all"],
)
def test_an_answer_that_broke_off_breaks_off_again(tmp_path: Path, recorded: Exchange) -> None:
    """The client sees the failure that was recorded, after what came before it."""

    async def story(http: httpx.AsyncClient) -> None:
        got = bytearray()
        with pytest.raises(httpx.RemoteProtocolError):
            await read(http, got)
        whole = b"half" if recorded.response_body else b": heartbeat\n\nevent: result" if recorded.events else b""
        assert got.startswith(whole)

    play(tmp_path, recorded, story)


def test_secrets_do_not_decide(tmp_path: Path) -> None:
    """Any code and any request token are answered as the recorded ones were, also a code that is a number."""
    body = {"email": "you@example.com", "request_token": "<request_token>", "code": "<code>"}
    path = "/api/v2/auth/email/verify"
    recorded = exchange("auth_verify", path, method="POST", request_body=json.dumps(body), response_body='{"ok":1}')

    async def story(http: httpx.AsyncClient) -> None:
        for token, code in (("<request_token>", "1234"), ("eyJhbGciOi.eyJzdWIi.c2ln", "8351")):
            sent = {**body, "request_token": token, "code": code}
            assert (await http.post(path, json=sent)).json() == {"ok": 1}
        assert (await http.post(path, json={**body, "email": "me@example.com"})).status_code == 404

    play(tmp_path, recorded, story)


def test_a_request_that_nothing_answers_gets_the_envelope(tmp_path: Path) -> None:
    """404 NOT_RECORDED with the nearest request; the secrets of the request are not repeated."""

    async def story(http: httpx.AsyncClient) -> None:
        sent = {"request_token": "abcdef0123456789", "code": "8351", "email": "you@example.com"}
        response = await http.post("/api/v2/auth/email/verify", json=sent)
        assert refusal(response) == (404, "NOT_RECORDED")
        assert "the nearest is exchange 1 of tape.json" in response.text
        assert "abcdef0123456789" not in response.text
        assert "8351" not in response.text

    play(tmp_path, exchange(), story)


def test_a_body_beyond_the_bound_is_refused(tmp_path: Path) -> None:
    """A request larger than anything that is recorded is not read to its end."""

    async def story(http: httpx.AsyncClient) -> None:
        response = await http.post("/api/v2/voice/call", content=b"x" * (5 * 1024 * 1024))
        assert refusal(response) == (413, "PAYLOAD_TOO_LARGE")

    play(tmp_path, exchange(), story)
