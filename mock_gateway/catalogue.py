"""The personas there are: YAML files read into a table, with every problem of a file reported at once."""

from collections.abc import Iterator, Sequence
from importlib import resources

from harness.errors import Problem, ScenarioErrors, SourceError, UnknownName, UsageError
from harness.registry import Registry
from harness.source import Node, scan
from mock_gateway.persona_words import problems_of_words
from mock_gateway.simulation.options import OPTIONS, Option
from mock_gateway.simulation.persona import Persona

SUFFIX = ".yaml"
_ITS_OWN = ("name", "title")


def load_personas() -> Registry[Persona]:
    """Return the personas of this package by name, in the order of their names."""
    folder = resources.files("mock_gateway") / "personas"
    files = sorted((entry.name, entry) for entry in folder.iterdir() if entry.name.endswith(SUFFIX))
    return Registry(
        "persona",
        (read_persona(entry.read_text(encoding="utf-8"), file=f"personas/{name}") for name, entry in files),
        name_of=lambda persona: persona.name,
    )


def read_persona(text: str, *, file: str) -> Persona:
    """Read one persona. Raises ScenarioErrors with all that is wrong with the text."""
    try:
        reading = scan(text, file=file)
    except SourceError as error:
        raise ScenarioErrors([error.problem]) from None
    return persona_of(reading.node, reading.problems)


def persona_of(node: Node, known: Sequence[Problem] = ()) -> Persona:
    """Return the persona that a value describes. Raises ScenarioErrors with all that is wrong, `known` included."""
    problems = sorted((*known, *_problems(node)), key=lambda it: (it.span.line, it.span.column))
    if problems:
        raise ScenarioErrors(problems)
    options = {key: child.value for key, child in node.items() if key not in _ITS_OWN}
    return Persona(name=node["name"].value, title=node["title"].value).with_options(options)


def _problems(node: Node) -> Iterator[Problem]:
    if node.kind != "mapping":
        yield Problem(
            span=node.span, message=f"a persona is a mapping, this is a {node.kind}", fix="begin with `name:`"
        )
        return
    for key in _ITS_OWN:
        if not isinstance(found := node[key].value if key in node else None, str) or not found:
            span = node[key].span if key in node else node.span
            yield Problem(span=span, key=key, message="missing, or not a text", fix=f"add `{key}: ...`")
    for key, child in node.items():
        if key in _ITS_OWN:
            continue
        try:
            option = OPTIONS.find(key)
        except UnknownName as error:
            yield Problem(span=node.key_span(key), key=key, message=str(error), fix=_advice(error))
            continue
        yield from _problems_of(option, key, child)


def _advice(error: UnknownName) -> str:
    return f"write {error.nearest}" if error.nearest else f"known: {', '.join(error.allowed)}"


def _problems_of(option: Option, key: str, child: Node) -> Iterator[Problem]:
    """Try an option's value, and where it is refused each of its parts: every wrong one is told at its place."""
    error = _error(option, key, child.value)
    if error is None:
        yield from problems_of_words(key, child)
        return
    parts: list[tuple[str, Node, object]] = []
    if child.kind != "scalar" and _error(option, key, [] if child.kind == "sequence" else {}) is None:
        parts += [(f"{key}[{at}]", part, [part.value]) for at, part in enumerate(child)]
        parts += [(f"{key}.{name}", part, {name: part.value}) for name, part in child.items()]
    wrong = [(where, part, found) for where, part, value in parts if (found := _error(option, key, value))]
    for where, part, found in wrong or [(key, child, error)]:
        message = found.removeprefix(f"{key}: ")
        for name in (where, key):
            message = f"found {message.removeprefix(f'{name} is ')}" if message.startswith(f"{name} is ") else message
        yield Problem(span=part.span, key=where, message=message, fix=option.meaning)


def _error(option: Option, key: str, value: object) -> str | None:
    try:
        option.read(key, value)
    except UsageError as error:
        return str(error)
    return None
