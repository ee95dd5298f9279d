"""Recorded exchanges as a JSON document: what `record` writes and `replay` serves."""

import json

from pydantic import BaseModel, ConfigDict, ValidationError

from harness.errors import HarnessError
from harness.model.exchange import Exchange
from harness.model.values import Json
from harness.wire.redaction import Redactor

VERSION = 1
_SHOWN_ERRORS = 5


class CassetteError(HarnessError):
    """A document that is not a cassette of a known version, or an exchange that must not go into one."""


class _Cassette(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    version: int
    exchanges: tuple[Exchange, ...]


def encode(exchanges: tuple[Exchange, ...]) -> dict[str, Json]:
    """Return the exchanges, in order, as a document of JSON values.

    Raises CassetteError for an exchange that still names a secret: redaction comes first.
    """
    for exchange in exchanges:
        if Redactor().exchange(exchange) != exchange:
            told = f"exchange {exchange.seq} ({exchange.method} {exchange.route})"
            raise CassetteError(f"{told} still holds a secret; redact it before it goes into a cassette")
    try:
        document: dict[str, Json] = _Cassette(version=VERSION, exchanges=exchanges).model_dump(mode="json")
    except ValueError as error:
        raise CassetteError(f"the exchanges cannot be written as JSON: {error}") from error
    return document


def decode(document: Json) -> tuple[Exchange, ...]:
    """Read a document back to its exchanges.

    Raises CassetteError, naming the paths, for another version, a missing, unknown or misshapen field.
    """
    version = document.get("version") if isinstance(document, dict) else None
    if type(version) is not int or version != VERSION:
        found = f"version {version!r}" if isinstance(document, dict) else f"a {type(document).__name__}"
        raise CassetteError(
            f"not a cassette this program reads: found {found}, wanted an object with version {VERSION}"
        )
    try:
        return _Cassette.model_validate_json(json.dumps(document), strict=True).exchanges
    except ValidationError as error:
        problems = error.errors(include_url=False, include_context=False)
        told = [f"{'.'.join(map(str, problem['loc']))}: {problem['msg']}" for problem in problems[:_SHOWN_ERRORS]]
        more = f"; and {len(problems) - _SHOWN_ERRORS} more" if len(problems) > _SHOWN_ERRORS else ""
        raise CassetteError(f"not a whole cassette: {'; '.join(told)}{more}") from error
