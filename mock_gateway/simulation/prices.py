"""Prices in a brief by role: what is paid now, what is wanted, what is still acceptable, what others ask."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from harness.language.money import Money, read_money
from mock_gateway.simulation.brief_text import sentences
from mock_gateway.simulation.price_roles import AFTER_LIMIT, PLAIN, WENT_UP, Role, role_of

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


def read_prices(
    objective: str, instructions: str, context: str, *, callee_name: str = "", bare: bool = False
) -> PriceFacts:
    """Return the prices of a brief: for each role the amount that is named as such, else the one that comes first.

    With `bare`, numbers without a currency are prices where the brief names them as such ("max 65").
    """
    said = list(_said((objective, instructions, context), callee_name, bare=bare))
    is_floor = _is_floor(objective, instructions, said)
    found = _chosen(said, is_floor=is_floor)
    amounts = {role: one.money.amount for role, one in found.items()}
    or_less = next((one.money.amount for one in said if one.is_or_less), None)
    now, limited = found.get("current"), found.get("limit")
    period = next((one.money.period for one in found.values() if one.money.period), None)
    currency = next((one.money.currency for one in found.values() if one.money.currency), None)
    target, limit = amounts.get("target"), amounts.get("limit", or_less)
    if target is not None and limit is not None:
        target = max(target, limit) if is_floor else min(target, limit)
    return PriceFacts(
        current=amounts.get("raised", amounts.get("current")),
        is_raise="raised" in amounts,
        is_total=limited is not None and limited.money.period is None and bool(_TOTAL.search(limited.sentence)),
        is_listed=now is not None and bool(_LISTED.search(now.sentence)),
        is_floor=is_floor,
        target=target,
        limit=limit,
        competitor=amounts.get("competitor"),
        currency=currency or "USD",
        period=period,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """An amount in a brief: its role, how sure that is, and the part of the brief that says it."""

    role: Role
    money: Money
    sureness: int
    part: int
    sentence: str
    is_or_less: bool = False


def _said(texts: tuple[str, str, str], callee_name: str, *, bare: bool) -> Iterator[_Said]:
    """Yield the amounts of a brief in the order of its parts; a range is a target and a limit."""
    for part, text in enumerate(texts):
        for sentence in sentences(text):
            for money in read_money(sentence, bare=bare):
                if money.bare and not _is_sum(money, sentence):
                    continue
                role, sureness = role_of(sentence, money, part=part, callee_name=callee_name)
                if money.bare and money.period is None and sureness < PLAIN:
                    continue
                one = _Said(role=role, money=money, sureness=sureness, part=part, sentence=sentence)
                if money.upto is not None and WENT_UP.search(sentence, 0, money.start):
                    yield replace(one, role="current", money=_upper(money), sureness=PLAIN)
                elif money.upto is not None and role in ("target", "limit"):
                    yield replace(one, role="target")
                    yield replace(one, role="limit", money=_upper(money))
                elif role != "other":
                    is_or_less = role == "target" and bool(AFTER_LIMIT.match(sentence, money.end))
                    yield replace(one, is_or_less=is_or_less)


def _is_sum(money: Money, sentence: str) -> bool:
    """Whether a number without a currency may be a sum: no year, no half of a number or a code."""
    around = sentence[max(0, money.start - 1) : money.end + 1]
    is_year = 1900 <= money.amount <= 2100 and "," not in around and money.period is None
    is_part = bool(
        re.search(r"[#\w/:.-]\Z", sentence[: money.start]) or re.match(r"[-/:\w]|\s?%", sentence[money.end :])
    )
    return money.amount >= 2 and not is_year and (not is_part or money.period is not None)


def _is_floor(objective: str, instructions: str, said: list[_Said]) -> bool:
    """Whether the client is the one who is paid: the brief says so, or wants more than what is on the table."""
    if _SELLS.search(f"{objective} {instructions}") or _IS_PAID.search(objective):
        return True
    first: dict[Role, float] = {}
    for one in said:
        if one.role == "current" or one.sureness == PLAIN:
            first.setdefault(one.role, one.money.amount)
    if not {"current", "target", "limit"} <= set(first) or "raised" in first:
        return False
    return first["current"] < first["limit"] < first["target"]


def _chosen(said: list[_Said], *, is_floor: bool) -> dict[Role, _Said]:
    """Choose an amount for each role: the surest, then the first; an amount that has a surer role has no other."""
    found: dict[Role, _Said] = {}
    for one in sorted(said, key=lambda one: (-one.sureness, one.part)):
        taken = [other for other in found.values() if other.money.amount == one.money.amount]
        if one.role in found or (taken and one.sureness < PLAIN):
            continue
        if one.role != "current" or not _is_below(one.money, found, is_floor=is_floor):
            found[one.role] = one
    return found


def _is_below(money: Money, found: dict[Role, _Said], *, is_floor: bool) -> bool:
    """Whether a price would already be better than what is wanted: then it is none that is paid now."""
    wanted = found.get("target", found.get("limit"))
    if wanted is None:
        return False
    return money.amount > wanted.money.amount if is_floor else money.amount < wanted.money.amount


def _upper(money: Money) -> Money:
    return Money(
        amount=money.upto or money.amount,
        start=money.start,
        end=money.end,
        currency=money.currency,
        period=money.period,
    )
