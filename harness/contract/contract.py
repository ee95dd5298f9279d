"""Whether an exchange is what the API promises: status, media type, body, stream events."""

from urllib.parse import unquote

from harness.contract.document import EVENT_STREAM, Answer, Operation, Promise, read_operations
from harness.contract.explain import shown
from harness.contract.judging import judged, parsed
from harness.contract.mismatch import Mismatch, MismatchKind
from harness.model.exchange import Exchange, StreamEvent
from harness.model.values import Json


class Contract:
    """The promises of an OpenAPI 3.1 document, given as plain data.

    Raises ContractError for a document that cannot be checked against; a schema is compiled when it is first needed.
    """

    def __init__(self, document: Json) -> None:
        self.document = document
        self._operations = read_operations(document)

    def check(self, exchange: Exchange) -> tuple[Mismatch, ...]:
        """Return everything in which the answer differs from what is promised for its route; empty when it is right.

        An exchange without an answer, or of a route that the document does not know, promised nothing. Where the
        connection broke off, only what came before is judged.
        """
        operation = self._operations.get(exchange.route)
        if operation is None or exchange.status is None:
            return ()
        answer = operation.answer(exchange.status)
        if answer is None:
            return _undocumented(operation, exchange)
        wrong_type = _media_type(answer, exchange)
        if answer.media_type == EVENT_STREAM:
            return wrong_type + _body_text(exchange) if wrong_type else _stream(answer, exchange)
        found = _body(answer.body, operation, exchange)
        return wrong_type + found if wrong_type or found else ()


def _undocumented(operation: Operation, exchange: Exchange) -> tuple[Mismatch, ...]:
    expected = f"one of {', '.join(operation.answers)}"
    status = str(exchange.status)
    found = Mismatch(
        kind="mismatch",
        path="status",
        message=f"{status} is not documented for {exchange.route}: it answers {expected}",
        expected=expected,
        got=status,
    )
    return (found, *_body_text(exchange))


def _body_text(exchange: Exchange) -> tuple[Mismatch, ...]:
    """Say whether the body of an answer with no promised content could at least be read."""
    return parsed(exchange.response_body, "body", exchange.error)[1]


def _media_type(answer: Answer, exchange: Exchange) -> tuple[Mismatch, ...]:
    header = exchange.response_headers.get("content-type", "")
    if header == answer.media_type or header.partition(";")[0].strip().lower() == answer.media_type:
        return ()
    got = header or "nothing"
    message = f"must be {answer.media_type}, and is {got}"
    path = "headers.content-type"
    return (Mismatch(kind="mismatch", path=path, message=message, expected=answer.media_type, got=got),)


def _body(promise: Promise, operation: Operation, exchange: Exchange) -> tuple[Mismatch, ...]:
    if exchange.error is not None and not exchange.response_body:
        return ()
    value, unreadable = parsed(exchange.response_body, "body", exchange.error)
    if unreadable:
        return unreadable
    found = judged(promise, value, "body")
    if exchange.status is not None and exchange.status >= 400:
        return tuple(_misplaced_code(mismatch, operation, exchange, value) for mismatch in found)
    return found + _other_call(exchange, value, "body")


def _stream(answer: Answer, exchange: Exchange) -> tuple[Mismatch, ...]:
    found: list[Mismatch] = []
    counts = dict.fromkeys(answer.events, 0)
    for position, event in enumerate(exchange.events):
        if event.comment is not None:
            continue
        path = f"events[{position}]"
        promise = answer.events.get(event.event)
        if promise is None:
            found.append(_unknown_event(event, path))
            continue
        counts[event.event] += 1
        value, unreadable = parsed(event.data, f"{path}.data", None)
        found += unreadable or judged(promise, value, f"{path}.data") + _other_call(exchange, value, f"{path}.data")
    for name, count in counts.items():
        if count > 1 or (count == 0 and exchange.error is None):
            found.append(_wrong_count(name, count, reopened="last-event-id" in exchange.request_headers))
    return tuple(found)


def _unknown_event(event: StreamEvent, path: str) -> Mismatch:
    return Mismatch(kind="note", path=f"{path}.event", message=f"is not documented: {event.event!r}", got=event.event)


def _wrong_count(name: str, count: int, *, reopened: bool) -> Mismatch:
    # Whether a stream that is opened again repeats its result is not published.
    kind: MismatchKind = "note" if reopened and count == 0 else "mismatch"
    times = f"{count} {name} events" if count else f"no {name} event"
    message = f"must hold exactly one {name} event, and ended with {times}"
    return Mismatch(kind=kind, path="events", message=message, expected=f"one {name} event", got=times)


def _misplaced_code(mismatch: Mismatch, operation: Operation, exchange: Exchange, value: Json) -> Mismatch:
    """Say of a known error code which status it belongs to, instead of which codes belong to this one."""
    if mismatch.path != "body.error.code":
        return mismatch
    code = value["error"].get("code")
    statuses = operation.code_statuses.get(code, ()) if isinstance(code, str) else ()
    if not statuses:
        return mismatch
    expected = " or ".join(statuses)
    message = f"{code} belongs to HTTP {expected}, and came with {exchange.status}"
    return Mismatch(
        kind="mismatch", path=mismatch.path, message=message, expected=f"HTTP {expected}", got=f"HTTP {exchange.status}"
    )


def _other_call(exchange: Exchange, value: Json, path: str) -> tuple[Mismatch, ...]:
    """Hold the call_id of an answer against the one that was asked for."""
    if exchange.route not in {"call_get", "call_stream"} or not isinstance(value, dict):
        return ()
    got = value.get("call_id")
    if not isinstance(got, str):
        return ()
    asked = exchange.url.partition("?")[0].removesuffix("/stream").rpartition("/")[2]
    if got in {asked, unquote(asked)}:
        return ()
    expected = unquote(asked)
    message = f"must be the call that was asked for, {expected}, and is {shown(got)}"
    return (Mismatch(kind="mismatch", path=f"{path}.call_id", message=message, expected=expected, got=got),)
