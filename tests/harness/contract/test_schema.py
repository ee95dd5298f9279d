"""The compiled acceptor against jsonschema, on the document's own schemas."""

import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from harness.contract.document import resolved
from harness.contract.schema import ContractError, acceptor

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 200) | st.floats(allow_nan=False) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)
WORDS = ["in_progress", "completed", "Failed", "success", "agent", "user", "NOT_FOUND", "INVALID_PHONE", "", "x"]
FIELDS = ["call_id", "status", "duration_seconds", "transcript", "summary", "credits_charged", "error", "code", "data"]
BEFORE = [
    {"call_id": "c", "status": "in_progress"},
    {"call_id": "c", "status": "in_progress", "duration_seconds": 0},
    {"call_id": "c", "status": "failed", "duration_seconds": 2.5, "transcript": []},
    {
        "call_id": "c",
        "status": "completed",
        "duration_seconds": 61,
        "summary": "s",
        "transcript": [{"speaker": "agent", "text": "Hi."}, {"speaker": "user", "text": ""}],
        "credits_charged": 90,
    },
    {"error": {"code": "NOT_FOUND", "message": "m"}},
    {"error": {"code": "INVALID_PHONE", "message": "m"}},
    {"status": "success", "data": {"id": "1", "access_token": "t", "request_token": "r"}},
]


def schemas_of(document: Any) -> list[Any]:
    """Return every schema of an answer: of JSON bodies, and of the data of stream events."""
    found = [document["components"]["schemas"]["ResultEvent"]["properties"]["data"]["contentSchema"]]
    for item in document["paths"].values():
        for operation in (item[method] for method in ("get", "post") if method in item):
            for reference in operation["responses"].values():
                content = resolved(document, reference)["content"]
                found += [content["application/json"]["schema"]] if "application/json" in content else []
    return found


@st.composite
def near_misses(draw: st.DrawFn) -> Any:
    """Make an answer that is right or was changed in up to two places."""
    value: Any = copy.deepcopy(draw(st.sampled_from(BEFORE)))
    for _ in range(draw(st.integers(0, 2))):
        place = value
        while isinstance(place, dict | list) and place and draw(st.booleans()):
            below = (
                place[draw(st.sampled_from(sorted(place)))] if isinstance(place, dict) else draw(st.sampled_from(place))
            )
            if not isinstance(below, dict | list):
                break
            place = below
        new = draw(JSON | st.sampled_from(WORDS))
        if isinstance(place, list):
            place.append(new)
        elif place and draw(st.booleans()):
            del place[draw(st.sampled_from(sorted(place)))]
        else:
            place[draw(st.sampled_from([*FIELDS, *place]))] = new
    return value


def test_the_acceptor_agrees_with_jsonschema(document: Any) -> None:
    """For every schema of an answer, the fast function accepts exactly what jsonschema accepts."""
    pairs = [
        (
            acceptor(schema, lambda reference: resolved(document, {"$ref": reference})),
            Draft202012Validator({"allOf": [schema], "components": document["components"]}),
        )
        for schema in {repr(schema): schema for schema in schemas_of(document)}.values()
    ]
    seen = {True: 0, False: 0}

    @settings(deadline=None)
    @given(value=JSON | near_misses())
    def agree(value: Any) -> None:
        for accepts, validator in pairs:
            accepted = accepts(value)
            assert accepted == validator.is_valid(value)
            seen[accepted] += 1

    agree()
    assert min(seen.values()) > 20


def never(reference: str) -> Any:
    raise AssertionError(reference)


KEYWORD_SCHEMAS: list[Any] = [
    {"type": "integer"},
    {"type": "number"},
    {"type": ["string", "null"]},
    {"type": "boolean"},
    {"enum": ["a", "in_progress"]},
    {"const": "x"},
    {"minimum": 1, "maximum": 120},
    {"minLength": 2},
    {"pattern": "[ab0-9]"},
    {"required": ["a"], "properties": {"a": {"type": "string"}, "b": {"not": {}}}},
    {"items": {"type": "integer"}},
    {"if": {"type": "string"}, "then": {"minLength": 1}, "else": {"type": "object"}},
    {"if": {"properties": {"a": {"const": "x"}}}, "then": {"required": ["b"]}},
    {"allOf": [{"type": "object"}, {"required": ["a"]}, {"properties": {"a": {"type": "null"}}}]},
    {"not": {}},
    {},
]


@pytest.mark.parametrize("schema", KEYWORD_SCHEMAS, ids=str)
def test_each_keyword_means_what_jsonschema_says(schema: Any) -> None:
    """Every keyword alone, on values of every type: 1.0 is an integer, True is no number, absence is no breach."""
    accepts, validator = acceptor(schema, never), Draft202012Validator(schema)

    @settings(deadline=None)
    @given(value=JSON | st.dictionaries(st.sampled_from("ab"), JSON | st.sampled_from(WORDS)) | st.sampled_from(WORDS))
    def agree(value: Any) -> None:
        assert accepts(value) == validator.is_valid(value)

    agree()


@pytest.mark.parametrize(
    ("schema", "said"),
    [
        ({"minItems": 1}, "'minItems' cannot be checked; known: .*items"),
        ({"properties": {"a": {"oneOf": []}}}, "'oneOf' cannot be checked"),
        ({"enum": [1]}, "only strings"),
        ({"const": None}, "only strings"),
        ({"not": {"type": "null"}}, "`not: {}`"),
        ({"type": "text"}, "'text' is not a type; known: object"),
    ],
)
def test_a_promise_that_could_not_be_checked_is_an_error(schema: Any, said: str) -> None:
    """A keyword that is not known is refused, instead of being passed over in silence."""
    with pytest.raises(ContractError, match=said):
        acceptor(schema, never)
