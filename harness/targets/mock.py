"""The mock gateway: the API for calls, and its control plane under /__mock__/ for what only a mock can do."""

import json
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import urlsplit

import httpx

from harness.errors import TargetUnreachable
from harness.model.exchange import Exchange
from harness.model.observation import Breakdown
from harness.model.record import Trial
from harness.model.values import Json
from harness.model.verdict import FailureKind
from harness.runner.commands import Command, Done, Event, Failed, HangUp, MoveClock
from harness.runner.ports import Clock
from harness.targets.gateway import ClientPool, EmailLogin, GatewaySession, Hosts, path_segment
from harness.targets.transport import Transport, new_client

CONTROL_PATH = "/__mock__"
MOCK_ABILITIES = frozenset({"account", "callee", "books", "clock", "control", "faults"})


class ControlPlane:
    """The mock's control plane through one client; what goes wrong is returned as a Breakdown, not raised."""

    def __init__(self, client: httpx.AsyncClient, base_url: str) -> None:
        self._client, self._base_url = client, base_url

    async def ask(self, method: str, path: str, body: Json = None) -> Mapping[str, Json] | Breakdown:
        """Send one control request and return its JSON object."""
        content = None if body is None else json.dumps(body).encode()
        headers = {} if content is None else {"Content-Type": "application/json"}
        try:
            response = await self._client.request(
                method, f"{self._base_url}{CONTROL_PATH}{path}", content=content, headers=headers
            )
            answer = response.json()
        except (httpx.HTTPError, ValueError, RecursionError) as error:
            words = str(error) or type(error).__name__
            return Breakdown(kind=FailureKind.UNREACHABLE, message=f"the mock's control plane: {words}")
        if response.status_code >= 400 or not isinstance(answer, dict):
            return Breakdown(kind=FailureKind.GATEWAY_ERROR, message=_refusal(path, response.status_code, answer))
        return answer


class MockSession(GatewaySession):
    """A session whose account was made for it alone."""

    def __init__(
        self,
        hosts: Hosts,
        transport: Transport,
        login: EmailLogin,
        give_back: Callable[[], None],
        clock: Clock,
        control: ControlPlane,
        user_id: str,
        trial: Trial,
    ) -> None:
        super().__init__(hosts, transport, login, give_back, clock)
        self._control, self._user_id, self._trial = control, user_id, trial

    async def set_faults(self, faults: Sequence[Mapping[str, Json]]) -> Breakdown | None:
        """Set the faults in their order, for this session's account alone, drawn by the trial's seed unless told."""
        for fault in faults:
            wanted = {"seed": self._trial.seed, **fault, "user_id": self._user_id}
            answer = await self._control.ask("POST", "/faults", wanted)
            if isinstance(answer, Breakdown):
                return answer
        return None

    async def prepare_call(self, callee: Mapping[str, Json] | None, times: int) -> Breakdown | None:
        """Plan who answers the account's next `times` calls, with this trial's date and seed."""
        plan: dict[str, Json] = {
            "call_date": self._trial.call_date.isoformat(),
            "seed": self._trial.seed,
            "times": times,
        }
        if callee is not None:
            plan["callee"] = dict(callee)
        answer = await self._control.ask("POST", f"/accounts/{self._user_id}/plan", plan)
        return answer if isinstance(answer, Breakdown) else None

    async def perform(self, command: Command) -> Event:
        """Carry out one command; those that only a mock can do go to its control plane."""
        match command:
            case HangUp():
                return await self._told(f"/calls/{path_segment(command.call_id)}/end", {})
            case MoveClock():
                return await self._told(f"/accounts/{self._user_id}/clock", {"advance_seconds": command.seconds})
            case _:
                return await super().perform(command)

    async def _told(self, path: str, body: Json) -> Event:
        answer = await self._control.ask("POST", path, body)
        at_s = self._clock.now_s()
        if isinstance(answer, Breakdown):
            return Failed(at_s=at_s, kind=answer.kind, message=answer.message, sent=False)
        return Done(at_s=at_s)

    async def read_books(self, call_id: str) -> Mapping[str, Json] | Breakdown | None:
        """Return the callee's own record of a call."""
        answer = await self._control.ask("GET", f"/calls/{path_segment(call_id)}")
        if isinstance(answer, Breakdown):
            return answer
        books = answer.get("books")
        return books if isinstance(books, dict) else None


class MockTarget:
    """A mock gateway at a base URL: a fresh account for every trial, so that nothing is shared."""

    name = "mock"
    can = MOCK_ABILITIES
    session: type[MockSession] = MockSession
    wire: type[Transport] = Transport

    def __init__(self, base_url: str, clock: Clock) -> None:
        self._base_url, self._clock = base_url.rstrip("/"), clock
        self._hosts = Hosts(auth_url=self._base_url, voice_url=self._base_url)
        self._pool = ClientPool(verify=not self._hosts.plain, trust_env=False)

    async def open(
        self, trial: Trial, account: Mapping[str, Json] | None, keep: Callable[[Exchange], None]
    ) -> MockSession | Breakdown:
        """Make an account in the state that the scenario asks for, and a session of it."""
        client = self._pool.take()
        control = ControlPlane(client, self._base_url)
        made = await control.ask("POST", "/accounts", dict(account or {}))
        missing = [name for name in ("user_id", "email", "code") if name not in made] if isinstance(made, dict) else []
        if missing:
            message = f"the mock's control plane made an account without {', '.join(missing)}"
            made = Breakdown(kind=FailureKind.GATEWAY_ERROR, message=message)
        if isinstance(made, Breakdown):
            self._pool.give_back(client)
            return made
        return self.session(
            self._hosts,
            self.wire(client, self._clock, keep),
            EmailLogin(email=str(made["email"]), code=str(made["code"])),
            lambda: self._pool.give_back(client),
            self._clock,
            control,
            str(made["user_id"]),
            trial,
        )

    async def close(self) -> None:
        """Close the clients."""
        await self._pool.close()


async def mock_clock_at(base_url: str) -> Mapping[str, Json] | None:
    """Return what a mock at `base_url` says of its clock, None where the gateway there is not our mock.

    Raises TargetUnreachable when nothing answers at all.
    """
    try:
        _ = urlsplit(base_url).port
    except ValueError as error:  # httpx would let a port beyond 65535 reach the socket, which crashes on it
        raise TargetUnreachable(f"nothing can answer at {base_url}: {error}") from error
    async with new_client(verify=not base_url.startswith("http://"), trust_env=False) as client:
        try:
            response = await client.get(f"{base_url.rstrip('/')}{CONTROL_PATH}/clock")
            answer = response.json()
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.UnsupportedProtocol, httpx.InvalidURL) as error:
            raise TargetUnreachable(f"nothing answers at {base_url}: {error}") from error
        except (httpx.HTTPError, ValueError, RecursionError):
            return None
    known = response.status_code == httpx.codes.OK and isinstance(answer, dict) and "mode" in answer
    return answer if known else None


def _refusal(path: str, status: int, answer: Json) -> str:
    inner = answer.get("error") if isinstance(answer, dict) else None
    message = inner.get("message") if isinstance(inner, dict) else None
    return f"the mock's control plane refused {path.split('/')[1]}: {message or f'HTTP {status}'}"
