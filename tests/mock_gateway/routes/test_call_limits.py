"""How many calls a user and a number may have."""

import asyncio

import pytest

from harness.model.values import Json
from mock_gateway.magic import MAGIC_NUMBERS
from tests.mock_gateway.visitor import Visitor, play, refusal

PLACED = [magic for magic in MAGIC_NUMBERS.values() if not magic.refused and not magic.unreadable]


def test_a_sixth_concurrent_call_is_refused_until_one_ends() -> None:
    """Five a user; another user is not concerned."""

    async def story(visitor: Visitor) -> None:
        user, other = await visitor.sign_in(), await visitor.sign_in()
        answers = await asyncio.gather(*(visitor.post(user) for _ in range(6)))
        codes = sorted(answer.status_code for answer in answers)
        assert codes == [200, 200, 200, 200, 200, 429]
        refused = next(answer for answer in answers if answer.status_code == 429)
        assert refusal(refused) == (429, "RATE_LIMITED")
        assert (await visitor.post(other)).status_code == 200
        started = next(answer for answer in answers if answer.status_code == 200).json()["call_id"]
        await visitor.http.post(f"/__mock__/calls/{started}/end", json={})
        assert (await visitor.post(user)).status_code == 200

    play(story)


def test_a_refused_call_leaves_its_plan_for_the_next() -> None:
    """Plans serve calls that were created."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        await visitor.plan(user, "voicemail")
        assert (await visitor.post(user, dialed_number="911")).status_code == 403
        call_id = await visitor.place(user)
        assert (await visitor.known(call_id))["persona"] == "voicemail"

    play(story)


def test_the_same_number_can_be_limited_a_day() -> None:
    """The assumption same_number_per_day; another number and another day are free."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        for _ in range(2):
            await visitor.stream(user, await visitor.place(user))
        assert refusal(await visitor.post(user)) == (429, "RATE_LIMITED")
        await visitor.place(user, dialed_number="+14155551234")
        await visitor.advance(86_400)
        again = await visitor.sign_in(user.email)
        assert (await visitor.post(again)).status_code == 200

    play(story, assume={"same_number_per_day": 2})


@pytest.mark.parametrize(
    ("assumed", "there"), [({}, None), ({"retry_after_seconds": 7}, "7")], ids=["by default", "when assumed"]
)
def test_rate_limited_can_say_when_to_come_back(assumed: dict[str, Json], there: str | None) -> None:
    """The assumption retry_after_seconds."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        for _ in range(5):
            await visitor.place(user)
        assert (await visitor.post(user)).headers.get("Retry-After") == there

    play(story, assume=assumed)
