"""Prices in a brief by role: what is paid now, what is wanted, what is still acceptable, what others ask."""

import re
from dataclasses import dataclass
from typing import Literal

from harness.language.money import Money, read_money
from mock_gateway.simulation.wishes import sentences

Role = Literal["current", "target", "limit", "competitor", "raised", "other"]

_COMPETITOR = re.compile(
    r"\b(?:competitors?|competing|rivals?|elsewhere|another (?:company|provider|carrier|offer|quote|insurer|shop"
    r"|place)|other (?:company|provider|offer|quote)s?"
    r"|switch(?:ing)?|new customers?|promo\w*|quoted?|comcast|xfinity|verizon|spectrum|at&t|t-mobile|competition"
    r"|market (?:rate|rent|price))\b",
    re.I,
)
_CURRENT = re.compile(
    r"\b(?:current(?:ly)?|right now|now|at the moment|today|existing|paying|pays?|charged|billed|bill (?:is|of|went"
    r"|was)|been|went up|increased|raised|from|was|is"
    r"|listed|asking|list price|originally|plan|costs?)\b",
    re.I,
)
_TARGET = re.compile(
    r"\b(?:target(?:ed)?|goal|aim(?:ing)?|ideal(?:ly)?|want(?:s|ed)?|hope|hoping|get (?:it|them|this"
    r"|that)? ?(?:down )?to|down to|lower(?:ed)? to|reduced? to"
    r"|bring .{0,30}to|to|at|for|ask (?:for)?|offer|start(?:ing)? (?:at|with)|open(?:ing)? (?:at|with)|first)\b",
    re.I,
)
_RAISED = re.compile(
    r"\b(?:rais(?:e|ed|ing)|increas(?:e|ed|ing)|go(?:es|ing)? up|went up|hike|jump(?:ed"
    r"|ing)?)\b[^.;]{0,24}?\bto\s*$",
    re.I,
)
_LIMIT = re.compile(
    r"\b(?:up to|at most|max(?:imum)?|no more than|not (?:pay |go |accept )?(?:more|above|over)|ceiling|limit"
    r"|acceptable|accept(?:ed)?|settle|walk(?:-|\s)?away"
    r"|not exceed|never (?:pay|go|accept)|under|below|less than|(?:do not|don't|won't|not) (?:accept|go|pay|agree)"
    r"|anything (?:above|over)|above|over"
    r"|as high as|willing to (?:pay|go)|can go|budget|fallback|if not)\b",
    re.I,
)
_AFTER_LIMIT = re.compile(
    r"\s*(?:/\w+|per \w+|a month)?\s*(?:or (?:less|lower|under|below|better)|at (?:the )?most|max\w*|tops"
    r"|is (?:the )?(?:most|max\w*|ceiling|limit)|is (?:also )?(?:fine|ok|okay|acceptable))",
    re.I,
)
_COST_OF_ELSE = re.compile(
    r"\b(?:fee|deposit|tip|credit|penalty|refund|balance|owed?|deductible|co-?pay|equipment|installation|setup"
    r"|activation)\b",
    re.I,
)
_WINDOW = 48


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceFacts:
    """What the brief says of the price; None where it does not. `limit` is the most that may be accepted.

    With `is_raise`, `current` is what the price is about to become.
    """

    current: float | None = None
    target: float | None = None
    limit: float | None = None
    competitor: float | None = None
    is_raise: bool = False
    currency: str = "USD"
    period: str | None = None

    @property
    def ceiling(self) -> float | None:
        """The most the agent accepts: the limit, else the target."""
        return self.target if self.limit is None else self.limit

    @property
    def is_known(self) -> bool:
        """Whether the brief names any price to reach."""
        return self.target is not None or self.limit is not None


def read_prices(objective: str, instructions: str, context: str) -> PriceFacts:
    """Return the prices of a brief; what the objective says wins over the instructions, and those over the context."""
    found: dict[str, Money] = {}
    or_less: float | None = None
    for part, text in enumerate((objective, instructions, context)):
        for sentence in sentences(text):
            for money in read_money(sentence):
                role = _role(sentence, money, in_context=part == 2)
                if money.upto is not None and role in ("target", "limit"):
                    found.setdefault("target", money)
                    found.setdefault("limit", _upper(money))
                    continue
                if role == "target" and _AFTER_LIMIT.match(sentence, money.end):
                    or_less = money.amount
                if role != "other":
                    found.setdefault(role, money)
    amounts = {role: money.amount for role, money in found.items()}
    period = next((money.period for money in found.values() if money.period), None)
    currency = next((money.currency for money in found.values() if money.currency), None)
    target, limit = amounts.get("target"), amounts.get("limit", or_less)
    if target is not None and limit is not None:
        target = min(target, limit)
    return PriceFacts(
        current=amounts.get("raised", amounts.get("current")),
        is_raise="raised" in amounts,
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


def _role(sentence: str, money: Money, *, in_context: bool) -> Role:
    """Name an amount by the nearest cue ahead of it in its clause, or by what follows it."""
    before = sentence[max(0, money.start - _WINDOW) : money.start]
    clause = re.split(r"[,;(](?=\s)|\b(?:and|but|while)\b", before)[-1] or before
    if _RAISED.search(before):
        return "raised"
    if _AFTER_LIMIT.match(sentence, money.end):
        follows = sentence[money.end : money.end + 24].lower()
        return "target" if re.match(r"\s*(?:/\w+|per \w+|a month)?\s*or ", follows) else "limit"
    nearest: list[tuple[int, Role]] = []
    for role, cue in (("competitor", _COMPETITOR), ("limit", _LIMIT), ("current", _CURRENT), ("target", _TARGET)):
        last = max((match.end() for match in cue.finditer(clause)), default=-1)
        if last >= 0:
            nearest.append((last, role))  # type: ignore[arg-type]  # the four words above are roles
    if not nearest and _COMPETITOR.search(before):
        return "competitor"
    if any(role == "competitor" for _, role in nearest):
        return "competitor"
    if _COST_OF_ELSE.search(clause) or re.match(
        r"\s*\w*\s*(?:fee|deposit|credit|deductible)", sentence[money.end :], re.I
    ):
        return "other"
    if not nearest:
        return "current" if in_context else "target"
    role = max(nearest, key=lambda item: item[0])[1]
    return "current" if in_context and role == "target" else role
