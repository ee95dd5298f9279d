import pytest

from harness.model.brief import STANDARD_BRIEF
from harness.model.values import Json
from mock_gateway.answers import Refusal
from mock_gateway.bodies import CALL_FIELDS, parse_object, read_fields


def read_call(**changes: Json) -> dict[str, Json]:
    return read_fields({**STANDARD_BRIEF, **changes}, CALL_FIELDS, reject_unknown=False)


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b'{"a": 1,}', "not JSON"),
        (b"null", "is null"),
        (b"[]", "is a list"),
        (b'"text"', "is a string"),
        (b"7", "the number 7"),
        (b"true", "is a boolean"),
        (b'{"a": NaN}', "number that JSON does not have"),
        (b'{"a": Infinity}', "number that JSON does not have"),
        (b'{"a": "\xff"}', "UTF-8"),
        (b'{"a": ' + b"[" * 100_000, "nested too deeply"),
        (b'{"a": ' + b"9" * 5_000 + b"}", "number"),
    ],
)
def test_a_body_that_is_not_one_json_object_is_refused(body: bytes, why: str) -> None:
    """INVALID_REQUEST says what is wrong, whatever was sent."""
    with pytest.raises(Refusal, match=why) as caught:
        parse_object(body)
    assert caught.value.code == "INVALID_REQUEST"


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"callee_name": 7}, "callee_name must be a string, and is the number 7"),
        ({"callee_name": None}, "callee_name must be a string, and is null"),
        ({"voice": "robot"}, "voice must be one of male, female"),
        ({"caller": "negotiater"}, "did you mean 'negotiator'"),
        ({"max_duration_minutes": 0}, "must be at least 1, and is 0"),
        ({"max_duration_minutes": 121}, "must be at most 120, and is 121"),
        ({"max_duration_minutes": 1.5}, "must be an integer"),
        ({"max_duration_minutes": True}, "must be an integer, and is a boolean"),
        ({"max_duration_minutes": "10"}, "must be an integer, and is a string"),
        ({"enable_summary": "yes"}, "enable_summary must be a boolean"),
        ({"detailed_instructions": ["x"]}, "must be a string, and is a list"),
    ],
)
def test_a_wrong_field_is_named_with_what_it_must_be(changes: dict[str, Json], why: str) -> None:
    """One sentence a field: what it must be, and what was found."""
    with pytest.raises(Refusal, match=why):
        read_call(**changes)


def test_every_problem_of_a_body_is_in_one_answer() -> None:
    """Nobody sends a body four times to learn of four mistakes."""
    with pytest.raises(Refusal) as caught:
        read_fields({"voice": "x", "caller": 1}, CALL_FIELDS, reject_unknown=False)
    said = caught.value.message
    assert all(name in said for name in ("dialed_number", "callee_name", "callee_context", "call_objective"))
    assert "voice must be" in said
    assert "caller must be" in said


def test_an_integer_may_be_written_as_a_float() -> None:
    """10.0 is an integer to JSON Schema, and so to clients that generate from it."""
    assert read_call(max_duration_minutes=10.0)["max_duration_minutes"] == 10


def test_null_in_an_optional_field_is_absent() -> None:
    """The assumption null_optional."""
    assert "voice" not in read_call(voice=None)


def test_null_in_an_optional_field_can_be_refused() -> None:
    """null_optional=reject."""
    with pytest.raises(Refusal, match="voice must be a string, and is null"):
        read_fields({**STANDARD_BRIEF, "voice": None}, CALL_FIELDS, reject_unknown=False, null_is_absent=False)


def test_unknown_fields_are_left_out() -> None:
    """The assumption unknown_fields=ignore."""
    assert "colour" not in read_call(colour="red")


def test_unknown_fields_can_be_refused_with_the_nearest_name() -> None:
    """unknown_fields=reject."""
    with pytest.raises(Refusal, match="did you mean 'callee_context'"):
        read_fields({**STANDARD_BRIEF, "calle_context": "x"}, CALL_FIELDS, reject_unknown=True)
