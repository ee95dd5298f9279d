"""What the checks for things said without a source have in common: allowed values, and one outcome."""

from typing import Annotated

from pydantic import BeforeValidator

from harness.checks.base import Outcome
from harness.checks.meaning import quoted
from harness.language.lexicon import plain
from harness.language.sources import Fact
from harness.model.call import Turn
from harness.model.values import Json
from harness.model.verdict import Verdict


def _as_list(value: Json) -> Json:
    return [value] if isinstance(value, str) else value


Allowed = Annotated[tuple[str, ...], BeforeValidator(_as_list)]
"""Values that may be said although no source has them."""


def unsourced(
    turns: tuple[Turn, ...], facts: list[Fact], allowed: tuple[str, ...], *, expected: str, key: str
) -> Outcome:
    """Fail on the facts that are not allowed, each quoted."""
    free = {plain(value) for value in allowed}
    kept = [fact for fact in facts if plain(fact.value) not in free]
    said = ", ".join(dict.fromkeys(f"{fact.kind} “{fact.value}” in turn {fact.at.turn}" for fact in kept))
    return Outcome(
        verdict=Verdict.FAILED if kept else Verdict.PASSED,
        expected=expected,
        got=said or "nothing without a source",
        message=f"neither the brief nor the callee has {said}" if kept else "",
        evidence=quoted(turns, (fact.at for fact in kept)),
        value={key: [{"kind": fact.kind, "value": fact.value, "turn": fact.at.turn} for fact in kept]},
    )
