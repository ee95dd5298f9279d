"""A clock of an account's own: its calls and its tokens, and nobody else's."""

import pytest

from tests.mock_gateway.visitor import Visitor, play, refusal

MOCK = "/__mock__"


async def advance(visitor: Visitor, user_id: str, seconds: float) -> None:
    """Move one account's time."""
    moved = await visitor.http.post(f"{MOCK}/accounts/{user_id}/clock", json={"advance_seconds": seconds})
    assert moved.status_code == 200, moved.text


def test_only_the_accounts_own_calls_move_on() -> None:
    """The call of one account ends, that of the other runs on."""

    async def story(visitor: Visitor) -> None:
        first, second = await visitor.sign_in(), await visitor.sign_in()
        ids = [await visitor.place(user) for user in (first, second)]
        await advance(visitor, first.user_id, 3600)
        assert (await visitor.known(ids[0]))["phase"] == "ended"
        assert (await visitor.known(ids[1]))["phase"] == "ringing"

    play(story, clock="stepped")


def test_only_the_accounts_own_tokens_expire() -> None:
    """After a day its token is refused, and the one that is issued then is taken."""

    async def story(visitor: Visitor) -> None:
        first, second = await visitor.sign_in(), await visitor.sign_in()
        await advance(visitor, first.user_id, 86_401)
        assert refusal(await visitor.get(first, "nothing"))[1] == "TOKEN_EXPIRED"
        assert refusal(await visitor.get(second, "nothing"))[1] == "NOT_FOUND"
        again = await visitor.sign_in(first.email)
        assert refusal(await visitor.get(again, "nothing"))[1] == "NOT_FOUND"

    play(story, clock="instant")


def test_a_number_may_be_dialled_again_on_the_accounts_next_day() -> None:
    """Its day is its own, too."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        await visitor.place(user)
        assert refusal(await visitor.post(user))[1] == "RATE_LIMITED"
        await advance(visitor, user.user_id, 86_401)
        user = await visitor.sign_in(user.email)
        assert (await visitor.post(user)).status_code == 200

    play(story, clock="instant", assume={"same_number_per_day": "1"})


@pytest.mark.parametrize("clock", ["instant", "real"])
def test_for_a_stepped_account_time_stands_still(clock: str) -> None:
    """Whatever the gateway's clock does: neither reading nor waiting ends its call, moving its clock does."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in(clock="stepped")
        call_id = await visitor.place(user)
        for _ in range(4):
            assert (await visitor.get(user, call_id)).json()["status"] == "in_progress"
        await advance(visitor, user.user_id, 3600)
        assert (await visitor.get(user, call_id)).json()["status"] == "completed"

    play(story, clock=clock)


def test_a_stream_of_a_stepped_account_ends_when_its_clock_is_moved() -> None:
    """Whoever waits is told, at once."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in(clock="stepped")
        call_id = await visitor.place(user)
        url = f"/api/v2/voice/call/{call_id}/stream"
        async with visitor.http.stream("GET", url, headers=user.headers) as response:
            lines = response.aiter_lines()
            assert await anext(lines) == ": waiting for the call to end"
            await advance(visitor, user.user_id, 3600)
            assert "event: result" in [line async for line in lines]

    play(story, clock="instant")


def test_the_clock_is_shown_and_what_is_wrong_is_refused() -> None:
    """How far ahead an account is stands beside its state."""

    async def story(visitor: Visitor) -> None:
        made = await visitor.account(clock="stepped")
        path = f"{MOCK}/accounts/{made['user_id']}"
        await advance(visitor, made["user_id"], 5)
        seen = (await visitor.http.get(path)).json()
        assert (seen["clock"], seen["ahead_seconds"]) == ("stepped", 5)
        assert refusal(await visitor.http.post(f"{path}/clock", json={}))[1] == "INVALID_REQUEST"
        assert refusal(await visitor.http.post(f"{path}/clock", json={"advance_seconds": -1}))[1] == "INVALID_REQUEST"
        unknown = await visitor.http.post(f"{MOCK}/accounts/nobody/clock", json={"advance_seconds": 1})
        assert refusal(unknown)[1] == "NOT_FOUND"

    play(story, clock="instant")
