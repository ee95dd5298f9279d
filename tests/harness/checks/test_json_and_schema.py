"""The checks of any answer's JSON: a value found by JMESPath, and a JSON Schema of one's own."""

import pytest
from pydantic import ValidationError

from harness.checks import CHECKS
from harness.model.exchange import Exchange
from harness.model.values import Json
from tests.harness.checks.contexts import holds, outcome
from tests.harness.checks.wire import CREATED, answer, created, result, stream, told_by

BODY = {
    "call_id": "c-1",
    "status": "completed",
    "duration_seconds": 60,
    "enabled": True,
    "summary": None,
    "transcript": [{"speaker": "agent", "text": "Hello"}, {"speaker": "user", "text": "Hi"}],
}
GOT = [answer(1, "call_get", BODY)]


@pytest.mark.parametrize(
    ("demand", "held"),
    [
        ({"path": "status", "equals": "completed"}, True),
        ({"path": "status", "equals": "Completed"}, False),
        ({"path": "transcript[].speaker", "equals": ["agent", "user"]}, True),
        ({"path": "transcript[0]", "equals": {"text": "Hello", "speaker": "agent"}}, True),
        ({"path": "transcript[0]", "equals": {"text": "Hello"}}, False),
        ({"path": "length(transcript)", "equals": 2}, True),
        ({"path": "duration_seconds", "equals": 60.0}, True),
        ({"path": "enabled", "equals": True}, True),
        ({"path": "enabled", "equals": 1}, False),
        ({"path": "[enabled]", "equals": [1]}, False),
        ({"path": "summary", "equals": None}, True),
        ({"path": "status", "equals": None}, False),
        ({"path": "status", "matches": "^comp"}, True),
        ({"path": "status", "matches": "^fail"}, False),
        ({"path": "duration_seconds", "matches": "60"}, False),
        ({"path": "duration_seconds", "at_least": 60}, True),
        ({"path": "duration_seconds", "at_most": 59}, False),
        ({"path": "duration_seconds", "between": [1, 60]}, True),
        ({"path": "duration_seconds", "at_least": 1, "at_most": 9}, False),
        ({"path": "status", "at_least": 0}, False),
        ({"path": "enabled", "at_least": 0}, False),
        ({"path": "transcript", "exists": True}, True),
        ({"path": "summary", "exists": True}, False),
        ({"path": "nothing", "exists": False}, True),
        ({"path": "length(nothing)", "exists": True}, False),
    ],
)
def test_a_value_holds_what_is_demanded(demand: Json, held: bool) -> None:
    """JSON equality, a regular expression on text, a range on numbers, or being there at all."""
    assert holds("json", demand, told_by(GOT)) is held


BOTH = [created(), stream(2, result(3.0)), answer(3, "call_get", BODY)]


@pytest.mark.parametrize(
    ("which", "status"),
    [("create", "in_progress"), ("stream", "completed"), ("get", "completed"), ("last", "completed")],
)
def test_which_answer_is_read(which: str, status: str) -> None:
    """The last of the named route, the stream's being its result event."""
    found = outcome(
        "json", {"path": "[status, duration_seconds]", "which": which, "equals": [status, 1]}, told_by(BOTH)
    )
    assert found.value is not None
    assert found.value["found"][0] == status
    assert found.evidence[0].exchange == {"create": 1, "stream": 2, "get": 3, "last": 3}[which]


@pytest.mark.parametrize(
    ("exchanges", "which", "message"),
    [
        ([], "last", "there is no answer"),
        ([created()], "stream", "there is no answer to a stream request"),
        ([answer(1, "call_get", None)], "last", "the answer has no body"),
        ([answer(1, "call_get", "<html>")], "last", "the answer is not JSON"),
        ([stream(1)], "last", "the answer has no body"),
        ([stream(1, result(1.0), result(2.0))], "last", ""),
    ],
)
def test_no_json_fails_both_ways_round(exchanges: list[Exchange], which: str, message: str) -> None:
    """Where there is nothing to read neither the check nor its opposite holds, and the message says why."""
    args = {"path": "status", "equals": "failed", "which": which}
    assert not holds("json", args, told_by(exchanges))
    if message:
        assert outcome("json", args, told_by(exchanges)).message == message
        assert not holds("not", {"json": args}, told_by(exchanges))
        assert outcome("schema", {"is": {}, "which": which}, told_by(exchanges)).message == message


@pytest.mark.parametrize("which", ["last", "get"])
def test_a_call_from_a_file_is_read_like_a_get(which: str) -> None:
    """Without exchanges the document that tells of the call is the answer."""
    assert holds("json", {"path": "status", "equals": "in_progress", "which": which}, told_by([], document=CREATED))


SPEAKERS = {
    "type": "object",
    "properties": {"transcript": {"type": "array", "items": {"$ref": "#/$defs/turn"}}},
    "required": ["transcript"],
    "$defs": {"turn": {"properties": {"speaker": {"enum": ["agent", "user"]}}, "required": ["text"]}},
}


def test_an_answer_is_valid_by_its_schema() -> None:
    """References into the schema's own $defs are followed."""
    assert holds("schema", {"is": SPEAKERS}, told_by(GOT))


def test_an_answer_that_is_not_valid_says_where() -> None:
    """The message names the first wrong place, and every place is evidence."""
    body = {"transcript": [{"speaker": "agent", "text": "Hello"}, {"speaker": "bot"}]}
    found = outcome("schema", {"is": SPEAKERS}, told_by([answer(1, "call_get", body)]))
    assert found.message == "body.transcript[1]: 'text' is a required property (and 1 more)"
    assert [it.quote for it in found.evidence] == [
        "body.transcript[1]: 'text' is a required property",
        "body.transcript[1].speaker: 'bot' is not one of ['agent', 'user']",
    ]


def test_a_schema_is_no_example() -> None:
    """A missing answer to the named route fails."""
    assert not holds("schema", {"is": {}, "which": "create"}, told_by(GOT))


@pytest.mark.parametrize(
    ("name", "args", "words"),
    [
        ("json", {"path": "a["}, "not a JMESPath expression"),
        ("json", {"path": "", "exists": True}, "not a JMESPath expression"),
        ("json", {"path": "lenght(a)", "exists": True}, "Unknown function"),
        ("json", {"path": "a"}, "needs one of equals, matches, exists"),
        ("json", {"path": "a", "equals": 1, "exists": True}, "found exists and equals"),
        ("json", {"path": "a", "at_least": 9, "at_most": 1}, "no number is at least 9"),
        ("json", {"path": "a", "matches": "(a+)+"}, "repeats a repeat"),
        ("json", {"path": "a", "exists": True, "which": "verify"}, "'last', 'create', 'get' or 'stream'"),
        ("json", {"equals": 1}, "Field required"),
        ("schema", None, "Field required"),
        ("schema", {"is": {"type": "objekt"}}, "not a JSON Schema"),
        ("schema", {"is": {"$ref": "#/$defs/nothing"}}, "names nothing in this schema"),
        ("schema", {"is": {"$ref": "http://127.0.0.1:9/schema.json"}}, "names nothing in this schema"),
        ("schema", {"is": {"items": {"pattern": "(a|aa)+$"}}}, "repeats a repeat"),
        ("schema", {"is": {"patternProperties": {"(x+x+)+y": {}}}}, "repeats a repeat"),
    ],
)
def test_what_cannot_be_asked_is_refused(name: str, args: Json, words: str) -> None:
    """A wrong path, demand or schema is a problem of the file; references go nowhere else."""
    with pytest.raises(ValidationError) as refused:
        CHECKS[name].from_args(args)
    assert words in str(refused.value)


def test_a_property_called_pattern_is_no_regular_expression() -> None:
    """Only keywords are looked at: a property may be called pattern or $ref."""
    schema = {"properties": {"pattern": {"type": "string"}, "$ref": {"type": "string"}}}
    assert holds("schema", {"is": schema}, told_by([answer(1, "call_get", {"pattern": "(a+)+"})]))
