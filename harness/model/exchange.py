"""One HTTP exchange as it went over the wire: what the run log keeps, reports show and cassettes replay.

It stands in model, below wire, because run-log records hold it; wire redacts and encodes it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Route = Literal["auth_request", "auth_verify", "call_create", "call_get", "call_stream", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamEvent:
    """One thing seen on an SSE stream: an event, or a heartbeat comment (`comment` set, the rest empty).

    `at_s` is in seconds on the same clock as the exchange's own times.
    """

    at_s: float
    event: str = ""
    data: str = ""
    event_id: str = ""
    comment: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A request and what came back.

    `seq` numbers the exchanges of one trial from 1. Times are monotonic seconds since the run began: `sent_s` before
    the request, `first_byte_s` at the response's headers, `ended_s` at its last byte. `status` is None when no response
    came; `error` then says why, and also when a body broke off half way. Bodies are text (None: no body); header names
    are lower-case. Secrets are replaced before an Exchange is made. `events` holds what an SSE response brought.
    """

    seq: int
    route: Route
    method: str
    url: str
    request_headers: Mapping[str, str]
    request_body: str | None
    status: int | None
    response_headers: Mapping[str, str]
    response_body: str | None
    sent_s: float
    first_byte_s: float | None
    ended_s: float
    events: tuple[StreamEvent, ...] = ()
    error: str | None = None
