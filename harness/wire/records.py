"""A run-log record as one line of JSON, and back."""

import json
from datetime import datetime
from functools import cache
from typing import Annotated

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError

from harness.errors import StoreError
from harness.model.record import Record

_SHOWN_ERRORS = 3


def encode(record: Record) -> str:
    """Return the record as one line, without its line end: compact JSON in which `record` names the kind.

    A half of a surrogate pair, which JSON bodies can smuggle into a transcript, is written as U+FFFD: UTF-8 has no
    spelling for it. Lines end at LF alone: U+2028 may stand within one. Raises StoreError for a value that is not JSON.
    """
    try:
        return _codec().dump_json(record).decode()
    except ValueError as error:
        if "surrogates not allowed" in str(error):
            return _encode_broken_text(record)
        raise StoreError(f"a {type(record).__name__} record cannot be written as JSON: {error}") from error


def decode(line: str) -> Record:
    """Read one line back to the record it was made of.

    Raises StoreError, saying what is wrong with it, for a line that is cut off, of an unknown kind, or has unknown or
    misshapen fields.
    """
    try:
        return _codec().validate_json(line, strict=True)
    except ValidationError as error:
        problems = error.errors(include_url=False, include_context=False)
        told = "; ".join(
            f"{'.'.join(map(str, problem['loc'])) or 'line'}: {problem['msg']}" for problem in problems[:_SHOWN_ERRORS]
        )
        more = f"; and {len(problems) - _SHOWN_ERRORS} more" if len(problems) > _SHOWN_ERRORS else ""
        raise StoreError(f"not a record of a run log: {told}{more}; it begins with {line[:60]!r}") from error


def _encode_broken_text(record: Record) -> str:
    plain = json.dumps(_codec().dump_python(record), ensure_ascii=False, separators=(",", ":"), default=_moment)
    return plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _moment(value: object) -> str:
    """Spell a datetime, the one type in a record that `json` does not know."""
    if isinstance(value, datetime):
        return value.isoformat()
    raise StoreError(f"a record cannot hold a {type(value).__name__} where JSON is wanted: {value!r}")


@cache
def _codec() -> TypeAdapter[Record]:
    """Build the codec once, on first use: it takes tens of milliseconds."""
    config = ConfigDict(extra="forbid", ser_json_inf_nan="constants")
    return TypeAdapter(Annotated[Record, Field(discriminator="record")], config=config)
