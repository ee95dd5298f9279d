"""The personas there are: YAML files read into a table, with every problem of a file reported at once."""

from collections.abc import Iterator
from importlib import resources

from harness.errors import Problem, ScenarioErrors, SourceError, UnknownName, UsageError
from harness.registry import Registry
from harness.source import Node, read
from mock_gateway.simulation.options import OPTIONS
from mock_gateway.simulation.persona import Persona

SUFFIX = ".yaml"


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
        node = read(text, file=file)
    except SourceError as error:
        raise ScenarioErrors([error.problem]) from None
    problems = list(_problems(node))
    if problems:
        raise ScenarioErrors(problems)
    options = {key: child.value for key, child in node.items() if key not in ("name", "title")}
    return Persona(name=node["name"].value, title=node["title"].value).with_options(options)


def _problems(node: Node) -> Iterator[Problem]:
    if node.kind != "mapping":
        yield Problem(
            span=node.span, message=f"a persona is a mapping, this is a {node.kind}", fix="begin with `name:`"
        )
        return
    for key in ("name", "title"):
        if not isinstance(found := node[key].value if key in node else None, str) or not found:
            yield Problem(span=node.span, key=key, message="missing, or not a text", fix=f"add `{key}: ...`")
    for key, child in node.items():
        if key in ("name", "title"):
            continue
        try:
            option = OPTIONS.find(key)
        except UnknownName as error:
            yield Problem(span=node.key_span(key), key=key, message=str(error), fix=_advice(error))
            continue
        try:
            option.read(key, child.value)
        except UsageError as error:
            yield Problem(span=child.span, key=key, message=str(error), fix=option.meaning)


def _advice(error: UnknownName) -> str:
    return f"write {error.nearest}" if error.nearest else f"known: {', '.join(error.allowed)}"
