"""Clocks that differ, and tokens that expire in between."""

import jwt
import pytest

from tests.mock_gateway.faults.raw import set_fault
from tests.mock_gateway.visitor import CALL, Visitor, play, refusal

DAY = 86_400


@pytest.mark.parametrize("route", ["get", "stream"])
def test_a_token_expires_between_the_call_and_its_result(route: str) -> None:
    """For good, on every route, until somebody signs in again; other tokens live."""

    async def story(visitor: Visitor) -> None:
        user, other = await visitor.sign_in(), await visitor.sign_in()
        await set_fault(visitor, "token_expires", user, route=route, times=1)
        call_id = await visitor.place(user)
        path = f"{CALL}/{call_id}{'/stream' if route == 'stream' else ''}"
        assert refusal(await visitor.http.get(path, headers=user.headers)) == (401, "TOKEN_EXPIRED")
        assert refusal(await visitor.get(user, call_id)) == (401, "TOKEN_EXPIRED")
        assert refusal(await visitor.post(user)) == (401, "TOKEN_EXPIRED")
        await visitor.place(other)
        again = await visitor.sign_in(user.email)
        assert (await visitor.get(again, call_id)).status_code == 200

    play(story)


@pytest.mark.parametrize(
    ("seconds", "answer"),
    [
        (DAY + 60, (401, "TOKEN_EXPIRED")),
        (-60, (401, "AUTH_REQUIRED")),
        (DAY - 60, None),
        (0, None),
    ],
)
def test_a_machine_with_another_time_judges_tokens_by_it(seconds: float, answer: tuple[int, str] | None) -> None:
    """Ahead by more than a token's life: expired. Behind: not valid yet. In between: nothing."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        await set_fault(visitor, "clock_skew", user, route="create", seconds=seconds, times=1)
        response = await visitor.post(user)
        assert (response.status_code == 200) if answer is None else (refusal(response) == answer)
        assert (await visitor.post(user)).status_code == 200

    play(story)


def test_a_machine_with_another_time_issues_tokens_of_it() -> None:
    """Two days behind, they have expired before they come; the claims say so."""

    async def story(visitor: Visitor) -> None:
        plain = await visitor.sign_in()
        await set_fault(visitor, "clock_skew", route="auth_verify", seconds=-2 * DAY)
        skewed = await visitor.sign_in(plain.email)
        assert skewed.user_id == plain.user_id
        first, second = (jwt.decode(it.token, options={"verify_signature": False}) for it in (plain, skewed))
        assert -2 * DAY <= second["iat"] - first["iat"] < -2 * DAY + 60
        assert round(second["exp"] - second["iat"], -1) == DAY
        assert refusal(await visitor.post(skewed)) == (401, "TOKEN_EXPIRED")
        assert (await visitor.post(plain)).status_code == 200

    play(story)


def test_skew_does_not_make_a_bad_token_good_nor_a_wrong_code_right() -> None:
    """What is refused is refused."""

    async def story(visitor: Visitor) -> None:
        await set_fault(visitor, "clock_skew", seconds=10)
        bad = {"Authorization": "Bearer none", "X-Pine-User-Id": "1"}
        assert refusal(await visitor.http.post(CALL, json={}, headers=bad)) == (401, "AUTH_REQUIRED")
        wrong = {"email": "a@example.com", "request_token": "none", "code": "1"}
        response = await visitor.http.post("/api/v2/auth/email/verify", json=wrong)
        assert refusal(response) == (401, "AUTH_REQUIRED")

    play(story)
