"""Situations to call about, as data: who picks up, what the brief may say, and when the call was a success."""

import random
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Literal

from harness.model.brief import MAX_DURATION_MINUTES
from harness.model.values import Json
from harness.source import read
from mock_gateway.catalogue import load_personas
from mock_gateway.simulation import Conversation, Persona, simulate

FRIDAY = datetime.fromisoformat("2026-03-06T09:00-08:00")
"""What "today" is for every situation."""

SEEDS = range(200)
PERSONAS = load_personas()

Level = Literal["poor", "fair", "good"]
LEVELS: tuple[Level, ...] = ("poor", "fair", "good")
_FOLDER = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One sentence of a brief, labelled: the level it belongs to (`since`) and the field it stands in (`where`).

    `limit` is the most that the sentence allows to be paid; `lever` its place in the order in which leverage is added.
    """

    id: str
    since: Level
    where: str
    says: str
    limit: float | None = None
    lever: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Insisted:
    """The fact that the callee, given `options`, does nothing without; `refused` is what its books then say."""

    fact: str
    options: Mapping[str, Json]
    refused: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """One reason to call. Each seed draws one of `days`, which are options of the persona on that day.

    `brief` is what every level says; `ladder` how the limit is worded, and what is paid now, where leverage is added.
    """

    name: str
    title: str
    domain: str
    persona: str
    days: tuple[Mapping[str, Json], ...]
    brief: Mapping[str, Json]
    facts: tuple[Fact, ...]
    insisted: Insisted
    success: Mapping[str, Json]
    options: Mapping[str, Json] = field(default_factory=dict)
    ladder: Mapping[str, Json] = field(default_factory=dict)
    asks: Mapping[str, Json] = field(default_factory=dict)

    @property
    def good(self) -> tuple[Fact, ...]:
        """Every fact: the good brief."""
        return self.facts

    def at(self, level: Level) -> tuple[Fact, ...]:
        """Return the facts that a brief of this level states."""
        return tuple(fact for fact in self.facts if LEVELS.index(fact.since) <= LEVELS.index(level))

    def fact(self, name: str) -> Fact:
        """Return the fact of this id."""
        return next(fact for fact in self.facts if fact.id == name)

    def without(self, *names: str) -> tuple[Fact, ...]:
        """Return the good brief's facts but these."""
        assert {fact.id for fact in self.facts}.issuperset(names)
        return tuple(fact for fact in self.facts if fact.id not in names)

    def callee(self, seed: int, extra: Mapping[str, Json] | None = None) -> Persona:
        """Return who picks up: on the day that the seed draws, or with `extra` instead of any day."""
        day = random.Random(f"day of {self.name} {seed}").choice(self.days) if extra is None else extra
        return _with_options(self.persona, {**self.options, **day})

    def written(self, facts: Collection[Fact], *, caller: str | None = None) -> dict[str, Json]:
        """Return the brief that says these facts, each in its field, in the order of the file."""
        brief = dict(self.brief)
        for fact in facts:
            brief[fact.where] = " ".join(filter(None, (brief.get(fact.where, ""), fact.says)))
        return {**brief, **({"caller": caller} if caller else {})}

    def call(self, brief: Mapping[str, Json], seed: int, *, extra: Mapping[str, Json] | None = None) -> Conversation:
        """Hold one call of this situation."""
        return simulate(brief, self.callee(seed, extra), FRIDAY, seed, MAX_DURATION_MINUTES * 60.0)


def _with_options(persona: str, options: Mapping[str, Json]) -> Persona:
    return PERSONAS.find(persona).with_options(options)


@cache
def situations() -> tuple[Situation, ...]:
    """Return every situation of the folder, in the order of their names."""
    return tuple(_situation(path) for path in sorted((_FOLDER / "situations").glob("*.yaml")))


@cache
def irrelevant() -> tuple[str, ...]:
    """Return the sentences that have nothing to do with any call."""
    return tuple(_value(_FOLDER / "irrelevant.yaml"))


def _situation(path: Path) -> Situation:
    data = dict(_value(path))
    facts = tuple(
        Fact(
            id=item["id"],
            since=item["from"],
            where=item["in"],
            says=item["says"],
            limit=item.get("limit"),
            lever=item.get("lever", 0),
        )
        for item in data.pop("facts")
    )
    insisted = data.pop("insisted")
    return Situation(
        name=path.stem,
        facts=facts,
        insisted=Insisted(fact=insisted["fact"], options=insisted["with"], refused=insisted["refused"]),
        options=data.pop("with", {}),
        days=tuple(data.pop("days")),
        **data,
    )


def _value(path: Path) -> Json:
    return read(path.read_text(encoding="utf-8"), file=path.name).value
