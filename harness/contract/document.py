"""An OpenAPI document as the answers it promises for each route."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from harness.contract.explain import Reason, reasons
from harness.contract.fields import Fields, named_fields
from harness.contract.schema import Accepts, ContractError, acceptor
from harness.model.values import Json

EVENT_STREAM = "text/event-stream"
_STATUS = re.compile(r"[1-5](?:[0-9][0-9]|XX)")
_METHODS = ("get", "put", "post", "delete", "patch")


class Promise:
    """What a JSON value must be; compiled when it is first asked."""

    def __init__(self, schema: Json, document: Json) -> None:
        self._schema, self._document = schema, document

    @cached_property
    def accepts(self) -> Accepts:
        """Whether a value is as promised."""
        return acceptor(self._schema, self._resolve)

    @cached_property
    def fields(self) -> Fields:
        """The fields that the document names."""
        return named_fields(self._schema, self._resolve)

    def reasons(self, value: Json) -> list[Reason]:
        """Return why a value is not as promised."""
        return reasons(value, self._schema, self._document.get("components", {}))

    def _resolve(self, reference: Json) -> Json:
        return resolved(self._document, {"$ref": reference})


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One documented answer: its body's media type and content; for a stream, the content of its known events."""

    media_type: str
    body: Promise
    events: Mapping[str, Promise] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One route: its answers by HTTP status ("200", "5XX"), and the statuses that each error code belongs to."""

    answers: Mapping[str, Answer]
    code_statuses: Mapping[str, tuple[str, ...]]

    def answer(self, status: int) -> Answer | None:
        """Return the answer documented for a status, by itself or by its hundred; None when there is none."""
        return self.answers.get(str(status)) or self.answers.get(f"{status // 100}XX")


def read_operations(document: Json) -> dict[str, Operation]:
    """Return the operations of an OpenAPI document by operationId. Raises ContractError for what cannot be checked."""
    found = {}
    for path, item in document["paths"].items():
        for method in _METHODS:
            operation = item.get(method)
            if operation is None:
                continue
            name = operation.get("operationId")
            if name is None or name in found:
                raise ContractError(f"{method.upper()} {path} needs an operationId of its own, and has {name!r}")
            found[name] = _operation(operation["responses"], document, f"{method.upper()} {path}")
    return found


def served_here(document: Json) -> Json:
    """Return the document with every `servers` list replaced by the host that serves it.

    A mock gives out this one, so that no tool that reads it sends its requests to the real hosts.
    """
    paths = {
        path: {keyword: part for keyword, part in item.items() if keyword != "servers"}
        for path, item in document["paths"].items()
    }
    return {**document, "servers": [{"url": "/"}], "paths": paths}


def resolved(document: Json, part: Json) -> Json:
    """Follow the `$ref`s of a part to what they name in the document. Raises ContractError where that is nothing."""
    while isinstance(part, dict) and "$ref" in part:
        reference = part["$ref"]
        found = document
        for step in reference.removeprefix("#/").split("/"):
            if not isinstance(found, dict) or step not in found:
                raise ContractError(f"{reference} names nothing in the document")
            found = found[step]
        part = found
    return part


def _operation(responses: Json, document: Json, where: str) -> Operation:
    answers: dict[str, Answer] = {}
    codes: dict[str, tuple[str, ...]] = {}
    for status, reference in responses.items():
        if not isinstance(status, str) or not _STATUS.fullmatch(status):
            raise ContractError(f'{where}: {status!r} is not a status: write "200" or "5XX", in quotes')
        contents = resolved(document, reference).get("content", {})
        if len(contents) != 1:
            raise ContractError(f"{where} {status} needs one media type, and has {len(contents)}")
        ((media_type, content),) = contents.items()
        events = _events(content["schema"], document) if media_type == EVENT_STREAM else {}
        answers[status] = Answer(media_type=media_type, body=Promise(content["schema"], document), events=events)
        for code in _error_codes(content["schema"]):
            codes[code] = (*codes.get(code, ()), status)
    return Operation(answers=answers, code_statuses=codes)


def _events(schema: Json, document: Json) -> dict[str, Promise]:
    """Return the events of a stream, whose schema describes one of them: its name, and its data as JSON in a string."""
    properties = resolved(document, schema)["properties"]
    return {properties["event"]["const"]: Promise(properties["data"]["contentSchema"], document)}


def _error_codes(schema: Json) -> list[str]:
    parts = schema.get("allOf", ())
    found = [part["properties"]["error"]["properties"]["code"]["enum"] for part in parts if "properties" in part]
    return [code for codes in found for code in codes]
