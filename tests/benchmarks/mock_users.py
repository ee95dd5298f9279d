"""A thousand users of the mock, signed in the way users sign in, with a number of their own to call."""

import http.client
import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from harness.model.brief import STANDARD_BRIEF
from harness.model.values import Json
from tests.benchmarks.served import Served

USERS = 1000
CALL = "/api/v2/voice/call"
_AREA_CODES = (212, 213, 312, 404, 503, 602, 617, 702, 713, 808)


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Somebody who is signed in, and the number that they call."""

    name: str
    user_id: str
    token: str
    number: str

    @property
    def headers(self) -> dict[str, str]:
        """What every voice request carries."""
        return {"Authorization": f"Bearer {self.token}", "X-Pine-User-Id": self.user_id}


class Client:
    """One keep-alive connection to a server, for what is not measured."""

    def __init__(self, server: Served) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def post(self, path: str, value: Any, headers: dict[str, str] | None = None) -> Any:
        """Send JSON and return the JSON of the answer, which must be a success."""
        sent = {"Content-Type": "application/json", **(headers or {})}
        self._connection.request("POST", path, json.dumps(value), sent)
        return self._answer()

    def place(self, user: User) -> str:
        """Place the user's call and return its id."""
        call_id: str = self.post(CALL, brief_of(user), user.headers)["call_id"]
        return call_id

    def _answer(self) -> Any:
        response = self._connection.getresponse()
        body = response.read()
        if response.status not in (200, 201):
            raise RuntimeError(f"HTTP {response.status}: {body[:300]!r}")
        return json.loads(body)


def sign_in(server: Served) -> list[User]:
    """Sign every user in by the two-step email flow."""
    with closing(Client(server)) as client:
        return list(_signed_in(client))


def _signed_in(client: Client) -> Iterator[User]:
    for number in range(USERS):
        email = f"user-{number}@example.com"
        asked = client.post("/api/v2/auth/email/request", {"email": email})["data"]
        given = {"email": email, "request_token": asked["request_token"], "code": "1234"}
        credentials = client.post("/api/v2/auth/email/verify", given)["data"]
        yield User(
            name=f"Office {number}",
            user_id=credentials["id"],
            token=credentials["access_token"],
            number=f"+1{_AREA_CODES[number // 100]}55501{number % 100:02d}",
        )


def brief_of(user: User) -> dict[str, Json]:
    """Return what the user sends to place their call."""
    return {**STANDARD_BRIEF, "dialed_number": user.number, "callee_name": user.name}


def post_text(user: User) -> str:
    """Return the whole request that places the user's call."""
    body = json.dumps(brief_of(user))
    return _head("POST", CALL, user, f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n") + body


def get_text(user: User, call_id: str, *, of: str = "call") -> str:
    """Return the whole request that reads a call; the bare app has those that ended elsewhere."""
    return _head("GET", f"/api/v2/voice/{of}/{call_id}", user)


def stream_text(user: User, call_id: str) -> str:
    """Return the whole request that opens a call's stream."""
    return _head("GET", f"{CALL}/{call_id}/stream", user, "Accept: text/event-stream\r\n")


def _head(method: str, path: str, user: User, more: str = "") -> str:
    named = "".join(f"{name}: {value}\r\n" for name, value in user.headers.items())
    return f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: bench\r\nAccept: */*\r\n{named}{more}\r\n"
