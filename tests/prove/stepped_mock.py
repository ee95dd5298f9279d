"""A mock in a thread of this process, for tests that go step by step and have no event loop of their own."""

import asyncio
import http.client
import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from harness.model.brief import STANDARD_BRIEF
from harness.model.values import Json
from mock_gateway.config import MockConfig
from mock_gateway.server import MockServer

CALL = "/api/v2/voice/call"
_PATIENCE_S = 20


class Reply(NamedTuple):
    """An answer: its HTTP status and its JSON."""

    status: int
    body: Any


class Client:
    """One keep-alive connection to a mock."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        assert parts.hostname is not None
        self._connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=_PATIENCE_S)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def post(self, path: str, body: Json, headers: Mapping[str, str] | None = None) -> Reply:
        """Send JSON."""
        sent = {"Content-Type": "application/json", **(headers or {})}
        self._connection.request("POST", path, json.dumps(body), sent)
        return self._reply()

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> Reply:
        """Ask for JSON, or for a stream that ends: then the JSON is the data of its one event."""
        self._connection.request("GET", path, headers=dict(headers or {}))
        return self._reply()

    def _reply(self) -> Reply:
        response = self._connection.getresponse()
        text = response.read().decode("ascii")
        if response.headers["Content-Type"] == "text/event-stream":
            text = text.rpartition("event: result\ndata: ")[2]
        return Reply(response.status, json.loads(text))


class Caller:
    """An account with known credits, signed in."""

    def __init__(self, client: Client, opening_credits: int) -> None:
        self._client, self.opening_credits = client, opening_credits
        made = client.post("/__mock__/accounts", {"credits": opening_credits}).body
        self.user_id: str = made["user_id"]
        asked = client.post("/api/v2/auth/email/request", {"email": made["email"]}).body["data"]
        body = {"email": made["email"], "request_token": asked["request_token"], "code": made["code"]}
        token = client.post("/api/v2/auth/email/verify", body).body["data"]["access_token"]
        self.headers = {"Authorization": f"Bearer {token}", "X-Pine-User-Id": self.user_id}

    def place(self, number: str, minutes: int) -> Reply:
        """Ask for a call."""
        brief = {**STANDARD_BRIEF, "dialed_number": number, "max_duration_minutes": minutes}
        return self._client.post(CALL, brief, self.headers)

    def read(self, call_id: str) -> Reply:
        """Ask for a call's status."""
        return self._client.get(f"{CALL}/{call_id}", self.headers)

    def listen(self, call_id: str) -> Reply:
        """Open a call's stream and read it to its end."""
        return self._client.get(f"{CALL}/{call_id}/stream", self.headers)

    def account(self) -> Any:
        """Return the account as the control plane shows it."""
        return self._client.get(f"/__mock__/accounts/{self.user_id}").body

    def calls(self) -> Any:
        """Return the account's calls as the control plane shows them, without moving any."""
        return self._client.get(f"/__mock__/calls?user_id={self.user_id}").body["calls"]


@contextmanager
def mock_in_a_thread(config: MockConfig) -> Iterator[str]:
    """Serve on a free port and give the URL."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    server = MockServer(config)
    try:
        asyncio.run_coroutine_threadsafe(server.start(), loop).result(_PATIENCE_S)
        yield server.url
    finally:
        asyncio.run_coroutine_threadsafe(server.stop(), loop).result(_PATIENCE_S)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(_PATIENCE_S)
        loop.close()
