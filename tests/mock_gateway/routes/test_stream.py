import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest

from tests.mock_gateway.visitor import CALL, User, Visitor, play, refusal, visiting


@asynccontextmanager
async def opened(visitor: Visitor, user: User, call_id: str) -> AsyncIterator[httpx.Response]:
    """Open a stream and leave it open."""
    async with visitor.http.stream("GET", f"{CALL}/{call_id}/stream", headers=user.headers) as response:
        assert response.status_code == 200
        yield response


def test_the_stream_brings_one_result_event_that_is_the_terminal_get() -> None:
    """An id, the event's name, the JSON of GET on one line, and the end."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        call_id = await visitor.place(user)
        response = await visitor.http.get(f"{CALL}/{call_id}/stream", headers=user.headers)
        assert response.headers["content-type"] == "text/event-stream"
        ended = await visitor.get(user, call_id)
        assert response.text == f"id: {call_id}-result\nevent: result\ndata: {ended.text}\n\n"

    play(story)


def test_a_stream_opened_late_or_again_brings_the_result_at_once() -> None:
    """Three times the same, also with the id of the result."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        call_id = await visitor.place(user)
        first = await visitor.stream(user, call_id)
        assert await visitor.stream(user, call_id) == first
        assert await visitor.stream(user, call_id, Last_Event_Id=f"{call_id}-result") == first

    play(story)


@pytest.mark.parametrize(("last", "comes"), [("{call_id}-result", False), ("another", True), ("", True)])
def test_a_client_that_has_the_result_can_be_believed(last: str, comes: bool) -> None:
    """The assumption stream_reopened=nothing: only for the very id of the result."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        call_id = await visitor.place(user)
        again = await visitor.stream(user, call_id, Last_Event_Id=last.format(call_id=call_id))
        assert ("event: result" in again) is comes

    play(story, assume={"stream_reopened": "nothing"})


def test_every_listener_gets_the_result() -> None:
    """Several streams of one call, all waiting, all served."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        call_id = await visitor.place(user)
        streams = [asyncio.create_task(visitor.stream(user, call_id)) for _ in range(5)]
        await visitor.until(lambda: visitor.gateway.calls.listeners == 5)
        await visitor.advance(100_000)
        assert all("event: result" in text for text in await asyncio.gather(*streams))
        assert visitor.gateway.calls.listeners == 0

    play(story, clock="stepped")


def test_heartbeats_keep_a_stream_open_until_the_result() -> None:
    """Comments only, while the call lasts."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        call_id = await visitor.place(user)
        async with opened(visitor, user, call_id) as response:
            lines = response.aiter_lines()
            heard = [await anext(lines) for _ in range(8)]
            assert heard[::2] == [": waiting for the call to end", ": heartbeat", ": heartbeat", ": heartbeat"]
            assert set(heard[1::2]) == {""}
            await visitor.advance(100_000)
            rest = [line async for line in lines if line and not line.startswith(":")]
        assert [line.partition(":")[0] for line in rest] == ["id", "event", "data"]
        assert json.loads(rest[2].removeprefix("data: "))["status"] == "completed"

    play(story, clock="stepped", assume={"heartbeat_seconds": 0.01})


def test_a_client_that_goes_away_leaves_no_listener_behind() -> None:
    """The server notices at once, not at the next heartbeat."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        call_id = await visitor.place(user)
        for _ in range(3):
            async with opened(visitor, user, call_id):
                await visitor.until(lambda: visitor.gateway.calls.listeners == 1)
            await visitor.until(lambda: visitor.gateway.calls.listeners == 0 and visitor.gateway.open_streams == 0)

    play(story, clock="stepped")


def test_a_stream_ends_cleanly_without_a_result_when_the_gateway_stops() -> None:
    """The body is complete: no client sees a broken connection."""

    async def story() -> str:
        async with visiting(clock="stepped") as visitor:
            user = await visitor.sign_in()
            call_id = await visitor.place(user)
            stream = asyncio.create_task(visitor.stream(user, call_id))
            await visitor.until(lambda: visitor.gateway.calls.listeners == 1)
            await visitor.mock.stop()
            return await stream

    assert asyncio.run(asyncio.wait_for(story(), 20)) == ": waiting for the call to end\n\n"


def test_a_stream_ends_when_its_call_is_forgotten() -> None:
    """A reset lets everybody go."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        call_id = await visitor.place(user)
        stream = asyncio.create_task(visitor.stream(user, call_id))
        await visitor.until(lambda: visitor.gateway.calls.listeners == 1)
        await visitor.http.post("/__mock__/reset", json={})
        assert "event: result" not in await stream

    play(story, clock="stepped")


def test_a_call_that_is_ended_from_outside_ends_its_streams_with_the_result() -> None:
    """cancelled is a result like any other."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        call_id = await visitor.place(user)
        stream = asyncio.create_task(visitor.stream(user, call_id))
        await visitor.until(lambda: visitor.gateway.calls.listeners == 1)
        await visitor.http.post(f"/__mock__/calls/{call_id}/end", json={})
        assert '"status":"cancelled"' in await stream

    play(story, clock="stepped")


def test_a_waiting_stream_follows_a_change_of_speed() -> None:
    """Under the real clock the call would last minutes; sped up, it ends now."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        call_id = await visitor.place(user)
        stream = asyncio.create_task(visitor.stream(user, call_id))
        await visitor.until(lambda: visitor.gateway.calls.listeners == 1)
        await visitor.http.post("/__mock__/clock", json={"mode": "scaled", "speed": 100_000})
        assert "event: result" in await stream

    play(story, clock="real", assume={"setup_seconds": 0})


@pytest.mark.parametrize(
    ("headers", "answer"),
    [({"Authorization": ""}, (401, "AUTH_REQUIRED")), ({"X-Pine-User-Id": "1"}, (401, "AUTH_REQUIRED"))],
)
def test_errors_of_the_stream_use_the_envelope(headers: dict[str, str], answer: tuple[int, str]) -> None:
    """Wire facts: HTTP errors on this route use the same envelope."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        call_id = await visitor.place(user)
        response = await visitor.http.get(f"{CALL}/{call_id}/stream", headers={**user.headers, **headers})
        assert refusal(response) == answer

    play(story)


@pytest.mark.parametrize(
    ("accept", "status"),
    [("text/event-stream", 200), ("*/*", 200), ("text/*;q=0.5", 200), ("application/json", 406)],
)
def test_the_accept_header_can_be_demanded(accept: str, status: int) -> None:
    """The assumption stream_accept."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        call_id = await visitor.place(user)
        headers = {**user.headers, "Accept": accept}
        assert (await visitor.http.get(f"{CALL}/{call_id}/stream", headers=headers)).status_code == status

    play(story, assume={"stream_accept": "event_stream"})
