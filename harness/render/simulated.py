"""Simulated calls as they are shown: what was said, what came of it, and which facts the brief did not have."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from harness.model.call import Speaker
from harness.model.values import Json


class Outcome(StrEnum):
    """What came of a call, by the callee's own record: best first."""

    BOOKED = "booked"
    AGREED = "price agreed"
    DONE = "done as asked"
    TOLD = "information given"
    MESSAGE = "message left"
    NOTHING = "nothing agreed"
    REFUSED = "refused"
    NOT_REACHED = "no person reached"

    @property
    def tone(self) -> str:
        """Whether this is what a brief is written for: `passed`, `missed` for a half of it, else `failed`."""
        if self in (Outcome.BOOKED, Outcome.AGREED, Outcome.DONE, Outcome.TOLD):
            return "passed"
        return "missed" if self is Outcome.MESSAGE else "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulatedTurn:
    """One turn; `at_seconds` counts from the moment somebody picked up."""

    speaker: Speaker
    text: str
    at_seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingFact:
    """A fact that the agent was asked for and did not know, as the brief does not say it.

    `words` is what it is called ("date of birth"); `decisive`: the callee went no further without it.
    """

    words: str
    at_seconds: float
    decisive: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulatedCall:
    """One call. `status` is of the reference's words, `raw_status` as the gateway spells it; `credits` by its price.

    `reason` says why it came to no more; empty where there is nothing to say. `books` is the callee's own record.
    """

    seed: int
    turns: tuple[SimulatedTurn, ...]
    status: str
    raw_status: str
    ring_seconds: float
    duration_seconds: float
    credits: float
    outcome: Outcome
    reason: str
    books: Mapping[str, Json]
    missing: tuple[MissingFact, ...]
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What the calls have in common. `why` says why this persona picks up; `chosen`: because the brief suits it.

    `price` is the price that the brief wants and the most it allows, in words; empty where it names none.
    """

    brief: str
    caller: str
    persona: str
    title: str
    why: str
    chosen: bool
    call_date: datetime
    options: Mapping[str, Json]
    price: str = ""
