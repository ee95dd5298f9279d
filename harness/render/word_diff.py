"""What differs between two briefs, word by word."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from harness.model.scenario import Scenario, StartCall
from harness.model.values import Json

_WORDS = re.compile(r"\s+|\S+")
MOST_WORDS = 4000

Kind = Literal["same", "gone", "new"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of words that both texts have, or only the one before (gone) or the one after (new)."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldDiff:
    """A field of the brief that is not the same in both."""

    name: str
    pieces: tuple[Piece, ...]


def brief_diff(before: Scenario, after: Scenario) -> tuple[FieldDiff, ...]:
    """Return each field that differs between the first briefs of two scenarios, in the brief's order."""
    one, other = _brief(before), _brief(after)
    names = dict.fromkeys((*one, *other))
    return tuple(
        FieldDiff(name=name, pieces=tuple(word_diff(_text(one.get(name)), _text(other.get(name)))))
        for name in names
        if one.get(name) != other.get(name)
    )


def word_diff(before: str, after: str) -> Iterator[Piece]:
    """Yield the pieces of two texts in order; what is beyond `MOST_WORDS` words of each is not compared."""
    old, new = _WORDS.findall(before)[:MOST_WORDS], _WORDS.findall(after)[:MOST_WORDS]
    for kind, from_old, to_old, from_new, to_new in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Piece(kind="same", text="".join(old[from_old:to_old]))
            continue
        if to_old > from_old:
            yield Piece(kind="gone", text="".join(old[from_old:to_old]))
        if to_new > from_new:
            yield Piece(kind="new", text="".join(new[from_new:to_new]))


def _brief(scenario: Scenario) -> Mapping[str, Json]:
    bodies = (step.body for step in scenario.steps if isinstance(step, StartCall))
    body = next(bodies, None)
    if body is None:
        return {}
    return body.value if isinstance(body.value, dict) else {"body": body.text if body.text is not None else body.value}


def _text(value: Json) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
