from collections.abc import Mapping

import pytest

from harness.model.values import Json
from mock_gateway.admission import RULES, Stage
from tests.mock_gateway.visitor import CALL, Visitor, play, refusal

WRONG_EVERYWHERE: tuple[tuple[str, Mapping[str, Json], Mapping[str, Json], int, str], ...] = (
    ("revoked token", {"token": "revoked"}, {}, 401, "AUTH_REQUIRED"),
    ("expired token", {"token": "expired"}, {}, 401, "TOKEN_EXPIRED"),
    ("no subscription", {"subscription": False}, {}, 403, "SUBSCRIPTION_REQUIRED"),
    ("no phone", {"phone_registered": False}, {}, 403, "PHONE_REQUIRED"),
    ("wrong field", {}, {"voice": "robot"}, 400, "INVALID_REQUEST"),
    ("wrong number", {}, {"dialed_number": "4155550142"}, 400, "INVALID_PHONE"),
    ("vague", {}, {"call_objective": "Call them"}, 400, "INSUFFICIENT_DETAIL"),
    ("premium rate", {}, {"dialed_number": "+19005551234"}, 403, "POLICY_VIOLATION"),
    ("do not call", {"do_not_call": ["+14155550142"]}, {}, 403, "DND_BLOCKED"),
    ("no credits", {"credits": 49}, {}, 402, "INSUFFICIENT_CREDITS"),
)
"""Each refusal, in the order of the checks; in the test, one line and all below it are wrong at once."""


@pytest.mark.parametrize("place", range(len(WRONG_EVERYWHERE)), ids=[line[0] for line in WRONG_EVERYWHERE])
def test_of_everything_that_is_wrong_the_first_in_the_order_of_checks_is_answered(place: int) -> None:
    """Authentication, account, validation, safety, billing, limits."""

    async def story(visitor: Visitor) -> None:
        wrong = WRONG_EVERYWHERE[place:]
        state: dict[str, Json] = {}
        changes: dict[str, Json] = {}
        for _, its_state, its_changes, _, _ in reversed(wrong):
            state.update(its_state)
            changes.update(its_changes)
        user = await visitor.sign_in(**state)
        assert refusal(await visitor.post(user, **changes)) == wrong[0][3:]

    play(story)


def test_the_table_runs_in_the_order_of_its_stages() -> None:
    """No rule stands in front of an earlier stage's."""
    order = list(Stage)
    places = [order.index(rule.stage) for rule in RULES]
    assert places == sorted(places)


def test_every_rule_says_what_it_demands_and_no_rule_stands_twice() -> None:
    """The table is documentation as well."""
    assert all(rule.meaning.endswith(".") for rule in RULES)
    assert len({rule.check for rule in RULES}) == len(RULES)


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Authorization", None),
        ("Authorization", ""),
        ("Authorization", "Bearer"),
        ("Authorization", "Bearer nonsense"),
        ("Authorization", "Basic {token}"),
        ("Authorization", "{token}"),
        ("X-Pine-User-Id", None),
        ("X-Pine-User-Id", ""),
        ("X-Pine-User-Id", "1234567890"),
    ],
)
def test_missing_and_invalid_headers_need_authentication(header: str, value: str | None) -> None:
    """API reference: missing or invalid Authorization or X-Pine-User-Id header."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        headers = {name: text for name, text in user.headers.items() if name != header}
        if value is not None:
            headers[header] = value.format(token=user.token)
        assert refusal(await visitor.http.post(CALL, json={}, headers=headers)) == (401, "AUTH_REQUIRED")

    play(story)


def test_bearer_may_be_written_in_any_case() -> None:
    """RFC 9110: the scheme is case-insensitive."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        headers = {**user.headers, "Authorization": f"bearer {user.token}"}
        assert (await visitor.http.post(CALL, json={}, headers=headers)).status_code == 400

    play(story)


def test_an_access_token_expires_with_its_time() -> None:
    """After access_token_seconds on the mock's clock; a new sign-in helps."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        await visitor.advance(86_401)
        assert refusal(await visitor.post(user)) == (401, "TOKEN_EXPIRED")
        assert (await visitor.post(await visitor.sign_in(user.email))).status_code == 200

    play(story)


def test_a_token_of_an_earlier_run_is_good() -> None:
    """Clients store credentials; a restarted mock knows them."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in("you@example.com")
        visitor.gateway.reset()
        assert (await visitor.post(user)).status_code == 200

    play(story)


def test_a_token_of_an_account_that_was_forgotten_is_not() -> None:
    """Where the account was not one of the account domain's."""

    async def story(visitor: Visitor) -> None:
        await visitor.account(email="me@elsewhere.test")
        user = await visitor.sign_in("me@elsewhere.test")
        visitor.gateway.reset()
        assert refusal(await visitor.post(user)) == (401, "AUTH_REQUIRED")

    play(story)


def test_reading_a_call_needs_no_subscription() -> None:
    """Unless it is assumed: a customer who leaves can still read what was said."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        call_id = await visitor.place(user)
        await visitor.http.post(f"/__mock__/accounts/{user.user_id}", json={"subscription": False})
        assert (await visitor.get(user, call_id)).status_code == 200

    play(story)


def test_reading_a_call_can_need_a_subscription() -> None:
    """The assumption account_checks_on_read."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        call_id = await visitor.place(user)
        await visitor.http.post(f"/__mock__/accounts/{user.user_id}", json={"subscription": False})
        assert refusal(await visitor.get(user, call_id)) == (403, "SUBSCRIPTION_REQUIRED")

    play(story, assume={"account_checks_on_read": True})


def test_a_revoked_token_can_be_called_expired() -> None:
    """The assumption revoked_token."""

    async def story(visitor: Visitor) -> None:
        assert refusal(await visitor.post(await visitor.sign_in(token="revoked"))) == (401, "TOKEN_EXPIRED")

    play(story, assume={"revoked_token": "TOKEN_EXPIRED"})


@pytest.mark.parametrize(
    ("assumed", "answer"),
    [
        ({}, (403, "POLICY_VIOLATION")),
        ({"emergency_number": "INVALID_PHONE"}, (400, "INVALID_PHONE")),
    ],
)
def test_an_emergency_number_is_never_called(assumed: dict[str, Json], answer: tuple[int, str]) -> None:
    """The assumption emergency_number."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        for number in ("911", "+1911"):
            assert refusal(await visitor.post(user, dialed_number=number)) == answer

    play(story, assume=assumed)


@pytest.mark.parametrize(
    ("assumed", "answer"),
    [
        ({}, (400, "INVALID_REQUEST")),
        ({"empty_callee_name": "INSUFFICIENT_DETAIL"}, (400, "INSUFFICIENT_DETAIL")),
    ],
)
def test_an_empty_callee_name_is_refused(assumed: dict[str, Json], answer: tuple[int, str]) -> None:
    """The assumption empty_callee_name."""

    async def story(visitor: Visitor) -> None:
        assert refusal(await visitor.post(await visitor.sign_in(), callee_name="  ")) == answer

    play(story, assume=assumed)


def test_an_empty_callee_name_can_be_accepted() -> None:
    """empty_callee_name=accept."""

    async def story(visitor: Visitor) -> None:
        assert (await visitor.post(await visitor.sign_in(), callee_name="")).status_code == 200

    play(story, assume={"empty_callee_name": "accept"})


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"caller": "communicator", "detailed_instructions": ""}, 200),
        ({"caller": "negotiator", "detailed_instructions": ""}, 400),
        ({"caller": None, "detailed_instructions": ""}, 400),
        ({"caller": "negotiator", "detailed_instructions": "Target $60, accept up to $65."}, 200),
    ],
)
def test_a_negotiator_needs_a_strategy_and_an_omitted_caller_is_one(changes: dict[str, Json], status: int) -> None:
    """API reference, "Caller Types"."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        answered = await visitor.post(
            user, callee_context="The office of Dr. Smith, a dentist on Main Street.", **changes
        )
        assert answered.status_code == status, answered.text

    play(story)


@pytest.mark.parametrize(("credits_left", "status"), [(49, 402), (49.99, 402), (50, 200)])
def test_a_call_needs_its_base_charge(credits_left: float, status: int) -> None:
    """Wire facts: at least 50 credits."""

    async def story(visitor: Visitor) -> None:
        assert (await visitor.post(await visitor.sign_in(credits=credits_left))).status_code == status

    play(story)


def test_a_call_that_ended_unseen_is_charged_before_the_next_is_allowed() -> None:
    """Nobody asked for it, and still its price is gone when the next one is checked."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in(credits=60)
        await visitor.place(user)
        await visitor.advance(3_600)
        assert refusal(await visitor.post(user)) == (402, "INSUFFICIENT_CREDITS")

    play(story, clock="stepped")


@pytest.mark.parametrize("email", ["expired", "revoked", "nosub", "nophone", "nocredits"])
def test_magic_emails_bring_their_refusals(email: str) -> None:
    """With no configuration: sign in, call, and be refused."""
    expected = {
        "expired": (401, "TOKEN_EXPIRED"),
        "revoked": (401, "AUTH_REQUIRED"),
        "nosub": (403, "SUBSCRIPTION_REQUIRED"),
        "nophone": (403, "PHONE_REQUIRED"),
        "nocredits": (402, "INSUFFICIENT_CREDITS"),
    }[email]

    async def story(visitor: Visitor) -> None:
        assert refusal(await visitor.post(await visitor.sign_in(f"{email}@example.com"))) == expected

    play(story)


@pytest.mark.parametrize(
    ("content_type", "status"),
    [
        ("application/json", 200),
        ("application/json; charset=utf-8", 200),
        ("Application/JSON", 200),
        ("application/vnd.api+json", 200),
        ("text/plain", 415),
        ("application/x-www-form-urlencoded", 415),
        ("", 415),
    ],
)
def test_a_body_must_call_itself_json(content_type: str, status: int) -> None:
    """Anything that is JSON by its name is accepted."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        body = '{"dialed_number": "+14155550142", "callee_name": "Dr. Smith", "callee_context": "A dentist office",'
        body += '"call_objective": "Schedule a dental cleaning for Tuesday", "caller": "communicator"}'
        headers = {**user.headers, "Content-Type": content_type}
        assert (await visitor.http.post(CALL, content=body, headers=headers)).status_code == status

    play(story)


def test_a_body_may_call_itself_anything_when_that_is_assumed() -> None:
    """The assumption content_type=any: the body is judged by what it holds."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        headers = {**user.headers, "Content-Type": "text/plain"}
        assert refusal(await visitor.http.post(CALL, content="{}", headers=headers)) == (400, "INVALID_REQUEST")

    play(story, assume={"content_type": "any"})
