"""The control plane's journal of requests."""

import asyncio

import pytest

from harness.model.values import Json
from tests.mock_gateway.visitor import REQUEST, Visitor, play, refusal

MOCK = "/__mock__"


def test_the_journal_shows_requests_without_their_secrets() -> None:
    """Tokens, request tokens and codes are replaced; error codes stay."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        await visitor.post(user, dialed_number="911")
        shown = (await visitor.http.get(f"{MOCK}/requests")).json()
        text = str(shown)
        assert user.token not in text
        assert "eyJ" not in text
        assert "1234" not in str([one["request_body"] for one in shown["requests"][:2]])
        assert shown["requests"][-1]["code"] == "POLICY_VIOLATION"
        assert "POLICY_VIOLATION" in shown["requests"][-1]["response_body"]
        assert shown["requests"][-1]["request_headers"]["authorization"] == "Bearer <access_token>"

    play(story)


@pytest.mark.parametrize(
    ("query", "count"),
    [({}, 3), ({"method": "POST"}, 3), ({"path": "/api/v2/auth/*"}, 2), ({"status": "403"}, 1), ({"code": "X"}, 0)],
)
def test_the_journal_counts(query: dict[str, str], count: int) -> None:
    """Two requests of the sign-in, one refused call; the control plane's own do not count."""

    async def story(visitor: Visitor) -> None:
        await visitor.post(await visitor.sign_in(), dialed_number="911")
        counted = (await visitor.http.get(f"{MOCK}/requests/count", params=query)).json()
        assert counted == {"count": count}

    play(story)


@pytest.mark.parametrize("query", [{"statsu": "200"}, {"status": "abc"}, {"limit": "-1"}])
def test_a_query_that_is_not_right_is_refused(query: dict[str, str]) -> None:
    """A misspelt filter must not look like no match."""

    async def story(visitor: Visitor) -> None:
        assert refusal(await visitor.http.get(f"{MOCK}/requests", params=query)) == (400, "INVALID_REQUEST")

    play(story)


def test_the_nearest_misses_of_a_query_are_shown() -> None:
    """With what is different about each."""

    async def story(visitor: Visitor) -> None:
        await visitor.http.post(REQUEST, json={})
        query = {"path": REQUEST, "status": "200"}
        nearest = (await visitor.http.get(f"{MOCK}/requests/nearest", params=query)).json()["nearest"]
        assert [one["differs"] for one in nearest] == [{"status": 400}]

    play(story)


def test_a_test_can_wait_for_a_request() -> None:
    """The answer comes with the request."""

    async def story(visitor: Visitor) -> None:
        awaited: dict[str, Json] = {"path": REQUEST, "timeout_seconds": 20}
        waiting = asyncio.create_task(visitor.http.post(f"{MOCK}/requests/wait", json=awaited))
        await visitor.http.post(REQUEST, json={"email": "a@example.com"})
        answered = (await waiting).json()
        assert (answered["met"], answered["count"]) == (True, 1)

    play(story)


def test_waiting_for_a_request_in_vain_says_so() -> None:
    """After its time limit."""

    async def story(visitor: Visitor) -> None:
        awaited: dict[str, Json] = {"code": "RATE_LIMITED", "timeout_seconds": 0}
        assert (await visitor.http.post(f"{MOCK}/requests/wait", json=awaited)).json()["met"] is False

    play(story)


def test_the_journal_can_be_cleared() -> None:
    """Between two tests."""

    async def story(visitor: Visitor) -> None:
        await visitor.sign_in()
        await visitor.http.delete(f"{MOCK}/requests")
        assert (await visitor.http.get(f"{MOCK}/requests/count")).json() == {"count": 0}

    play(story)
