"""Parser events -> nodes: within limits, with unique string keys, and never recursively.

The limits hold while events arrive, before a value is made of them: PyYAML's own composer recurses in C and takes the
process down on 50,000 nested lists. An alias counts as all the values it stands for: an alias bomb ends at the limit.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import yaml

from harness.errors import Problem, SourceError, Span
from harness.source.events import FAST_PARSER, ParserType, events
from harness.source.node import Field, Node
from harness.source.scalars import NumberError, Scalar, resolve
from harness.source.text import clean

MAX_DEPTH: Final = 100
MAX_VALUES: Final = 200_000

Mark: TypeAlias = Any
"""PyYAML's place of an event, 0-based; its stubs do not know that events of a parser always have one."""

_TAG: Final = "tag:yaml.org,2002:"
_SCALAR_TYPES: Final[dict[str, tuple[type, ...]]] = {
    "int": (int,),
    "float": (float, int),
    "bool": (bool,),
    "null": (type(None),),
}
_COLLECTION_TAGS: Final = {yaml.MappingStartEvent: "map", yaml.SequenceStartEvent: "seq"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A text, read: its value, and the problems that did not stop the reading (a key twice, a key that is no text)."""

    node: Node
    problems: tuple[Problem, ...]


def read(text: str, *, file: str, parser_type: ParserType = FAST_PARSER) -> Node:
    """Return the one document of a YAML text. `file` is only for saying where things stand.

    Raises SourceError with the first problem: a syntax error, no or several documents, a key twice, a key that is not
    text, a merge key, an unknown tag, a number JSON cannot hold, more than 100 levels or 200,000 values.
    """
    reading = scan(text, file=file, parser_type=parser_type)
    if reading.problems:
        raise SourceError(reading.problems[0])
    return reading.node


def scan(text: str, *, file: str, parser_type: ParserType = FAST_PARSER) -> Reading:
    """Read as `read` does, but go on where that makes sense. Raises SourceError where it does not."""
    composer = _Composer(file)
    composer.feed(events(clean(text, file=file), file=file, parser_type=parser_type))
    if composer.root is None:
        raise SourceError(Problem(span=Span(file=file, line=1, column=1), message="the file is empty"))
    return Reading(node=composer.root, problems=tuple(composer.problems))


def _is_text(event: yaml.ScalarEvent) -> bool:
    if event.tag is not None:
        return event.tag in ("!", _TAG + "str")
    try:
        return not event.implicit[0] or isinstance(resolve(event.value), str)
    except NumberError:
        return False


class _Frame:
    """A collection that is still open. `key` is the mapping key whose value comes next, with its place."""

    __slots__ = ("anchor", "elements", "fields", "key", "mark", "size_before")

    def __init__(self, event: yaml.CollectionStartEvent, size_before: int) -> None:
        self.mark = event.start_mark
        self.anchor = event.anchor
        self.fields: dict[str, Field] | None = {} if isinstance(event, yaml.MappingStartEvent) else None
        self.elements: list[Node] = []
        self.key: tuple[str | None, Mark] | None = None
        self.size_before = size_before


class _Composer:
    """Takes events one by one; `root` is the document's value once its end has come."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self._documents = 0
        self._open: list[_Frame] = []
        self._anchors: dict[str, tuple[Node, int]] = {}
        self._values = 0
        self._last_line = 1

    def feed(self, incoming: Iterable[yaml.Event]) -> None:
        for event in incoming:
            if isinstance(event, yaml.ScalarEvent):
                self._scalar(event)
            elif isinstance(event, yaml.CollectionStartEvent):
                self._start(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._end(event)
            elif isinstance(event, yaml.AliasEvent):
                self._alias(event)
            elif isinstance(event, yaml.DocumentStartEvent):
                self._document(event)

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self._documents += 1
        if self._documents > 1:
            self._stop(event.start_mark, "a second document begins here", "keep one document a file: remove the ---")

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        mark: Mark = event.start_mark
        end: Mark = event.end_mark
        ended_before = event.style in ("|", ">") and end.column == 0
        self._last_line = max(mark.line + 1, end.line if ended_before else end.line + 1)
        if self._awaits_key():
            self._key(event)
            return
        node = self._node(mark, self._value_of(event))
        self._count(mark, 1)
        if event.anchor is not None:
            self._keep(event.anchor, node, 1)
        self._attach(node)

    def _value_of(self, event: yaml.ScalarEvent) -> Scalar:
        try:
            if event.tag == "!":
                return self._text(event)
            if event.tag is None:
                return resolve(event.value) if event.implicit[0] else self._text(event)
            return self._tagged(event, event.tag)
        except NumberError as error:
            self._note(event.start_mark, str(error), "put it in quotes where it is meant as text")
            return None

    def _text(self, event: yaml.ScalarEvent) -> str:
        text: str = event.value
        if not text.isascii() and any("\ud800" <= letter <= "\udfff" for letter in text):
            self._note(event.start_mark, "a half of a surrogate pair is not a character", "write \\U and 8 hex digits")
        return text

    def _tagged(self, event: yaml.ScalarEvent, tag: str) -> Scalar:
        name = tag.removeprefix(_TAG)
        if tag == _TAG + "str":
            return self._text(event)
        allowed = _SCALAR_TYPES.get(name) if tag.startswith(_TAG) else None
        if allowed is None:
            self._unknown_tag(event.start_mark, tag)
            return self._text(event)
        value = resolve(event.value)
        if not isinstance(value, allowed) or (isinstance(value, bool) and name != "bool"):
            self._note(event.start_mark, f"{event.value!r} is not what its tag !!{name} says")
        return float(value) if name == "float" and isinstance(value, int) else value

    def _unknown_tag(self, mark: Mark, tag: str) -> None:
        shown = f"!!{tag.removeprefix(_TAG)}" if tag.startswith(_TAG) else tag
        self._note(mark, f"the tag {shown} is not supported", "remove it; put a text that begins with ! in quotes")

    def _awaits_key(self) -> bool:
        return bool(self._open) and self._open[-1].fields is not None and self._open[-1].key is None

    def _key(self, event: yaml.ScalarEvent) -> None:
        mark: Mark = event.start_mark
        key: str | None = event.value
        if not _is_text(event):
            self._note(mark, f"the key {key or 'null'} is not text", f'write "{key}": in quotes')
            key = None
        elif key == "<<" and event.implicit[0]:
            fix = "write the keys out, or share them by defaults or include"
            self._note(mark, "merge keys (<<) are not part of YAML 1.2", fix)
            key = None
        elif event.anchor is not None:
            self._keep(event.anchor, self._node(mark, key), 1)
        self._open[-1].key = (key, mark)

    def _start(self, event: yaml.CollectionStartEvent) -> None:
        mark: Mark = event.start_mark
        if len(self._open) >= MAX_DEPTH:
            self._stop(mark, f"values are nested more than {MAX_DEPTH} deep")
        if event.tag is not None and event.tag not in ("!", _TAG + _COLLECTION_TAGS[type(event)]):
            self._unknown_tag(mark, event.tag)
        if self._awaits_key():
            self._stop(mark, "a key must be text, not a list or a mapping", "put {{ name }} in quotes")
        self._count(mark, 1)
        self._last_line = mark.line + 1
        self._open.append(_Frame(event, self._values - 1))

    def _end(self, event: yaml.CollectionEndEvent) -> None:
        frame = self._open.pop()
        start: Mark = event.start_mark
        end: Mark = event.end_mark
        if end.index > start.index:  # a closing bracket; the end of a block has no width
            self._last_line = end.line + 1
        at = self._node(frame.mark, None)
        node = at.with_elements(frame.elements) if frame.fields is None else at.with_fields(frame.fields)
        if frame.anchor is not None:
            self._keep(frame.anchor, node, self._values - frame.size_before)
        self._attach(node)

    def _alias(self, event: yaml.AliasEvent) -> None:
        mark: Mark = event.start_mark
        self._last_line = mark.line + 1
        name = event.anchor or ""
        if name not in self._anchors:
            inside = any(frame.anchor == name for frame in self._open)
            words = "stands inside the value that it names" if inside else "has no anchor above it"
            self._stop(mark, f"the alias *{name} {words}", "put a text that begins with * in quotes")
        node, size = self._anchors[name]
        self._count(mark, size)
        if not self._awaits_key():
            self._attach(node)
        elif isinstance(node.value, str):
            self._open[-1].key = (node.value, mark)
        else:
            self._stop(mark, f"the key *{name} is not text")

    def _keep(self, anchor: str, node: Node, size: int) -> None:
        self._anchors[anchor] = (node, size)

    def _attach(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        frame = self._open[-1]
        if frame.fields is None:
            frame.elements.append(node)
            return
        assert frame.key is not None
        (key, mark), frame.key = frame.key, None
        if key is None:
            return
        earlier = frame.fields.get(key)
        if earlier is None:
            frame.fields[key] = Field(mark.line + 1, mark.column + 1, node)
            return
        message = f"the key {key!r} is written twice: here and in line {earlier.line}"
        self._note(mark, message, "remove one of them")

    def _node(self, mark: Mark, value: Scalar) -> Node:
        return Node(value=value, file=self.file, line=mark.line + 1, column=mark.column + 1, end_line=self._last_line)

    def _count(self, mark: Mark, values: int) -> None:
        self._values += values
        if self._values > MAX_VALUES:
            self._stop(mark, f"the file holds more than {MAX_VALUES:,} values, its aliases written out")

    def _note(self, mark: Mark, message: str, fix: str = "") -> None:
        self.problems.append(self._problem(mark, message, fix))

    def _stop(self, mark: Mark, message: str, fix: str = "") -> None:
        raise SourceError(self._problem(mark, message, fix))

    def _problem(self, mark: Mark, message: str, fix: str) -> Problem:
        span = Span(file=self.file, line=mark.line + 1, column=mark.column + 1)
        return Problem(span=span, message=message, fix=fix)
