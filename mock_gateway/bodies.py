"""Reading JSON bodies field by field, with every problem of a body in one answer."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NoReturn

from harness.model.brief import CALLERS, MAX_DURATION_MINUTES, MIN_DURATION_MINUTES, REQUIRED_FIELDS, VOICES
from harness.model.values import Json
from harness.registry import nearest
from mock_gateway.answers import Refusal

Kind = Literal["string", "boolean", "integer", "number", "object", "strings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a body: its JSON type and what its values may be. `least` and `most` bound numbers."""

    name: str
    kind: Kind = "string"
    required: bool = False
    choices: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None


CALL_FIELDS = (
    *(Field(name=name, required=True) for name in REQUIRED_FIELDS),
    Field(name="detailed_instructions"),
    Field(name="caller", choices=CALLERS),
    Field(name="voice", choices=VOICES),
    Field(name="max_duration_minutes", kind="integer", least=MIN_DURATION_MINUTES, most=MAX_DURATION_MINUTES),
    Field(name="enable_summary", kind="boolean"),
)
"""API reference, "Initiate a Phone Call"."""

_TYPES: Mapping[Kind, Any] = {
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
    "object": dict,
    "strings": list,
}


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


_DECODER = json.JSONDecoder(parse_constant=_no_constant)


def parse_object(body: bytes) -> dict[str, Json]:
    """Read a body that must be one JSON object. Raises Refusal INVALID_REQUEST."""
    try:
        value = _DECODER.decode(body.decode("utf-8"))
    except json.JSONDecodeError as error:
        raise malformed(f"the body is not JSON: {error.msg} at line {error.lineno} column {error.colno}") from None
    except ValueError:
        raise malformed(
            "the body is not JSON: it is not valid UTF-8, or holds a number that JSON does not have"
        ) from None
    except RecursionError:
        raise malformed("the body is nested too deeply") from None
    if not isinstance(value, dict):
        raise malformed(f"the body must be a JSON object, and is {_called(value)}")
    return value


def read_fields(
    value: Mapping[str, Json], fields: Sequence[Field], *, reject_unknown: bool, null_is_absent: bool = True
) -> dict[str, Json]:
    """Return the fields of `value` that the table names. Raises Refusal INVALID_REQUEST naming every problem."""
    read: dict[str, Json] = {}
    problems: list[str] = []
    for field in fields:
        found: Json = value.get(field.name)
        if type(found) is str and field.kind == "string" and (not field.choices or found in field.choices):
            read[field.name] = found  # the usual case, at a quarter of the cost
            continue
        if found is None and (field.name not in value or (null_is_absent and not field.required)):
            if field.required:
                problems.append(f"{field.name} is missing")
            continue
        problem = _problem(field, found)
        if problem:
            problems.append(f"{field.name} {problem}")
        else:
            read[field.name] = int(found) if field.kind == "integer" else found
    if reject_unknown:
        names = [field.name for field in fields]
        problems += [_unknown(name, names) for name in value if name not in names]
    if problems:
        raise malformed("; ".join(problems))
    return read


def malformed(message: str) -> Refusal:
    """Return the answer to a body that is not what the reference describes."""
    return Refusal("INVALID_REQUEST", message)


def _problem(field: Field, found: Json) -> str:
    if field.kind == "integer" and isinstance(found, float) and found.is_integer():
        found = int(found)
    if not isinstance(found, _TYPES[field.kind]) or (isinstance(found, bool) and field.kind != "boolean"):
        return f"must be {_kind_name(field)}, and is {_called(found)}"
    if field.choices and found not in field.choices:
        near = nearest(found, field.choices)
        hint = f" (did you mean {near!r}?)" if near else ""
        return f"must be one of {', '.join(field.choices)}, and is {_shown(found)}{hint}"
    if field.kind == "strings" and not all(isinstance(item, str) for item in found):
        return "must be a list of strings"
    if field.least is not None and not field.least <= found:
        return f"must be at least {field.least:g}, and is {_shown(found)}"
    if field.most is not None and not found <= field.most:
        return f"must be at most {field.most:g}, and is {_shown(found)}"
    return ""


def _unknown(name: str, names: Sequence[str]) -> str:
    near = nearest(name, names)
    hint = f"did you mean {near!r}?" if near else f"known fields: {', '.join(names)}"
    return f"{_shown(name)} is not a field; {hint}"


def _kind_name(field: Field) -> str:
    article = {"integer": "an integer", "object": "an object", "strings": "a list of strings"}
    return article.get(field.kind, f"a {field.kind}")


def _called(value: Json) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "a boolean"
    names = {dict: "an object", list: "a list", str: "a string", int: "a number", float: "a number"}
    return names[type(value)] if not isinstance(value, int | float) else f"the number {_shown(value)}"


def _shown(value: Json) -> str:
    text = json.dumps(value)
    return text if len(text) <= 60 else text[:57] + "..."
