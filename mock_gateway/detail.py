"""Whether briefs say enough for the agent to act, with the last verdicts remembered."""

from collections import OrderedDict
from collections.abc import Mapping

from harness.language.vagueness import insufficient_detail
from harness.model.values import Json

_READ = ("call_objective", "callee_context", "callee_name", "detailed_instructions", "caller")
_MAX_CHARACTERS = 4_000
"""How much of a text is judged: it says what it is about by then, and a long one must not block other requests."""


class DetailReader:
    """Judges briefs by the rule that the linter shares; a suite sends the same texts again and again."""

    def __init__(self, kept: int = 2_000) -> None:
        self._known: OrderedDict[tuple[Json, ...], str | None] = OrderedDict()
        self._kept = kept

    def missing(self, brief: Mapping[str, Json]) -> str | None:
        """Return what a brief lacks, as a sentence; None when it is sound."""
        key = tuple(brief[name][:_MAX_CHARACTERS] if name in brief else None for name in _READ)
        if key not in self._known:
            self._known[key] = insufficient_detail(dict(zip(_READ, key, strict=True)))
            if len(self._known) > self._kept:
                self._known.popitem(last=False)
        return self._known[key]
