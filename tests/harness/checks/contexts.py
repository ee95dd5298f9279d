"""Makes the one thing that a check reads, from as little as a test has to say."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from harness.checks import CHECKS
from harness.checks.base import Outcome
from harness.checks.context import CheckContext
from harness.model.call import call_from_body
from harness.model.exchange import Exchange
from harness.model.observation import ApiError, DeliveredBy, Observation
from harness.model.values import Json
from harness.model.verdict import Verdict

FRIDAY = datetime(2026, 3, 6, 17, 0, tzinfo=UTC)
SPEAKERS = {"A": "agent", "C": "user", "S": "system"}


def exchange(status: int | None, seq: int = 1) -> Exchange:
    """An exchange of which only the status matters."""
    return Exchange(
        seq=seq, route="call_get", method="GET", url="http://127.0.0.1/", request_headers={}, request_body=None,
        status=status, response_headers={}, response_body=None, sent_s=0.0, first_byte_s=None, ended_s=0.0,
    )  # fmt: skip


def seen(
    *lines: str,
    call: Mapping[str, Json] | None = None,
    error: ApiError | None = None,
    delivered_by: DeliveredBy | None = None,
    books: Mapping[str, Json] | None = None,
    statuses: Sequence[int | None] = (200,),
) -> CheckContext:
    """A context whose call is completed and said `lines` (`A: …`, `C: …`), or has the fields of `call`."""
    body: dict[str, Json] = {"call_id": "c-1", "status": "completed"}
    if lines:
        body["transcript"] = [{"speaker": SPEAKERS[line[0]], "text": line[2:].lstrip()} for line in lines]
    exchanges = tuple(exchange(status, seq) for seq, status in enumerate(statuses, start=1))
    observation = Observation(
        step=2,
        call_name="call",
        exchanges=tuple(one.seq for one in exchanges),
        call=None if error is not None else call_from_body(body | dict(call or {})),
        error=error,
        delivered_by=delivered_by,
        books=books,
    )
    return CheckContext(observation=observation, exchanges=exchanges, call_date=FRIDAY)


def outcome(name: str, args: Json, context: CheckContext) -> Outcome:
    """What a check says of a context."""
    return CHECKS.find(name).from_args(args).grade(context)


def holds(name: str, args: Json, context: CheckContext) -> bool:
    """Whether a check passes; a failure must say in words what it found."""
    found = outcome(name, args, context)
    assert found.verdict in (Verdict.PASSED, Verdict.FAILED)
    assert found.expected
    if found.verdict is Verdict.FAILED:
        assert found.message
        assert found.got
    return found.verdict is Verdict.PASSED
