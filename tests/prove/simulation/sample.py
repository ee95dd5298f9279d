"""Five thousand calls: briefs of every situation and of many hands, with every callee, at every length and hour."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from harness.model.brief import MAX_DURATION_MINUTES
from harness.model.values import Json
from harness.source import read
from mock_gateway.simulation import Conversation, choose_persona, simulate
from tests.prove.simulation.situations import FRIDAY, PERSONAS, situations

CALLS = 5_000
_DRAWN = 20260306
_MINUTES = (1, 2, 3, 5, 10, 30, 120)
_WHEN = tuple(
    FRIDAY + timedelta(days=days, hours=hours) for days, hours in ((0, 0), (3, 5), (12, 2), (-20, 8), (57, 1))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A brief with what its author meant by it, for whoever does not want to read it with the simulator's own eyes.

    `limit` is the most that may be agreed to, `asks` what is to be found out, `order` whether something is to be done
    that is no booking and no price.
    """

    brief: Mapping[str, Json]
    persona: str
    limit: float | None = None
    asks: tuple[str, ...] = ()
    order: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """One call of the sample."""

    number: int
    labelled: Labelled
    persona: str
    call_date: datetime
    seed: int
    call: Conversation

    @property
    def brief(self) -> Mapping[str, Json]:
        """The body of the request."""
        return self.labelled.brief

    @property
    def books(self) -> Mapping[str, Json]:
        """The callee's own record."""
        return self.call.books

    @property
    def max_seconds(self) -> float:
        """How long the call may last."""
        return float(self.brief["max_duration_minutes"]) * 60.0

    @property
    def title(self) -> str:
        """Who was called with what: enough to hold the call again."""
        return f"call {self.number}: {self.persona}, seed {self.seed}, {self.call_date.isoformat()}, {dict(self.brief)}"


@cache
def assorted() -> tuple[Labelled, ...]:
    """Return the briefs of many hands."""
    text = (Path(__file__).parent / "data" / "assorted.yaml").read_text(encoding="utf-8")
    return tuple(
        Labelled(
            brief=item["brief"],
            persona=choose_persona(item["brief"], PERSONAS.values()),
            limit=item.get("limit"),
            asks=tuple(item.get("asks", ())),
            order=item.get("order", False),
        )
        for item in read(text, file="assorted.yaml").value
    )


@cache
def sample() -> tuple[Drawn, ...]:
    """Return the calls: half with the callee that suits the brief, half with each persona in turn."""
    return tuple(_draw())


def _draw() -> Iterator[Drawn]:
    draw = random.Random(_DRAWN)
    names = list(PERSONAS)
    for number in range(CALLS):
        labelled = _of_situation(draw) if draw.random() < 0.5 else draw.choice(assorted())
        brief = {**labelled.brief, "max_duration_minutes": draw.choice(_MINUTES)}
        persona = labelled.persona if draw.random() < 0.5 else names[number % len(names)]
        when, limit = draw.choice(_WHEN), min(brief["max_duration_minutes"], MAX_DURATION_MINUTES) * 60.0
        call = simulate(brief, PERSONAS.find(persona), when, number, limit)
        labelled = replace(labelled, brief=brief)
        yield Drawn(number=number, labelled=labelled, persona=persona, call_date=when, seed=number, call=call)


def _of_situation(draw: random.Random) -> Labelled:
    """Draw a situation, some of its facts, and now and then the other caller."""
    situation = draw.choice(situations())
    facts = [fact for fact in situation.facts if draw.random() < 0.8]
    caller = draw.choice(("communicator", "negotiator")) if draw.random() < 0.2 else None
    return Labelled(
        brief=situation.written(facts, caller=caller),
        persona=situation.persona,
        limit=next((fact.limit for fact in facts if fact.limit is not None), None),
        asks=(situation.asks["about"],) if situation.asks else (),
        order=situation.domain == "cancellation",
    )
