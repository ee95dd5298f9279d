"""Exchanges as the report's script reads them: one JSON object each, nothing left out but what is empty."""

from collections.abc import Sequence

from harness.model.exchange import Exchange, StreamEvent
from harness.model.values import Json


def wire_data(exchanges: Sequence[Exchange]) -> list[Json]:
    """Return the exchanges of one trial; times in seconds since the run began, null where there is none."""
    return [_exchange(exchange) for exchange in exchanges]


def _exchange(exchange: Exchange) -> Json:
    return {
        "seq": exchange.seq,
        "route": exchange.route,
        "method": exchange.method,
        "url": exchange.url,
        "status": exchange.status,
        "error": exchange.error,
        "sent": exchange.sent_s,
        "first": exchange.first_byte_s,
        "ended": exchange.ended_s,
        "request": {"headers": dict(exchange.request_headers), "body": exchange.request_body},
        "response": {"headers": dict(exchange.response_headers), "body": exchange.response_body},
        "events": [_event(event) for event in exchange.events],
    }


def _event(event: StreamEvent) -> Json:
    if event.comment is not None:
        return {"at": event.at_s, "comment": event.comment}
    return {"at": event.at_s, "event": event.event, "data": event.data, "id": event.event_id}
