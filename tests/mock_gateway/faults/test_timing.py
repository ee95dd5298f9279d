"""Answers that come late, slowly or in pieces."""

import asyncio

import pytest

from tests.mock_gateway.faults.raw import hear_get, set_fault
from tests.mock_gateway.visitor import Visitor, play


@pytest.mark.parametrize("kind", ["latency", "jitter"])
def test_a_late_request_has_no_effect_before_its_time(kind: str) -> None:
    """The call is placed when the wait is over, and answered as ever."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        await set_fault(visitor, kind, user, route="create", seconds=0.2, seed=3)
        loop = asyncio.get_running_loop()
        started = loop.time()
        placing = asyncio.create_task(visitor.place(user))
        await visitor.until(lambda: visitor.gateway.faults.all()[0].struck == 1)
        assert len(visitor.gateway.calls) == 0
        await placing
        waited = loop.time() - started
        assert waited >= (0.2 if kind == "latency" else 0.01)

    play(story)


def test_jitter_is_drawn_anew_for_each_request() -> None:
    """By the seed, up to the longest wait."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        call_id = await visitor.place(user)
        await set_fault(visitor, "jitter", user, seconds=0.06, seed=1)
        waits = []
        for _ in range(4):
            response = await visitor.get(user, call_id)
            waits.append(response.elapsed.total_seconds())
        assert max(waits) - min(waits) > 0.01  # Random(1) draws .13, .85, .76, .26 of it

    play(story)


def test_a_slow_body_comes_in_pieces_after_its_headers() -> None:
    """The same bytes, later."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        call_id = await visitor.place(user)
        await visitor.stream(user, call_id)
        plain = await visitor.get(user, call_id)
        await set_fault(visitor, "slow_body", user, seconds=0.1)
        heard = await hear_get(visitor, user, call_id)
        assert heard.body == plain.content
        assert len(heard.pieces) >= 5
        assert b"X-Mock-Fault: slow_body" in heard.head

    play(story)


def test_split_chunks_are_the_same_bytes() -> None:
    """In pieces of the size asked for."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        call_id = await visitor.place(user)
        await visitor.stream(user, call_id)
        plain = await visitor.get(user, call_id)
        await set_fault(visitor, "split_chunks", user, bytes=3)
        heard = await hear_get(visitor, user, call_id)
        assert heard.body == plain.content
        assert len(heard.pieces) > 10

    play(story)
