"""Exchanges as a proxy hands them on, for tests of what becomes of them."""

from typing import Any

from harness.model.exchange import Exchange

UPSTREAM = "http://127.0.0.1:9"


def exchange(route: str = "call_get", path: str = "/api/v2/voice/call/a1b2", **fields: Any) -> Exchange:
    """An exchange that was answered with 200; `fields` say otherwise."""
    made: dict[str, Any] = {
        "seq": 1,
        "route": route,
        "method": "GET",
        "url": f"{UPSTREAM}{path}",
        "request_headers": {},
        "request_body": None,
        "status": 200,
        "response_headers": {"content-type": "application/json"},
        "response_body": '{"call_id":"a1b2","status":"in_progress","duration_seconds":1.0}',
        "sent_s": 0.0,
        "first_byte_s": 0.1,
        "ended_s": 0.2,
    }
    return Exchange(**{**made, **fields})
