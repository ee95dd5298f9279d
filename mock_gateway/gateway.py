"""Everything one gateway remembers, in one place that routes and rules are handed."""

import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from mock_gateway.accounts import AccountBook, SpentTokens
from mock_gateway.answers import Refusal
from mock_gateway.assumptions import resolve
from mock_gateway.calls import CallBook
from mock_gateway.casting import Casting
from mock_gateway.clock import Clock
from mock_gateway.config import MockConfig
from mock_gateway.detail import DetailReader
from mock_gateway.faults.book import FaultBook
from mock_gateway.journal import Journal
from mock_gateway.numbers import NumberReader
from mock_gateway.tokens import TokenMint

DONE_AT_GET_WHEN_INSTANT = 2


class Gateway:
    """The state of one gateway: accounts, calls, clock, tokens, journal. Knows nothing of HTTP.

    `close_port`, set by the server, refuses every new connection for some real seconds.
    """

    def __init__(self, config: MockConfig) -> None:
        self.config = config
        self.assumptions = resolve(config.assume)
        self.clock = Clock(mode=config.clock, speed=config.speed, monotonic=time.monotonic, wall=time.time)
        self.mint = TokenMint(secret=config.secret, now=self.clock.wall_now)
        self.accounts = AccountBook(self.assumptions)
        self.spent = SpentTokens()
        self.casting = Casting(default_call_date=config.call_date)
        self.calls = CallBook(config=config, assumptions=self.assumptions, clock=self.clock, casting=self.casting)
        self.numbers = NumberReader()
        self.detail = DetailReader()
        self.journal = Journal(config.journal_bytes)
        self.faults = FaultBook(self.clock)
        self.close_port: Callable[[float], Awaitable[None]] | None = None
        self.open_streams = 0
        self.started_at = datetime.now(UTC)

    @property
    def done_at_get(self) -> int | None:
        """At which GET a call ends whatever the clock says; None: never."""
        if self.config.done_at_get is not None:
            return self.config.done_at_get
        return DONE_AT_GET_WHEN_INSTANT if self.clock.mode == "instant" else None

    def rate_limited(self, message: str) -> Refusal:
        """Return the answer to one request too many."""
        seconds = self.assumptions.retry_after_seconds
        return Refusal("RATE_LIMITED", message, headers={"Retry-After": str(seconds)} if seconds else None)

    def with_status(self, refusal: Refusal) -> Refusal:
        """Return a refusal with the HTTP status that the assumptions give it."""
        if refusal.code == "INVALID_REQUEST":
            refusal.status = int(self.assumptions.malformed_body_status)
        return refusal

    def reset(self) -> None:
        """Forget every account, call, email, request and fault. The clock keeps its time."""
        self.calls.forget_account(None)
        self.accounts.clear()
        self.spent = SpentTokens()
        self.journal.clear()
        self.faults.remove()
