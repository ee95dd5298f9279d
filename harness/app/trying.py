"""Simulated calls of one brief, without a gateway: who picks up, what is said, and what comes of it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from harness.app.brief_refusals import refusals
from harness.app.brief_source import Source
from harness.app.callees import Callee, callee_of
from harness.errors import ScenarioErrors, UsageError
from harness.model.brief import DEFAULT_CALLER, MAX_DURATION_MINUTES
from harness.model.call import WIRE_SPEAKERS
from harness.model.values import Json
from harness.render.simulated import MissingFact, Outcome, Setting, SimulatedCall, SimulatedTurn
from harness.render.simulated_call import answered_by
from harness.runner.plan import MOCK_CALL_DATE
from mock_gateway.assumptions import Assumptions
from mock_gateway.ledger import price
from mock_gateway.machine import ending_of
from mock_gateway.simulation import Conversation, simulate
from mock_gateway.simulation.agent_phrases import AGENT_PHRASES
from mock_gateway.simulation.knowledge import read_brief
from mock_gateway.simulation.options import FACTS
from mock_gateway.simulation.voice import fact_words, money_words

_HUMAN = "human"
_REACHED_NOBODY = {
    "NoAnswer": "nobody answered",
    "Declined": "the call was declined",
    "DialFailed": "the number could not be dialled",
    "TooLongSilence": "nobody spoke",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TryRequest:
    """What to try: `persona` is a name or a file, None: whom the brief suits; `options` are what `--with` sets."""

    source: Source
    persona: str | None
    options: Mapping[str, Json]
    call_date: datetime | None
    seeds: range


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What the calls have in common, and each of them by its seed."""

    setting: Setting
    calls: tuple[SimulatedCall, ...]


def try_brief(request: TryRequest) -> Tried:
    """Simulate a call for each seed.

    Raises ScenarioErrors for a brief that the API would refuse, UnknownName and UsageError for a persona or an option
    that is not there.
    """
    brief: Mapping[str, Json] = request.source.brief.value
    found = refusals(request.source.brief)
    if found:
        raise ScenarioErrors(found)
    callee = callee_of(request.source, request.persona, request.options)
    call_date = request.call_date or request.source.call_date or MOCK_CALL_DATE
    setting = Setting(
        brief=request.source.name,
        caller=brief.get("caller") or DEFAULT_CALLER,
        persona=callee.persona.name,
        title=callee.persona.title,
        why=callee.why,
        chosen=callee.chosen,
        call_date=call_date,
        options=callee.options,
        price=_price_words(brief, call_date.date()),
    )
    calls = tuple(_call(brief, callee, call_date, seed) for seed in request.seeds)
    return Tried(setting=setting, calls=calls)


def call_date_of(written: str | None) -> datetime | None:
    """Read `--call-date`: a day is nine in the morning, and without an offset it is the mock's. Raises UsageError."""
    if written is None:
        return None
    try:
        found = datetime.fromisoformat(written)
    except ValueError:
        allowed = "a day or a time, such as 2026-03-06 or 2026-03-06T09:00-08:00"
        raise UsageError(f"--call-date {written!r} is no date; allowed: {allowed}") from None
    if len(written) == len("2026-03-06"):
        found = found.replace(hour=MOCK_CALL_DATE.hour)
    return found if found.tzinfo else found.replace(tzinfo=MOCK_CALL_DATE.tzinfo)


def _call(brief: Mapping[str, Json], callee: Callee, call_date: datetime, seed: int) -> SimulatedCall:
    minutes: float = brief.get("max_duration_minutes") or MAX_DURATION_MINUTES
    held = simulate(brief, callee.persona, call_date, seed, minutes * 60.0)
    status = ending_of(held.raw_status).documented
    outcome, reason = _outcome(held)
    return SimulatedCall(
        seed=seed,
        turns=tuple(
            SimulatedTurn(speaker=WIRE_SPEAKERS[turn.speaker], text=turn.text, at_seconds=turn.at_seconds)
            for turn in held.turns
        ),
        status=status,
        raw_status=held.raw_status,
        ring_seconds=held.ring_seconds,
        duration_seconds=held.duration_seconds,
        credits=round(price(status, held.duration_seconds, Assumptions()), 2),
        outcome=outcome,
        reason=reason,
        books=held.books,
        missing=tuple(_missing(held)),
        summary=held.summary,
    )


def _outcome(held: Conversation) -> tuple[Outcome, str]:
    books = held.books
    if books["booked"]:
        return Outcome.BOOKED, ""
    if "agreed_price" in books:
        return Outcome.AGREED, ""
    if books.get("done"):
        return Outcome.DONE, ""
    if books["answered_by"] != _HUMAN:
        reason = _REACHED_NOBODY.get(held.raw_status, f"answered by {answered_by(books)}")
        return Outcome.MESSAGE if books.get("message_left") else Outcome.NOT_REACHED, reason
    if "refused" in books:
        return Outcome.REFUSED, _in_words(str(books["refused"]))
    if books.get("gave"):
        return Outcome.TOLD, ""
    return Outcome.NOTHING, _why_nothing(held)


def _why_nothing(held: Conversation) -> str:
    if held.raw_status == "Timeout":
        return "the time was up"
    by = held.books["hung_up_by"]
    return f"the {by} hung up" if by else "both sides said goodbye"


def _in_words(reason: str) -> str:
    """Say "cannot verify date of birth", where the books have the name of the field."""
    return re.sub(rf"\b(?:{'|'.join(FACTS)})\b", lambda found: fact_words(found[0]), reason)


_LACKS: Sequence[tuple[re.Pattern[str], str]] = tuple(
    (
        re.compile(re.escape(template).replace(re.escape("{fact}"), "(?P<words>[a-zA-Z,' ]{1,60}?)")),
        key.partition(".")[2],
    )
    for key, templates in AGENT_PHRASES.items()
    if key.partition(".")[0] == "lack"
    for template in templates
)
"""The agent's ways to say that it does not know a fact, with the fact where the words do not name it."""


def _missing(held: Conversation) -> Iterator[MissingFact]:
    """Yield what the agent said that it does not know, each fact once."""
    refused = _in_words(str(held.books.get("refused", "")))
    told: set[str] = set()
    for turn in held.turns:
        for pattern, fact in _LACKS:
            for found in pattern.finditer(turn.text) if turn.speaker == "agent" else ():
                words = fact_words(fact) if fact else found["words"]
                if words in told:
                    continue
                told.add(words)
                decisive = refused.endswith((f"verify {words}", f"{words} not given"))
                yield MissingFact(words=words, at_seconds=turn.at_seconds, decisive=decisive)


def _price_words(brief: Mapping[str, Json], today: date) -> str:
    prices = read_brief(brief, today).prices
    known = (("now", prices.current), ("target", prices.target), ("limit", prices.limit))
    said = [f"{name} {money_words(amount, prices.currency)}" for name, amount in known if amount is not None]
    return ", ".join(said)
