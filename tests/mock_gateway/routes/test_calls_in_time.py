"""Calls as time passes: the clocks, the set-up, and how a call ends early."""

import asyncio

import pytest

from mock_gateway.magic import MAGIC_NUMBERS
from tests.mock_gateway.visitor import Visitor, play

PLACED = [magic for magic in MAGIC_NUMBERS.values() if not magic.refused and not magic.unreadable]


def test_max_duration_minutes_ends_a_call() -> None:
    """A queue that never ends is cut after one minute: raw Timeout."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        await visitor.plan(user, "holds_the_line")
        call_id = await visitor.place(user, max_duration_minutes=1)
        await visitor.stream(user, call_id)
        ended = (await visitor.get(user, call_id)).json()
        assert ended["status"] == "Timeout"
        assert ended["duration_seconds"] == 60
        assert ended["credits_charged"] == 70

    play(story, statuses="raw")


def test_under_the_stepped_clock_a_call_goes_through_its_phases_as_time_is_moved() -> None:
    """Ringing, talking, ended; its duration grows with the talk."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        call_id = await visitor.place(user)
        assert (await visitor.known(call_id))["phase"] == "ringing"
        course = visitor.gateway.calls.course(found) if (found := visitor.gateway.calls.find(call_id)) else None
        assert course is not None
        await visitor.advance(course.answered_at + 10)
        assert (await visitor.known(call_id))["phase"] == "talking"
        assert (await visitor.get(user, call_id)).json()["duration_seconds"] == 10.0
        await visitor.advance(course.ends_at)
        ended = (await visitor.get(user, call_id)).json()
        assert ended["status"] == "completed"
        assert ended["duration_seconds"] == round(course.talk_seconds, 1)

    play(story, clock="stepped")


def test_under_the_stepped_clock_no_number_of_gets_ends_a_call() -> None:
    """Only time does."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        call_id = await visitor.place(user)
        said = {(await visitor.get(user, call_id)).json()["status"] for _ in range(5)}
        assert said == {"in_progress"}

    play(story, clock="stepped")


def test_a_call_can_be_done_at_the_nth_get() -> None:
    """done_at_get."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        call_id = await visitor.place(user)
        said = [(await visitor.get(user, call_id)).json()["status"] for _ in range(4)]
        assert said == ["in_progress", "in_progress", "completed", "completed"]

    play(story, clock="stepped", done_at_get=3)


def test_under_the_scaled_clock_a_call_ends_by_itself() -> None:
    """At a high speed within the story's time limit; POST blocks for the set-up."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        call_id = await visitor.place(user)
        assert "event: result" in await visitor.stream(user, call_id)

    play(story, clock="scaled", speed=10_000)


def test_post_blocks_while_the_call_is_set_up() -> None:
    """The answer comes after the set-up time on the mock's clock, while the call is there already."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        posting = asyncio.create_task(visitor.post(user))
        await visitor.until(lambda: len(visitor.gateway.calls) == 1)
        call = visitor.gateway.calls.of(None)[0]
        assert visitor.gateway.calls.phase(call) == "set_up"
        assert not posting.done()
        assert (await posting).status_code == 200
        assert visitor.gateway.calls.elapsed(call) >= 5

    play(story, clock="scaled", speed=50, assume={"setup_seconds": 5})


@pytest.mark.parametrize(("rule", "spoken"), [("spoken", True), ("empty", False)])
def test_a_call_that_is_ended_early_is_cancelled_with_what_was_said(rule: str, spoken: bool) -> None:
    """The assumption ended_early_transcript; nothing is charged by default."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        call_id = await visitor.place(user)
        whole = visitor.gateway.calls.conversation(found) if (found := visitor.gateway.calls.find(call_id)) else None
        assert whole is not None
        await visitor.advance(whole.ring_seconds + 20)
        await visitor.http.post(f"/__mock__/calls/{call_id}/end", json={})
        ended = (await visitor.get(user, call_id)).json()
        assert (ended["status"], ended["duration_seconds"], ended["credits_charged"]) == ("cancelled", 20.0, 0)
        assert bool(ended["transcript"]) is spoken
        assert len(ended["transcript"]) < len(whole.turns)

    play(story, clock="stepped", assume={"ended_early_transcript": rule})


def test_a_call_that_ended_stays_as_it_is() -> None:
    """A terminal status never changes, whatever comes after."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        call_id = await visitor.place(user)
        await visitor.stream(user, call_id)
        before = (await visitor.get(user, call_id)).text
        await visitor.http.post(f"/__mock__/calls/{call_id}/end", json={})
        await visitor.advance(100_000)
        again = await visitor.sign_in(user.email)
        assert (await visitor.get(again, call_id)).text == before

    play(story)
