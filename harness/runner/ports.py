"""What the runner needs of the world, as Protocols: the consumer declares them, targets and store implement them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from harness.model.exchange import Exchange
from harness.model.judgement import Judgement, OpinionRequest
from harness.model.observation import Breakdown
from harness.model.record import Record, Trial
from harness.model.values import Json
from harness.runner.commands import Command, Event


class Session(Protocol):
    """One trial's connection to a target: its account, its credentials, its exchanges."""

    async def set_faults(self, faults: Sequence[Mapping[str, Json]]) -> Breakdown | None:
        """Let the account's requests go wrong from now on; only asked of a target that can do "faults"."""
        ...

    async def prepare_call(self, callee: Mapping[str, Json] | None, times: int) -> Breakdown | None:
        """Say who answers the account's next `times` calls; only asked of a target that can do "callee"."""
        ...

    async def perform(self, command: Command) -> Event:
        """Carry out one command and say what came of it; never raises for what a gateway does."""
        ...

    async def read_books(self, call_id: str) -> Mapping[str, Json] | Breakdown | None:
        """Return the callee's own record of a call, None on a target without one, or why it could not be read."""
        ...

    async def close(self) -> None:
        """Give back what the session holds."""
        ...


class Target(Protocol):
    """Where calls go.

    `can` lists what it can do beyond the API: "account", "callee", "books", "faults", "clock", "control".
    """

    name: str
    can: frozenset[str]

    async def open(
        self, trial: Trial, account: Mapping[str, Json] | None, keep: Callable[[Exchange], None]
    ) -> Session | Breakdown:
        """Make a session for one trial, or say why there is none; each exchange goes to `keep` as soon as it ended."""
        ...

    async def close(self) -> None:
        """Give back what the target holds."""
        ...


class Judge(Protocol):
    """Who judges sentences about calls."""

    async def judge(self, request: OpinionRequest) -> Judgement:
        """Return an answer, or why there is none; never raises for what a server does."""
        ...


class UserCode(Protocol):
    """Who calls the user's own functions."""

    async def call(self, request: OpinionRequest) -> Judgement:
        """Return what a function says of a call, or why it says nothing; never raises for what the function does."""
        ...


class Clock(Protocol):
    """The run's clock."""

    def now_s(self) -> float:
        """Return monotonic seconds since the run began."""
        ...


class RunLog(Protocol):
    """Where records go, one flushed line each."""

    def write(self, record: Record) -> None:
        """Append one record. Raises StoreError when it cannot be kept."""
        ...
