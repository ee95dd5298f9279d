"""What a simulated call comes to: who said what when, the callee's own record, and how the call ended."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from harness.model.values import Json

WireSpeaker = Literal["agent", "user", "system"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenTurn:
    """One turn: `at_seconds` counts from the moment somebody picked up, `seconds` is how long it took to say."""

    speaker: WireSpeaker
    text: str
    at_seconds: float
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """A whole call.

    `ring_seconds` pass before somebody picks up, or before it is given up. `duration_seconds` counts from the pick-up
    and is 0 where nobody did. `raw_status` is a terminal status in the spelling of wire facts, "Calls". `books` is the
    callee's own record, folded from what was said in `turns` and from nothing else.
    """

    turns: tuple[SpokenTurn, ...]
    books: Mapping[str, Json]
    ring_seconds: float
    duration_seconds: float
    raw_status: str
    summary: str
