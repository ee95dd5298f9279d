"""JSON Schema (2020-12) of scenario files and of pine-harness.toml, made from the same models that validate them."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from pydantic import BaseModel

from harness.checks import CHECKS
from harness.checks.base import Check
from harness.load.expectations import NEGATION
from harness.load.forms import (
    ID_PATTERN,
    REFERENCE,
    AwaitResultForm,
    BriefForm,
    CalleeForm,
    DefaultsForm,
    FaultForm,
    FileForm,
    GateForm,
    GetCallForm,
    ItemForm,
    RequestForm,
    ScenarioForm,
    ShareForm,
    StartCallForm,
    VariantForm,
)
from harness.load.settings import Settings
from harness.load.step_forms import (
    AdvanceClockForm,
    EndCallForm,
    RepeatForm,
    RequestCodeForm,
    StreamCallForm,
    VerifyCodeForm,
    WaitForm,
)
from harness.load.variables import NAME

Schema = dict[str, Any]

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_DEFS: Final = "#/$defs/{model}"
_NEVER_BARE: Final = frozenset({"request", "wait", "advance_clock", "save", "repeat", "parallel"})
_TEMPLATE: Final = {"$ref": "#/$defs/Template"}


def scenario_schema() -> Schema:
    """Return the JSON Schema of a scenario file, for editors: every key, every check, every step."""
    defs: Schema = {}
    top = _of(FileForm, defs)
    defs |= {
        "Template": {"type": "string", "pattern": r"\{\{.*\}\}", "description": "Filled in from vars."},
        "Brief": _of(BriefForm, defs),
        "Callee": _of(CalleeForm, defs),
        "Faults": {"type": "array", "items": _of(FaultForm, defs)},
        "Gate": _of(GateForm, defs),
        "Defaults": _of(DefaultsForm, defs),
        "Scenarios": {"type": "array", "minItems": 1, "items": _of(ScenarioForm, defs)},
        "CallDate": {"type": "string", "description": "Date, time and UTC offset: 2026-03-06T09:00-08:00"},
        "PassWhen": _pass_when(defs),
        **_expect(defs),
        "Steps": _steps(defs),
        "Matrix": _matrix(),
        "Variant": _of(VariantForm, defs),
        "Variants": _variants(),
    }
    title = {"$schema": DIALECT, "title": "Pine Voice scenarios"}
    return {**title, **top, "$defs": dict(sorted(defs.items()))}


def settings_schema() -> Schema:
    """Return the JSON Schema of pine-harness.toml."""
    return {"$schema": DIALECT, **Settings.model_json_schema(), "title": "pine-harness.toml"}


def _of(model: type[BaseModel], defs: Schema, *, templates: bool = True) -> Schema:
    """Return a model's schema; the models in it go to `defs`, and any value may be a template or null."""
    schema = model.model_json_schema(by_alias=True, ref_template=_DEFS, mode="validation")
    for name, definition in schema.pop("$defs", {}).items():
        defs[name] = _opened(definition) if templates else definition
    return _opened(schema) if templates else schema


def _opened(schema: Schema) -> Schema:
    """Let every property be a template as well: what it must be shows only when it is filled in."""
    schema.pop("title", None)
    properties = schema.get("properties", {})
    for name, value in properties.items():
        value.pop("title", None)
        value.pop("default", None)
        if REFERENCE in value:
            value["$ref"] = f"#/$defs/{value.pop(REFERENCE)}"
        if name != "id":
            properties[name] = _or_template(value)
    return schema


def _or_template(schema: Schema) -> Schema:
    if schema.keys() <= {"description"} or schema.get("type") == "string":
        return schema
    description = {"description": schema.pop("description")} if "description" in schema else {}
    branches = schema["anyOf"] if schema.keys() == {"anyOf"} else [schema]
    nothing = [] if {"type": "null"} in branches else [{"type": "null"}]
    return {**description, "anyOf": [*branches, _TEMPLATE, *nothing]}


def _one_key_of(keys: Mapping[str, Any], beside: Mapping[str, Any]) -> Schema:
    """Return a mapping with exactly one of `keys`, and any of `beside`; flat, so that editors complete all of them."""
    return {
        "type": "object",
        "properties": {**keys, **beside},
        "additionalProperties": False,
        "oneOf": [{"required": [key]} for key in keys],
    }


def _matrix() -> Schema:
    values = {"type": "array", "minItems": 1, "items": {"type": ["string", "number", "boolean"]}}
    named = {"type": "object", "minProperties": 1, "description": "Values under the names that ids show."}
    return {
        "type": "object",
        "minProperties": 1,
        "additionalProperties": {"anyOf": [values, named, _TEMPLATE]},
        "description": "A grid: one scenario for each combination, with {{ matrix.AXIS }}.",
    }


def _variants() -> Schema:
    return {
        "type": "object",
        "minProperties": 1,
        "propertyNames": {"pattern": ID_PATTERN},
        "additionalProperties": {"anyOf": [{"$ref": "#/$defs/Variant"}, {"type": "null"}]},
        "description": "One scenario for each: what it says over the scenario.",
    }


def _pass_when(defs: Schema) -> Schema:
    share = _of(ShareForm, defs)
    rules = {
        "at_least": {"type": "integer", "minimum": 1},
        "rate": share,
        "lower_bound": {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1},
    }
    keyed = _one_key_of({name: _or_template(rule) for name, rule in rules.items()}, {})
    return {"anyOf": [{"enum": ["all", "any"]}, keyed]}


def _expect(defs: Schema) -> Schema:
    """Return what an `expect` holds: a list of items, or a mapping of checks."""
    for name, check in CHECKS.items():
        defs[_check_def(name)] = _check(check, defs)
    checks = {name: {"$ref": f"#/$defs/{_check_def(name)}"} for name in CHECKS}
    modifiers = _of(ItemForm, defs)["properties"]
    bare = {"enum": list(CHECKS)}
    item = _one_key_of(checks, modifiers)
    mapping = {"type": "object", "properties": checks, "additionalProperties": False, "minProperties": 1}
    return {
        "Check": {"anyOf": [bare, {**mapping, "maxProperties": 1}]},
        "Expect": {"anyOf": [{"type": "array", "minItems": 1, "items": {"anyOf": [bare, item]}}, mapping]},
    }


def _check_def(name: str) -> str:
    return f"check-{name}"


def _check(check: type[Check], defs: Schema) -> Schema:
    """Return what may stand under a check's key: its long form, its short value, or nothing where that is enough."""
    description = {"description": (check.__doc__ or "").strip().split("\n\n")[0].replace("\n    ", " ")}
    if check.name == NEGATION:
        return {**description, "$ref": "#/$defs/Check"}
    long = _of(check, defs)
    long.pop("description", None)
    short = long["properties"][check.short_field] if check.short_field is not None else None
    branches: list[Schema] = [] if check.whole else [long]
    if short is not None:
        branches.append(short)
    if not long.get("required"):
        branches.append({"type": "null"})
    return {**description, "anyOf": branches}


def _saves() -> Schema:
    return {
        "type": "object",
        "minProperties": 1,
        "propertyNames": {"pattern": NAME.pattern.replace(r"\Z", "$")},
        "additionalProperties": {"type": "string"},
        "description": "JMESPath expressions over the last answer; what each finds is {{ saved.NAME }} from here on.",
    }


def _steps(defs: Schema) -> Schema:
    name: Schema = {"type": ["string", "null"]}
    seconds: Schema = {"anyOf": [{"type": "number", "minimum": 0}, _TEMPLATE]}
    kinds: dict[str, Sequence[Schema]] = {
        "authenticate": [{"type": "null"}, {"type": "object", "maxProperties": 0}],
        "start_call": [_of(StartCallForm, defs), {"type": "null"}],
        "await_result": [_of(AwaitResultForm, defs), name],
        "get_call": [_of(GetCallForm, defs), name],
        "request": [_of(RequestForm, defs), {"type": "string", "pattern": r"^[A-Z]+ +/\S*$"}],
        "request_code": [_of(RequestCodeForm, defs), name],
        "verify_code": [_of(VerifyCodeForm, defs), name],
        "stream_call": [_of(StreamCallForm, defs), name],
        "end_call": [_of(EndCallForm, defs), name],
        "wait": [_of(WaitForm, defs), seconds],
        "advance_clock": [_of(AdvanceClockForm, defs), seconds],
        "save": [_saves()],
        "repeat": [_of(RepeatForm, defs)],
        "parallel": [{"$ref": "#/$defs/Steps"}],
    }
    keyed = {kind: {"anyOf": list(forms)} for kind, forms in kinds.items()}
    step = _one_key_of(keyed, {"expect": {"$ref": "#/$defs/Expect"}})
    bare = {"enum": [kind for kind in kinds if kind not in _NEVER_BARE]}
    return {"type": "array", "minItems": 1, "items": {"anyOf": [bare, step]}}
