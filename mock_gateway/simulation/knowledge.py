"""All that the caller knows: the brief, read once. What is not in it, the caller does not know and cannot find out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from harness.model.values import Json
from mock_gateway.simulation.details import read_client, read_details
from mock_gateway.simulation.prices import PriceFacts, read_prices
from mock_gateway.simulation.purpose import Purpose, read_party_size, read_purpose, with_article
from mock_gateway.simulation.wishes import Wishes, read_wishes, sentences

MAX_CHARACTERS = 6000
"""How much of a field is read. Nobody keeps more than a few pages in mind during a call, and reading stays cheap."""

MAX_EXTRAS = 2

_PREFERENCE = re.compile(
    r"^\W*(?:ideally,?\s+|if possible,?\s+)?(?:please\s+)?(?:(?:i|we|they|he|she) (?:would )?)?"
    r"(?:prefer(?:ably|s|red)?|request|ask for|mention that|mention)\s+"
    r"(?P<what>.+?)(?:,?\s+if (?:possible|available|at all possible))?\W*$",
    re.I,
)
_WISHED = re.compile(r"^\W*(?P<what>[\w' -]{3,60}?)\s+(?:is\s+)?preferred\W*$", re.I)
_TIMED = re.compile(
    r"\d|\b(?:morning|afternoon|evening|monday|tuesday|wednesday|thursday|friday|saturday|sunday|noon|week|weekend"
    r"|tonight"
    r"|tomorrow)",
    re.I,
)
_PRICED = re.compile(r"[$£€]|\b(?:leverage|competitor|offer|discount|price|target|limit)\b", re.I)
_QUESTION = re.compile(
    r"^\W*(?:please\s+)?(?:also,?\s+)?(?:ask|find out|check|confirm|verify)\s+(?:them\s+)?"
    r"(?P<what>(?:if|whether|what|when|where|how|who|which)\b.+?)\W*$",
    re.I,
)
_WANTED = re.compile(
    r"\b(?:get|ask for|obtain|request|need)\s+(?:an?|the|their)\s+(?:written |email )?(?P<what>confirmation(?: \w+)?)",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """The brief as its caller understands it.

    `preferences` and `questions` are brought up once the main thing stands; `wants_confirmation` says that the brief
    asks for a confirmation number.
    """

    caller: Literal["negotiator", "communicator"]
    callee_name: str
    purpose: Purpose
    client: str | None
    wishes: Wishes
    party_size: int | None
    prices: PriceFacts
    details: Mapping[str, str]
    preferences: tuple[str, ...]
    questions: tuple[str, ...]
    wants_confirmation: bool

    @property
    def levers(self) -> tuple[str, ...]:
        """What the caller can bring up to move a price, in the order it would."""
        known = []
        if self.prices.competitor is not None:
            known.append("competitor")
        if "tenure" in self.details or "loyalty" in self.details:
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
    return Knowledge(
        caller="communicator" if brief.get("caller") == "communicator" else "negotiator",
        callee_name=callee_name,
        purpose=purpose,
        client=read_client(callee_name, *texts),
        wishes=read_wishes(objective, instructions, context, today) if purpose.kind == "booking" else Wishes(),
        party_size=read_party_size(*texts) if purpose.kind == "booking" else None,
        prices=read_prices(*texts) if purpose.kind == "price" else PriceFacts(),
        details=read_details(*texts),
        preferences=_matches((_PREFERENCE, _WISHED), instructions),
        questions=tuple(filter(None, (purpose.question, *_matches((_QUESTION,), instructions)))),
        wants_confirmation=bool(_WANTED.search(instructions)),
    )


def _field(brief: Mapping[str, Json], name: str) -> str:
    value = brief.get(name)
    return value[:MAX_CHARACTERS] if isinstance(value, str) else ""


def _matches(patterns: tuple[re.Pattern[str], ...], text: str) -> tuple[str, ...]:
    """Return what is wished for besides a time and a price: "a booth", "whether parking is free"."""
    found: list[str] = []
    for sentence in sentences(text)[:20]:
        for pattern in patterns:
            match = pattern.match(sentence)
            if match and not _TIMED.search(sentence) and not _PRICED.search(sentence) and len(sentence.split()) <= 20:
                found.append(_as_object(match["what"].strip(), leads=match.start("what") == 0))
                break
    return tuple(found[:MAX_EXTRAS])


def _as_object(what: str, *, leads: bool) -> str:
    """Make "Quiet room" of a sentence's beginning the object of another: "a quiet room"."""
    if not leads or what.split()[0].isupper():
        return what
    return with_article(what[:1].lower() + what[1:])
