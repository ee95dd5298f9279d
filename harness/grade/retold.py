"""A trial retold with another call in place of one that was made: in its observations, and in its answers."""

import json
from collections.abc import Callable
from dataclasses import replace

from harness.grade.trial import Evidences
from harness.model.call import Call, Speaker
from harness.model.exchange import Exchange, StreamEvent
from harness.model.observation import Observation
from harness.model.values import Json

_ON_THE_WIRE: dict[Speaker, str] = {"callee": "user"}


def retold(evidences: Evidences, call_name: str, change: Callable[[Call], Call]) -> Evidences:
    """Change a call wherever it was seen ended. The callee's books of it are gone: they told of the call as it was."""
    told = [seen for seen in evidences.observations if is_end_of(seen, call_name)]
    calls = {seen.call.call_id: change(seen.call) for seen in told if seen.call is not None}
    seqs = {seq for seen in told for seq in seen.exchanges}
    return replace(
        evidences,
        observations=tuple(_observed(seen, calls) if seen in told else seen for seen in evidences.observations),
        exchanges={
            seq: _exchanged(exchange, calls) if seq in seqs else exchange
            for seq, exchange in evidences.exchanges.items()
        },
    )


def is_end_of(observation: Observation, call_name: str) -> bool:
    """Whether an observation saw a call of that name with its transcript."""
    call = observation.call
    return observation.call_name == call_name and call is not None and call.transcript is not None


def _observed(seen: Observation, calls: dict[str, Call]) -> Observation:
    call = calls[seen.call.call_id] if seen.call else None
    return replace(seen, call=call, books=None)


def _exchanged(exchange: Exchange, calls: dict[str, Call]) -> Exchange:
    events = tuple(_event(event, calls) for event in exchange.events)
    return replace(exchange, response_body=_body(exchange.response_body, calls), events=events)


def _event(event: StreamEvent, calls: dict[str, Call]) -> StreamEvent:
    data = _body(event.data, calls)
    return event if data is None or data == event.data else replace(event, data=data)


def _body(text: str | None, calls: dict[str, Call]) -> str | None:
    """Retell a terminal answer of a changed call; leave every other body as it is."""
    if not text or '"transcript"' not in text:
        return text
    try:
        body = json.loads(text)
    except ValueError:
        return text
    call = calls.get(str(body.get("call_id"))) if isinstance(body, dict) else None
    return text if call is None else json.dumps(body | _fields(call))


def _fields(call: Call) -> dict[str, Json]:
    """Return what the API tells of an ended call; a field that the call does not have is left as it was answered."""
    turns = call.transcript or ()
    fields: dict[str, Json] = {
        "status": call.raw_status,
        "duration_seconds": call.duration_seconds,
        "summary": call.summary,
        "credits_charged": call.credits_charged,
        "transcript": [{"speaker": _ON_THE_WIRE.get(turn.speaker, turn.speaker), "text": turn.text} for turn in turns],
    }
    return {name: value for name, value in fields.items() if value is not None}
