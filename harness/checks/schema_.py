"""The JSON of an answer against a schema of one's own."""

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from pydantic import AfterValidator, Field

from harness.checks.answers import Which, body_of
from harness.checks.base import Check, Outcome
from harness.checks.context import CheckContext
from harness.checks.regex_risk import unbounded_nesting
from harness.contract.explain import shown
from harness.model.values import Json
from harness.model.verdict import Evidence, Verdict

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator, ValidationError

MAX_EVIDENCE = 5
_SHOWN = 200


@lru_cache(maxsize=64)
def _validator(text: str) -> "Draft202012Validator":
    """Return the validator of a schema given as JSON text. Its references are looked up in the schema alone."""
    from jsonschema import Draft202012Validator  # 130 ms to import, and needed only where this check is used
    from referencing import Registry

    return Draft202012Validator(json.loads(text), registry=Registry())


def _is_schema(schema: Json) -> Json:
    from jsonschema import Draft202012Validator, SchemaError
    from referencing.exceptions import Unresolvable

    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError as error:
        where = ".".join(map(str, error.absolute_path))
        msg = f"not a JSON Schema (2020-12): {f'{where}: ' if where else ''}{error.message[:_SHOWN]}"
        raise ValueError(msg) from error
    for keyword, value in _strings(schema):
        if keyword == "pattern" and (endless := unbounded_nesting(value)) is not None:
            msg = f"{endless!r} repeats a repeat, which can take for ever; repeat one thing only"
            raise ValueError(msg)
    try:
        _follow_references(schema)
    except Unresolvable as error:
        msg = f"the $ref {error.ref!r} names nothing in this schema; only its own $defs can be referred to"
        raise ValueError(msg) from error
    return schema


def _follow_references(schema: Json) -> None:
    from referencing import Registry
    from referencing.jsonschema import DRAFT202012

    root = DRAFT202012.create_resource(schema)
    resolver = Registry().with_resource("", root).resolver()
    for keyword, value in _strings(schema):
        if keyword == "$ref":
            resolver.lookup(value)


def _strings(schema: Json) -> Iterator[tuple[str, str]]:
    """Yield every keyword that holds a text, with it; a property named like a keyword holds a schema, not a text."""
    parts = [schema]
    while parts:
        part = parts.pop()
        if isinstance(part, dict):
            yield from ((name, value) for name, value in part.items() if isinstance(value, str))
            yield from (("pattern", name) for name in part.get("patternProperties") or ())
            parts += part.values()
        elif isinstance(part, list):
            parts += part


class Schema(Check):
    """The JSON of an answer is valid by a JSON Schema (2020-12): `schema: {is: {type: object, required: [summary]}}`.

    `which` names the answer, as for `json`: the `last` one (the default), or the last to `create`, to `get` or of the
    `stream`, whose JSON is the `result` event's. References are to the schema's own `$defs`; nothing is fetched.
    """

    name: ClassVar[str] = "schema"
    about_errors: ClassVar[bool] = True

    is_: Annotated[dict[str, Any], AfterValidator(_is_schema)] = Field(alias="is")
    which: Which = "last"

    def grade(self, context: CheckContext) -> Outcome:
        """Validate the answer."""
        expected = f"valid by {shown(self.is_)}"
        body = body_of(context, self.which)
        if body.missing:
            return Outcome(verdict=Verdict.FAILED, expected=expected, got="nothing", message=body.missing, absent=True)
        errors = sorted(
            _validator(json.dumps(self.is_, sort_keys=True)).iter_errors(body.value),
            key=lambda error: [str(step) for step in error.absolute_path],
        )
        if not errors:
            return Outcome(
                verdict=Verdict.PASSED,
                expected=expected,
                got="valid",
                evidence=(Evidence(quote=shown(body.value), exchange=body.exchange),),
            )
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        return Outcome(
            verdict=Verdict.FAILED,
            expected=expected,
            got=f"{len(errors)} error{'s' if len(errors) > 1 else ''}",
            message=f"{_said(errors[0])}{more}",
            evidence=tuple(Evidence(quote=_said(error), exchange=body.exchange) for error in errors[:MAX_EVIDENCE]),
            value={"errors": len(errors)},
        )


def _said(error: "ValidationError") -> str:
    path = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in error.absolute_path)
    text = error.message if len(error.message) <= _SHOWN else f"{error.message[:_SHOWN]}…"
    return f"body{path}: {text}"
