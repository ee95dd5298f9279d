"""A world for flows and suites: a target that answers by rule, a log in memory, a clock that counts readings."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from harness.contract import Contract, Mismatch
from harness.errors import Span
from harness.grade.trial import Grader
from harness.model.brief import RequestBody
from harness.model.exchange import Exchange
from harness.model.observation import Breakdown
from harness.model.record import Record, Trial
from harness.model.scenario import Authenticate, AwaitResult, CheckSpec, Expectation, Gate, Scenario, StartCall
from harness.model.values import Json
from harness.runner.attempt import Patience
from harness.runner.commands import Answered, Command, CreateCall, Done, Event, OpenStream, Sleep, Streamed
from harness.runner.plan import Ground, Plan, Selection, make_plan
from harness.runner.suite import Conditions, Suite

FRIDAY = datetime(2026, 3, 6, 17, 0, tzinfo=UTC)
SPAN = Span(file="s.yaml", line=1, column=1)
RESULT = {"status": "completed", "transcript": []}


class CountingClock:
    """Each reading is a second later than the one before."""

    def __init__(self) -> None:
        self._readings = 0

    def now_s(self) -> float:
        """Return the number of this reading."""
        self._readings += 1
        return float(self._readings)


class KeptContract(Contract):
    """A contract that everything keeps."""

    def __init__(self) -> None:
        """Needs no document."""

    def check(self, exchange: Exchange) -> tuple[Mismatch, ...]:  # noqa: ARG002  # the base's signature
        """Nothing is ever wrong."""
        return ()


@dataclass
class ListLog:
    """Keeps records in memory."""

    records: list[Record] = field(default_factory=list)

    def write(self, record: Record) -> None:
        """Append."""
        self.records.append(record)

    def of(self, kind: str) -> list[Json]:
        """The records of one kind."""
        return [record for record in self.records if record.record == kind]


@dataclass
class StagedSession:
    """Starts calls numbered in order and delivers each by stream; `before` is awaited ahead of each command."""

    trial: Trial
    keep: Callable[[Exchange], None]
    before: Callable[[Trial, Command], object] | None = None
    commands: list[Command] = field(default_factory=list)
    prepared: list[tuple[Mapping[str, Json] | None, int]] = field(default_factory=list)
    books_read: list[str] = field(default_factory=list)
    unprepared: Breakdown | None = None
    faults: list[Mapping[str, Json]] = field(default_factory=list)
    unset_faults: Breakdown | None = None
    unreadable_books: Breakdown | None = None
    closed: int = 0
    started: int = 0

    async def set_faults(self, faults: Sequence[Mapping[str, Json]]) -> Breakdown | None:
        """Note what is to go wrong."""
        self.faults += faults
        return self.unset_faults

    async def prepare_call(self, callee: Mapping[str, Json] | None, times: int) -> Breakdown | None:
        """Note who is to answer."""
        self.prepared.append((callee, times))
        return self.unprepared

    async def perform(self, command: Command) -> Event:
        """Answer a command as a good gateway does."""
        self.commands.append(command)
        seq = sum(isinstance(sent, CreateCall | OpenStream) for sent in self.commands)
        if self.before is not None:
            waited = self.before(self.trial, command)
            if asyncio.iscoroutine(waited):
                await waited
        await asyncio.sleep(0)
        match command:
            case CreateCall():
                self.started += 1
                self._exchange(seq, "POST")
                return Answered(at_s=0, exchange=seq, status=200, body=call(f"c-{self.started}", status="in_progress"))
            case OpenStream():
                self._exchange(seq, "GET")
                return Streamed(at_s=0, exchange=seq, result=call(command.call_id), last_event_id=None)
            case Sleep():
                return Done(at_s=0)
            case _:
                return Done(at_s=0)

    async def read_books(self, call_id: str) -> Mapping[str, Json] | Breakdown | None:
        """A record that names the call, or why there is none."""
        self.books_read.append(call_id)
        return self.unreadable_books or {"call": call_id}

    async def close(self) -> None:
        """Count."""
        self.closed += 1

    def _exchange(self, seq: int, method: str) -> None:
        self.keep(
            Exchange(
                seq=seq, route="call_get", method=method, url="http://127.0.0.1/", request_headers={},
                request_body=None, status=200, response_headers={}, response_body="{}",
                sent_s=0.0, first_byte_s=0.0, ended_s=0.0,
            )
        )  # fmt: skip


@dataclass
class StagedTarget:
    """Opens a staged session for each trial; `refuse` says which trials get none."""

    can: frozenset[str] = frozenset({"callee", "books"})
    name: str = "mock"
    before: Callable[[Trial, Command], object] | None = None
    refuse: Callable[[Trial], Breakdown | None] = lambda _: None
    unset_faults: Breakdown | None = None
    sessions: list[StagedSession] = field(default_factory=list)

    async def open(
        self, trial: Trial, account: Mapping[str, Json] | None, keep: Callable[[Exchange], None]  # noqa: ARG002
    ) -> StagedSession | Breakdown:  # fmt: skip
        """Make a session, or not."""
        refused = self.refuse(trial)
        if refused is not None:
            return refused
        session = StagedSession(trial=trial, keep=keep, before=self.before, unset_faults=self.unset_faults)
        self.sessions.append(session)
        return session

    async def close(self) -> None:
        """Nothing is held."""


def call(call_id: str, **fields: Json) -> dict[str, Json]:
    """A call's body, completed unless said otherwise."""
    return {"call_id": call_id} | RESULT | fields


def scenario(scenario_id: str = "s", *, status: str = "completed", **changes: Json) -> Scenario:
    """A single-call scenario that expects a status."""
    expectation = Expectation(
        expectation_id="status", check=CheckSpec(name="status", args=status, span=SPAN), step=2
    )  # fmt: skip
    made = Scenario(
        scenario_id=scenario_id,
        title=scenario_id.title(),
        suite="",
        span=SPAN,
        steps=(
            Authenticate(span=SPAN),
            StartCall(span=SPAN, name="call", body=RequestBody(value={})),
            AwaitResult(span=SPAN, call="call"),
        ),
        expectations=(expectation,),
    )
    return replace(made, **changes)


def planned(*scenarios: Scenario, can: frozenset[str] = frozenset({"callee", "books"})) -> Plan:
    """Plan scenarios on the staged target, seed 7."""
    return make_plan(scenarios, Selection(), Ground(kind="mock", can=can, call_date=FRIDAY), 7)


def suite(target: StagedTarget, log: ListLog, *, concurrency: int = 4, gate: Gate | None = None) -> Suite:
    """A suite on the stage."""
    return Suite(
        target=target,
        log=log,
        clock=CountingClock(),
        grader=Grader(KeptContract(), strict=True),
        conditions=Conditions(concurrency=concurrency, patience=Patience(), gate=gate or Gate()),
    )
