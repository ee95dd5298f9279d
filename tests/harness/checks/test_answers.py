"""The checks of an answer's envelope: status, error, http_status, delivered_by."""

import pytest
from pydantic import ValidationError

from harness.checks import CHECKS
from harness.contract.error_codes import HTTP_STATUS
from harness.model.observation import ApiError, DeliveredBy
from harness.model.values import Json
from tests.harness.checks.contexts import holds, outcome, seen

REFERENCE_CODES = {
    "AUTH_REQUIRED": 401, "TOKEN_EXPIRED": 401, "SUBSCRIPTION_REQUIRED": 403, "INSUFFICIENT_CREDITS": 402,
    "INVALID_PHONE": 400, "INSUFFICIENT_DETAIL": 400, "RATE_LIMITED": 429, "DND_BLOCKED": 403,
    "POLICY_VIOLATION": 403, "NOT_FOUND": 404,
}  # fmt: skip


def refusal(http_status: int, code: str | None, message: str = "no") -> ApiError:
    """An error answer of the second exchange."""
    return ApiError(http_status=http_status, code=code, message=message, exchange=2)


@pytest.mark.parametrize(
    ("wanted", "answered", "held"),
    [
        ("completed", "completed", True),
        ("completed", "HungupByPeer", True),
        ("completed", "Timeout", True),
        ("failed", "NoAnswer", True),
        ("cancelled", "Cancelled", True),
        ("in_progress", "in_progress", True),
        ("completed", "failed", False),
        ("completed", "in_progress", False),
        ("completed", "something_new", False),
        ("NoAnswer", "NoAnswer", True),
        ("NoAnswer", "failed", False),
        ("NoAnswer", "Declined", False),
        ("Completed", "completed", False),
    ],
)
def test_status(wanted: str, answered: str, held: bool) -> None:
    """The reference's words take every raw status that folds to them; a raw word takes itself alone."""
    assert holds("status", wanted, seen(call={"status": answered})) is held


def test_status_shows_both_spellings() -> None:
    """A folded status is shown with what was received, and points at the exchange that said so."""
    found = outcome("status", "completed", seen(call={"status": "NoAnswer"}, statuses=(200, 200)))
    assert (found.got, found.message) == ("failed (NoAnswer)", "the call is failed (NoAnswer), not completed")
    assert [(item.quote, item.exchange) for item in found.evidence] == [('"status": "NoAnswer"', 2)]


@pytest.mark.parametrize(
    ("written", "near"), [("complete", "'completed'"), ("Canceled", "'cancelled'"), ("zzz", "known")]
)
def test_an_unknown_status_is_refused(written: str, near: str) -> None:
    """A status that no gateway answers is refused, with the nearest one."""
    with pytest.raises(ValidationError, match=near):
        CHECKS["status"].from_args(written)


def test_status_without_a_call_fails() -> None:
    """Where there is no call there is no status."""
    assert not holds("status", "completed", seen(error=refusal(400, "X")))


def test_the_table_of_errors_is_the_references() -> None:
    """The ten codes of the API reference have its HTTP statuses."""
    assert {code: HTTP_STATUS[code] for code in REFERENCE_CODES} == REFERENCE_CODES


@pytest.mark.parametrize(
    ("args", "error", "held"),
    [
        ("INVALID_PHONE", refusal(400, "INVALID_PHONE"), True),
        ("INVALID_PHONE", refusal(403, "INVALID_PHONE"), False),
        ("INVALID_PHONE", refusal(400, "DND_BLOCKED"), False),
        ("INVALID_PHONE", refusal(400, "invalid_phone"), False),
        ("INVALID_PHONE", refusal(400, None), False),
        ("INVALID_PHONE", refusal(400, "INVALID_PHONE", ""), False),
        ({"code": "INVALID_PHONE", "http_status": 422}, refusal(422, "INVALID_PHONE"), True),
        ({"code": "INVALID_PHONE", "http_status": 422}, refusal(400, "INVALID_PHONE"), False),
        ({"code": "BRAND_NEW", "http_status": 418}, refusal(418, "BRAND_NEW"), True),
    ],
)
def test_error(args: Json, error: ApiError, held: bool) -> None:
    """Code, HTTP status and a message in the envelope must all be right."""
    found = outcome("error", args, seen(error=error))
    assert holds("error", args, seen(error=error)) is held
    assert [item.exchange for item in found.evidence] == [2]


def test_an_error_that_did_not_come() -> None:
    """A call in place of a refusal fails, and says what the call is."""
    found = outcome("error", "INVALID_PHONE", seen())
    assert found.message == "the API did not refuse: a call, completed"


@pytest.mark.parametrize("written", ["INVALID_PHON", "invalid_phone", {"code": "INVALID_PHON"}])
def test_an_error_code_with_a_typo_is_refused(written: Json) -> None:
    """A code that is not documented needs its http_status; else the nearest documented one is named."""
    with pytest.raises(ValidationError, match="did you mean 'INVALID_PHONE'"):
        CHECKS["error"].from_args(written)


@pytest.mark.parametrize(
    ("args", "statuses", "held"),
    [
        (200, (200,), True),
        (200, (500, 200), True),
        (200, (200, 500), False),
        ({"between": [200, 299]}, (204,), True),
        ({"between": [200, 299]}, (300,), False),
        ({"at_least": 400}, (503,), True),
        (200, (), False),
        (200, (200, None), False),
    ],
)
def test_http_status(args: Json, statuses: tuple[int | None, ...], held: bool) -> None:
    """The last answer of the step decides; no answer is no status."""
    assert holds("http_status", args, seen(statuses=statuses)) is held


@pytest.mark.parametrize(
    ("way", "delivered", "held"),
    [("stream", "stream", True), ("poll", "stream", False), ("get", "get", True), ("poll", None, False)],
)
def test_delivered_by(way: str, delivered: DeliveredBy | None, held: bool) -> None:
    """How the result came, as the attempt noted it; a result that never came was delivered by nothing."""
    assert holds("delivered_by", way, seen(delivered_by=delivered)) is held


@pytest.mark.parametrize("name", ["error", "http_status"])
def test_checks_about_errors_say_so(name: str) -> None:
    """Grading asks these of a refused call too; `not` of them likewise."""
    written = {"error": "INVALID_PHONE", "http_status": 200}[name]
    assert CHECKS[name].from_args(written).reads_errors()
    assert CHECKS["not"].from_args({name: written}).reads_errors()
    assert not CHECKS["not"].from_args({"status": "completed"}).reads_errors()
