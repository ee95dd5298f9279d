"""The lines of a calls file: what is a call, and what each line that is none says of itself."""

import json
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO

import pytest

from harness.load.call_lines import MAX_LINE_BYTES, CallLine, CallLineError, lines_of, read_call_line
from harness.model.call import Turn
from harness.model.values import Json

TURNS = [{"speaker": "agent", "text": "Hello"}, {"speaker": "user", "text": "Hi"}]
BODY = {"call_id": "c-1", "status": "completed", "duration_seconds": 94, "transcript": TURNS}


def read(value: Json) -> CallLine:
    """Read a line that holds this value."""
    return read_call_line(json.dumps(value).encode())


@pytest.mark.parametrize(
    ("line", "name", "status", "document"),
    [
        (BODY, "c-1", "completed", BODY),
        ({"transcript": TURNS}, None, "unknown", {"transcript": TURNS}),
        ({"call": BODY}, "c-1", "completed", BODY),
        ({"call": {"transcript": TURNS}, "id": "a"}, "a", "unknown", {"transcript": TURNS}),
        ({**BODY, "id": 7, "brief": {}, "call_date": "2026-03-06", "expect": ["status"]}, 7, "completed", BODY),
        ({"call_id": "c-2", "status": "NoAnswer"}, "c-2", "failed", {"call_id": "c-2", "status": "NoAnswer"}),
        ({"transcript": [], "source": "a study"}, None, "unknown", {"transcript": [], "source": "a study"}),
    ],
)
def test_the_three_forms_of_a_call(line: Json, name: str | int | None, status: str, document: Json) -> None:
    """A terminal GET body, an object with a transcript, and either under `call`; our own keys are not the call's."""
    found = read(line)
    assert (found.name, found.call.status, found.document) == (name, status, document)


def test_speakers_are_read_as_on_the_wire() -> None:
    """`user` is the callee, whatever its case."""
    found = read({"transcript": [{"speaker": "User", "text": "Hi"}, {"speaker": "callee", "text": "Yes"}]})
    assert found.call.transcript == (Turn(speaker="callee", text="Hi"), Turn(speaker="callee", text="Yes"))


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2026-03-06", datetime(2026, 3, 6, tzinfo=UTC)),
        ("2026-03-06T09:00", datetime(2026, 3, 6, 9, tzinfo=UTC)),
        ("2026-03-06T09:00-08:00", datetime(2026, 3, 6, 9, tzinfo=timezone(timedelta(hours=-8)))),
        (None, None),
    ],
)
def test_a_day_is_enough_of_a_date(written: Json, date: datetime | None) -> None:
    """A date, with or without its time and its offset."""
    assert read({**BODY, "call_date": written}).call_date == date


def test_the_brief_is_the_body_of_the_post() -> None:
    """It is handed on as it is."""
    found = read({**BODY, "brief": {"callee_name": "Dr. Smith Office"}})
    assert found.brief is not None
    assert found.brief.field("callee_name") == "Dr. Smith Office"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"", "an empty line"),
        (b"  ", "an empty line"),
        (b"{", "not JSON: Expecting property name enclosed in double quotes at column 2"),
        (b'{"status": NaN}', "not JSON: NaN is no JSON number"),
        (b'{"duration_seconds": 1e999, "transcript": []}', "not JSON: 1e999 is too large a number"),
        (b"[" * 100_000, "not JSON: nested too deeply"),
        (b'{"a": "\xff"}', "not UTF-8: byte 0xFF at column 8"),
        (b"[]", "found a list; allowed: a JSON object"),
        (b'"call"', "found text 'call'; allowed: a JSON object"),
        (b"{}", "neither a transcript nor a status"),
        (b'{"call": {}}', "neither a transcript nor a status"),
        (b'{"call": "c-1"}', "call: found text 'c-1'; allowed: an object"),
        (b'{"call": null, "transcript": []}', "call: found nothing (null)"),
        (b'{"id": [], "transcript": []}', "id: found a list; allowed: text or a whole number"),
        (b'{"id": true, "transcript": []}', "id: found true; allowed: text or a whole number"),
        (b'{"status": "in_progress", "call_id": "c"}', "status: the call has not ended"),
        (b'{"status": 7}', "status: found number 7; allowed: text"),
        (b'{"call_id": 7, "transcript": []}', "call_id: found number 7; allowed: text"),
        (b'{"transcript": "Hello"}', "transcript: found text 'Hello'; allowed: a list"),
        (b'{"transcript": ["Hello"]}', "transcript[0]: found text 'Hello'; allowed: an object"),
        (b'{"transcript": [{"speaker": "user"}]}', "transcript[0].text: found nothing (null); allowed: text"),
        (
            b'{"transcript": [{"speaker": "bot", "text": ""}]}',
            "transcript[0].speaker: found text 'bot'; allowed: agent, user, callee, system",
        ),
        (b'{"transcript": [], "brief": "x"}', "brief: found text 'x'; allowed: an object"),
        (b'{"transcript": [], "call_date": "Friday"}', "call_date: found text 'Friday'; allowed: 2026-03-06"),
        (b'{"transcript": [], "call_date": 20260306}', "call_date: found number 20260306"),
    ],
)
def test_a_line_that_is_no_call_says_why(line: bytes, words: str) -> None:
    """What was found and what is allowed, in words."""
    with pytest.raises(CallLineError) as refused:
        read_call_line(line)
    assert str(refused.value).startswith(words)


def test_a_bad_line_keeps_its_id() -> None:
    """Where it gives one that can be read."""
    with pytest.raises(CallLineError) as refused:
        read({"id": "a-7", "transcript": 5})
    assert refused.value.call == "a-7"


def test_a_mark_of_byte_order_is_no_part_of_the_call() -> None:
    """As some editors put it before the first line."""
    assert read_call_line(b"\xef\xbb\xbf" + json.dumps(BODY).encode()).name == "c-1"


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (b"", []),
        (b"a\nb\n", [b"a", b"b"]),
        (b"a\r\nb", [b"a", b"b"]),
        (b"a\n\nb\n", [b"a", b"", b"b"]),
        ("a\u2028b\n".encode(), ["a\u2028b".encode()]),
    ],
)
def test_lines_end_at_line_feeds_alone(content: bytes, lines: list[bytes]) -> None:
    """An empty line is a line, and the separators that JSON text may hold are none."""
    assert list(lines_of(BytesIO(content))) == lines


def test_a_line_without_end_is_cut() -> None:
    """No line takes more memory than the bound, and the one after it is read."""
    first, second = lines_of(BytesIO(b"x" * 100 + b"\n{}\n"), longest=10)
    assert (len(first), second) == (12, b"{}")


def test_a_line_above_the_bound_is_no_call() -> None:
    """It says how long a line may be."""
    with pytest.raises(CallLineError, match="longer than 33554432 bytes"):
        read_call_line(b" " * (MAX_LINE_BYTES + 1))
