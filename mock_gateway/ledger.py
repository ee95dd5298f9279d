"""What a call costs, and an account's credits: charged once per call, at its end."""

import math
from collections import deque
from dataclasses import dataclass

from mock_gateway.assumptions import Assumptions

BASE_CREDITS = 50
CREDITS_PER_MINUTE = 20
"""Wire facts, "Calls": 50 credits a call + 20 credits a minute."""

_KEPT_ENTRIES = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One charge: what the call was billed and what was left."""

    call_id: str
    credits_charged: float
    credits_left: float


class Ledger:
    """The credits of one account. A call is charged once, whatever is asked of it afterwards."""

    def __init__(self, opening_credits: float) -> None:
        self.credits_left = opening_credits
        self.entries: deque[Entry] = deque(maxlen=_KEPT_ENTRIES)

    def charge(self, call_id: str, price: float, *, overdraft: bool) -> float:
        """Take the price of a call and return what was taken: without `overdraft` never more than there is."""
        charged = price if overdraft else min(price, max(0, self.credits_left))
        self.credits_left = _tidy(self.credits_left - charged)
        self.entries.append(Entry(call_id=call_id, credits_charged=_tidy(charged), credits_left=self.credits_left))
        return _tidy(charged)


def price(status: str, talk_seconds: float, assumptions: Assumptions) -> float:
    """Return the credits for a call of documented `status` in which `talk_seconds` were spoken."""
    rule = {"failed": assumptions.failed_call_credits, "cancelled": assumptions.cancelled_call_credits}.get(
        status, "full"
    )
    if rule == "none":
        return 0
    return BASE_CREDITS + (CREDITS_PER_MINUTE * _minutes(talk_seconds, assumptions) if rule == "full" else 0)


def _minutes(seconds: float, assumptions: Assumptions) -> float:
    minutes = round(seconds / 60, 9)
    match assumptions.minute_rounding:
        case "up":
            return math.ceil(minutes)
        case "down":
            return math.floor(minutes)
        case "nearest":
            return math.floor(minutes + 0.5)
        case _:
            return minutes


def _tidy(credit: float) -> float:
    """Whole credits as an int, parts to a hundredth: 110, not 110.0000001."""
    rounded = round(credit, 2)
    return int(rounded) if rounded == int(rounded) else rounded
