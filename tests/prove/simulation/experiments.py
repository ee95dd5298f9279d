"""What a change of the brief does to the outcome: each experiment holds the same seeds with and without it."""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from statistics import fmean

from harness.model.values import Json
from mock_gateway.simulation import Conversation
from tests.prove.simulation.outcomes import holds
from tests.prove.simulation.situations import LEVELS, SEEDS, Fact, Level, Situation, irrelevant, situations

_FIELDS = ("callee_context", "call_objective", "detailed_instructions")
_BETWEEN = re.compile(r"(?<=[.!?])\s+")
_DRAWN = 20260306


def outcomes(situation: Situation, brief: Mapping[str, Json]) -> list[bool]:
    """Return whether each seed's call was a success."""
    return [holds(situation.success, situation.call(brief, seed).books) for seed in SEEDS]


@cache
def by_level(name: str) -> Mapping[Level, list[bool]]:
    """Return the outcomes of a situation by the level of its brief."""
    situation = named(name)
    return {level: outcomes(situation, situation.written(situation.at(level))) for level in LEVELS}


def named(name: str) -> Situation:
    """Return the situation of this name."""
    return next(situation for situation in situations() if situation.name == name)


def without_a_fact(situation: Situation) -> Mapping[str, list[bool]]:
    """Return the outcomes of the good brief without each of its facts, by the fact's id."""
    return {fact.id: outcomes(situation, situation.written(situation.without(fact.id))) for fact in situation.facts}


@dataclass(frozen=True, slots=True, kw_only=True)
class InsistedOn:
    """The same seeds with the fact that the callee insists on and without it."""

    with_it: list[Conversation]
    without_it: list[Conversation]


def insisted_on(situation: Situation) -> InsistedOn:
    """Hold the calls to a callee that insists on one fact."""
    insisted = situation.insisted
    whole, cut = situation.written(situation.facts), situation.written(situation.without(insisted.fact))
    return InsistedOn(
        with_it=[situation.call(whole, seed, extra=insisted.options) for seed in SEEDS],
        without_it=[situation.call(cut, seed, extra=insisted.options) for seed in SEEDS],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Inserted:
    """One irrelevant sentence put into a good brief, and whether the books of that seed stayed the same."""

    seed: int
    where: str
    sentence: str
    brief: Mapping[str, Json]
    same: bool


def with_irrelevant_sentences(situation: Situation) -> list[Inserted]:
    """Put one irrelevant sentence anywhere into the good brief, another one for each seed."""
    draw = random.Random(f"{_DRAWN} {situation.name}")
    brief = situation.written(situation.facts)
    return [_inserted(situation, brief, seed, draw) for seed in SEEDS]


def _inserted(situation: Situation, brief: Mapping[str, Json], seed: int, draw: random.Random) -> Inserted:
    where, sentence = draw.choice(_FIELDS), draw.choice(irrelevant())
    parts = [part for part in _BETWEEN.split(str(brief.get(where, ""))) if part]
    parts = [part if part.endswith((".", "!", "?")) else f"{part}." for part in parts]
    parts.insert(draw.randint(0, len(parts)), sentence)
    changed = {**brief, where: " ".join(parts)}
    same = situation.call(brief, seed).books == situation.call(changed, seed).books
    return Inserted(seed=seed, where=where, sentence=sentence, brief=changed, same=same)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """The prices of one step of leverage: `agreed` by seed (None: no deal), `paid` what is paid after the call."""

    title: str
    agreed: list[float | None]
    paid: list[float]

    @property
    def mean_agreed(self) -> float:
        """The mean of the agreed prices."""
        return fmean(amount for amount in self.agreed if amount is not None)

    @property
    def deals(self) -> int:
        """How many calls ended in a deal."""
        return sum(amount is not None for amount in self.agreed)


def leverage(situation: Situation) -> list[Rung]:
    """Add one lever after another to a brief whose limit keeps few deals out, and return the prices."""
    levers = sorted((fact for fact in situation.facts if fact.lever), key=lambda fact: fact.lever)
    loose = [
        replace(fact, says=situation.ladder["says"]) if fact.id == situation.ladder["instead_of"] else fact
        for fact in situation.facts
    ]
    rungs = []
    for count in range(len(levers) + 1):
        kept = {fact.id for fact in levers[:count]}
        facts = [fact for fact in loose if not fact.lever or fact.id in kept]
        title = f"+ {levers[count - 1].id}" if count else "no leverage"
        rungs.append(_rung(situation, title, facts))
    return rungs


def _rung(situation: Situation, title: str, facts: Sequence[Fact]) -> Rung:
    brief = {**situation.written(facts), "call_objective": situation.ladder["call_objective"]}
    agreed = [situation.call(brief, seed).books.get("agreed_price") for seed in SEEDS]
    current = situation.ladder["current"]
    return Rung(title=title, agreed=agreed, paid=[current if amount is None else amount for amount in agreed])


def both_agreed(before: Rung, after: Rung) -> tuple[list[float], list[float]]:
    """Return the prices of the seeds that came to a deal on both rungs."""
    pairs = [
        (old, new) for old, new in zip(before.agreed, after.agreed, strict=True) if old is not None and new is not None
    ]
    return [old for old, _ in pairs], [new for _, new in pairs]


def negotiations() -> tuple[Situation, ...]:
    """Return the situations with a price to be bargained for."""
    return tuple(situation for situation in situations() if situation.ladder)
