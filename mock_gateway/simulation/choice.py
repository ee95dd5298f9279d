"""Which callee picks up where nobody says: the persona that the brief's own words suit best."""

import re
from collections.abc import Iterable, Mapping

from harness.model.values import Json
from mock_gateway.simulation.knowledge import MAX_CHARACTERS
from mock_gateway.simulation.persona import Persona
from mock_gateway.simulation.purpose import read_purpose

FALLBACK = "front_desk"
_FIELDS = (("call_objective", 3), ("callee_name", 2), ("callee_context", 1), ("detailed_instructions", 1))
_WORD = re.compile(r"[a-z]+")


def choose_persona(brief: Mapping[str, Json], personas: Iterable[Persona]) -> str:
    """Return the name of the default callee: the most words of `suits` in the brief, of a kind that does the task.

    Personas that are met only when asked for (machines, refusals) have no `suits` and are never chosen.
    """
    texts = [(_text(brief, field).lower(), weight) for field, weight in _FIELDS]
    kind = read_purpose(_text(brief, "call_objective"), " ".join(text for text, _ in texts)).kind
    best, most = FALLBACK, 0
    words = [(set(_WORD.findall(text)), weight) for text, weight in texts]
    for persona in personas:
        if persona.does and kind not in persona.does:
            continue
        score = sum(weight for suit in persona.suits for found, weight in words if suit in found)
        if score > most:
            best, most = persona.name, score
    return best


def _text(brief: Mapping[str, Json], field: str) -> str:
    value = brief.get(field)
    return value[:MAX_CHARACTERS] if isinstance(value, str) else ""
