"""What chance decides about a callee, drawn before the first word, so that no turn changes what another one draws."""

import random
from dataclasses import dataclass

from mock_gateway.simulation.persona import Persona

DEFAULT_STAFF = ("Karen", "Miguel", "Priya", "Tom", "Denise", "Alex", "Sofia", "James")

_MOOD_LUCK = {"friendly": 0.06, "neutral": 0.0, "rushed": -0.04, "hostile": -0.18}
_HAS_CHEAPER = {"friendly": 0.7, "neutral": 0.5, "rushed": 0.4, "hostile": 0.2}
_TEMPER = {"friendly": 0.0, "neutral": 0.0, "rushed": 0.04, "hostile": 0.3}


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """One callee on one day: names, holds, how far it can be moved, what it mishears, whether it loses its temper."""

    me: str
    colleague: str
    hold_seconds: float
    transfer_seconds: float
    queue_seconds: float
    offers_alternatives: bool
    asks_anything_else: bool
    waits_for_target: bool
    slip: float
    luck: float
    pick: float
    asks_again: bool
    asks_who: bool
    loses_temper: bool
    confirmation: int
    rate: float | None
    cheaper: float | None


def draw_traits(persona: Persona, rng: random.Random) -> Traits:
    """Draw everything at once, in one order."""
    staff = list(persona.staff or DEFAULT_STAFF)
    rng.shuffle(staff)
    holds, slip = rng.random() < persona.holds, rng.random()
    queue = persona.queue_seconds or (0.0, 0.0)
    return Traits(
        me=staff[0],
        colleague=staff[1 % len(staff)],
        hold_seconds=round(rng.uniform(*persona.hold_seconds), 1) * holds,
        transfer_seconds=round(rng.uniform(8.0, 40.0), 1),
        queue_seconds=round(rng.uniform(*queue), 1),
        offers_alternatives=rng.random() < (0.3 if persona.mood == "hostile" else 0.75),
        asks_anything_else=rng.random() < 0.7,
        waits_for_target=rng.random() < 0.5,
        slip=slip if slip < persona.mishears else 0.0,
        luck=rng.uniform(-0.12, 0.12) + _MOOD_LUCK[persona.mood],
        pick=rng.random(),
        asks_again=rng.random() < max(0.04, persona.mishears / 2),
        asks_who=rng.random() < (0.35 if persona.mood == "hostile" else 0.06),
        loses_temper=rng.random() < _TEMPER[persona.mood],
        confirmation=rng.randint(10_000, 99_999),
        rate=(rate := _rate(persona, rng.random())),
        cheaper=_cheaper(persona, rate, rng.random()),
    )


def _rate(persona: Persona, chance: float) -> float | None:
    """Return what is quoted on the day, in steps that somebody would say."""
    if persona.rate is None:
        return None
    low, high = persona.rate
    step = 5.0 if high - low >= 10 else 1.0
    return min(high, low + step * round(chance * (high - low) / step))


def _cheaper(persona: Persona, rate: float | None, chance: float) -> float | None:
    """Return what it still has below its rate, where it offers that at all."""
    if persona.rate is None or rate is None or persona.rate[0] >= rate:
        return None
    return persona.rate[0] if chance < _HAS_CHEAPER[persona.mood] else None
