"""Who picks up a simulated call: whom the user names, else the scenario, a magic number, or the brief's own words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from harness.app.brief_source import Source
from harness.errors import ScenarioErrors, SourceError, UsageError
from harness.load.callees import FILE_SUFFIXES
from harness.load.files import nearest_file
from harness.model.values import Json
from harness.source import decode, place
from harness.source import read as read_yaml
from mock_gateway.catalogue import load_personas, persona_of, read_persona
from mock_gateway.magic import MAGIC_NUMBERS
from mock_gateway.persona_words import check_words
from mock_gateway.simulation import Persona, choose_persona

_READ = ("call_objective", "callee_name", "callee_context", "detailed_instructions")
_WORDS_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Callee:
    """Who picks up, with its `options` already set; `why` says why, `chosen`: because the brief suits it."""

    persona: Persona
    options: Mapping[str, Json]
    why: str
    chosen: bool = False


def callee_of(source: Source, persona: str | None, options: Mapping[str, Json]) -> Callee:
    """Return who picks up. Raises UnknownName, UsageError, ScenarioErrors."""
    found = _named(persona) if persona is not None else _of_scenario(source) or _by_number(source) or _suiting(source)
    try:
        changed = found.persona.with_options({**found.options, **options})
        check_words({**found.options, **options})
    except UsageError as error:
        raise UsageError(f"--with {error}") from None
    return Callee(persona=changed, options={**found.options, **options}, why=found.why, chosen=found.chosen)


def persona_named(name: str) -> Persona:
    """Return a shipped persona, or that of a YAML file. Raises UnknownName, UsageError, ScenarioErrors."""
    return read_persona_file(Path(name)) if name.endswith(FILE_SUFFIXES) else load_personas().find(name)


def read_persona_file(path: Path) -> Persona:
    """Return the persona of a file. Raises UsageError where there is none, ScenarioErrors with all that is wrong."""
    if not path.is_file():
        hint = nearest_file(path)
        what = "is not a file" if path.exists() else "is not there"
        raise UsageError(f"the persona file {str(path)!r} {what}" + (f"; {hint}" if hint else ""))
    try:
        return read_persona(decode(path.read_bytes(), file=str(path)), file=str(path))
    except OSError as error:
        raise UsageError(f"the persona file {str(path)!r} cannot be read: {error.strerror}") from None
    except SourceError as error:
        raise ScenarioErrors([error.problem]) from None


def options_of(written: Sequence[str] | None) -> dict[str, Json]:
    """Read KEY=VALUE pairs whose values are YAML. Raises UsageError."""
    options: dict[str, Json] = {}
    for pair in written or ():
        key, equals, value = pair.partition("=")
        if not equals or not key.strip():
            raise UsageError(f"--with {pair!r} is not KEY=VALUE, such as --with insists=true or --with floor=57")
        try:
            options[key.strip()] = read_yaml(value, file="--with").value if value.strip() else ""
        except SourceError as error:
            raise UsageError(
                f"--with {pair!r}: {error.problem.message}; quote a text that is more than a word"
            ) from None
    return options


def _named(name: str) -> Callee:
    return Callee(persona=persona_named(name), options={}, why="as --persona says")


def _of_scenario(source: Source) -> Callee | None:
    if source.callee is None:
        return None
    name, define = str(source.callee["persona"]), source.callee.get("define")
    persona = load_personas().find(name) if define is None else persona_of(place(name).with_value(define))
    return Callee(persona=persona, options=source.callee.get("with") or {}, why="as the scenario says")


def _by_number(source: Source) -> Callee | None:
    magic = MAGIC_NUMBERS.get(source.brief.value["dialed_number"])
    if magic is None or magic.persona is None:
        return None
    persona = load_personas().find(magic.persona)
    return Callee(persona=persona, options=magic.options, why=f"as the magic number {magic.number} says")


def _suiting(source: Source) -> Callee:
    personas, brief = load_personas(), source.brief.value
    persona = personas.find(choose_persona(brief, personas.values()))
    words = set(re.findall(r"[a-z]+", " ".join(str(brief.get(field) or "") for field in _READ).lower()))
    suits = [word for word in persona.suits if word in words][:_WORDS_SHOWN]
    why = f"as the brief says {', '.join(suits)}" if suits else "as the brief's words suit no other"
    return Callee(persona=persona, options={}, why=why, chosen=True)
