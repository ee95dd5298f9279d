"""A client of the mock for tests: signs in, places calls, reads streams; `play` runs a story against a mock."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx

from harness.model.brief import STANDARD_BRIEF
from harness.model.values import Json
from mock_gateway.config import MockConfig
from mock_gateway.gateway import Gateway
from mock_gateway.server import MockServer

CALL, REQUEST, VERIFY = "/api/v2/voice/call", "/api/v2/auth/email/request", "/api/v2/auth/email/verify"
STORY_SECONDS = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Somebody who is signed in."""

    email: str
    user_id: str
    token: str

    @property
    def headers(self) -> dict[str, str]:
        """The two headers that every voice request carries."""
        return {"Authorization": f"Bearer {self.token}", "X-Pine-User-Id": self.user_id}


class Visitor:
    """Talks to one mock over HTTP."""

    def __init__(self, mock: MockServer, http: httpx.AsyncClient) -> None:
        self.mock, self.http = mock, http

    @property
    def gateway(self) -> Gateway:
        """The state behind the mock."""
        return self.mock.gateway

    async def account(self, **state: Json) -> dict[str, Any]:
        """Make an account through the control plane."""
        response = await self.http.post("/__mock__/accounts", json=state)
        assert response.status_code == 201, response.text
        made: dict[str, Any] = response.json()
        return made

    async def sign_in(self, email: str | None = None, **state: Json) -> User:
        """Sign an account in by the two-step flow; a new one in `state` unless an email is given."""
        if email is None:
            email = (await self.account(**state))["email"]
        asked = await self.http.post(REQUEST, json={"email": email})
        token = asked.json()["data"]["request_token"]
        verified = await self.http.post(VERIFY, json={"email": email, "request_token": token, "code": "1234"})
        given = verified.json()["data"]
        return User(email=given["email"], user_id=given["id"], token=given["access_token"])

    async def post(self, user: User, **changes: Json) -> httpx.Response:
        """Place a call with the standard brief; None as a change leaves the field out."""
        body = {name: value for name, value in {**STANDARD_BRIEF, **changes}.items() if value is not None}
        return await self.http.post(CALL, json=body, headers=user.headers)

    async def place(self, user: User, **changes: Json) -> str:
        """Place a call that must be accepted, and return its id."""
        response = await self.post(user, **changes)
        assert response.status_code == 200, response.text
        return str(response.json()["call_id"])

    async def get(self, user: User, call_id: str) -> httpx.Response:
        """Read a call's status."""
        return await self.http.get(f"{CALL}/{call_id}", headers=user.headers)

    async def stream(self, user: User, call_id: str, **headers: str) -> str:
        """Read a call's stream to its end."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        response = await self.http.get(f"{CALL}/{call_id}/stream", headers={**user.headers, **named})
        assert response.status_code == 200, response.text
        return response.text

    async def plan(self, user: User, persona: str, **options: Json) -> None:
        """Plan who answers the user's next call."""
        body: dict[str, Json] = {"callee": {"persona": persona, "with": options}}
        response = await self.http.post(f"/__mock__/accounts/{user.user_id}/plan", json=body)
        assert response.status_code == 200, response.text

    async def advance(self, seconds: float) -> None:
        """Move the clock."""
        response = await self.http.post("/__mock__/clock", json={"advance_seconds": seconds})
        assert response.status_code == 200, response.text

    async def known(self, call_id: str) -> dict[str, Any]:
        """Read what only the mock knows of a call."""
        found: dict[str, Any] = (await self.http.get(f"/__mock__/calls/{call_id}")).json()
        return found

    async def until(self, condition: Callable[[], bool]) -> None:
        """Give the mock its turns until something is so; the story's time limit ends a wait in vain."""
        while not condition():  # noqa: ASYNC110 - what is waited for is the mock's own state, which tells nobody
            await asyncio.sleep(0)


Story = Callable[[Visitor], Awaitable[None]]


@asynccontextmanager
async def visiting(**settings: Any) -> AsyncIterator[Visitor]:
    """A mock under the instant clock, unless `settings` say otherwise, and its visitor."""
    config = MockConfig(**{"clock": "instant", **settings})
    async with MockServer(config) as mock, httpx.AsyncClient(base_url=mock.url, timeout=STORY_SECONDS) as http:
        yield Visitor(mock, http)


def play(story: Story, **settings: Any) -> None:
    """Run a story against a fresh mock."""

    async def whole() -> None:
        async with asyncio.timeout(STORY_SECONDS), visiting(**settings) as visitor:
            await story(visitor)

    asyncio.run(whole())


def refusal(response: httpx.Response) -> tuple[int, str]:
    """Return the status and code of an error, after checking that it is the documented envelope and nothing else."""
    assert response.headers["content-type"] == "application/json", response.text
    body: Mapping[str, Json] = response.json()
    assert set(body) == {"error"}
    assert set(body["error"]) == {"code", "message"}
    assert body["error"]["message"]
    return response.status_code, str(body["error"]["code"])
