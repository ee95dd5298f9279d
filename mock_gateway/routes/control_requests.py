"""The control plane's request journal: questions, counts, nearest misses, and waiting for a request."""

from datetime import UTC, datetime

from aiohttp import web

from harness.model.values import Json
from harness.wire.redaction import Redactor
from mock_gateway.answers import answer
from mock_gateway.bodies import Field, malformed
from mock_gateway.gateway import Gateway
from mock_gateway.journal import JournalEntry, Question
from mock_gateway.routes.control_shared import checked, guard, read_control
from mock_gateway.visit import Visit

_QUESTION_FIELDS = (
    Field(name="method"),
    Field(name="path"),
    Field(name="status", kind="integer"),
    Field(name="code"),
    Field(name="user_id"),
    Field(name="call_id"),
    Field(name="body_contains"),
)
_WAIT_FIELDS = (
    *_QUESTION_FIELDS,
    Field(name="count", kind="integer", least=1, most=1_000_000),
    Field(name="timeout_seconds", kind="number", least=0, most=300),
)
_DEFAULT_LIMIT, _DEFAULT_WAIT_SECONDS = 100, 5.0


async def list_requests(gateway: Gateway, visit: Visit) -> web.StreamResponse:
    """Answer with the newest requests that match the query, oldest first, secrets left out; `limit` says how many."""
    guard(gateway, visit)
    query = dict(visit.request.rel_url.query)
    limit = _whole_number("limit", query.pop("limit", str(_DEFAULT_LIMIT)))
    question = _from_query(query)
    found = gateway.journal.ask(question)
    return answer(
        {
            "requests": [_shown(entry) for entry in found[max(0, len(found) - limit) :]],
            "count": len(found),
            "kept": len(gateway.journal),
            "forgotten": gateway.journal.forgotten,
        }
    )


async def count_requests(gateway: Gateway, visit: Visit) -> web.StreamResponse:
    """Answer how many of the requests that are still known match the query."""
    guard(gateway, visit)
    return answer({"count": len(gateway.journal.ask(_from_query(dict(visit.request.rel_url.query))))})


async def nearest_requests(gateway: Gateway, visit: Visit) -> web.StreamResponse:
    """Answer with the requests that come nearest to the query without matching, each with what differs."""
    guard(gateway, visit)
    missed = gateway.journal.nearest(_from_query(dict(visit.request.rel_url.query)))
    return answer({"nearest": [{"request": _shown(entry), "differs": dict(wrong)} for entry, wrong in missed]})


async def wait_for_requests(gateway: Gateway, visit: Visit) -> web.StreamResponse:
    """Wait until `count` requests match, or the time is over; `met` says which."""
    body = await read_control(gateway, visit, _WAIT_FIELDS)
    count, timeout_s = body.pop("count", 1), body.pop("timeout_seconds", _DEFAULT_WAIT_SECONDS)
    found = await gateway.journal.wait_for(Question(**body), count=count, timeout_s=timeout_s)
    return answer({"met": len(found) >= count, "count": len(found), "requests": [_shown(one) for one in found[:count]]})


async def clear_requests(gateway: Gateway, visit: Visit) -> web.StreamResponse:
    """Forget the journal."""
    guard(gateway, visit)
    gateway.journal.clear()
    return answer({"cleared": True})


def _from_query(query: dict[str, str]) -> Question:
    value: dict[str, Json] = dict(query)
    if "status" in value:
        value["status"] = _whole_number("status", query["status"])
    return Question(**checked(value, _QUESTION_FIELDS))


def _whole_number(name: str, text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise malformed(f"{name} must be a whole number, and is {text[:20]!r}")
    return int(text)


def _shown(entry: JournalEntry) -> dict[str, Json]:
    redactor = Redactor()
    headers = redactor.headers(
        {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in entry.headers}
    )
    return {
        "number": entry.number,
        "at": datetime.fromtimestamp(entry.at, UTC).isoformat(timespec="milliseconds"),
        "method": entry.method,
        "path": entry.path,
        "query": redactor.text(entry.query),
        "status": entry.status,
        "code": entry.code,
        "fault": entry.fault,
        "user_id": entry.user_id,
        "call_id": entry.call_id,
        "milliseconds": round(entry.milliseconds, 2),
        "request_headers": headers,
        "request_body": redactor.text(entry.request_body.decode("utf-8", "replace")),
        "response_body": redactor.text(entry.response_body.decode("utf-8", "replace")),
    }
