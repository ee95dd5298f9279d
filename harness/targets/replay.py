"""A gateway out of recordings: every request is answered by an exchange of an earlier run, and no socket is opened.

Recorded times are told as they were recorded, and nothing is waited for: the session has a clock of its own that is
where the recording is, and that waiting moves on.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Protocol

from harness.model.exchange import Exchange
from harness.model.observation import Breakdown
from harness.model.record import Trial
from harness.model.steps import Closing
from harness.model.values import Json
from harness.model.verdict import FailureKind
from harness.runner.commands import Answered, Command, Done, Event, Failed, HangUp, MoveClock, Sleep, Streamed
from harness.targets.gateway import Credentials, EmailLogin, GatewaySession, Hosts
from harness.targets.transport import Request, json_of, result_of
from harness.wire.redaction import Redactor
from harness.wire.sse import encode

NOWHERE: Final = Hosts(auth_url="http://replay", voice_url="http://replay")
"""What stands for the two hosts in a request that is sent to none."""


class Answers(Protocol):
    """What was recorded, asked by a redacted request that has no answer yet."""

    def answer(self, asked: Exchange) -> Exchange | None:
        """Return the exchange that answers, None where nothing does."""
        ...

    def why_not(self, asked: Exchange) -> str:
        """Say which recorded request comes nearest, and in what it differs."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What a trial is replayed from. `kinds` tell by an exchange's seq why it came to no answer.

    `books` are by call_id; `opening` is why the trial had no session then, None where it had one.
    """

    answers: Answers
    account: Credentials | EmailLogin
    kinds: Mapping[int, FailureKind] = field(default_factory=dict)
    books: Mapping[str, Mapping[str, Json]] = field(default_factory=dict)
    opening: Breakdown | None = None


class RecordedClock:
    """Seconds since the recorded run began, as far as the replay has come."""

    def __init__(self) -> None:
        self._now_s = 0.0

    def now_s(self) -> float:
        """Return where the replay is."""
        return self._now_s

    def reach(self, at_s: float) -> float:
        """Go to a recorded moment, unless it is past, and return where the replay is."""
        self._now_s = max(self._now_s, at_s)
        return self._now_s

    def wait(self, seconds: float) -> None:
        """Let time pass that nobody waits for."""
        self._now_s += seconds


class ReplayWire:
    """Answers requests as the transport of a session would have."""

    def __init__(self, recorded: Recorded, clock: RecordedClock, keep: Callable[[Exchange], None]) -> None:
        self._recorded, self._clock, self._keep = recorded, clock, keep
        self._sent = 0
        self._redactor = Redactor()

    def learn_secret(self, value: str, name: str) -> None:
        """Make sure that a value known to be secret is in no exchange kept from here on."""
        self._redactor.learn(value, name)

    async def ask(self, request: Request) -> Answered | Failed:
        """Return the recorded answer of a request."""
        found = self._found(request)
        if isinstance(found, Failed):
            return found
        exchange, kind = found
        if exchange.status is None or exchange.error is not None:
            return self._failed(exchange, kind)
        return self._answered(exchange, _text(exchange))

    async def stream(self, request: Request, timeout_s: float, closing: Closing | None = None) -> Event:
        """Return what was recorded of a stream."""
        found = self._found(request)
        if isinstance(found, Failed):
            return found
        exchange, kind = found
        if exchange.status is None:
            return self._failed(exchange, kind)
        if exchange.response_body is not None:
            return self._answered(exchange, exchange.response_body)
        ids = [event.event_id for event in exchange.events if event.event_id]
        return Streamed(
            at_s=self._clock.now_s(),
            exchange=exchange.seq,
            result=result_of(exchange.events),
            last_event_id=ids[-1] if ids else None,
        )

    def _found(self, request: Request) -> tuple[Exchange, FailureKind | None] | Failed:
        """Keep the recorded exchange that answers, under the number that it has now."""
        self._sent += 1
        asked = self._redactor.exchange(self._asked(request))
        recorded = self._recorded.answers.answer(asked)
        if recorded is None:
            message = self._recorded.answers.why_not(asked)
            self._keep(replace(asked, error=message))
            return Failed(
                at_s=self._clock.now_s(),
                kind=FailureKind.UNREACHABLE,
                message=message,
                sent=False,
                exchange=asked.seq,
            )
        kept = replace(recorded, seq=self._sent)
        self._clock.reach(kept.ended_s)
        self._keep(kept)
        return kept, self._recorded.kinds.get(recorded.seq)

    def _asked(self, request: Request) -> Exchange:
        now_s = self._clock.now_s()
        return Exchange(
            seq=self._sent,
            route=request.route,
            method=request.method,
            url=request.url,
            request_headers={name.lower(): value for name, value in request.headers.items()},
            request_body=request.content,
            status=None,
            response_headers={},
            response_body=None,
            sent_s=now_s,
            first_byte_s=None,
            ended_s=now_s,
        )

    def _failed(self, exchange: Exchange, kind: FailureKind | None) -> Failed:
        """Return a request that came to nothing as what it was; where nobody noted that, it may have been received."""
        sent = kind is not FailureKind.UNREACHABLE
        meant = FailureKind.GATEWAY_ERROR if kind is None or kind is FailureKind.DIAL_UNKNOWN else kind
        message = exchange.error or "no answer was recorded"
        return Failed(at_s=self._clock.now_s(), kind=meant, message=message, sent=sent, exchange=exchange.seq)

    def _answered(self, exchange: Exchange, text: str) -> Answered:
        body, readable = json_of(text)
        return Answered(
            at_s=self._clock.now_s(),
            exchange=exchange.seq,
            status=exchange.status or 0,
            body=body,
            readable=readable,
            retry_after=exchange.response_headers.get("retry-after"),
        )


class ReplaySession(GatewaySession):
    """One trial out of recordings. What was prepared on a mock was prepared then."""

    def __init__(self, recorded: Recorded, keep: Callable[[Exchange], None], can: frozenset[str]) -> None:
        self._passing = RecordedClock()
        wire = ReplayWire(recorded, self._passing, keep)
        super().__init__(NOWHERE, wire, recorded.account, _nothing_to_give_back, self._passing)
        self._recorded, self._can = recorded, can

    async def read_books(self, call_id: str) -> Mapping[str, Json] | Breakdown | None:
        """Return the callee's record of a call, as it was read then."""
        return self._recorded.books.get(call_id)

    async def perform(self, command: Command) -> Event:
        """Carry out one command; waiting takes no time."""
        match command:
            case Sleep():
                self._passing.wait(command.seconds)
            case MoveClock() if "clock" in self._can:
                self._passing.wait(command.seconds)
            case HangUp() if "control" in self._can:
                pass
            case _:
                return await super().perform(command)
        return Done(at_s=self._passing.now_s())


class ReplayTarget:
    """Recordings as a target. `name` and `can` are those of the target that they were made on."""

    def __init__(self, name: str, can: frozenset[str], find: Callable[[Trial], Recorded]) -> None:
        self.name, self.can = name, can
        self._find = find

    async def open(
        self, trial: Trial, account: Mapping[str, Json] | None, keep: Callable[[Exchange], None]
    ) -> ReplaySession | Breakdown:
        """Make a session of what was recorded for a trial. Raises StoreError for a damaged recording."""
        recorded = self._find(trial)
        return recorded.opening or ReplaySession(recorded, keep, self.can)

    async def close(self) -> None:
        """There is nothing to close."""


def _nothing_to_give_back() -> None:
    """Recordings have no client that another session could use."""


def _text(exchange: Exchange) -> str:
    """Return a body as a client that reads no events got it."""
    if exchange.response_body is not None or not exchange.events:
        return exchange.response_body or ""
    return b"".join(map(encode, exchange.events)).decode()
