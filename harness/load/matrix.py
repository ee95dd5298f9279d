"""`matrix` -> the cells of a grid: every combination of one value of each axis."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import prod
from typing import Final

from harness.load.problems import Problems, Spot, shown
from harness.load.variables import NAME
from harness.model.values import Json

MAX_SCENARIOS: Final = 500
"""How many scenarios one item of `scenarios` may stand for."""

_LONGEST: Final = 60
_UNFIT: Final = re.compile(r"[/\[\],#\x00-\x1f\x7f-\x9f\u2028\u2029]|^\s|\s\Z")
"""What cannot stand in an id between brackets and commas, before `/variant` and `#1`."""

Axis = Mapping[str, Json]
"""The values of an axis under the names that ids show, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One combination: for each axis a value, and the name that ids show of it. Without a matrix both are empty."""

    values: Mapping[str, Json] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """What follows the family's id: `[friendly,negotiator]`, nothing without a matrix."""
        return f"[{','.join(self.names.values())}]" if self.names else ""


def read_cells(spot: Spot, times: int, problems: Problems) -> list[Cell]:
    """Return the cells of a matrix, the last axis fastest; none when there are problems.

    `times` is how many scenarios each cell stands for: one, or one for each variant.
    """
    if spot.node.fields is None or not spot.node.fields:
        found = "an empty mapping" if spot.node.kind == "mapping" else shown(spot.node.value)
        problems.at(spot, f"found {found}; allowed: a mapping of axes", "write matrix: {mood: [friendly, hostile]}")
        return []
    before = len(problems)
    axes = {name: _axis(name, values, spot, problems) for name, values in spot.entries()}
    if len(problems) > before:
        return []
    total = prod(len(axis) for axis in axes.values()) * times
    if total > MAX_SCENARIOS:
        sizes = " x ".join(str(len(axis)) for axis in axes.values())
        with_variants = f" x {times} variants" if times > 1 else ""
        message = f"{sizes}{with_variants} are {total:,} scenarios; allowed: at most {MAX_SCENARIOS}"
        problems.at(spot, message, "take values out, or split it into scenarios of their own")
        return []
    return [_cell(tuple(axes), choice) for choice in product(*(axis.items() for axis in axes.values()))]


def _cell(axes: Sequence[str], choice: Sequence[tuple[str, Json]]) -> Cell:
    chosen = list(zip(axes, choice, strict=True))
    return Cell(
        values={axis: value for axis, (_, value) in chosen},
        names={axis: name for axis, (name, _) in chosen},
    )


def _axis(name: str, spot: Spot, parent: Spot, problems: Problems) -> Axis:
    if not NAME.match(name):
        fix = "a name is a letter or _, then letters, digits, _ and -"
        problems.at_key(parent, name, f"{name!r} cannot be the name of an axis", fix)
    if spot.node.kind == "scalar" or not spot.node.value:
        found = "no value" if spot.node.kind != "scalar" else shown(spot.node.value)
        problems.at(spot, f"found {found}; allowed: a list of values, or a mapping of names to values")
        return {}
    return _named(spot, problems) if spot.node.kind == "mapping" else _listed(spot, problems)


def _named(spot: Spot, problems: Problems) -> Axis:
    for name in spot.node.fields or ():
        if not _fits(name):
            problems.at_key(spot, name, f"{name!r} cannot be the name of a value", _rule())
    return dict(spot.node.value)


def _listed(spot: Spot, problems: Problems) -> Axis:
    axis: dict[str, Json] = {}
    for element in spot.elements():
        value = element.node.value
        if not isinstance(value, str | int | float):
            fix = "give it a name for ids: a mapping in place of the list, {name: value}"
            problems.at(element, f"found {shown(value)}; allowed: text, a number, true or false", fix)
            continue
        name = str(value).lower() if isinstance(value, bool) else str(value)
        if not _fits(name):
            fix = f"give it a name: a mapping in place of the list, {{name: value}}; {_rule()}"
            problems.at(element, f"found {shown(value)}, which cannot stand in an id", fix)
        elif name in axis:
            problems.at(element, f"{name!r} stands twice in this axis", "remove one; to repeat a trial write runs")
        axis[name] = value
    return axis


def _fits(name: str) -> bool:
    return 0 < len(name) <= _LONGEST and not _UNFIT.search(name)


def _rule() -> str:
    return f"ids take 1 to {_LONGEST} characters, and none of / [ ] , #"
