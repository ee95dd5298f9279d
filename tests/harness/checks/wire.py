"""Makes exchanges with bodies, times and events, for the checks of how a call came over the wire."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

from harness.checks.context import CheckContext
from harness.contract import Mismatch
from harness.model.call import call_from_body
from harness.model.exchange import Exchange, Route, StreamEvent
from harness.model.observation import Observation
from harness.model.values import Json
from tests.harness.checks.contexts import FRIDAY, exchange

CREATED = {"call_id": "c-1", "status": "in_progress"}
ENDED = {"call_id": "c-1", "status": "completed", "duration_seconds": 60, "credits_charged": 70, "transcript": []}


def answer(seq: int, route: Route, body: Json, *, sent_s: float = 0.0, ended_s: float = 0.0) -> Exchange:
    """An answer with a body: JSON, or a text as it is."""
    text = body if isinstance(body, str | None) else json.dumps(body)
    return replace(exchange(200, seq), route=route, response_body=text, sent_s=sent_s, ended_s=ended_s)


def created(*, sent_s: float = 0.0, ended_s: float = 2.0) -> Exchange:
    """The POST that starts the call."""
    return answer(1, "call_create", CREATED, sent_s=sent_s, ended_s=ended_s)


def result(at_s: float, body: Json = None) -> StreamEvent:
    """The event that brings the end of a call."""
    return StreamEvent(at_s=at_s, event="result", data=json.dumps(ENDED if body is None else body))


def beat(at_s: float = 0.0) -> StreamEvent:
    """A heartbeat."""
    return StreamEvent(at_s=at_s, comment="keep-alive")


def stream(seq: int, *events: StreamEvent, sent_s: float = 0.0, error: str | None = None) -> Exchange:
    """An event stream that was opened, with what it brought."""
    ended_s = events[-1].at_s if events else sent_s
    return replace(
        exchange(200, seq), route="call_stream", sent_s=sent_s, ended_s=ended_s, events=tuple(events), error=error
    )


def told_by(
    exchanges: Sequence[Exchange],
    *,
    mismatches: Mapping[int, tuple[Mismatch, ...]] | None = None,
    document: Json = None,
) -> CheckContext:
    """A context of a call that ended, with these exchanges."""
    observation = Observation(
        step=2, call_name="call", exchanges=tuple(one.seq for one in exchanges), call=call_from_body(ENDED)
    )
    return CheckContext(
        observation=observation,
        exchanges=tuple(exchanges),
        call_date=FRIDAY,
        mismatches=mismatches or {},
        document=document,
    )
