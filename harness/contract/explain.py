"""Why a value is not what a schema promises, in words: jsonschema finds the reasons, this file says them."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from harness.model.values import Json

if TYPE_CHECKING:
    from jsonschema import ValidationError

_SHOWN = 80
_MISSING = "is missing"
_ARTICLES = {"object": "an object", "array": "an array", "integer": "an integer", "null": "null"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One thing wrong with a value, at a path such as `.transcript[3].speaker` below it."""

    path: str
    message: str
    expected: str
    got: str


def reasons(value: Json, schema: Json, components: Json) -> list[Reason]:
    """Return everything that is wrong with a value by path, what is missing last, as that may follow from the rest.

    Nothing when the value is valid.
    """
    from jsonschema import Draft202012Validator  # 130 ms to import, and needed only once an answer was refused

    validator = Draft202012Validator({"allOf": [schema], "components": components})
    told: dict[str, Reason] = {}
    for error in sorted(validator.iter_errors(value), key=lambda error: list(error.absolute_path)):
        for reason in _said(error):
            told.setdefault(reason.path, reason)
    return sorted(told.values(), key=lambda reason: reason.message == _MISSING)


def shown(value: Json) -> str:
    """Return a value as short JSON, for a person."""
    try:
        text = json.dumps(value, ensure_ascii=False)
    except RecursionError:
        return "a value nested very deeply"
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def _said(error: "ValidationError") -> list[Reason]:
    path = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in error.absolute_path)
    if error.validator == "required":
        instance: Json = error.instance
        required: Json = error.validator_value
        missing = [name for name in required if name not in instance]
        return [Reason(path=f"{path}.{name}", message=_MISSING, expected=name, got="nothing") for name in missing]
    got = shown(error.instance)
    if error.validator == "not":
        return [Reason(path=path, message=f"must not be there, and is {got}", expected="nothing", got=got)]
    expected = _EXPECTED[str(error.validator)](error.validator_value)
    return [Reason(path=path, message=f"must be {expected}, and is {got}", expected=expected, got=got)]


def _types(names: str | Iterable[str]) -> str:
    return " or ".join(_ARTICLES.get(name, f"a {name}") for name in ([names] if isinstance(names, str) else names))


_EXPECTED: dict[str, Callable[[Json], str]] = {
    "type": _types,
    "enum": lambda allowed: f"one of {', '.join(allowed)}" if len(allowed) > 1 else str(allowed[0]),
    "const": str,
    "minimum": lambda least: f"at least {least}",
    "maximum": lambda most: f"at most {most}",
    "minLength": lambda least: f"text of at least {least} characters",
    "pattern": lambda pattern: f"text that matches {pattern}",
}
