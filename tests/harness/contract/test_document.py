"""The document against the facts of the API reference, each written down here a second time."""

import copy
import re
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator

from harness.contract import Contract, ContractError, served_here
from harness.contract.document import read_operations, resolved
from harness.model.brief import BRIEF_FIELDS, REQUIRED_FIELDS, STANDARD_BRIEF
from harness.model.exchange import Route

DOCUMENTED_CODES = {
    "AUTH_REQUIRED": 401,
    "TOKEN_EXPIRED": 401,
    "SUBSCRIPTION_REQUIRED": 403,
    "INSUFFICIENT_CREDITS": 402,
    "INVALID_PHONE": 400,
    "INSUFFICIENT_DETAIL": 400,
    "RATE_LIMITED": 429,
    "DND_BLOCKED": 403,
    "POLICY_VIOLATION": 403,
    "NOT_FOUND": 404,
}
VOICE = ("call_create", "call_get", "call_stream")
OBSERVED = {"PHONE_REQUIRED": "403", "ACCESS_DENIED": "403"}


def test_every_route_of_an_exchange_is_an_operation(document: Any) -> None:
    """The names that exchanges carry are the document's operationIds."""
    assert set(read_operations(document)) == set(get_args(Route)) - {"other"}


@pytest.mark.parametrize(("code", "status"), DOCUMENTED_CODES.items())
def test_every_documented_code_has_its_status(document: Any, code: str, status: int) -> None:
    """Each code of the reference is answered somewhere, and nowhere with another status than its own."""
    found = {operation.code_statuses.get(code) for operation in read_operations(document).values()} - {None}
    assert found == {(str(status),)}


@pytest.mark.parametrize("code", ["AUTH_REQUIRED", "TOKEN_EXPIRED"])
def test_every_voice_operation_may_refuse_its_credentials(document: Any, code: str) -> None:
    """Token and user id are required headers of all three."""
    operations = read_operations(document)
    assert all(code in operations[name].code_statuses for name in VOICE)


def test_a_call_can_be_refused_for_every_reason_of_the_reference(document: Any) -> None:
    """Placing a call documents all codes but the one about unknown calls, with those that were observed."""
    codes = set(read_operations(document)["call_create"].code_statuses)
    assert codes >= (set(DOCUMENTED_CODES) - {"NOT_FOUND"}) | set(OBSERVED)


def test_what_the_reference_does_not_say_is_marked(document: Any) -> None:
    """Every code beyond the reference's table stands in x-observed or x-assumption of its answer."""
    for item in document["paths"].values():
        for operation in (item[method] for method in ("get", "post") if method in item):
            for status, reference in operation["responses"].items():
                answer = resolved(document, reference)
                codes = set(re.findall(r"\b[A-Z]+_[A-Z_]+\b", str(answer["content"])))
                marked = str(answer.get("x-observed", "")) + str(answer.get("x-assumption", ""))
                assert all(code in marked for code in codes - set(DOCUMENTED_CODES)), (operation["operationId"], status)


def test_every_schema_is_json_schema(document: Any) -> None:
    """Each is valid under draft 2020-12, the dialect of OpenAPI 3.1."""
    for schema in document["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


def validator(document: Any, name: str) -> Draft202012Validator:
    reference = {"$ref": f"#/components/schemas/{name}"}
    return Draft202012Validator({"allOf": [reference], "components": document["components"]})


def test_the_brief_has_the_fields_of_the_reference(document: Any) -> None:
    """Names, required ones and defaults are those of the model."""
    schema = document["components"]["schemas"]["Brief"]
    assert (tuple(schema["properties"]), tuple(schema["required"])) == (BRIEF_FIELDS, REQUIRED_FIELDS)
    defaults = {name: field["default"] for name, field in schema["properties"].items() if "default" in field}
    assert defaults == {"caller": "negotiator", "voice": "female", "max_duration_minutes": 120, "enable_summary": False}


@pytest.mark.parametrize(
    ("change", "valid"),
    [
        ({}, True),
        ({"max_duration_minutes": 1}, True),
        ({"max_duration_minutes": 120}, True),
        ({"max_duration_minutes": 0}, False),
        ({"max_duration_minutes": 121}, False),
        ({"max_duration_minutes": 1.5}, False),
        ({"max_duration_minutes": "10"}, False),
        ({"caller": "diplomat"}, False),
        ({"caller": None}, True),
        ({"voice": "robot"}, False),
        ({"enable_summary": "yes"}, False),
        ({"detailed_instructions": ""}, True),
        ({"detailed_instructions": 1}, False),
        ({"dialed_number": "4155550142"}, False),
        ({"dialed_number": "+1 415 555 0142"}, False),
        ({"dialed_number": "+1415555014212345"}, False),
        ({"callee_name": " "}, False),
        ({"call_objective": None}, False),
        ({"new_field": 1}, True),
    ],
    ids=str,
)
def test_the_brief_has_the_bounds_of_the_reference(document: Any, change: dict[str, Any], valid: bool) -> None:
    """What a request may hold, at each bound."""
    assert validator(document, "Brief").is_valid({**STANDARD_BRIEF, **change}) is valid


@pytest.mark.parametrize("name", REQUIRED_FIELDS)
def test_the_brief_needs_each_required_field(document: Any, name: str) -> None:
    """The four fields without a default must be there."""
    assert not validator(document, "Brief").is_valid(
        {key: STANDARD_BRIEF[key] for key in STANDARD_BRIEF if key != name}
    )


def test_every_example_is_valid(document: Any) -> None:
    """The request bodies and field values that tools send as examples are ones that the gateway takes."""
    for item in document["paths"].values():
        content = item.get("post", {}).get("requestBody", {}).get("content", {}).get("application/json")
        for example in (content or {}).get("examples", {}).values():
            name = content["schema"]["$ref"].rpartition("/")[2]
            assert validator(document, name).is_valid(example["value"]), example
    for schema in document["components"]["schemas"].values():
        for field in schema.get("properties", {}).values():
            assert all(Draft202012Validator(field).is_valid(example) for example in field.get("examples", ()))


def test_what_a_mock_serves_names_no_real_host(document: Any) -> None:
    """A tool pointed at a mock's own document sends nothing to the real gateway; the original is left as it was."""
    assert "19pine" in str(document)
    before = copy.deepcopy(document)
    here = served_here(document)
    assert "19pine" not in str(here)
    assert here["servers"] == [{"url": "/"}]
    assert document == before
    assert set(read_operations(here)) == set(read_operations(document))


def one_operation(**changes: Any) -> Any:
    answer = {"description": "", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/A"}}}}
    operation = {"operationId": "a", "responses": {"200": answer}, **changes}
    return {"paths": {"/a": {"get": operation}}, "components": {"schemas": {}}}


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (one_operation(operationId=None), "GET /a needs an operationId"),
        (one_operation(responses={200: {}}), "200 is not a status: write"),
        (one_operation(responses={"default": {}}), "'default' is not a status"),
        (
            one_operation(responses={"200": {"$ref": "#/components/responses/B"}}),
            "components/responses/B names nothing",
        ),
        (one_operation(responses={"200": {"description": "no content"}}), "GET /a 200 needs one media type"),
    ],
)
def test_a_document_that_cannot_be_checked_is_an_error(document: Any, said: str) -> None:
    """What is wrong with an API document is said when it is read."""
    with pytest.raises(ContractError, match=said):
        Contract(document)
