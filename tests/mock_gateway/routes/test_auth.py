import asyncio

import httpx
import pytest

from harness.model.values import Json
from tests.mock_gateway.visitor import REQUEST, VERIFY, Visitor, play, refusal


async def asked(visitor: Visitor, email: str) -> str:
    """Ask for a code, and return the request token."""
    response = await visitor.http.post(REQUEST, json={"email": email})
    assert response.status_code == 200, response.text
    return str(response.json()["data"]["request_token"])


async def verified(visitor: Visitor, email: str, token: str, code: str = "1234") -> httpx.Response:
    """Send a code."""
    return await visitor.http.post(VERIFY, json={"email": email, "request_token": token, "code": code})


def test_the_two_steps_answer_as_the_reference_shows() -> None:
    """With no configuration, for any address at example.com; `data.email` is there too, as public clients need it."""

    async def story(visitor: Visitor) -> None:
        first = await visitor.http.post(REQUEST, json={"email": "you@example.com"})
        assert set(first.json()) == {"status", "data"}
        assert first.json()["status"] == "success"
        second = await verified(visitor, "you@example.com", first.json()["data"]["request_token"])
        body = second.json()
        assert body["status"] == "success"
        assert set(body["data"]) == {"id", "access_token", "email"}
        assert body["data"]["email"] == "you@example.com"
        assert body["data"]["id"].isdigit()

    play(story)


def test_the_address_may_be_written_in_any_case() -> None:
    """Requested in one spelling, verified in another."""

    async def story(visitor: Visitor) -> None:
        token = await asked(visitor, "You@Example.com")
        assert (await verified(visitor, "you@example.COM", token)).status_code == 200

    play(story)


def test_an_account_s_own_code_is_the_one_that_counts() -> None:
    """And it stands in the inbox."""

    async def story(visitor: Visitor) -> None:
        made = await visitor.account(email="me@elsewhere.test", code="987654")
        token = await asked(visitor, made["email"])
        inbox = (await visitor.http.get("/__mock__/inbox", params={"email": "me@elsewhere.test"})).json()
        assert [message["code"] for message in inbox["messages"]] == ["987654"]
        assert refusal(await verified(visitor, made["email"], token)) == (401, "AUTH_REQUIRED")
        assert (await verified(visitor, made["email"], token, "987654")).status_code == 200

    play(story)


def test_a_request_token_signs_in_once() -> None:
    """The second use is refused, though the code is right."""

    async def story(visitor: Visitor) -> None:
        token = await asked(visitor, "a@example.com")
        assert (await verified(visitor, "a@example.com", token)).status_code == 200
        assert refusal(await verified(visitor, "a@example.com", token)) == (401, "AUTH_REQUIRED")

    play(story)


def test_a_request_token_is_bound_to_its_email() -> None:
    """Another address cannot use it."""

    async def story(visitor: Visitor) -> None:
        token = await asked(visitor, "a@example.com")
        assert refusal(await verified(visitor, "b@example.com", token)) == (401, "AUTH_REQUIRED")

    play(story)


def test_a_request_token_expires() -> None:
    """After its time on the mock's clock: a new code is needed."""

    async def story(visitor: Visitor) -> None:
        token = await asked(visitor, "a@example.com")
        await visitor.advance(601)
        assert refusal(await verified(visitor, "a@example.com", token)) == (401, "TOKEN_EXPIRED")

    play(story)


@pytest.mark.parametrize("token", ["", "nonsense", "a.b.c"])
def test_a_request_token_must_be_one_that_was_issued(token: str) -> None:
    """Anything else is refused like a wrong code."""

    async def story(visitor: Visitor) -> None:
        assert refusal(await verified(visitor, "a@example.com", token)) == (401, "AUTH_REQUIRED")

    play(story)


def test_an_access_token_is_no_request_token() -> None:
    """Tokens have one use each."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in("a@example.com")
        assert refusal(await verified(visitor, "a@example.com", user.token)) == (401, "AUTH_REQUIRED")

    play(story)


def test_too_many_wrong_codes_kill_the_request_token() -> None:
    """Even the right code comes too late then; a new request token works."""

    async def story(visitor: Visitor) -> None:
        token = await asked(visitor, "a@example.com")
        for _ in range(5):
            assert refusal(await verified(visitor, "a@example.com", token, "9999")) == (401, "AUTH_REQUIRED")
        assert refusal(await verified(visitor, "a@example.com", token)) == (429, "RATE_LIMITED")
        assert (await verified(visitor, "a@example.com", await asked(visitor, "a@example.com"))).status_code == 200

    play(story)


def test_the_right_code_before_the_limit_signs_in() -> None:
    """Four mistakes are forgiven."""

    async def story(visitor: Visitor) -> None:
        token = await asked(visitor, "a@example.com")
        for _ in range(4):
            await verified(visitor, "a@example.com", token, "9999")
        assert (await verified(visitor, "a@example.com", token)).status_code == 200

    play(story)


@pytest.mark.parametrize(
    ("code", "answer"),
    [("0000", (401, "AUTH_REQUIRED")), ("0410", (401, "TOKEN_EXPIRED")), ("0429", (429, "RATE_LIMITED"))],
)
def test_magic_codes_bring_each_error_of_this_step(code: str, answer: tuple[int, str]) -> None:
    """With no configuration."""

    async def story(visitor: Visitor) -> None:
        assert refusal(await verified(visitor, "a@example.com", await asked(visitor, "a@example.com"), code)) == answer

    play(story)


@pytest.mark.parametrize(
    ("assumed", "answer"),
    [({}, (401, "AUTH_REQUIRED")), ({"unknown_email": "NOT_FOUND"}, (404, "NOT_FOUND"))],
)
def test_an_email_without_an_account_is_refused(assumed: dict[str, str], answer: tuple[int, str]) -> None:
    """The reference: the email must be associated with an existing account; the code is an assumption."""

    async def story(visitor: Visitor) -> None:
        for email in ("nobody@elsewhere.test", "unknown@example.com"):
            assert refusal(await visitor.http.post(REQUEST, json={"email": email})) == answer

    play(story, assume=assumed)


def test_an_unknown_email_can_be_kept_silent() -> None:
    """unknown_email=silent: the answer gives nothing away, no mail is sent, and no code is right."""

    async def story(visitor: Visitor) -> None:
        token = await asked(visitor, "nobody@elsewhere.test")
        assert (await visitor.http.get("/__mock__/inbox")).json() == {"messages": []}
        assert refusal(await verified(visitor, "nobody@elsewhere.test", token)) == (401, "AUTH_REQUIRED")

    play(story, assume={"unknown_email": "silent"})


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"email": 7},
        {"email": None},
        {"email": "not an address"},
        {"email": ""},
        {"email": " a@example.com"},
        ["a@example.com"],
    ],
)
def test_a_malformed_request_is_refused(body: Json) -> None:
    """400 INVALID_REQUEST in the envelope."""

    async def story(visitor: Visitor) -> None:
        assert refusal(await visitor.http.post(REQUEST, json=body)) == (400, "INVALID_REQUEST")

    play(story)


def test_a_malformed_body_can_answer_422() -> None:
    """The assumption malformed_body_status."""

    async def story(visitor: Visitor) -> None:
        assert refusal(await visitor.http.post(REQUEST, json={})) == (422, "INVALID_REQUEST")

    play(story, assume={"malformed_body_status": "422"})


def test_a_body_must_call_itself_json() -> None:
    """The reference: include Content-Type: application/json in all requests."""

    async def story(visitor: Visitor) -> None:
        answered = await visitor.http.post(REQUEST, content=b'{"email": "a@example.com"}')
        assert refusal(answered) == (415, "UNSUPPORTED_MEDIA_TYPE")

    play(story)


def test_many_people_sign_in_at_once_without_seeing_each_other() -> None:
    """Every account is a tenant."""

    async def story(visitor: Visitor) -> None:
        users = await asyncio.gather(*(visitor.sign_in() for _ in range(20)))
        assert len({user.user_id for user in users}) == 20

    play(story)
