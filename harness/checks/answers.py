"""Which answer a check reads, and its JSON: the last one, or the last of one route; of a stream, its result event."""

import json
from dataclasses import dataclass
from typing import Literal, TypeAlias

from harness.checks.context import CheckContext
from harness.model.exchange import Exchange
from harness.model.values import Json

Which: TypeAlias = Literal["last", "create", "get", "stream"]

RESULT_EVENT = "result"
_ROUTES = {"create": "call_create", "get": "call_get", "stream": "call_stream"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The JSON of one answer and the seq of its exchange; `missing` says in words why there is none."""

    value: Json = None
    exchange: int | None = None
    missing: str = ""


def body_of(context: CheckContext, which: Which) -> Body:
    """Return the JSON of the wanted answer. A call that a file tells of has one answer: what `get` would read."""
    if context.document is not None and which in ("last", "get"):
        return Body(value=context.document)
    exchange = next(
        (one for one in reversed(context.exchanges) if which == "last" or one.route == _ROUTES[which]), None
    )
    if exchange is None:
        return Body(missing="there is no answer" if which == "last" else f"there is no answer to a {which} request")
    return _read(exchange)


def _read(exchange: Exchange) -> Body:
    text, name = exchange.response_body, "the answer"
    if text is None and exchange.events:
        results = [event.data for event in exchange.events if event.event == RESULT_EVENT]
        text, name = (results[-1] if results else None), "the result event"
    if text is None:
        missing = "the stream has no result event" if exchange.events else "the answer has no body"
        return Body(exchange=exchange.seq, missing=missing)
    try:
        return Body(value=json.loads(text), exchange=exchange.seq)
    except (ValueError, RecursionError):
        return Body(exchange=exchange.seq, missing=f"{name} is not JSON")
