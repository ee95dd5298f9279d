"""A plan that brings the callee along: a persona that no catalogue has."""

import pytest

from harness.model.values import Json
from tests.mock_gateway.visitor import Visitor, play

PLAN: dict[str, Json] = {"persona": "parrot", "define": {"title": "A parrot", "greeting": "Polly wants a cracker."}}


async def planned(visitor: Visitor, callee: Json) -> tuple[int, Json, str]:
    """Make an account and plan its next call; return the status, the answer and the user id."""
    made = await visitor.account()
    path = f"/__mock__/accounts/{made['user_id']}/plan"
    answered = await visitor.http.post(path, json={"callee": callee})
    return answered.status_code, answered.json(), made["email"]


def test_a_persona_of_ones_own_answers() -> None:
    """With its own first words, and the options set over it."""

    async def story(visitor: Visitor) -> None:
        status, _, email = await planned(visitor, {**PLAN, "with": {"mood": "hostile"}})
        assert status == 200
        user = await visitor.sign_in(email)
        call_id = await visitor.place(user)
        await visitor.stream(user, call_id)
        result = (await visitor.get(user, call_id)).json()
        assert result["transcript"][0]["text"] == "Polly wants a cracker."

    play(story)


@pytest.mark.parametrize(
    ("callee", "words"),
    [
        ({"define": {"title": "A parrot"}}, "persona is missing"),
        ({"persona": "parrot", "define": "a parrot"}, "define must be an object"),
        ({"persona": "parrot", "define": {"mood": "angry", "openigs": []}}, "did you mean 'openings'?"),
        ({"persona": "parrot", "define": {"greeting": "{foo}"}}, "unknown place {foo}"),
        ({**PLAN, "with": {"moood": "hostile"}}, "did you mean 'mood'?"),
        ({"persona": "front_desk", "with": {"greeting": "{foo}"}}, "unknown place {foo}"),
    ],
)
def test_a_persona_that_could_not_answer_is_refused(callee: Json, words: str) -> None:
    """When it is planned, and not when the call comes."""

    async def story(visitor: Visitor) -> None:
        status, answered, _ = await planned(visitor, callee)
        assert status == 400
        assert words in answered["error"]["message"]

    play(story)


def test_all_that_is_wrong_with_it_is_told_at_once() -> None:
    """A wrong mood and a mistyped option are two things."""

    async def story(visitor: Visitor) -> None:
        _, answered, _ = await planned(visitor, {"persona": "p", "define": {"mood": "angry", "openigs": []}})
        assert "'angry'" in answered["error"]["message"]
        assert "'openigs'" in answered["error"]["message"]

    play(story)
