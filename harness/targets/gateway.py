"""A gateway over HTTP and SSE, as the API reference and the official SDK speak to it."""

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import quote

import httpx

from harness.model.brief import RequestBody
from harness.model.exchange import Exchange
from harness.model.observation import Breakdown
from harness.model.record import Trial
from harness.model.scenario import HttpRequest
from harness.model.steps import Closing
from harness.model.values import Json
from harness.model.verdict import FailureKind
from harness.runner.commands import (
    Answered,
    Command,
    CreateCall,
    Done,
    Event,
    Failed,
    HangUp,
    MoveClock,
    OpenStream,
    PollCall,
    RequestCode,
    Send,
    Sleep,
    VerifyCode,
)
from harness.runner.ports import Clock
from harness.targets.transport import Request, Transport, new_client

CREATE_TIMEOUT_S = 300.0
"""How long POST may block while the call is being set up: the official SDK's own read time limit."""

CALL_PATH = "/api/v2/voice/call"
AUTH_PATH = "/api/v2/auth/email"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hosts:
    """The two base URLs, without a trailing slash: the auth API's and the voice API's."""

    auth_url: str
    voice_url: str

    @property
    def plain(self) -> bool:
        """Whether both are http:// URLs."""
        return all(url.startswith("http://") for url in (self.auth_url, self.voice_url))


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """What signs requests: an access token and the user id that goes with it."""

    access_token: str = field(repr=False)
    user_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EmailLogin:
    """An account that is signed in by the two-step email flow, and the code that will have been emailed."""

    email: str
    code: str = field(repr=False)


class Wire(Protocol):
    """Where a session's requests go: each is kept as an exchange and becomes an event; none ever raises."""

    def learn_secret(self, value: str, name: str) -> None:
        """Make sure that a value known to be secret is in no exchange kept from here on."""
        ...

    async def ask(self, request: Request) -> Answered | Failed:
        """Send a request and read its whole answer."""
        ...

    async def stream(self, request: Request, timeout_s: float, closing: Closing | None = None) -> Event:
        """Open an event stream and read it as `closing` says, None: until its `result` event."""
        ...


class GatewaySession:
    """One trial's connection: signs in, then carries out commands."""

    def __init__(
        self,
        hosts: Hosts,
        transport: Wire,
        account: Credentials | EmailLogin,
        give_back: Callable[[], None],
        clock: Clock,
    ) -> None:
        self._hosts, self._transport, self._account, self._give_back = hosts, transport, account, give_back
        self._clock = clock
        self._credentials = account if isinstance(account, Credentials) else None

    async def set_faults(self, faults: Sequence[Mapping[str, Json]]) -> Breakdown | None:
        """Nothing can be made to go wrong on a gateway that is not ours."""
        return None

    async def prepare_call(self, callee: Mapping[str, Json] | None, times: int) -> Breakdown | None:
        """Nothing can be prepared on a gateway that rings real phones."""
        return None

    async def read_books(self, call_id: str) -> Mapping[str, Json] | Breakdown | None:
        """A real callee keeps no books that we could read."""
        return None

    async def close(self) -> None:
        """Give the client back to its pool."""
        self._give_back()

    async def perform(self, command: Command) -> Event:
        """Carry out one command."""
        match command:
            case RequestCode():
                return await self._request_code(command)
            case VerifyCode():
                return await self._verify_code(command)
            case CreateCall():
                return await self._transport.ask(self._create(command.body))
            case PollCall():
                return await self._transport.ask(self._call_request("call_get", command.call_id, ""))
            case OpenStream():
                return await self._transport.stream(self._stream(command), command.timeout_s, command.reading)
            case Send():
                return await self._transport.ask(self._raw(command.request))
            case Sleep():
                await asyncio.sleep(command.seconds)
                return Done(at_s=self._clock.now_s())
            case HangUp() | MoveClock():
                return self._unsupported("only a mock ends calls and moves its clock on demand")

    def _unsupported(self, message: str) -> Failed:
        return Failed(at_s=self._clock.now_s(), kind=FailureKind.UNSUPPORTED, message=message, sent=False)

    async def _request_code(self, command: RequestCode) -> Event:
        login = self._account if isinstance(self._account, EmailLogin) else None
        if login is None and command.email is None:
            return Done(at_s=self._clock.now_s())
        body = {"email": command.email if login is None or command.email is not None else login.email}
        return await self._transport.ask(
            Request(
                route="auth_request",
                method="POST",
                url=f"{self._hosts.auth_url}{AUTH_PATH}/request",
                headers={"Content-Type": "application/json"},
                content=json.dumps(body),
            )
        )

    async def _verify_code(self, command: VerifyCode) -> Event:
        login = self._account if isinstance(self._account, EmailLogin) else None
        email = command.email if command.email is not None or login is None else login.email
        code = command.code if command.code is not None or login is None else login.code
        if email is None or code is None:
            return self._unsupported("the account was given by its token: name the email and the code to verify")
        self._transport.learn_secret(command.request_token, "request_token")
        body = {"email": email, "request_token": command.request_token, "code": code}
        event = await self._transport.ask(
            Request(
                route="auth_verify",
                method="POST",
                url=f"{self._hosts.auth_url}{AUTH_PATH}/verify",
                headers={"Content-Type": "application/json"},
                content=json.dumps(body),
            )
        )
        if isinstance(event, Answered) and event.status < 400:
            self._take_credentials(event.body)
        return event

    def _take_credentials(self, body: Json) -> None:
        inner = body.get("data") if isinstance(body, dict) else None
        if not isinstance(inner, dict):
            return
        access_token, user_id = inner.get("access_token"), inner.get("id")
        if isinstance(access_token, str) and isinstance(user_id, str):
            self._transport.learn_secret(access_token, "access_token")
            self._credentials = Credentials(access_token=access_token, user_id=user_id)

    def _signed(self) -> dict[str, str]:
        headers = {"Content-Type": "application/json"}
        if self._credentials is not None:
            headers["Authorization"] = f"Bearer {self._credentials.access_token}"
            headers["X-Pine-User-Id"] = self._credentials.user_id
        return headers

    def _create(self, body: RequestBody) -> Request:
        return Request(
            route="call_create",
            method="POST",
            url=f"{self._hosts.voice_url}{CALL_PATH}",
            headers=self._signed(),
            content=_content(body),
            read_timeout_s=CREATE_TIMEOUT_S,
        )

    def _call_request(self, route: str, call_id: str, suffix: str) -> Request:
        return Request(
            route="call_stream" if route == "call_stream" else "call_get",
            method="GET",
            url=f"{self._hosts.voice_url}{CALL_PATH}/{path_segment(call_id)}{suffix}",
            headers=self._signed(),
        )

    def _stream(self, command: OpenStream) -> Request:
        request = self._call_request("call_stream", command.call_id, "/stream")
        headers = {**request.headers, "Accept": command.accept}
        if command.last_event_id is not None:
            headers["Last-Event-Id"] = command.last_event_id
        return Request(route="call_stream", method="GET", url=request.url, headers=headers)

    def _raw(self, step: HttpRequest) -> Request:
        host = self._hosts.auth_url if step.path.startswith("/api/v2/auth/") else self._hosts.voice_url
        headers = self._signed() if step.signed_in else {}
        named = {name.lower() for name in step.headers}
        headers = {name: value for name, value in headers.items() if name.lower() not in named}
        return Request(
            route="other",
            method=step.method,
            url=f"{host}{step.path}",
            headers={**headers, **step.headers},
            content=None if step.body is None else _content(step.body),
        )


class ClientPool:
    """HTTP clients, one for each session that is open at once: one client shared by many tasks costs far more CPU."""

    def __init__(self, *, verify: bool, trust_env: bool) -> None:
        self._verify, self._trust_env = verify, trust_env
        self._all: list[httpx.AsyncClient] = []
        self._free: list[httpx.AsyncClient] = []

    def take(self) -> httpx.AsyncClient:
        """Return a client that no other session uses."""
        if self._free:
            return self._free.pop()
        client = new_client(verify=self._verify, trust_env=self._trust_env)
        self._all.append(client)
        return client

    def give_back(self, client: httpx.AsyncClient) -> None:
        """Take a client back for the next session, without what the last one's gateway left in it."""
        client.cookies.clear()
        self._free.append(client)

    async def close(self) -> None:
        """Close every client."""
        await asyncio.gather(*(client.aclose() for client in self._all))


class GatewayTarget:
    """Any gateway with one account for all trials. It can do nothing beyond the API."""

    name = "live"
    can: frozenset[str] = frozenset()
    session: type[GatewaySession] = GatewaySession
    wire: type[Transport] = Transport

    def __init__(self, hosts: Hosts, account: Credentials | EmailLogin | None, clock: Clock) -> None:
        self._hosts, self._account, self._clock = hosts, account, clock
        self._pool = ClientPool(verify=not hosts.plain, trust_env=not hosts.plain)

    async def open(
        self, trial: Trial, account: Mapping[str, Json] | None, keep: Callable[[Exchange], None]
    ) -> GatewaySession | Breakdown:
        """Make a session of the one account."""
        if self._account is None:
            return Breakdown(kind=FailureKind.SIGN_IN, message="nobody is logged in: run pine-harness login")
        client = self._pool.take()
        transport = self.wire(client, self._clock, keep)
        if isinstance(self._account, Credentials):
            transport.learn_secret(self._account.access_token, "access_token")
        return self.session(self._hosts, transport, self._account, lambda: self._pool.give_back(client), self._clock)

    async def close(self) -> None:
        """Close the clients."""
        await self._pool.close()


def path_segment(call_id: str) -> str:
    """Spell a call_id as one piece of a path, whatever a gateway or a scenario calls a call."""
    quoted = quote(call_id, safe="", errors="surrogatepass")
    return quoted.replace(".", "%2E") if quoted in {".", ".."} else quoted


def _content(body: RequestBody) -> str:
    return body.text if body.text is not None else json.dumps(body.value, ensure_ascii=False)
