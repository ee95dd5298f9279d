"""The check `not`: the opposite of another, and what does not become true by being negated."""

import pytest
from pydantic import ValidationError

from harness.checks import CHECKS
from harness.model.observation import ApiError
from harness.model.values import Json
from harness.model.verdict import Verdict
from tests.harness.checks.contexts import holds, outcome, seen

TALK = seen("A: My number is 123-45-6789.", "C: Thank you.")
REFUSED = seen(error=ApiError(http_status=400, code="INVALID_PHONE", message="no", exchange=1))


@pytest.mark.parametrize(
    ("args", "held"),
    [
        ({"says": {"speaker": "agent", "regex": r"\d{3}-\d{2}-\d{4}"}}, False),
        ({"says": {"speaker": "callee", "regex": r"\d{3}-\d{2}-\d{4}"}}, True),
        ({"says": "goodbye"}, True),
        ({"status": "completed"}, False),
        ({"status": "failed"}, True),
        ({"summary": None}, True),
        ("summary", True),
        ({"http_status": {"at_least": 400}}, True),
    ],
)
def test_the_opposite(args: Json, held: bool) -> None:
    """What holds does not, and what does not, does."""
    assert holds("not", args, TALK) is held


def test_a_failure_keeps_the_evidence() -> None:
    """What was said and should not have been is the evidence, with its turn."""
    found = outcome("not", {"says": {"regex": r"\d{3}-\d{2}"}}, TALK)
    assert (found.verdict, found.expected) == (Verdict.FAILED, r"not: somebody says /\d{3}-\d{2}/")
    assert [(item.turn, item.quote) for item in found.evidence] == [(1, "123-45")]
    assert found.message == "somebody says “123-45” in turn 1"


def test_a_failure_without_words_gets_some() -> None:
    """A check that has no message when it holds says what it is when it should not."""
    assert outcome("not", {"status": "completed"}, TALK).message == "it is completed"


@pytest.mark.parametrize(
    ("args", "context"),
    [
        ({"says": "x"}, seen()),
        ({"says": "x"}, REFUSED),
        ({"status": "failed"}, REFUSED),
        ({"delivered_by": "poll"}, REFUSED),
        ({"credits_charged": {"at_least": 100}}, seen()),
        ({"duration_seconds": {"at_least": 100}}, seen(call={"duration_seconds": "long"})),
        ({"books": {"booked": True}}, seen()),
        ({"http_status": 500}, seen(statuses=())),
        ({"delivered_by": "poll"}, seen()),
    ],
    ids=[
        "no transcript", "no call to say it", "no call", "nothing delivered by a refusal", "no credits",
        "a duration that is no number", "no books", "no answer", "not delivered",
    ],
)  # fmt: skip
def test_what_is_not_there_proves_nothing(args: Json, context: object) -> None:
    """Where there is nothing to look at, the negation fails like the check itself."""
    assert not holds("not", args, context)  # type: ignore[arg-type]  # a CheckContext


def test_a_refusal_is_there_to_be_looked_at() -> None:
    """`not: {error: X}` holds for another error, and for a call."""
    assert holds("not", {"error": "DND_BLOCKED"}, REFUSED)
    assert holds("not", {"error": "DND_BLOCKED"}, TALK)
    assert not holds("not", {"error": "INVALID_PHONE"}, REFUSED)


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (None, "required"),
        ({}, "exactly one check, found 0"),
        ({"status": "completed", "summary": None}, "exactly one check, found 2"),
        ("sumary", "did you mean 'summary'"),
        ({"stauts": "completed"}, "did you mean 'status'"),
        ({"not": {"says": "x"}}, "unknown check 'not'"),
        ({"status": "complete"}, "did you mean 'completed'"),
        ({"says": {}}, "needs a text"),
        ([], "valid dictionary"),
        (7, "valid dictionary"),
    ],
)
def test_what_cannot_be_negated_is_refused(args: Json, words: str) -> None:
    """One known check with arguments that it takes, or an error that names the nearest."""
    with pytest.raises(ValidationError, match=words):
        CHECKS["not"].from_args(args)
