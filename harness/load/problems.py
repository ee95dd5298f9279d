"""Every problem of a load, gathered: each once, each with its place and its dotted key."""

from collections.abc import Sequence
from dataclasses import dataclass

from harness.errors import Problem, Span
from harness.model.values import Json
from harness.registry import nearest
from harness.source import Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A value under its dotted key (`scenarios[2].brief`), empty for the file as a whole."""

    node: Node
    key: str = ""

    def at(self, step: str | int) -> "Spot":
        """Return the value under a key or at a 0-based position. Raises KeyError when there is none."""
        return Spot(node=self.node[step], key=join_key(self.key, step))

    def get(self, step: str) -> "Spot | None":
        """Return the value under a key; None when there is no such key or it holds null."""
        child = self.node.get(step)
        return None if child is None or child.value is None else Spot(node=child, key=join_key(self.key, step))

    def elements(self) -> "list[Spot]":
        """Return a sequence's elements; nothing for another kind."""
        return [self.at(position) for position in range(len(self.node.elements or ()))]

    def entries(self) -> "list[tuple[str, Spot]]":
        """Return a mapping's keys and values; nothing for another kind."""
        return [(key, self.at(key)) for key in self.node.fields or ()]


def join_key(key: str, step: str | int) -> str:
    """Return a dotted key one step longer."""
    if isinstance(step, int):
        return f"{key}[{step}]"
    return f"{key}.{step}" if key else step


class Problems:
    """Gathers problems. The same words at the same place are kept once: a shared default is read by many scenarios."""

    def __init__(self) -> None:
        self._found: dict[tuple[Span, str], Problem] = {}

    def add(self, problem: Problem) -> None:
        """Keep a problem, unless it is known."""
        self._found.setdefault((problem.span, problem.message), problem)

    def at(self, spot: Spot, message: str, fix: str = "") -> None:
        """Keep a problem of a value."""
        self.add(Problem(span=spot.node.span, key=spot.key, message=message, fix=fix))

    def at_key(self, spot: Spot, key: str, message: str, fix: str = "") -> None:
        """Keep a problem of one key of a mapping."""
        self.add(Problem(span=spot.node.key_span(key), key=join_key(spot.key, key), message=message, fix=fix))

    def unknown_key(self, spot: Spot, key: str, allowed: Sequence[str], fix: str = "") -> None:
        """Keep the problem that a mapping has a key which is not one of `allowed`."""
        message = f"unknown key {key!r}; allowed: {', '.join(allowed) or 'none'}"
        self.at_key(spot, key, message, fix or did_you_mean(key, allowed))

    def sorted(self, files: Sequence[str] = ()) -> tuple[Problem, ...]:
        """Return the problems by file, line and column; `files` come first, in their order."""
        order = {file: place for place, file in enumerate(dict.fromkeys([*files, *(it.file for it, _ in self._found)]))}
        return tuple(sorted(self._found.values(), key=lambda it: (order[it.span.file], it.span.line, it.span.column)))

    def __len__(self) -> int:
        return len(self._found)


def did_you_mean(name: str, names: Sequence[str]) -> str:
    """Return "did you mean ...?" for a name close to one of `names`, else an empty text."""
    found = nearest(name, names)
    return f"did you mean {found!r}?" if found else ""


def shown(value: Json) -> str:
    """Say in a few words what a value is: `text 'abc'`, `number 5`, `a list`."""
    match value:
        case None:
            return "nothing (null)"
        case bool():
            return str(value).lower()
        case str():
            return f"text {value if len(value) <= 60 else value[:57] + '...'!r}"
        case int() | float():
            return f"number {value}"
        case list():
            return "a list"
        case _:
            return "a mapping"
