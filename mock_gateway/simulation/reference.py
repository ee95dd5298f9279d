"""The options of a persona and the acts it has words for, as rows for a page or a terminal."""

from collections.abc import Mapping
from dataclasses import MISSING, fields
from typing import Any

from mock_gateway.simulation.business_phrases import BUSINESS_PHRASES
from mock_gateway.simulation.callee_phrases import CALLEE_PHRASES
from mock_gateway.simulation.options import OPTIONS, Option
from mock_gateway.simulation.persona import Persona
from mock_gateway.simulation.terms import Prices


def option_rows() -> tuple[tuple[str, str, str, str], ...]:
    """Return (name, default, allowed, meaning) of each option, in the order in which they are documented."""
    return tuple(
        (f"`{option.name}`", _default(option), option.reader.allowed, option.meaning)
        for option in OPTIONS.values()
        if option.name != "title"
    )


def act_rows() -> tuple[tuple[str, str], ...]:
    """Return (act, an example of its words) of each act that `says` can replace, with its variants."""
    spoken = {**CALLEE_PHRASES, **BUSINESS_PHRASES}
    plain = sorted(key for key in spoken if "@" not in key)
    return tuple((f"`{key}`", spoken[key][0]) for key in plain)


def _default(option: Option) -> str:
    of = Prices if option.of_prices else Persona
    for found in fields(of):
        if found.name == option.field:
            value = found.default if found.default is not MISSING else _made(found.default_factory)
            return _shown(value)
    raise LookupError(option.field)


def _made(factory: Any) -> Any:
    return factory() if factory is not MISSING else ""


def _shown(value: Any) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case float():
            return f"{value:g}"
        case "" | ():
            return "none"
        case tuple():
            return f"[{', '.join(_shown(item) for item in value)}]"
        case Mapping():
            return ", ".join(f"{key}: {_shown(item)}" for key, item in value.items()) or "none"
        case _:
            return str(value)
