from typing import Any

import pytest

from harness.model.values import Json
from mock_gateway.assumptions import assumption_table
from mock_gateway.routes.control import CONTROL_ROUTES
from tests.mock_gateway.visitor import Visitor, play, refusal

MOCK = "/__mock__"


def test_the_control_plane_is_described_whole() -> None:
    """Its OpenAPI names every route of the table, by its method, and no other."""

    async def story(visitor: Visitor) -> None:
        document = (await visitor.http.get(f"{MOCK}/openapi.json")).json()
        described = {
            (method.upper(), path)
            for path, item in document["paths"].items()
            for method in item
            if method in ("get", "post", "delete")
        }
        assert described == {(route.method, route.path) for route in CONTROL_ROUTES}

    play(story)


def test_an_account_is_made_in_the_state_asked_for() -> None:
    """What was asked is what is shown."""

    async def story(visitor: Visitor) -> None:
        state: dict[str, Json] = {
            "email": "me@elsewhere.test",
            "token": "revoked",
            "subscription": False,
            "phone_registered": False,
            "credits": 7,
            "do_not_call": ["+14155550142"],
            "code": "4321",
        }
        made = await visitor.account(**state)
        assert made == {"user_id": made["user_id"], "email": "me@elsewhere.test", "code": "4321"}
        seen = (await visitor.http.get(f"{MOCK}/accounts/{made['user_id']}")).json()
        assert {name: seen[name] for name in state} == state

    play(story)


def test_an_account_without_an_email_gets_one_of_its_own() -> None:
    """Two of them are two tenants."""

    async def story(visitor: Visitor) -> None:
        first, second = await visitor.account(), await visitor.account()
        assert first["email"] != second["email"]
        assert first["email"].endswith("@example.com")

    play(story)


@pytest.mark.parametrize(
    ("path", "body", "said"),
    [
        ("accounts", {"emial": "a@b.co"}, "did you mean 'email'"),
        ("accounts", {"email": "no"}, "email is not an email address"),
        ("accounts", {"token": "lost"}, "token must be one of valid, expired, revoked"),
        ("accounts", {"credits": -1}, "credits must be at least 0"),
        ("accounts", {"do_not_call": [7]}, "do_not_call must be a list of strings"),
        ("accounts", [], "must be a JSON object"),
        ("accounts/{user_id}", {"colour": "red"}, "is not a field"),
        (
            "accounts/{user_id}/plan",
            {"callee": {"persona": "dentl_receptionist"}},
            "did you mean 'dental_receptionist'",
        ),
        (
            "accounts/{user_id}/plan",
            {"callee": {"persona": "voicemail", "with": {"mod": "rushed"}}},
            "did you mean 'mood'",
        ),
        ("accounts/{user_id}/plan", {"callee": {"with": {}}}, "persona is missing"),
        ("accounts/{user_id}/plan", {"call_date": "tomorrow"}, "is not an ISO 8601 time"),
        ("accounts/{user_id}/plan", {"call_date": "2026-03-06T09:00"}, "has no offset"),
        ("accounts/{user_id}/plan", {"times": 0}, "times must be at least 1"),
        ("clock", {}, "say what to do with the clock"),
        ("clock", {"advance_seconds": -5}, "must be at least 0"),
        ("clock", {"mode": "fast"}, "mode must be one of"),
        ("reset", {"everything": True}, "is not a field"),
        ("requests/wait", {"timeout_seconds": 9999}, "must be at most 300"),
    ],
)
def test_a_body_that_is_not_right_is_refused_with_what_is(path: str, body: Json, said: str) -> None:
    """Every verb names the field and what it may be."""

    async def story(visitor: Visitor) -> None:
        made = await visitor.account()
        response = await visitor.http.post(f"{MOCK}/{path.format(user_id=made['user_id'])}", json=body)
        assert refusal(response) == (400, "INVALID_REQUEST")
        assert said in response.json()["error"]["message"]

    play(story)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "accounts/1"),
        ("POST", "accounts/1"),
        ("POST", "accounts/1/plan"),
        ("GET", "calls/1"),
        ("POST", "calls/1/end"),
        ("GET", "calls?user_id=1"),
    ],
)
def test_what_does_not_exist_is_not_found(method: str, path: str) -> None:
    """Accounts and calls alike."""

    async def story(visitor: Visitor) -> None:
        body: Json = {} if method == "POST" else None
        assert refusal(await visitor.http.request(method, f"{MOCK}/{path}", json=body)) == (404, "NOT_FOUND")

    play(story)


def test_an_account_can_be_changed_while_it_is_used() -> None:
    """A token is revoked under its user's feet, and given back."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        path = f"{MOCK}/accounts/{user.user_id}"
        await visitor.http.post(path, json={"token": "revoked"})
        assert refusal(await visitor.post(user)) == (401, "AUTH_REQUIRED")
        await visitor.http.post(path, json={"token": "valid", "credits": 49})
        assert refusal(await visitor.post(user)) == (402, "INSUFFICIENT_CREDITS")

    play(story)


def test_a_plan_sets_persona_date_and_seed_of_the_next_calls() -> None:
    """As often as it says; after that the brief decides again."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        plan: dict[str, Json] = {
            "callee": {"persona": "voicemail"},
            "call_date": "2026-05-01T10:30:00+02:00",
            "seed": 11,
            "times": 2,
        }
        assert (await visitor.http.post(f"{MOCK}/accounts/{user.user_id}/plan", json=plan)).json() == {"planned": 2}
        known = [await visitor.known(await visitor.place(user)) for _ in range(3)]
        assert [(one["persona"], one["seed"]) for one in known[:2]] == [("voicemail", 11)] * 2
        assert [one["call_date"] for one in known[:2]] == ["2026-05-01T10:30:00+02:00"] * 2
        assert known[2]["persona"] == "dental_receptionist"

    play(story)


def test_a_plan_without_a_callee_keeps_the_default_persona() -> None:
    """Only date and seed are planned."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        await visitor.http.post(f"{MOCK}/accounts/{user.user_id}/plan", json={"seed": 5})
        known = await visitor.known(await visitor.place(user))
        assert (known["persona"], known["seed"]) == ("dental_receptionist", 5)

    play(story)


def test_a_call_s_books_are_known_once_it_ended() -> None:
    """Before, they are empty, and the timeline holds what was said until now."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        call_id = await visitor.place(user)
        before = await visitor.known(call_id)
        assert (before["books"], before["timeline"], before["raw_status"]) == ({}, [], "in_progress")
        await visitor.stream(user, call_id)
        after = await visitor.known(call_id)
        assert after["books"]["answered_by"] == "human"
        assert [turn["text"] for turn in after["timeline"]] == [
            turn["text"] for turn in (await visitor.get(user, call_id)).json()["transcript"]
        ]
        assert after["brief"]["callee_name"] == "Dr. Smith Office"
        assert after["credits_charged"] > 0

    play(story)


def test_calls_are_listed_by_account() -> None:
    """Or all together."""

    async def story(visitor: Visitor) -> None:
        mine, other = await visitor.sign_in(), await visitor.sign_in()
        first = await visitor.place(mine)
        second = await visitor.place(other)
        listed = (await visitor.http.get(f"{MOCK}/calls", params={"user_id": mine.user_id})).json()
        assert [call["call_id"] for call in listed["calls"]] == [first]
        everything = (await visitor.http.get(f"{MOCK}/calls")).json()
        assert [call["call_id"] for call in everything["calls"]] == [first, second]

    play(story)


def test_the_clock_says_how_it_runs() -> None:
    """Mode, speed, simulated time, and how far it was moved by hand."""

    async def story(visitor: Visitor) -> None:
        await visitor.advance(90)
        assert (await visitor.http.get(f"{MOCK}/clock")).json() == {
            "mode": "stepped",
            "speed": 60.0,
            "now_seconds": 90.0,
            "advanced_seconds": 90.0,
        }

    play(story, clock="stepped")


def test_a_reset_of_one_account_leaves_the_others_alone() -> None:
    """Its calls, charges, plans and requests go, its state is as it was made; its token stays good."""

    async def story(visitor: Visitor) -> None:
        mine, other = await visitor.sign_in(credits=500), await visitor.sign_in()
        await visitor.place(other)
        await visitor.stream(mine, await visitor.place(mine))
        await visitor.plan(mine, "voicemail")
        await visitor.http.post(f"{MOCK}/accounts/{mine.user_id}", json={"subscription": False})
        await visitor.http.post(f"{MOCK}/reset", json={"user_id": mine.user_id})
        seen: dict[str, Any] = (await visitor.http.get(f"{MOCK}/accounts/{mine.user_id}")).json()
        assert (seen["credits"], seen["charges"], seen["planned"], seen["subscription"]) == (500, [], 0, True)
        assert (await visitor.http.get(f"{MOCK}/requests/count", params={"user_id": mine.user_id})).json()["count"] == 0
        assert len((await visitor.http.get(f"{MOCK}/calls")).json()["calls"]) == 1
        assert (await visitor.post(mine)).status_code == 200

    play(story)


def test_a_reset_forgets_everything() -> None:
    """Accounts, calls, emails and requests."""

    async def story(visitor: Visitor) -> None:
        await visitor.place(await visitor.sign_in())
        await visitor.http.post(f"{MOCK}/reset", json={})
        assert (await visitor.http.get(f"{MOCK}/accounts")).json() == {"accounts": []}
        assert (await visitor.http.get(f"{MOCK}/calls")).json() == {"calls": [], "total": 0}
        assert (await visitor.http.get(f"{MOCK}/inbox")).json() == {"messages": []}
        assert (await visitor.http.get(f"{MOCK}/requests/count")).json() == {"count": 0}

    play(story)


def test_the_tables_are_served() -> None:
    """Magic inputs, assumptions with their present values, and the order of checks."""

    async def story(visitor: Visitor) -> None:
        magic = (await visitor.http.get(f"{MOCK}/magic")).json()
        assert {"number": "+14155550108", "meaning": "ends as NoAnswer: nobody picks up"} in magic["numbers"]
        assert "expired@example.com" in [row["email"] for row in magic["emails"]]
        rows = (await visitor.http.get(f"{MOCK}/assumptions")).json()["assumptions"]
        assert [row["name"] for row in rows] == list(assumption_table())
        assert {row["name"]: row["value"] for row in rows}["minute_rounding"] == "down"
        stages = [row["stage"] for row in (await visitor.http.get(f"{MOCK}/checks")).json()["checks"]]
        assert stages[0] == "authentication"
        assert stages[-1] == "limits"

    play(story, assume={"minute_rounding": "down"})


@pytest.mark.parametrize("route", CONTROL_ROUTES, ids=lambda route: f"{route.method} {route.path}")
def test_every_verb_demands_the_control_token_where_there_is_one(route: Any) -> None:
    """Without it, and with a wrong one, nothing of the control plane answers."""

    async def story(visitor: Visitor) -> None:
        path = route.path.replace("{user_id}", "1").replace("{call_id}", "1")
        for headers in ({}, {"X-Mock-Control-Token": "wrong"}):
            assert refusal(await visitor.http.request(route.method, path, headers=headers)) == (401, "AUTH_REQUIRED")
        right = await visitor.http.request(route.method, path, headers={"X-Mock-Control-Token": "right"})
        assert right.status_code != 401

    play(story, control_token="right")


def test_a_control_body_must_call_itself_json() -> None:
    """So that no page in a browser can send one from elsewhere."""

    async def story(visitor: Visitor) -> None:
        response = await visitor.http.post(f"{MOCK}/reset", content=b"{}", headers={"Content-Type": "text/plain"})
        assert refusal(response) == (415, "UNSUPPORTED_MEDIA_TYPE")

    play(story)
