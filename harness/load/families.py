"""One item of `scenarios` -> the scenarios it stands for: itself, or each variant in each cell of its matrix."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from harness.load.forms import ID_PATTERN, PATTERN_WORDS, VariantForm
from harness.load.loading import Loading
from harness.load.matrix import MAX_SCENARIOS, Cell, read_cells
from harness.load.problems import Spot, shown
from harness.load.scenarios import Frame, Written, read_part, read_scenario
from harness.load.variables import Scope, declared_in
from harness.model.scenario import Scenario

_FAMILY_KEYS: Final = ("matrix", "variants")
_LONGEST_NAME: Final = 100


def read_family(item: Spot, frame: Frame, loading: Loading) -> list[Scenario]:
    """Return the scenarios, variant by variant in each cell; those with problems are left out, the problems kept.

    A title that several of them share is told apart by cell and variant: reports show it alone.
    """
    family = list(_members(item, frame, loading))
    alike: dict[str, list[tuple[str, ...]]] = {}
    for scenario in family:
        alike.setdefault(scenario.title, []).append(_parts(scenario))
    return [_told_apart(scenario, alike[scenario.title]) for scenario in family]


def _parts(scenario: Scenario) -> tuple[str, ...]:
    return (*scenario.cell.values(), scenario.variant)


def _told_apart(scenario: Scenario, alike: Sequence[tuple[str, ...]]) -> Scenario:
    """Put behind a title what sets its scenario apart from the others `alike`, which have the same title."""
    own = [part for part, *others in zip(_parts(scenario), *alike, strict=True) if len(set(others)) > 1]
    return replace(scenario, title=f"{scenario.title}: {', '.join(own)}") if own else scenario


def _members(item: Spot, frame: Frame, loading: Loading) -> Iterator[Scenario]:
    if not any(item.get(key) for key in _FAMILY_KEYS):
        alone = Written(spot=loading.variables.fill(_without(item, _FAMILY_KEYS)))
        yield from _read(alone, frame, loading)
        return
    before = len(loading.problems)
    variants = _variants(item.get("variants"), loading)
    matrix = item.get("matrix")
    cells = [Cell()]
    if matrix is not None:
        cells = read_cells(loading.variables.fill(matrix), max(1, len(variants)), loading.problems)
    if len(loading.problems) > before:
        return
    family = _Family(item=item, frame=frame, loading=loading)
    for cell in cells:
        yield from family.in_cell(cell, variants)
    if matrix is not None and len(loading.problems) == before:
        _check_used(matrix, family.asked, loading)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Family:
    """An item that stands for several scenarios. To `asked` are added the axes that any of them asks for."""

    item: Spot
    frame: Frame
    loading: Loading
    asked: set[str] = field(default_factory=set)

    def in_cell(self, cell: Cell, variants: Mapping[str, Spot]) -> Iterator[Scenario]:
        """Yield the scenarios of one cell."""
        if not variants:
            inner = self._within(Scope(matrix=cell.values, asked=self.asked), {})
            yield from _read(Written(spot=self._filled(inner), cell=cell), self.frame, inner)
        for name, spot in variants.items():
            yield from self._variant(cell, name, spot)

    def _variant(self, cell: Cell, name: str, spot: Spot) -> Iterator[Scenario]:
        own = declared_in(spot.get("vars"), self.loading.problems)
        inner = self._within(Scope(matrix=cell.values, asked=self.asked, variant=name), own)
        written = Written(
            spot=self._filled(inner),
            overlay=_without(read_part(inner.variables.fill(spot), VariantForm, inner), ("vars",)),
            cell=cell,
            variant=name,
            span=self.item.node["variants"].key_span(name),
        )
        # What the defaults say with a variable is said anew where the variant has its own value for it.
        frame = replace(self.frame, defaults=self.frame.defaults_in(inner)) if own else self.frame
        yield from _read(written, frame, inner)

    def _within(self, scope: Scope, own: Mapping[str, Spot]) -> Loading:
        return replace(self.loading, variables=self.loading.variables.within(scope, own))

    def _filled(self, loading: Loading) -> Spot:
        return loading.variables.fill(_without(self.item, _FAMILY_KEYS))


def _read(written: Written, frame: Frame, loading: Loading) -> Iterator[Scenario]:
    scenario = read_scenario(written, frame, loading)
    if scenario is not None:
        yield scenario


def _variants(spot: Spot | None, loading: Loading) -> dict[str, Spot]:
    """Return the variants by name, each a mapping; what cannot be one is reported."""
    problems = loading.problems
    if spot is None:
        return {}
    if not spot.node.fields:
        found = "an empty mapping" if spot.node.kind == "mapping" else shown(spot.node.value)
        fix = "write variants: {plain: {}, short: {brief: {...}}}"
        problems.at(spot, f"found {found}; allowed: a mapping of names to what each says over the scenario", fix)
        return {}
    if len(spot.node.fields) > MAX_SCENARIOS:
        problems.at(spot, f"{len(spot.node.fields)} variants; allowed: at most {MAX_SCENARIOS}")
        return {}
    found_variants: dict[str, Spot] = {}
    for name, variant in spot.entries():
        if not re.fullmatch(ID_PATTERN, name) or len(name) > _LONGEST_NAME:
            fix = f"allowed: {PATTERN_WORDS[ID_PATTERN]}, at most {_LONGEST_NAME} characters"
            problems.at_key(spot, name, f"{name!r} cannot be the name of a variant", fix)
        elif variant.node.value is None:
            found_variants[name] = Spot(node=variant.node.with_value({}), key=variant.key)
        elif variant.node.fields is None:
            message = f"found {shown(variant.node.value)}; allowed: a mapping of what it says over the scenario"
            problems.at(variant, message)
        else:
            found_variants[name] = variant
    return found_variants


def _check_used(matrix: Spot, asked: set[str], loading: Loading) -> None:
    for axis in matrix.node.fields or ():
        if axis not in asked:
            fix = f"write {{{{ matrix.{axis} }}}} where the scenarios differ; to repeat a trial write runs"
            loading.problems.at_key(matrix, axis, f"the axis {axis!r} is used nowhere in the scenario", fix)


def _without(spot: Spot, keys: tuple[str, ...]) -> Spot:
    fields = spot.node.fields
    if fields is None or not any(key in fields for key in keys):
        return spot
    kept = {key: field for key, field in fields.items() if key not in keys}
    return Spot(node=spot.node.with_fields(kept), key=spot.key)
