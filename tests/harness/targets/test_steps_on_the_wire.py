"""What the steps of a flow send: codes by hand, streams that are left early, and the word to the mock."""

import asyncio
import json

import pytest
from aiohttp import web

from harness.model.exchange import Exchange
from harness.model.observation import Breakdown
from harness.model.steps import Closing
from harness.model.values import Json
from harness.model.verdict import FailureKind
from harness.runner.commands import (
    Command,
    Done,
    Event,
    Failed,
    HangUp,
    MoveClock,
    OpenStream,
    RequestCode,
    Streamed,
    VerifyCode,
)
from harness.targets.mock import MockTarget
from tests.harness.runner.stage import CountingClock
from tests.harness.targets.loopback import TRIAL, against, asked, serving, session_at

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"
PING, STATUS = b": ping\n\n", b"event: status\ndata: {}\n\n"
RESULT = b'id: 7\nevent: result\ndata: {"call_id": "c-1", "status": "completed"}\n\n'
ACCOUNT = {"user_id": "42", "email": "a@example.com", "code": "1234"}


def opening(closing: Closing) -> OpenStream:
    """The command to read a stream until the client leaves it."""
    return OpenStream(call_id="c-1", last_event_id=None, timeout_s=closing.seconds, reading=closing)


@pytest.mark.parametrize(
    ("closing", "seen"),
    [
        (Closing(events=1), ["ping", "status"]),
        (Closing(heartbeats=1), ["ping"]),
        (Closing(events=2), ["ping", "status", "result"]),
    ],
)
def test_a_client_leaves_a_stream_when_it_has_seen_enough(closing: Closing, seen: list[str]) -> None:
    """After so many events or comments, though the gateway holds the stream open; that it left is kept."""
    answered = against(HEAD, PING, STATUS, RESULT, command=opening(closing), hold=True)
    assert [event.comment or event.event for event in answered.exchange.events][: len(seen)] == seen
    assert answered.exchange.error == "the client closed the stream"


def test_a_client_leaves_a_stream_when_its_time_is_up() -> None:
    """Without a result, and without taking that for a broken stream."""
    answered = against(HEAD, PING, command=opening(Closing(seconds=0.2)), hold=True)
    assert isinstance(answered.event, Streamed)
    assert (answered.event.result, answered.exchange.error) == (None, "the client closed the stream after 0.2 s")


def test_a_stream_that_is_read_to_its_end_shows_what_comes_after_the_result() -> None:
    """A second result is seen, which a client that leaves at the first would miss."""
    answered = against(HEAD, RESULT, RESULT, command=opening(Closing()))
    assert [event.event for event in answered.exchange.events] == ["result", "result"]
    assert answered.exchange.error is None


def test_the_accept_header_is_the_steps_own() -> None:
    """So that what a gateway does without text/event-stream can be tested."""
    got: list[str] = []

    async def note(request: web.Request) -> web.Response:
        got.append(request.headers["Accept"])
        return web.Response(content_type="text/event-stream")

    asked(note, OpenStream(call_id="c", last_event_id=None, timeout_s=5, accept="text/*", reading=Closing()))
    assert got == ["text/*"]


def test_an_email_and_a_code_of_ones_own_are_sent() -> None:
    """Also where the account was given by its token; the credentials of the answer sign what comes after."""
    bodies: list[Json] = []

    async def note(request: web.Request) -> web.Response:
        bodies.append(json.loads(await request.text()))
        return web.json_response({"status": "success", "data": {"id": "9", "access_token": "another-access-token"}})

    asked(note, RequestCode(email="b@example.com"))
    asked(note, VerifyCode(request_token="r", email="b@example.com", code="77"))
    assert bodies == [
        {"email": "b@example.com"},
        {"email": "b@example.com", "request_token": "r", "code": "77"},
    ]


@pytest.mark.parametrize(
    "command",
    [VerifyCode(request_token="r"), HangUp(call_id="c"), MoveClock(seconds=1)],
)
def test_what_a_gateway_cannot_do_is_not_sent(command: Command) -> None:
    """It is said to be unsupported, with the reason."""

    async def main() -> Event:
        async with session_at("http://127.0.0.1:1") as wire:
            event = await wire.session.perform(command)
            assert not wire.kept
            return event

    event = asyncio.run(main())
    assert isinstance(event, Failed)
    assert (event.kind, event.sent) == (FailureKind.UNSUPPORTED, False)


def test_the_mock_is_told_over_its_control_plane() -> None:
    """The call's end and the account's clock; a refusal is a failure with the mock's own words."""
    told: list[tuple[str, Json]] = []

    async def control(request: web.Request) -> web.Response:
        body = await request.text()
        told.append((request.path, json.loads(body) if body else None))
        if request.path.endswith("/gone/end"):
            return web.json_response({"error": {"code": "NOT_FOUND", "message": "no such call"}}, status=404)
        return web.json_response(ACCOUNT)

    async def main() -> list[Event]:
        async with serving(control) as url:
            target = MockTarget(url, CountingClock())
            session = await target.open(TRIAL, None, _drop)
            assert not isinstance(session, Breakdown)
            commands = (HangUp(call_id="c/1"), MoveClock(seconds=5), HangUp(call_id="gone"))
            events = [await session.perform(command) for command in commands]
            await target.close()
            return events

    ended, moved, refused = asyncio.run(main())
    assert isinstance(ended, Done)
    assert isinstance(moved, Done)
    assert isinstance(refused, Failed)
    assert "no such call" in refused.message
    assert told[1:3] == [("/__mock__/calls/c/1/end", {}), ("/__mock__/accounts/42/clock", {"advance_seconds": 5})]


def _drop(_: Exchange) -> None:
    """Keep nothing."""
