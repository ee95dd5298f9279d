"""What an exchange looked like on the wire once ids, tokens, dates, texts and timings are left out of it."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from harness.model.call import FOLDED_STATUS
from harness.model.exchange import Exchange
from harness.model.values import Json

RESULT_EVENT: Final = "result"
STREAM_TYPE: Final = "text/event-stream"
FAST_S: Final = 1.0
"""An answer within this time is fast, a later one slow."""

_CALL: Final = re.compile(r"(?<=/voice/call/)[^/?]+")
_UUID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_PLACEHOLDER: Final = re.compile(r"<[a-z_-]+>")
_DOCUMENTED: Final = frozenset(FOLDED_STATUS.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """One exchange without what differs from call to call.

    `status` None: no answer came. `code` is that of the error envelope. `kind` is what the JSON as a whole is; `fields`
    maps each path in it (`transcript[].text`) to the types found there, `words` each path that holds one of a few words
    to that word. `events` are the names of a stream's events, each once, and `results` how many were the result.
    """

    status: int | None
    code: str | None
    media_type: str
    kind: str = "object"
    fields: Mapping[str, frozenset[str]] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    events: tuple[str, ...] = ()
    results: int = 0

    @property
    def told(self) -> str:
        """The answer in words: `400 INVALID_PHONE`, `200`, `no answer`."""
        if self.status is None:
            return "no answer"
        return f"{self.status} {self.code}" if self.code else str(self.status)


def shape_of(exchange: Exchange) -> Shape:
    """Return the shape of an exchange; of a stream, that of its result."""
    body = _body(exchange)
    found = dict(_fields(body))
    return Shape(
        status=exchange.status,
        code=_code(body) if (exchange.status or 0) >= 400 else None,
        media_type=exchange.response_headers.get("content-type", "").partition(";")[0].strip().lower(),
        kind="no JSON" if body is None else _kind(body, ""),
        fields={path: kinds for path, kinds in found.items() if path},
        words=dict(_words(body)),
        events=tuple(dict.fromkeys(event.event or "message" for event in exchange.events if event.comment is None)),
        results=sum(event.event == RESULT_EVENT for event in exchange.events if event.comment is None),
    )


def route_of(exchange: Exchange) -> str:
    """Return the method and the path of an exchange, the id of a call left open: `GET /api/v2/voice/call/{call_id}`."""
    return f"{exchange.method} {_CALL.sub('{call_id}', urlsplit(exchange.url).path)}"


def seconds_of(exchange: Exchange) -> float:
    """Return how long an answer took; of a stream, its headers, as the rest is the call's own time."""
    stream = exchange.response_headers.get("content-type", "").startswith(STREAM_TYPE)
    until = exchange.first_byte_s if stream and exchange.first_byte_s is not None else exchange.ended_s
    return max(0.0, until - exchange.sent_s)


def timing_class(exchange: Exchange) -> str:
    """Return `stream`, `fast` or `slow`."""
    if exchange.response_headers.get("content-type", "").startswith(STREAM_TYPE):
        return "stream"
    return "fast" if seconds_of(exchange) <= FAST_S else "slow"


def _body(exchange: Exchange) -> Json:
    text = exchange.response_body
    if text is None:
        text = next((event.data for event in exchange.events if event.event == RESULT_EVENT), None)
    try:
        return json.loads(text or "")
    except (ValueError, RecursionError):
        return None


def _code(body: Json) -> str | None:
    inner = body.get("error") if isinstance(body, dict) else None
    code = inner.get("code") if isinstance(inner, dict) else None
    return code if isinstance(code, str) else None


def _words(body: Json) -> Iterator[tuple[str, str]]:
    """Yield the words that say how a gateway spells things; which documented status a call has is no spelling."""
    if isinstance(body, dict) and isinstance(status := body.get("status"), str):
        yield "status", "a documented status" if status in _DOCUMENTED else status


def _fields(value: Json) -> Iterator[tuple[str, frozenset[str]]]:
    gathered: dict[str, set[str]] = {}
    for path, kind in _leaves(value, ""):
        gathered.setdefault(path, set()).add(kind)
    for path, kinds in gathered.items():
        yield path, frozenset(kinds)


def _leaves(value: Json, path: str) -> Iterator[tuple[str, str]]:
    yield path, _kind(value, path)
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _leaves(inner, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner, f"{path}[]")


def _kind(value: Json, path: str) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int() | float():
            return "number"
        case list():
            return "array"
        case dict():
            return "object"
        case str() if path.endswith("id"):
            return f"string ({_id_kind(value)})"
        case _:
            return "string"


def _id_kind(text: str) -> str:
    if _UUID.fullmatch(text):
        return "a UUID"
    if text.isdigit():
        return "digits"
    return "a secret" if _PLACEHOLDER.fullmatch(text) else "text"
