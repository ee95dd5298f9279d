"""Reading a call's body: whatever JSON comes, a Call or None, and never a wrong guess."""

import pytest

from harness.model.brief import BRIEF_FIELDS, STANDARD_BRIEF, RequestBody
from harness.model.call import FOLDED_STATUS, TERMINAL_STATUSES, Call, Turn, call_from_body, number_or_none, turns_of
from harness.model.values import Json

BODY: dict[str, Json] = {
    "call_id": "c-1",
    "status": "completed",
    "duration_seconds": 94,
    "summary": "Booked.",
    "credits_charged": 90.5,
    "transcript": [{"speaker": "agent", "text": "Hello"}, {"speaker": "user", "text": "Hi"}],
    "unknown": 1,
}


def test_a_whole_body_is_read() -> None:
    """Every documented field is taken, `user` is the callee, unknown fields are passed over."""
    assert call_from_body(BODY) == Call(
        call_id="c-1",
        status="completed",
        raw_status="completed",
        duration_seconds=94,
        summary="Booked.",
        transcript=(Turn(speaker="agent", text="Hello"), Turn(speaker="callee", text="Hi")),
        credits_charged=90.5,
    )


@pytest.mark.parametrize(
    "body",
    [None, [], "c-1", 7, {}, {"call_id": "c-1"}, {"status": "x"}, BODY | {"call_id": 7}, BODY | {"status": None}],
)
def test_what_is_no_call_is_none(body: Json) -> None:
    """Without a call_id and a status in text there is no call."""
    assert call_from_body(body) is None


@pytest.mark.parametrize("field", ["duration_seconds", "credits_charged"])
@pytest.mark.parametrize("value", [None, "94", True, [94], {}])
def test_numbers_that_are_none_are_none(field: str, value: Json) -> None:
    """A number that is missing, or something else, is None and never 0."""
    call = call_from_body(BODY | {field: value})
    assert call is not None
    assert getattr(call, field) is None


@pytest.mark.parametrize(
    ("value", "number"), [(0, 0), (1.5, 1.5), (-3, -3), (True, None), (False, None), ("1", None), (None, None)]
)
def test_numbers(value: Json, number: float | None) -> None:
    """Booleans are not numbers."""
    assert number_or_none(value) == number


@pytest.mark.parametrize(
    ("value", "turns"),
    [
        ([], ()),
        (None, None),
        ("text", None),
        ({}, None),
        (["Hello"], None),
        ([{"speaker": "agent"}], None),
        ([{"speaker": "agent", "text": 7}], None),
        ([{"text": "Hello"}], (Turn(speaker="system", text="Hello"),)),
        ([{"speaker": "AGENT", "text": ""}], (Turn(speaker="agent", text=""),)),
        ([{"speaker": "callee", "text": "x"}], (Turn(speaker="callee", text="x"),)),
        ([{"speaker": "robot", "text": "x"}], (Turn(speaker="system", text="x"),)),
    ],
)
def test_transcripts(value: Json, turns: tuple[Turn, ...] | None) -> None:
    """A list of turns; an empty one is not the same as none; an unknown speaker is neither agent nor callee."""
    assert turns_of(value) == turns


@pytest.mark.parametrize("raw", FOLDED_STATUS)
def test_statuses_fold_to_the_references_four(raw: str) -> None:
    """Every known status becomes one of the reference's words, and keeps its own beside it."""
    call = call_from_body(BODY | {"status": raw})
    assert call is not None
    assert call.status in {"in_progress", *TERMINAL_STATUSES}
    assert call.raw_status == raw
    assert call.ended is (call.status != "in_progress")


@pytest.mark.parametrize(
    ("folded", "raw"),
    [
        ("completed", ["completed", "Completed", "HungupByPeer", "HungupByLocal", "Timeout", "TooLongSilence"]),
        ("failed", ["failed", "Failed", "InternalError", "DialFailed", "NoAnswer", "Declined"]),
        ("cancelled", ["cancelled", "Cancelled"]),
        ("in_progress", ["in_progress"]),
    ],
)
def test_the_table_of_raw_statuses(folded: str, raw: list[str]) -> None:
    """Each word stands for exactly the raw ones that clients fold to it."""
    assert [status for status, word in FOLDED_STATUS.items() if word == folded] == raw


def test_an_unknown_status_does_not_end_a_call() -> None:
    """A status that nobody knows is kept as it is, and the call is not taken for ended."""
    call = call_from_body(BODY | {"status": "queued"})
    assert call is not None
    assert (call.status, call.raw_status, call.ended) == ("queued", "queued", False)


def test_the_standard_brief_is_whole() -> None:
    """`base: standard` has every documented field but the summary, and no other."""
    assert set(STANDARD_BRIEF) == set(BRIEF_FIELDS) - {"enable_summary"}


@pytest.mark.parametrize(("value", "field"), [({"a": 1}, 1), ({}, None), ([1], None), (None, None)])
def test_a_bodys_fields(value: Json, field: Json) -> None:
    """A field is read of an object; of anything else there is none."""
    assert RequestBody(value=value).field("a") == field
