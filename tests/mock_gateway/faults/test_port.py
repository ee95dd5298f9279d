"""connection_refused: a port that is closed for a while."""

import asyncio

import httpx
import pytest

from tests.mock_gateway.faults.raw import set_fault
from tests.mock_gateway.visitor import Visitor, play


async def until_open(visitor: Visitor) -> None:
    """Ask until somebody answers."""
    while True:
        try:
            await visitor.http.get("/__mock__/clock")
        except httpx.ConnectError:
            await asyncio.sleep(0)
        else:
            return


def test_connections_are_refused_for_the_time_and_then_not() -> None:
    """ECONNREFUSED, at the same port; a connection that was kept alive does not help. Nothing is forgotten."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        call_id = await visitor.place(user)
        url = visitor.mock.url
        await set_fault(visitor, "connection_refused", seconds=0.2)
        for _ in range(3):
            with pytest.raises(httpx.ConnectError):
                await visitor.get(user, call_id)
        await until_open(visitor)
        assert visitor.mock.url == url
        assert (await visitor.get(user, call_id)).json()["call_id"] == call_id

    play(story)


def test_a_request_under_way_is_answered() -> None:
    """The stream that was open brings its result while nobody else gets in."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        call_id = await visitor.place(user)
        stream = asyncio.create_task(visitor.stream(user, call_id))
        await visitor.until(lambda: visitor.gateway.calls.listeners == 1)
        await set_fault(visitor, "connection_refused", seconds=0.1)
        with pytest.raises(httpx.ConnectError):
            await visitor.get(user, call_id)
        visitor.gateway.clock.advance(100_000)
        visitor.gateway.calls.clock_changed()
        assert "event: result" in await stream

    play(story, clock="stepped")


def test_a_mock_stops_while_its_port_is_closed() -> None:
    """At once."""

    async def story(visitor: Visitor) -> None:
        await set_fault(visitor, "connection_refused", seconds=60)
        await visitor.mock.stop()
        with pytest.raises(httpx.ConnectError):
            await visitor.http.get("/__mock__/clock")

    play(story)
