"""Variants of the same scenarios, each compared with the first."""

import zlib
from dataclasses import dataclass

from harness.render.comparison import ComparisonView, Side, compare_sides
from harness.render.comparison_text import measure_words, overall_words
from harness.render.forest import Forest, forest
from harness.render.view import RunView

MOST_PAIRS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Varied:
    """One variant beside the first, drawn and in words."""

    view: ComparisonView
    drawn: Forest
    words: str
    measures: tuple[str, ...]


def varied(view: RunView) -> tuple[Varied, ...]:
    """Compare, in each group of scenarios with the same variants, every variant with the group's first one."""
    groups: dict[str, dict[str, None]] = {}
    for it in view.scenarios:
        if it.scenario.variant:
            groups.setdefault(it.scenario.cell_id, {})[it.scenario.variant] = None
    pairs = {(first, other): None for first, *others in map(tuple, groups.values()) for other in others}
    return tuple(_varied(view, *pair) for pair in list(pairs)[:MOST_PAIRS])


def _varied(view: RunView, first: str, other: str) -> Varied:
    before, after = Side.of_variant(view, first), Side.of_variant(view, other)
    shared = before.scenarios.keys() & after.scenarios.keys()
    found = compare_sides(
        Side(name=first, scenarios={key: it for key, it in before.scenarios.items() if key in shared}),
        Side(name=other, scenarios={key: it for key, it in after.scenarios.items() if key in shared}),
        zlib.crc32(f"{view.started.seed}\0{first}\0{other}".encode()),
        calls=False,
    )
    return Varied(
        view=found,
        drawn=forest(found),
        words=overall_words(found.overall),
        measures=tuple(measure_words(measure) for measure in found.measures),
    )
