"""What a YAML text becomes: plain values that remember where they stand."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from harness.errors import Span
from harness.model.values import Json


class Field(NamedTuple):
    """One entry of a mapping: where its key stands (1-based), and its value. Both stand in the same file."""

    line: int
    column: int
    node: "Node"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Node:
    """A value of a YAML text and its place.

    `value` is plain data (dict with string keys, list, str, int, float, bool, None) and must not be changed. `fields`
    is set for a mapping, `elements` for a sequence, neither for a scalar. `end_line` is the last line that the value
    is written on (blank lines that end a block scalar count). Lines and columns are 1-based.
    """

    value: Json
    file: str
    line: int
    column: int
    end_line: int
    fields: Mapping[str, Field] | None = None
    elements: tuple["Node", ...] | None = None

    @property
    def span(self) -> Span:
        """Where the value begins."""
        return Span(file=self.file, line=self.line, column=self.column)

    @property
    def kind(self) -> Literal["mapping", "sequence", "scalar"]:
        """Which of the three shapes this is."""
        if self.fields is not None:
            return "mapping"
        return "scalar" if self.elements is None else "sequence"

    def key_span(self, key: str) -> Span:
        """Where a mapping's key stands. Raises KeyError when there is no such key."""
        field = (self.fields or {})[key]
        return Span(file=field.node.file, line=field.line, column=field.column)

    def get(self, key: str) -> "Node | None":
        """Return a mapping's value under `key`; None when this is no mapping or has no such key."""
        field = self.fields.get(key) if self.fields is not None else None
        return field.node if field is not None else None

    def items(self) -> Iterator[tuple[str, "Node"]]:
        """Return a mapping's keys and values in the order written; nothing for another kind."""
        return ((key, field.node) for key, field in (self.fields or {}).items())

    def follow(self, path: Sequence[str | int]) -> "Node":
        """Return the node at the end of `path`, or the last one that exists on the way there."""
        node = self
        for step in path:
            child = node.child(step)
            if child is None:
                return node
            node = child
        return node

    def child(self, step: str | int) -> "Node | None":
        """Return the value under a key or at a 0-based position; None when there is none."""
        if isinstance(step, str):
            return self.get(step)
        if self.elements is not None and 0 <= step < len(self.elements):
            return self.elements[step]
        return None

    def __getitem__(self, step: str | int) -> "Node":
        child = self.child(step)
        if child is None:
            raise KeyError(step)
        return child

    def __contains__(self, key: object) -> bool:
        return self.fields is not None and key in self.fields

    def __iter__(self) -> Iterator["Node"]:
        """Iterate over a sequence's elements; nothing for another kind."""
        return iter(self.elements or ())

    def with_fields(self, fields: Mapping[str, Field]) -> "Node":
        """Return a mapping of `fields` that stands where this node stands."""
        return Node(
            value={key: field.node.value for key, field in fields.items()},
            file=self.file,
            line=self.line,
            column=self.column,
            end_line=self.end_line,
            fields=fields,
        )

    def with_elements(self, elements: Sequence["Node"]) -> "Node":
        """Return a sequence of `elements` that stands where this node stands."""
        return Node(
            value=[element.value for element in elements],
            file=self.file,
            line=self.line,
            column=self.column,
            end_line=self.end_line,
            elements=tuple(elements),
        )

    def with_value(self, value: Json) -> "Node":
        """Return plain data as nodes which all stand where this node stands."""
        if isinstance(value, Mapping):
            children = {key: Field(self.line, self.column, self.with_value(child)) for key, child in value.items()}
            return self.with_fields(children)
        if isinstance(value, list | tuple):
            return self.with_elements([self.with_value(child) for child in value])
        return Node(value=value, file=self.file, line=self.line, column=self.column, end_line=self.end_line)


def place(file: str) -> Node:
    """Return an empty value at the top of `file`: where things stand that no line of a file says."""
    return Node(value=None, file=file, line=1, column=1, end_line=1)
