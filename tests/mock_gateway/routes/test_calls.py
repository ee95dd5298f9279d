from collections.abc import Mapping

import pytest

from harness.model.values import Json
from mock_gateway.magic import MAGIC_NUMBERS, MagicNumber
from tests.mock_gateway.visitor import CALL, Visitor, play, refusal

REFUSED_AT_POST = [magic for magic in MAGIC_NUMBERS.values() if magic.refused]
UNREADABLE = [magic for magic in MAGIC_NUMBERS.values() if magic.unreadable]
PLACED = [magic for magic in MAGIC_NUMBERS.values() if not magic.refused and not magic.unreadable]


def test_a_call_begins_runs_and_ends_as_the_reference_describes() -> None:
    """POST gives an id; GET shows nothing of the conversation before the end, and all of it after."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        created = await visitor.post(user)
        assert created.status_code == 200
        assert set(created.json()) == {"call_id", "status"}
        assert created.json()["status"] == "in_progress"
        call_id = created.json()["call_id"]
        running = (await visitor.get(user, call_id)).json()
        assert running == {"call_id": call_id, "status": "in_progress", "duration_seconds": 0.0}
        ended = (await visitor.get(user, call_id)).json()
        assert set(ended) == {"call_id", "status", "duration_seconds", "transcript", "credits_charged"}
        assert ended["status"] == "completed"
        assert ended["duration_seconds"] > 0
        assert {turn["speaker"] for turn in ended["transcript"]} >= {"agent", "user"}

    play(story)


def test_the_price_is_50_and_20_a_minute() -> None:
    """What GET says was charged is what left the account."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in(credits=1000)
        call_id = await visitor.place(user)
        await visitor.get(user, call_id)
        ended = (await visitor.get(user, call_id)).json()
        minutes = -(-ended["duration_seconds"] // 60)
        assert ended["credits_charged"] == 50 + 20 * minutes
        account = (await visitor.http.get(f"/__mock__/accounts/{user.user_id}")).json()
        assert account["credits"] == 1000 - ended["credits_charged"]

    play(story)


def test_a_call_is_charged_once_however_often_it_is_read() -> None:
    """By GET, by stream, by the control plane."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        call_id = await visitor.place(user)
        for _ in range(3):
            await visitor.stream(user, call_id)
            await visitor.get(user, call_id)
            await visitor.http.post(f"/__mock__/calls/{call_id}/end", json={})
        account = (await visitor.http.get(f"/__mock__/accounts/{user.user_id}")).json()
        assert len(account["charges"]) == 1

    play(story)


@pytest.mark.parametrize(("asked", "there"), [(True, True), (False, False), (None, False)])
def test_a_summary_comes_only_when_it_was_asked_for(asked: bool | None, there: bool) -> None:
    """enable_summary."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        call_id = await visitor.place(user, enable_summary=asked)
        await visitor.stream(user, call_id)
        assert ("summary" in (await visitor.get(user, call_id)).json()) is there

    play(story)


@pytest.mark.parametrize("magic", PLACED, ids=lambda magic: magic.number)
def test_a_magic_number_that_is_called_brings_its_ending_and_its_final_event(magic: MagicNumber) -> None:
    """By stream and by GET alike, in the raw spelling, priced as its documented status is."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        call_id = await visitor.place(user, dialed_number=magic.number)
        events = await visitor.stream(user, call_id)
        ended = (await visitor.get(user, call_id)).json()
        assert "event: result" in events
        if magic.meaning.startswith("ends as"):
            assert ended["status"] == magic.meaning.split()[2].rstrip(":,")
        assert (await visitor.known(call_id))["status"] == ended["status"]
        assert isinstance(ended["transcript"], list)

    play(story, statuses="raw")


def test_statuses_are_the_documented_words_by_default() -> None:
    """The reference knows completed, failed and cancelled."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        said = []
        for number in ("+14155550101", "+14155550108", "+14155550110"):
            call_id = await visitor.place(user, dialed_number=number)
            await visitor.stream(user, call_id)
            said.append((await visitor.get(user, call_id)).json()["status"])
        assert said == ["completed", "failed", "cancelled"]

    play(story)


@pytest.mark.parametrize("magic", REFUSED_AT_POST, ids=lambda magic: str(magic.refused))
def test_a_magic_number_brings_its_refusal(magic: MagicNumber) -> None:
    """With no configuration, and no call is left behind."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        assert refusal(await visitor.post(user, dialed_number=magic.number))[1] == magic.refused
        assert (await visitor.http.get("/__mock__/calls", params={"user_id": user.user_id})).json()["calls"] == []

    play(story)


@pytest.mark.parametrize("magic", UNREADABLE, ids=lambda magic: str(magic.unreadable))
def test_a_magic_number_makes_its_call_unreadable(magic: MagicNumber) -> None:
    """Placed like any other; GET and stream answer the error."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        call_id = await visitor.place(user, dialed_number=magic.number)
        assert refusal(await visitor.get(user, call_id))[1] == magic.unreadable
        streamed = await visitor.http.get(f"{CALL}/{call_id}/stream", headers=user.headers)
        assert refusal(streamed)[1] == magic.unreadable

    play(story)


def test_a_planned_callee_wins_over_a_magic_number() -> None:
    """Also over one that would refuse the call."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        for number in ("+14155550108", "+14155550160"):
            await visitor.plan(user, "front_desk")
            call_id = await visitor.place(user, dialed_number=number)
            assert (await visitor.known(call_id))["persona"] == "front_desk"

    play(story)


def test_another_user_s_call_does_not_exist() -> None:
    """NOT_FOUND gives nothing away."""

    async def story(visitor: Visitor) -> None:
        mine, theirs = await visitor.sign_in(), await visitor.sign_in()
        call_id = await visitor.place(theirs)
        assert refusal(await visitor.get(mine, call_id)) == (404, "NOT_FOUND")

    play(story)


def test_another_user_s_call_can_be_denied() -> None:
    """The assumption another_users_call."""

    async def story(visitor: Visitor) -> None:
        mine, theirs = await visitor.sign_in(), await visitor.sign_in()
        call_id = await visitor.place(theirs)
        assert refusal(await visitor.get(mine, call_id)) == (403, "ACCESS_DENIED")

    play(story, assume={"another_users_call": "ACCESS_DENIED"})


@pytest.mark.parametrize("call_id", ["nope", "a1b2c3d4-e5f6-7890-abcd-ef1234567890", "%2e%2e", "stream", "é"])
def test_a_call_id_that_does_not_exist_is_not_found(call_id: str) -> None:
    """Whatever it looks like."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        assert refusal(await visitor.get(user, call_id)) == (404, "NOT_FOUND")

    play(story)


def test_the_same_brief_brings_the_same_call() -> None:
    """With no seed planned it is drawn from the brief, so that a failure can be had again."""

    async def story(visitor: Visitor) -> None:
        transcripts = []
        for _ in range(2):
            user = await visitor.sign_in()
            call_id = await visitor.place(user)
            await visitor.stream(user, call_id)
            transcripts.append((await visitor.get(user, call_id)).json()["transcript"])
        assert transcripts[0] == transcripts[1]

    play(story)


@pytest.mark.parametrize(
    ("callee", "speaker"),
    [({"system_turns": "sent"}, True), ({"system_turns": "dropped"}, False)],
)
def test_turns_of_the_system_can_be_left_out(callee: Mapping[str, Json], speaker: bool) -> None:
    """The assumption system_turns, on a line that stays silent."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        call_id = await visitor.place(user, dialed_number="+14155550104")
        await visitor.stream(user, call_id)
        turns = (await visitor.get(user, call_id)).json()["transcript"]
        assert ("system" in {turn["speaker"] for turn in turns}) is speaker

    play(story, assume=callee)


def test_answers_are_ascii_whatever_the_brief_holds() -> None:
    """The official client splits streams at Unicode line separators."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        call_id = await visitor.place(user, callee_name="Zoë\u2028 Café\u0085", enable_summary=True)
        assert (await visitor.stream(user, call_id)).isascii()
        assert (await visitor.get(user, call_id)).text.isascii()

    play(story)


def test_a_call_that_was_forgotten_is_not_found() -> None:
    """The memory of calls is bounded in bytes; the oldest go first."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        first, second, third = [await visitor.place(user) for _ in range(3)]
        assert refusal(await visitor.get(user, first)) == (404, "NOT_FOUND")
        assert (await visitor.get(user, second)).status_code == 200
        assert (await visitor.get(user, third)).status_code == 200

    play(story, call_bytes=20_000)
