"""What the API would refuse a brief for, in its own words, at the place in the brief's file."""

from collections.abc import Iterator, Mapping

from harness.errors import Problem, Span
from harness.model.brief import BRIEF_FIELDS
from harness.model.values import Json
from harness.source import Node
from mock_gateway.answers import Refusal
from mock_gateway.bodies import CALL_FIELDS, read_fields
from mock_gateway.detail import DetailReader
from mock_gateway.magic import MAGIC_NUMBERS
from mock_gateway.numbers import judge_number

_NUMBER_CODES = {"invalid": "INVALID_PHONE", "emergency": "POLICY_VIOLATION", "premium": "POLICY_VIOLATION"}


def refusals(brief: Node) -> tuple[Problem, ...]:
    """Return every reason for which POST /api/v2/voice/call would answer an error; empty for a sound brief.

    Where a field is missing or malformed nothing is said of what the brief means: the API does not look either.
    """
    value: Mapping[str, Json] = brief.value
    return tuple(_malformed(brief, value)) or tuple(_unacceptable(brief, value))


def _malformed(brief: Node, value: Mapping[str, Json]) -> Iterator[Problem]:
    for field in CALL_FIELDS:
        try:
            read_fields(value, [field], reject_unknown=False)
        except Refusal as refusal:
            yield Problem(span=_span(brief, field.name), key=field.name, message=f"{refusal.code}: {refusal.message}")


def _unacceptable(brief: Node, value: Mapping[str, Json]) -> Iterator[Problem]:
    number: str = value["dialed_number"]
    verdict, magic = judge_number(number), MAGIC_NUMBERS.get(number)
    if verdict.judgement != "callable":
        yield _problem(brief, "dialed_number", _NUMBER_CODES[verdict.judgement], verdict.message)
    elif magic is not None and magic.refused is not None:
        message = f"the magic number {number} asks for this answer"
        yield _problem(brief, "dialed_number", magic.refused, message)
    lack = DetailReader(kept=1).missing(value)
    if lack is not None:
        yield _problem(brief, next((name for name in BRIEF_FIELDS if name in lack), ""), "INSUFFICIENT_DETAIL", lack)


def _problem(brief: Node, field: str, code: str, message: str) -> Problem:
    return Problem(span=_span(brief, field), key=field, message=f"{code}: {message}")


def _span(brief: Node, field: str) -> Span:
    found = brief.get(field)
    return brief.span if found is None else found.span
