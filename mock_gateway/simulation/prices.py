"""Prices in a brief by role: what is paid now, what is wanted, what is still acceptable, what others ask."""

import re
from dataclasses import dataclass

from harness.language.money import Money, read_money
from mock_gateway.simulation.brief_text import sentences
from mock_gateway.simulation.price_roles import AFTER_LIMIT, WENT_UP, role_of

_SELLS = re.compile(
    r"^\W*(?:please\s+)?sell\b|\bnot an? (?:cent|penny|dollar|pound|euro) less\b|\b(?:won't|will not|not|never"
    r"|don't) (?:sell|accept|take|settle|go"
    r"|let it go)\b[^.;]{0,20}"
    r"\b(?:less|lower|below|under)\b|\b(?:no|not) less than\b",
    re.I,
)
_IS_PAID = re.compile(
    r"\b(?:compensation|settlement|payout|reimburse\w*|refund\w*|trade-?in)\b(?!.*\b(?:lower|reduce|down)\b)", re.I
)
_LISTED = re.compile(r"\b(?:listed|list price|asking price|asking|sticker|for sale|advertised|on sale|priced)\b", re.I)
_TOTAL = re.compile(r"\b(?:total|altogether|in all|overall|all in|whole stay|entire stay)\b", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceFacts:
    """What the brief says of the price; None where it does not. `limit` is the most that may be accepted.

    With `is_raise`, `current` is what the price is about to become; with `is_total`, the limit is on the whole sum;
    with `is_listed`, `current` is what is asked for something that the client does not have yet; with
    `is_floor`, the client is paid, and the limit is the least that will do.
    """

    current: float | None = None
    target: float | None = None
    limit: float | None = None
    competitor: float | None = None
    is_raise: bool = False
    is_total: bool = False
    is_listed: bool = False
    is_floor: bool = False
    currency: str = "USD"
    period: str | None = None

    @property
    def ceiling(self) -> float | None:
        """The most the agent accepts: the limit, else the target."""
        if self.is_floor:
            return None
        return self.target if self.limit is None else self.limit

    @property
    def is_bargained(self) -> bool:
        """Whether the brief sets a limit beside what is paid or wanted."""
        return self.limit is not None and (self.target is not None or self.current is not None)

    @property
    def is_known(self) -> bool:
        """Whether the brief names any price to reach."""
        return self.target is not None or self.limit is not None


def read_prices(objective: str, instructions: str, context: str, *, callee_name: str = "") -> PriceFacts:
    """Return the prices of a brief; what the objective says wins over the instructions, and those over the context."""
    found: dict[str, Money] = {}
    or_less: float | None = None
    is_total = is_listed = False
    for part, text in enumerate((objective, instructions, context)):
        for sentence in sentences(text):
            for money in read_money(sentence):
                if money.upto is not None and WENT_UP.search(sentence, 0, money.start):
                    found.setdefault("current", _upper(money))
                    continue
                role = role_of(sentence, money, part=part, callee_name=callee_name)
                if money.upto is not None and role in ("target", "limit"):
                    found.setdefault("target", money)
                    found.setdefault("limit", _upper(money))
                    continue
                if role == "target" and AFTER_LIMIT.match(sentence, money.end):
                    or_less = money.amount
                if role == "limit" and role not in found:
                    is_total = bool(_TOTAL.search(sentence)) and money.period is None
                if role == "current" and role not in found:
                    is_listed = bool(_LISTED.search(sentence))
                if role != "other":
                    found.setdefault(role, money)
    amounts = {role: money.amount for role, money in found.items()}
    period = next((money.period for money in found.values() if money.period), None)
    currency = next((money.currency for money in found.values() if money.currency), None)
    target, limit = amounts.get("target"), amounts.get("limit", or_less)
    is_floor = bool(_SELLS.search(f"{objective} {instructions}") or _IS_PAID.search(objective))
    if target is not None and limit is not None:
        target = max(target, limit) if is_floor else min(target, limit)
    return PriceFacts(
        current=amounts.get("raised", amounts.get("current")),
        is_raise="raised" in amounts,
        is_total=is_total,
        is_listed=is_listed,
        is_floor=is_floor,
        target=target,
        limit=limit,
        competitor=amounts.get("competitor"),
        currency=currency or "USD",
        period=period,
    )


def _upper(money: Money) -> Money:
    return Money(
        amount=money.upto or money.amount,
        start=money.start,
        end=money.end,
        currency=money.currency,
        period=money.period,
    )
