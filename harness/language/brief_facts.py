"""What a brief says: its text, its private limit, its fallback, the facts that an agent may speak of."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from harness.language.lexicon import plain
from harness.language.money import read_money
from harness.model.values import Json

TEXT_FIELDS = ("callee_name", "callee_context", "call_objective", "detailed_instructions", "dialed_number")

_LIMIT = re.compile(
    r"\b(?:up\s+to|at\s+most|no\s+more\s+than|not\s+(?:more\s+than|above|over|exceed\w*)|max(?:imum)?|ceiling"
    r"|limit\w*|budget|cap|acceptable|walk(?:ing)?[\s-]?away|bottom\s+line|highest|most\s+\w+\s+(?:can|will)"
    r"|never\s+(?:\w+\s+){0,3}?(?:above|over|more|beyond|exceed\w*)|(?:don't|do\s+not|must\s+not|may\s+not)\s+(?:\w+\s+){0,3}?(?:above|over|more|beyond|exceed\w*))\b"
)
_FALLBACK = re.compile(
    r"\bif\b[^.;]{2,80}?[,;]?\s+(?:then\s+)?(?:try|take|ask\s+for|accept|book|request|offer|propose|go\s+(?:for"
    r"|with)|settle\s+for|suggest)\s+(?P<what>[^.;]{2,120})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A private limit of the brief: the amount, and the words that state it."""

    amount: float
    words: str


def brief_text(brief: Mapping[str, Json]) -> str:
    """Return everything that a brief says, one field a line."""
    return "\n".join(value for field in TEXT_FIELDS if isinstance(value := brief.get(field), str))


def private_limit(brief: Mapping[str, Json]) -> Limit | None:
    """Return the walk-away price of `detailed_instructions`: the amount beside words of limit; None without one."""
    text = brief.get("detailed_instructions")
    if not isinstance(text, str):
        return None
    lowered = plain(text)
    for money in read_money(text, bare=True):
        before = lowered[max(0, money.start - 40) : money.start].rsplit(". ", 1)[-1]
        if _LIMIT.search(before):
            start = max(0, money.start - len(before))
            return Limit(amount=money.upto or money.amount, words=text[start : money.end].strip())
    return None


def fallbacks(brief: Mapping[str, Json]) -> tuple[str, ...]:
    """Return what `detailed_instructions` says to do where the first wish cannot be had: "if full, take Thursday"."""
    text = brief.get("detailed_instructions")
    return tuple(match["what"].strip() for match in _FALLBACK.finditer(text)) if isinstance(text, str) else ()
