"""All that the caller knows: the brief, read once. What is not in it, the caller does not know and cannot find out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from harness.model.values import Json
from mock_gateway.simulation.brief_text import clean, sentences
from mock_gateway.simulation.details import read_client, read_details
from mock_gateway.simulation.leverage import read_leverage
from mock_gateway.simulation.party import read_party_size
from mock_gateway.simulation.persons import in_third_person, to_you
from mock_gateway.simulation.preferences import read_preferences, read_somebody
from mock_gateway.simulation.prices import PriceFacts, read_prices
from mock_gateway.simulation.purpose import (
    Purpose,
    as_booking,
    may_be_booking,
    may_be_price,
    read_purpose,
)
from mock_gateway.simulation.stay import Stay, read_stay, without_departure
from mock_gateway.simulation.wishes import Wishes, read_wishes

MAX_CHARACTERS = 6000
"""How much of a field is read. Nobody keeps more than a few pages in mind during a call, and reading stays cheap."""

MAX_EXTRAS = 2

_TIMED = re.compile(
    r"\d|\b(?:morning|afternoon|evening|monday|tuesday|wednesday|thursday|friday|saturday|sunday|noon|week|weekend"
    r"|tonight"
    r"|tomorrow)",
    re.I,
)
_PRICED = re.compile(r"[$£€]|\b(?:leverage|competitor|offer|discount|price|target|limit)\b", re.I)
_QUESTION = re.compile(
    r"^\W*(?:please\s+)?(?:also,?\s+)?(?:ask|find out|check|confirm|verify)\s+(?:them\s+)?"
    r"(?P<what>(?:if|whether|what|when|where|why|how|who|which)\b.+?)\W*$",
    re.I,
)
_MENTION = re.compile(
    r"^\W*(?:please\s+)?(?:also,?\s+)?(?:be sure to\s+|make sure to\s+)?"
    r"(?:(?:tell|inform|remind)\s+(?:them|him|her)|let\s+(?:them|him|her)\s+know|explain|mention|point out|note|say)"
    r"(?:\s+to\s+(?:them|him|her))?\s+(?P<what>(?!about\b|how\b|why\b|no\b|yes\b|hello\b|the following\b).{6,}?)\W*$",
    re.I,
)
_WANTED = re.compile(
    r"\b(?:get|ask for|obtain|request|need)\s+(?:(?:an?|the|their)\s+)?(?:written |e-?mail(?:ed)? )?confirmation\b"
    r"[^.;]{0,40}",
    re.I,
)
_WRITTEN = re.compile(r"\b(?:written|e-?mail(?:ed)?|in writing)\b", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """The brief as its caller understands it.

    `preferences`, `mentions` and `questions` are brought up once the main thing stands; `wants_confirmation` says that
    the brief asks for a confirmation number, `confirms_by_email` that it wants it in writing, and knows where to.
    """

    caller: Literal["negotiator", "communicator"]
    callee_name: str
    purpose: Purpose
    client: str | None
    wishes: Wishes
    party_size: int | None
    stay: Stay | None
    prices: PriceFacts
    details: Mapping[str, str]
    preferences: tuple[str, ...]
    questions: tuple[str, ...]
    wants_confirmation: bool
    mentions: tuple[str, ...] = ()
    confirms_by_email: bool = False
    somebody: str | None = None

    @property
    def levers(self) -> tuple[str, ...]:
        """What the caller can bring up to move a price, in the order it would."""
        known = []
        if self.prices.competitor is not None:
            known.append("competitor")
        if {"tenure", "loyalty", "years"} & set(self.details):
            known.append("tenure")
        if "walk_away" in self.details:
            known.append("walk_away")
        return tuple(known)


def read_brief(brief: Mapping[str, Json], today: date) -> Knowledge:
    """Read the body of POST /api/v2/voice/call; a field that is missing or no text says nothing."""
    objective, instructions, context = (
        _field(brief, name) for name in ("call_objective", "detailed_instructions", "callee_context")
    )
    callee_name = " ".join(_field(brief, "callee_name").split())[:80]
    texts = (objective, instructions, context)
    purpose = read_purpose(objective, " ".join(texts))
    stay, wishes = _when(purpose, callee_name, texts, today)
    if may_be_booking(purpose) and any(not wish.is_open for wish in wishes.listed):
        purpose = as_booking(purpose)
    elif may_be_price(purpose) and read_prices(*texts, callee_name=callee_name).is_bargained:
        purpose = replace(purpose, kind="price")
    is_booking = purpose.kind == "booking"
    stay, wishes = (stay, wishes) if is_booking else (None, Wishes())
    details, client = dict(read_details(*texts)), read_client(callee_name, *texts)
    if purpose.kind == "price":
        for fact, words in read_leverage(texts):
            details.setdefault(fact, words)
    wanted = _WANTED.search(instructions)
    return Knowledge(
        caller="communicator" if brief.get("caller") == "communicator" else "negotiator",
        callee_name=callee_name,
        purpose=purpose,
        client=client,
        wishes=without_departure(wishes, stay),
        party_size=read_party_size(*texts) if is_booking else None,
        stay=stay,
        prices=_prices(purpose, texts, callee_name),
        details=details,
        preferences=read_preferences(instructions)[:MAX_EXTRAS],
        somebody=read_somebody((objective, instructions), (callee_name, client or "")),
        questions=tuple(filter(None, (purpose.question, *map(to_you, _questions(instructions))))),
        wants_confirmation=wanted is not None,
        mentions=_mentions(instructions),
        confirms_by_email=wanted is not None and "email" in details and bool(_WRITTEN.search(wanted[0])),
    )


def _when(purpose: Purpose, callee_name: str, texts: tuple[str, str, str], today: date) -> tuple[Stay | None, Wishes]:
    """Return what a brief says of a stay and of days and times, if it can be a booking."""
    if purpose.kind != "booking" and not may_be_booking(purpose):
        return None, Wishes()
    stay = read_stay((callee_name, *texts), today)
    objective, instructions, context = texts
    return stay, read_wishes(objective, instructions, context, today, is_stay=stay is not None)


def _prices(purpose: Purpose, texts: tuple[str, str, str], callee_name: str) -> PriceFacts:
    """Return the prices of a negotiation; of a booking, the most that it may cost."""
    if purpose.kind == "errand":
        return PriceFacts()
    prices = read_prices(*texts, callee_name=callee_name, bare=purpose.kind == "price")
    if purpose.kind == "price":
        return prices
    return PriceFacts(limit=prices.limit, is_total=prices.is_total, currency=prices.currency)


def _mentions(instructions: str) -> tuple[str, ...]:
    """Return what the callee is to be told: "that the guest has a nut allergy"."""
    found = []
    for sentence in sentences(instructions)[:20]:
        match = _MENTION.match(sentence)
        if match and not _PRICED.search(sentence) and len(sentence.split()) <= 30:
            found.append(in_third_person(match["what"].strip()))
    return tuple(found[:MAX_EXTRAS])


def _field(brief: Mapping[str, Json], name: str) -> str:
    value = brief.get(name)
    return clean(value[:MAX_CHARACTERS]) if isinstance(value, str) else ""


def _questions(text: str) -> tuple[str, ...]:
    """Return what is to be asked besides: "whether parking is free"."""
    found: list[str] = []
    for sentence in sentences(text)[:20]:
        match = _QUESTION.match(sentence)
        if match and not _TIMED.search(sentence) and not _PRICED.search(sentence) and len(sentence.split()) <= 20:
            found.append(match["what"].strip())
    return tuple(found[:MAX_EXTRAS])
