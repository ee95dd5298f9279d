"""JSON Schema compiled to plain functions that say whether a value is accepted.

Only the keywords that openapi.yaml uses for answers are known, and any other is an error when the schema is compiled:
a promise is never silently left unchecked. jsonschema takes some 400 us for the answer of a finished call, the function
made here below 20; jsonschema is asked for the reasons once something was refused.
"""

import re
from collections.abc import Callable

from harness.errors import HarnessError
from harness.model.values import Json

Accepts = Callable[[Json], bool]
Resolve = Callable[[str], Json]
_Compile = Callable[[Json], Accepts]

ANNOTATIONS = frozenset({"title", "description", "default", "examples", "format", "deprecated", "$comment"})


class ContractError(HarnessError):
    """An API document that says something this program cannot check."""


def acceptor(schema: Json, resolve: Resolve) -> Accepts:
    """Compile a schema to a function that says whether a value, as `json.loads` makes it, is valid.

    `resolve` finds what a `$ref` names. Raises ContractError for a keyword or a keyword's value not known here.
    """

    def compiled(part: Json) -> Accepts:
        return acceptor(part, resolve)

    tests = []
    for keyword, value in schema.items():
        if keyword == "$ref":
            tests.append(compiled(resolve(value)))
        elif keyword == "if":
            tests.append(_either(schema, compiled))
        elif keyword in _KEYWORDS:
            tests.append(_KEYWORDS[keyword](value, compiled))
        elif keyword not in _HANDLED and keyword not in ANNOTATIONS and not keyword.startswith("x-"):
            raise ContractError(f"schema keyword {keyword!r} cannot be checked; known: {', '.join(_KEYWORDS)}")
    return _all(tests)


def _all(tests: list[Accepts]) -> Accepts:
    if not tests:
        return _always
    if len(tests) == 1:
        return tests[0]
    if len(tests) == 2:
        first, second = tests
        return lambda value: first(value) and second(value)

    def accepts(value: Json) -> bool:
        for test in tests:  # noqa: SIM110 - `all` with a generator costs twice the time
            if not test(value):
                return False
        return True

    return accepts


def _always(_: Json) -> bool:
    return True


def _never(_: Json) -> bool:
    return False


def _is_integer(value: Json) -> bool:
    return type(value) is int or (type(value) is float and value.is_integer())


_TYPES: dict[str, Accepts] = {
    "object": lambda value: type(value) is dict,
    "array": lambda value: type(value) is list,
    "string": lambda value: type(value) is str,
    "number": lambda value: type(value) is int or type(value) is float,
    "integer": _is_integer,
    "boolean": lambda value: type(value) is bool,
    "null": lambda value: value is None,
}


def _type(names: Json, _: _Compile) -> Accepts:
    wanted = [names] if isinstance(names, str) else names
    for name in wanted:
        if name not in _TYPES:
            raise ContractError(f"{name!r} is not a type; known: {', '.join(_TYPES)}")
    tests = [_TYPES[name] for name in wanted]
    return tests[0] if len(tests) == 1 else lambda value: any(test(value) for test in tests)


def _enum(allowed: Json, _: _Compile) -> Accepts:
    if not all(isinstance(value, str) for value in allowed):
        raise ContractError(f"only strings can be checked in enum and const, not {allowed!r}")
    names = frozenset(allowed)
    return lambda value: type(value) is str and value in names


def _const(allowed: Json, compiled: _Compile) -> Accepts:
    return _enum([allowed], compiled)


def _required(names: Json, _: _Compile) -> Accepts:
    def accepts(value: Json) -> bool:
        if type(value) is dict:
            for name in names:
                if name not in value:
                    return False
        return True

    return accepts


def _properties(properties: Json, compiled: _Compile) -> Accepts:
    tests = {name: compiled(part) for name, part in properties.items()}

    def accepts(value: Json) -> bool:
        if type(value) is dict:
            for name, item in value.items():
                if name in tests and not tests[name](item):
                    return False
        return True

    return accepts


def _items(items: Json, compiled: _Compile) -> Accepts:
    test = compiled(items)

    def accepts(value: Json) -> bool:
        if type(value) is list:
            for item in value:
                if not test(item):
                    return False
        return True

    return accepts


def _minimum(least: Json, _: _Compile) -> Accepts:
    return lambda value: (type(value) is not int and type(value) is not float) or value >= least


def _maximum(most: Json, _: _Compile) -> Accepts:
    return lambda value: (type(value) is not int and type(value) is not float) or value <= most


def _min_length(least: Json, _: _Compile) -> Accepts:
    return lambda value: type(value) is not str or len(value) >= least


def _pattern(pattern: Json, _: _Compile) -> Accepts:
    search = re.compile(pattern).search
    return lambda value: type(value) is not str or search(value) is not None


def _all_of(parts: Json, compiled: _Compile) -> Accepts:
    return _all([compiled(part) for part in parts])


def _not(part: Json, _: _Compile) -> Accepts:
    if part != {}:
        raise ContractError("only `not: {}`, a field that must not be there, can be checked")
    return _never


def _either(schema: Json, compiled: _Compile) -> Accepts:
    condition, then = compiled(schema["if"]), compiled(schema.get("then", {}))
    otherwise = compiled(schema.get("else", {}))
    return lambda value: then(value) if condition(value) else otherwise(value)


_KEYWORDS: dict[str, Callable[[Json, _Compile], Accepts]] = {
    "type": _type,
    "enum": _enum,
    "const": _const,
    "required": _required,
    "properties": _properties,
    "items": _items,
    "minimum": _minimum,
    "maximum": _maximum,
    "minLength": _min_length,
    "pattern": _pattern,
    "allOf": _all_of,
    "not": _not,
}
_HANDLED = frozenset({"$ref", "if", "then", "else"})
