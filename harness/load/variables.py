"""`{{ name }}`, `{{ env.NAME }}` and `{{ matrix.AXIS }}` in the strings of a file: substitution, and no logic.

`{{ saved.NAME }}` in a step stays as it is: what it stands for is only known when the flow is carried out.

A string that is exactly one `{{ name }}` becomes the variable's value with its type; elsewhere the value is written
into the text. `\\{{` is two literal braces. A variable may name others. `--var` wins over a variant's own variable,
that over its file's, that over an included file's.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from harness.errors import UsageError
from harness.load.problems import Problems, Spot, did_you_mean, shown
from harness.model.scenario import FilledIn
from harness.model.values import Json
from harness.source import Field, Node, NumberError, resolve

NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*\Z")
_TEMPLATE = re.compile(r"(?P<escape>\\?)\{\{(?P<inner>.*?)\}\}", re.DOTALL)
_ENVIRONMENT = re.compile(r"env\.([A-Za-z_][A-Za-z0-9_]*)\Z")
_AXIS = re.compile(r"matrix\.([A-Za-z_][A-Za-z0-9_-]*)\Z")
_SAVED = re.compile(r"saved\.([A-Za-z_][A-Za-z0-9_-]*)\Z")
_IN_A_STEP = re.compile(r"\.steps\[[0-9]+\](?!.*\.expect\b)")
_TAKEN: Final = ("env", "matrix", "saved")
_FAILED: Final = object()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """In which variant and cell templates are replaced: `matrix` holds the cell's values by axis.

    To `asked` is added every axis that a template asked for.
    """

    matrix: Mapping[str, Json] = field(default_factory=dict)
    variant: str = ""
    asked: set[str] = field(default_factory=set)


def declared_in(spot: Spot | None, problems: Problems) -> dict[str, Spot]:
    """Return the variables that a `vars` declares, and report those that cannot be called so."""
    declared: dict[str, Spot] = {}
    for name, value in spot.entries() if spot else ():
        if NAME.match(name) and name not in _TAKEN:
            declared[name] = value
        else:
            taken = f"{', '.join(_TAKEN[:-1])} and {_TAKEN[-1]}"
            fix = f"a name is a letter or _, then letters, digits, _ and -; {taken} are taken"
            problems.at_key(spot or value, name, f"{name!r} cannot be the name of a variable", fix)
    return declared


class Variables:
    """The variables of one suite. `used` is added every name that a template asked for."""

    def __init__(
        self,
        declared: Mapping[str, Spot],
        given: Mapping[str, str],
        environment: Mapping[str, str],
        problems: Problems,
        used: set[str],
        written: dict[str, tuple[FilledIn, ...]] | None = None,
    ) -> None:
        self._declared = declared
        self._written: dict[str, tuple[FilledIn, ...]] = {} if written is None else written
        self._given = given
        self._environment = environment
        self._problems = problems
        self._used = used
        self._values: dict[str, Json] = {}
        self._open: list[str] = []
        self._scope = Scope()

    def within(self, scope: Scope, declared: Mapping[str, Spot]) -> "Variables":
        """Return the variables of one variant and cell, which declares some of its own."""
        self._used.update(declared)
        inner = Variables(
            {**self._declared, **declared}, self._given, self._environment, self._problems, self._used, self._written
        )
        inner._scope = scope
        return inner

    def filled_in(self, text: str) -> tuple[FilledIn, ...]:
        """Return where variables stand in a text that came of templates, none for any other."""
        return self._written.get(text, ())

    def fill(self, spot: Spot) -> Spot:
        """Return the value with its templates replaced; unknown names become problems."""
        node = self._filled(spot)
        return spot if node is spot.node else Spot(node=node, key=spot.key)

    def _filled(self, spot: Spot) -> Node:
        node = spot.node
        if node.fields is not None:
            return self._filled_mapping(spot, node.fields)
        if node.elements is not None:
            elements = [
                child if _is_plain(child) else self._filled(spot.at(position))
                for position, child in enumerate(node.elements)
            ]
            unchanged = all(new is old for new, old in zip(elements, node.elements, strict=True))
            return node if unchanged else node.with_elements(elements)
        if isinstance(node.value, str) and "{{" in node.value:
            value = self._text(node.value, spot)
            return node if value is _FAILED else node.with_value(value)
        return node

    def _filled_mapping(self, spot: Spot, fields: Mapping[str, Field]) -> Node:
        new: dict[str, Field] = {}
        for key, entry in fields.items():
            filled = entry.node if _is_plain(entry.node) else self._filled(spot.at(key))
            if filled is not entry.node:
                new[key] = entry._replace(node=filled)
        return spot.node.with_fields({**fields, **new}) if new else spot.node

    def _text(self, text: str, spot: Spot) -> Json:
        whole = _TEMPLATE.fullmatch(text.strip())
        if whole is not None and not whole["escape"] and "{{" not in whole["inner"]:
            name = whole["inner"].strip()
            value = self._value(name, spot)
            if isinstance(value, str):
                self._written[value] = (FilledIn(name=name, start=0, end=len(value)),)
            return value
        failed = False
        parts, end = [], 0
        places: list[FilledIn] = []
        for match in _TEMPLATE.finditer(text):
            parts.append(text[end : match.start()])
            end = match.end()
            if match["escape"]:
                parts.append(match[0][1:])
                continue
            value = self._value(match["inner"].strip(), spot)
            failed = failed or value is _FAILED or not self._is_writable(value, match[0], spot)
            start = sum(map(len, parts))
            parts.append(_written(value))
            places.append(FilledIn(name=match["inner"].strip(), start=start, end=start + len(parts[-1])))
        made = "".join([*parts, text[end:]])
        self._written[made] = tuple(places)
        return _FAILED if failed else made

    def _is_writable(self, value: Json, template: str, spot: Spot) -> bool:
        if isinstance(value, str | int | float):
            return True
        fix = f'write "{template}" alone, so that it keeps its type'
        self._problems.at(spot, f"{template} is {shown(value)}, which cannot stand inside a text", fix)
        return False

    def _value(self, name: str, spot: Spot) -> Json:
        environment = _ENVIRONMENT.match(name)
        if environment:
            return self._from_environment(environment[1], spot)
        saved = _SAVED.match(name)
        if saved:
            return self._from_steps(saved[1], spot)
        axis = _AXIS.match(name)
        if axis:
            return self._from_matrix(axis[1], spot)
        if not NAME.match(name):
            fix = (
                "only {{ name }}, {{ env.NAME }} and {{ matrix.AXIS }} are replaced; write \\{{ for two literal braces"
            )
            self._problems.at(spot, f"'{{{{ {name} }}}}' is not the name of a variable", fix)
            return _FAILED
        self._used.add(name)
        if name not in self._values:
            self._values[name] = self._computed(name, spot)
        value = self._values[name]
        if value is _FAILED and name not in self._declared and name not in self._given:
            self._unknown(name, spot)
        return value

    def _computed(self, name: str, spot: Spot) -> Json:
        declared = self._declared.get(name)
        if name in self._given:
            return _given(name, self._given[name], declared)
        if declared is None:
            return _FAILED
        if name in self._open:
            loop = " -> ".join([*self._open[self._open.index(name) :], name])
            self._problems.at(spot, f"the variable {name!r} stands for itself: {loop}")
            return _FAILED
        self._open.append(name)
        try:
            found = len(self._problems)
            value = self._filled(declared).value
            return value if len(self._problems) == found else _FAILED
        finally:
            self._open.pop()

    def _from_environment(self, name: str, spot: Spot) -> Json:
        if name in self._environment:
            return self._environment[name]
        fix = did_you_mean(name, tuple(self._environment)) or f"set it: export {name}=..."
        self._problems.at(spot, f"the environment variable {name!r} is not set", fix)
        return _FAILED

    def _from_steps(self, name: str, spot: Spot) -> Json:
        """Leave what a flow saves as it is written: it is filled in when the step is carried out."""
        if _IN_A_STEP.search(spot.key):
            return f"{{{{saved.{name}}}}}"
        fix = "what a save step keeps can be used in the steps below it, and nowhere else"
        self._problems.at(spot, f"'{{{{ saved.{name} }}}}' stands where nothing is saved", fix)
        return _FAILED

    def _from_matrix(self, axis: str, spot: Spot) -> Json:
        axes = tuple(self._scope.matrix)
        self._scope.asked.add(axis)
        if axis in axes:
            return self._scope.matrix[axis]
        if axes:
            fix = did_you_mean(axis, axes) or f"add it to the matrix: {axis}: [...]"
            self._problems.at(spot, f"unknown axis {axis!r}; known: {', '.join(axes)}", fix)
        else:
            fix = f"add matrix: {{{axis}: [...]}} to the scenario that the template stands in"
            self._problems.at(spot, f"'{{{{ matrix.{axis} }}}}' stands where there is no matrix", fix)
        return _FAILED

    def _unknown(self, name: str, spot: Spot) -> None:
        known = tuple(dict.fromkeys([*self._declared, *self._given]))
        where = f" in variant {self._scope.variant!r}" if self._scope.variant else ""
        fix = did_you_mean(name, known) or "set it in vars, or by --var NAME=VALUE"
        self._problems.at(spot, f"unknown variable {name!r}{where}; known: {', '.join(known) or 'none'}", fix)


def _given(name: str, text: str, declared: Spot | None) -> Json:
    """Return a `--var` with the type of the number or truth value it takes the place of, else as text."""
    original = declared.node.value if declared else ""
    if not isinstance(original, bool | int | float):
        return text
    try:
        value = resolve(text)
    except NumberError:
        value = text
    if isinstance(value, bool | int | float) and isinstance(value, bool) == isinstance(original, bool):
        return value
    wanted = "true or false" if isinstance(original, bool) else "a number"
    place = declared.node.span if declared else ""
    raise UsageError(f"--var {name}={text}: must be {wanted}, as {name} is {shown(original)} at {place}")


def _is_plain(node: Node) -> bool:
    """Whether a value is a scalar without a template: most are."""
    if node.fields is not None or node.elements is not None:
        return False
    return not isinstance(node.value, str) or "{{" not in node.value


def _written(value: Json) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
