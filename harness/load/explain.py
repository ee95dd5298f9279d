"""What pydantic says of a value -> problems in the words of a person, one for each mistake.

A location of pydantic's names keys, positions, and also the branches of unions, which no file holds. Those branches are
how one wrong value becomes several errors: they are put together again here.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Any, Final, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, ValidationError
from pydantic_core import ErrorDetails

from harness.load.forms import PATTERN_WORDS
from harness.load.problems import Problems, Spot, did_you_mean, join_key, shown
from harness.registry import nearest

F = TypeVar("F", bound=BaseModel)

_WANTED: Final = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "list_type": "a list",
    "tuple_type": "a list",
    "dict_type": "a mapping",
    "mapping_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "none_required": "nothing (null)",
    "greater_than": "a number above {gt}",
    "greater_than_equal": "a number of at least {ge}",
    "less_than": "a number below {lt}",
    "less_than_equal": "a number of at most {le}",
    "literal_error": "{expected}",
    "enum": "{expected}",
    "too_long": "a list of at most {max_length}",
    "too_short": "a list of at least {min_length}",
    "string_too_short": "text of at least {min_length} characters",
    "string_too_long": "text of at most {max_length} characters",
}
_QUOTE = "put it in quotes"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Finding:
    """One pydantic error, located: `path` exists in the file, `branches` are the union branches met on the way.

    `fork` is where in the path the first branch stands. `is_short` says that it is about what a bare value stands for.
    """

    path: tuple[str | int, ...]
    fork: int | None
    branches: tuple[str | int, ...]
    error: ErrorDetails
    is_short: bool


def read_form(form: type[F], spot: Spot, problems: Problems) -> F | None:
    """Validate a value against a border model; None when it has problems, which are then kept."""
    try:
        return form.model_validate(spot.node.value)
    except ValidationError as error:
        explain(error, form, spot, problems)
        return None


def explain(error: ValidationError, form: type[BaseModel], spot: Spot, problems: Problems, short: str = "") -> None:
    """Keep what a ValidationError says of the value at `spot`; `short` is the field that a bare value stands for."""
    findings = [_locate(detail, spot, short) for detail in error.errors(include_url=False)]
    for group in _grouped(_without_mistyped(findings)):
        _report(group, form, spot, problems)


def _locate(detail: ErrorDetails, spot: Spot, short: str) -> _Finding:
    node, path, branches, fork = spot.node, list[str | int](), list[str | int](), None
    location = detail["loc"]
    is_short = (
        bool(short) and location[:1] == (short,) and (not isinstance(node.value, dict) or short not in node.value)
    )
    if is_short and detail["type"] != "missing":
        location = location[1:]
    if detail["type"] == "missing":
        location = location[:-1]
    for step in location:
        child = node.child(step)
        if child is not None:
            node = child
            path.append(step)
        else:
            fork = len(path) if fork is None else fork
            branches.append(step)
    return _Finding(path=tuple(path), fork=fork, branches=tuple(branches), error=detail, is_short=is_short)


def _without_mistyped(findings: Sequence[_Finding]) -> list[_Finding]:
    """Leave out a missing key whose mistyped name is reported as an unknown one."""
    unknown = [it.path for it in findings if it.error["type"] == "extra_forbidden"]
    mistyped = {(path[:-1], nearest(str(path[-1]), _missing_at(path[:-1], findings))) for path in unknown}
    return [it for it in findings if it.error["type"] != "missing" or (it.path, it.error["loc"][-1]) not in mistyped]


def _missing_at(path: tuple[str | int, ...], findings: Sequence[_Finding]) -> list[str]:
    return [str(it.error["loc"][-1]) for it in findings if it.error["type"] == "missing" and it.path == path]


def _grouped(findings: Sequence[_Finding]) -> Iterator[list[_Finding]]:
    """Yield the errors that are one mistake: alone, or the branches of a union that a value might have meant."""
    unions: dict[tuple[str | int, ...], list[_Finding]] = {}
    for finding in findings:
        if finding.fork is None:
            yield [finding]
        else:
            unions.setdefault(finding.path[: finding.fork], []).append(finding)
    for path, members in unions.items():
        deeper = _most_meant([it for it in members if len(it.path) > len(path) or it.error["type"] == "missing"])
        if deeper:
            yield from ([finding] for finding in deeper)
        else:
            yield members


def _most_meant(findings: Iterable[_Finding]) -> list[_Finding]:
    """Return the errors of the union branch that has fewest: the value has its shape, so it was meant."""
    by_branch: dict[str | int, list[_Finding]] = {}
    for finding in findings:
        by_branch.setdefault(finding.branches[0], []).append(finding)
    return min(by_branch.values(), key=len, default=[])


def _report(group: Sequence[_Finding], form: type[BaseModel], spot: Spot, problems: Problems) -> None:
    finding = group[0]
    target, parent = spot, spot
    for step in finding.path:
        parent, target = target, target.at(step)
    if finding.error["type"] == "missing":
        _report_missing(finding, target, problems)
    elif finding.error["type"] == "extra_forbidden":
        allowed = _allowed_keys(form, finding.error["loc"][:-1])
        problems.unknown_key(parent, str(finding.path[-1]), allowed)
    else:
        _report_value([it.error for it in group], form, target, problems)


def _report_missing(finding: _Finding, target: Spot, problems: Problems) -> None:
    name = finding.error["loc"][-1]
    if isinstance(name, int):
        problems.at(target, f"found {shown(target.node.value)} of {name}; it needs one more value")
    elif target.node.kind == "mapping":
        problems.at(Spot(node=target.node, key=join_key(target.key, name)), f"missing required key {name!r}")
    else:
        wanted = "a value" if finding.is_short else f"a mapping with the key {name!r}"
        problems.at(target, f"found {shown(target.node.value)}; it needs {wanted}")


def _report_value(errors: Sequence[ErrorDetails], form: type[BaseModel], target: Spot, problems: Problems) -> None:
    value = target.node.value
    wanted = list(dict.fromkeys(words for error in errors if (words := _wanted(error, form))))
    if "a number" in wanted and "a whole number" in wanted:
        wanted.remove("a whole number")
    if wanted:
        message = f"found {shown(value)}; allowed: {' or '.join(wanted)}"
        problems.at(target, message, _fix(value, errors, wanted))
        return
    message = "; ".join(dict.fromkeys(error["msg"].removeprefix("Value error, ") for error in errors))
    message, hint, name = message.partition("; did you mean ")
    found = "" if isinstance(value, str) and repr(value) in message else f"found {shown(value)}: "
    problems.at(target, found + message, f"{hint[2:]}{name}" if hint else "")


def _wanted(error: ErrorDetails, form: type[BaseModel]) -> str:
    if error["type"] == "model_type" and (keys := _allowed_keys(form, error["loc"])):
        number = "a number or " if float in _types_at(form, error["loc"]) else ""
        return f"{number}a mapping of {', '.join(keys)}"
    if error["type"] == "string_pattern_mismatch":
        pattern = str((error.get("ctx") or {}).get("pattern"))
        return PATTERN_WORDS.get(pattern, f"text of the form {pattern}")
    template = _WANTED.get(error["type"], "")
    return template.format_map(error.get("ctx") or {}) if template else ""


def _fix(value: Any, errors: Sequence[ErrorDetails], wanted: Sequence[str]) -> str:
    choices = [word for error in errors if error["type"] in ("literal_error", "enum") for word in _choices(error)]
    if isinstance(value, str) and choices:
        return did_you_mean(value, choices)
    if "text" in wanted and isinstance(value, bool | int | float):
        return _QUOTE
    return f"write it as a list: [{value}]" if wanted == ["a list"] and isinstance(value, str) else ""


def _choices(error: ErrorDetails) -> list[str]:
    expected = str((error.get("ctx") or {}).get("expected", ""))
    return [part.strip(" '") for part in expected.replace(" or ", ", ").split(",")]


def _allowed_keys(form: type[BaseModel], location: Sequence[str | int]) -> tuple[str, ...]:
    """Return the keys of the model that `location` leads to; empty where none is found."""
    models = [it for it in _types_at(form, location) if _is_model(it)]
    return tuple(dict.fromkeys(key for it in models for key in keys_of(it)))


def _types_at(form: type[BaseModel], location: Sequence[str | int]) -> list[Any]:
    """Return the types that a value may have to which `location`, with its union branches, leads."""
    current: list[Any] = [form]
    for step in location:
        models = [it for it in current if _is_model(it)]
        named = [it for it in models if it.__name__ == step]
        current = named or [part for it in models for part in _field_types(it, step)] or current
    return current


def keys_of(form: type[BaseModel]) -> Iterator[str]:
    """Return the keys of a form as they are written in a file."""
    return (field.alias or name for name, field in form.model_fields.items())


def _field_types(form: type[BaseModel], step: str | int) -> list[Any]:
    for name, field in form.model_fields.items():
        if step in (name, field.alias):
            return [part for it in (field.annotation, *_short_forms(field.metadata)) for part in _flat(it)]
    return []


def _short_forms(metadata: Iterable[Any]) -> list[Any]:
    """Return what else may be written where a validator turns it into the annotated type."""
    return [it.json_schema_input_type for it in metadata if isinstance(it, BeforeValidator)]


def _flat(annotation: Any) -> Iterator[Any]:
    """Yield the plain types in an annotation: the parts of unions, what lists hold, what mappings hold."""
    origin = get_origin(annotation)
    if origin in (Union, UnionType, list, tuple):
        for part in get_args(annotation):
            yield from _flat(part)
    elif isinstance(origin, type) and issubclass(origin, Mapping):
        yield from _flat(get_args(annotation)[-1])
    elif origin is Annotated:
        for part in (get_args(annotation)[0], *_short_forms(get_args(annotation)[1:])):
            yield from _flat(part)
    elif origin is not None and get_args(annotation):
        yield from _flat(get_args(annotation)[0])
    else:
        yield annotation


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)
