"""POST, GET and DELETE /__mock__/faults."""

import pytest

from harness.model.values import Json
from tests.mock_gateway.faults.raw import set_fault
from tests.mock_gateway.visitor import REQUEST, Visitor, play, refusal

FAULTS = "/__mock__/faults"


def is_armed(visitor: Visitor) -> bool:
    """Whether requests are asked about at all."""
    return visitor.mock.front.interceptor is not None


def test_a_fault_is_set_listed_counted_and_spent() -> None:
    """What was set is shown with its defaults, and goes when its times are over."""

    async def story(visitor: Visitor) -> None:
        made = await set_fault(visitor, "server_error", route="call_get", times=2)
        assert made["settings"] == {
            "route": "get",
            "times": 2,
            "share": 1.0,
            "seed": 0,
            "for_seconds": None,
            "status": 500,
            "retry_after": None,
            "takes_effect": False,
        }
        user = await visitor.sign_in()
        call_id = await visitor.place(user)
        assert (await visitor.get(user, call_id)).status_code == 500
        (listed,) = (await visitor.http.get(FAULTS)).json()["faults"]
        assert listed == {**made, "times_left": 1, "matched": 1, "struck": 1}
        assert (await visitor.get(user, call_id)).status_code == 500
        assert (await visitor.http.get(FAULTS)).json() == {"faults": []}
        assert (await visitor.get(user, call_id)).status_code == 200

    play(story)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({}, "kind is missing"),
        ({"kind": "disconect"}, "unknown fault 'disconect'; did you mean 'disconnect'?"),
        ({"kind": "reset", "tims": 1}, "unknown setting of reset 'tims'; did you mean 'times'?"),
        ({"kind": "reset", "times": 0}, "times must be at least 1"),
        ({"kind": "reset", "route": "crate"}, "did you mean 'create'?"),
        ({"kind": 5}, "kind must be a string"),
        ({"kind": "connection_refused", "seconds": 1, "user_id": "1"}, "for everybody: it takes no user_id"),
    ],
)
def test_a_wrong_fault_is_refused(body: Json, message: str) -> None:
    """400 INVALID_REQUEST with the nearest name; nothing is set."""

    async def story(visitor: Visitor) -> None:
        response = await visitor.http.post(FAULTS, json=body)
        assert refusal(response) == (400, "INVALID_REQUEST")
        assert message in response.json()["error"]["message"]
        assert not is_armed(visitor)

    play(story)


def test_a_fault_of_an_unknown_account_is_refused() -> None:
    """404, as everywhere in the control plane."""

    async def story(visitor: Visitor) -> None:
        response = await visitor.http.post(FAULTS, json={"kind": "reset", "user_id": "12"})
        assert refusal(response) == (404, "NOT_FOUND")

    play(story)


def test_faults_are_taken_back_by_id_by_account_and_by_reset() -> None:
    """And requests are not asked about any more when there is none."""

    async def story(visitor: Visitor) -> None:
        user, other = await visitor.sign_in(), await visitor.sign_in()
        first = await set_fault(visitor, "reset", user)
        await set_fault(visitor, "reset", user)
        await set_fault(visitor, "reset", other)
        await set_fault(visitor, "reset")
        assert is_armed(visitor)
        removed = await visitor.http.delete(FAULTS, params={"fault_id": str(first["fault_id"])})
        assert removed.json() == {"removed": 1}
        assert (await visitor.http.delete(FAULTS, params={"user_id": user.user_id})).json() == {"removed": 1}
        await visitor.http.post("/__mock__/reset", json={"user_id": other.user_id})
        assert len(visitor.gateway.faults) == 1
        await visitor.http.post("/__mock__/reset", json={})
        assert not is_armed(visitor)
        assert refusal(await visitor.http.delete(FAULTS, params={"id": "x"})) == (400, "INVALID_REQUEST")

    play(story)


def test_the_control_plane_is_never_struck_and_needs_its_token() -> None:
    """Faults can always be taken back, by who may."""

    async def story(visitor: Visitor) -> None:
        assert refusal(await visitor.http.post(FAULTS, json={"kind": "reset"})) == (401, "AUTH_REQUIRED")
        assert refusal(await visitor.http.get(FAULTS)) == (401, "AUTH_REQUIRED")
        assert refusal(await visitor.http.delete(FAULTS)) == (401, "AUTH_REQUIRED")
        visitor.http.headers["X-Mock-Control-Token"] = "secret"
        await set_fault(visitor, "server_error")
        assert (await visitor.http.post(REQUEST, json={})).status_code == 500
        assert (await visitor.http.get("/openapi.json")).status_code == 200
        assert (await visitor.http.delete(FAULTS)).json() == {"removed": 1}

    play(story, control_token="secret")


def test_another_account_is_not_struck_on_any_route() -> None:
    """Neither at sign-in, where the email says whose request it is, nor later, where the token does."""

    async def story(visitor: Visitor) -> None:
        made = await visitor.account()
        await visitor.http.post(FAULTS, json={"kind": "server_error", "user_id": made["user_id"]})
        user = await visitor.sign_in()
        call_id = await visitor.place(user)
        assert (await visitor.get(user, call_id)).status_code == 200
        for email in (made["email"], made["email"].upper()):
            assert (await visitor.http.post(REQUEST, json={"email": email})).status_code == 500
        assert (await visitor.http.post(REQUEST, json={"email": 5})).status_code == 400
        assert (await visitor.http.post(REQUEST, content=b"{")).status_code == 415

    play(story)


def test_the_journal_says_which_fault_struck() -> None:
    """And nothing where none did."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        await set_fault(visitor, "rate_limit", user, route="create", times=1)
        assert (await visitor.post(user)).status_code == 429
        await visitor.place(user)
        entries = (await visitor.http.get("/__mock__/requests", params={"path": "/api/v2/voice/call"})).json()
        assert [entry["fault"] for entry in entries["requests"]] in (["rate_limit", None], [None, "rate_limit"])

    play(story)
