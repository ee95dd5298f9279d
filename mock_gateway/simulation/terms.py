"""The closed sets and the price sheet that personas are made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from mock_gateway.simulation.tactics import Tactic

Kind = Literal[
    "business",
    "person",
    "voicemail",
    "ivr",
    "screener",
    "silence",
    "wrong_number",
    "fax",
    "no_answer",
    "declined",
    "hold",
    "dial_failed",
]
KINDS: tuple[Kind, ...] = (
    *("business", "person", "voicemail", "ivr", "screener", "silence", "wrong_number", "fax", "no_answer", "declined"),
    *("hold", "dial_failed"),
)
Mood = Literal["friendly", "neutral", "rushed", "hostile"]
MOODS: tuple[Mood, ...] = ("friendly", "neutral", "rushed", "hostile")
RatePeriod = Literal["night", "hour", "person", "whole"]
RATE_PERIODS: tuple[RatePeriod, ...] = ("night", "hour", "person", "whole")
Lever = Literal["competitor", "tenure", "walk_away"]
LEVERS: tuple[Lever, ...] = ("competitor", "tenure", "walk_away")


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    """What a callee can do about a price.

    `bill` is what it charges now, where the brief names no current price. `floor` is the least it can ever take,
    `share` the same as a part of the bill. Without leverage it goes only `base` of the way from bill to floor; each
    lever of `moved_by` takes it further. `rounds` is how often it improves an offer.
    """

    bill: float | None = None
    floor: float | None = None
    share: float = 0.64
    base: float = 0.45
    tactic: Tactic = "linear"
    rounds: int = 4
    moved_by: Mapping[str, float] = field(
        default_factory=lambda: MappingProxyType({"competitor": 0.4, "walk_away": 0.2, "tenure": 0.15})
    )
