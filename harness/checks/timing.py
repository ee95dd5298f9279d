"""What the exchanges of one call tell of its times, in seconds on the run's clock."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from harness.checks.answers import RESULT_EVENT
from harness.model.call import Call, call_from_body
from harness.model.exchange import Exchange


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """None is what the exchanges do not tell. `created_by` and `delivered_in` are the seqs that tell the times."""

    set_up_s: float | None = None
    created_by: int | None = None
    ran_until_s: float | None = None
    arrived_s: float | None = None
    delivered_in: int | None = None

    @property
    def delivery_s(self) -> float | None:
        """The longest that the result can have been under way."""
        if self.arrived_s is None or self.ran_until_s is None:
            return None
        return max(0.0, self.arrived_s - self.ran_until_s)

    def seconds(self, name: str) -> float | None:
        """Return `set_up` or `delivery`."""
        return self.set_up_s if name == "set_up" else self.delivery_s


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """The call as one answer or event told it, asked for at `asked_s` and there at `at_s`."""

    call: Call
    asked_s: float
    at_s: float
    exchange: int


def timing_of(exchanges: Sequence[Exchange]) -> Timing:
    """Read the times of one call off its exchanges, as the docstring of the `latency` check defines them."""
    created = next((one for one in exchanges if one.route == "call_create" and _answered(one)), None)
    seen = sorted((found for one in exchanges for found in _told(one)), key=lambda found: found.at_s)
    arrived = next((found for found in seen if found.call.ended), None)
    return Timing(
        set_up_s=created.ended_s - created.sent_s if created else None,
        created_by=created.seq if created else None,
        ran_until_s=_ran_until(seen, arrived, created) if arrived else None,
        arrived_s=arrived.at_s if arrived else None,
        delivered_in=arrived.exchange if arrived else None,
    )


def _ran_until(seen: Sequence[_Seen], arrived: _Seen, created: Exchange | None) -> float | None:
    """Return the last moment at which the call is known to have run; None when nothing tells of one."""
    known = [found.asked_s for found in seen if not found.call.ended and found.asked_s <= arrived.at_s]
    duration = arrived.call.duration_seconds
    if created is not None and duration is not None and created.sent_s + duration <= arrived.at_s:
        known.append(created.sent_s + duration)
    return max(known, default=None)


def _answered(exchange: Exchange) -> bool:
    return exchange.status is not None and exchange.status < 300 and exchange.error is None


def _told(exchange: Exchange) -> Iterator[_Seen]:
    texts = [(event.data, event.at_s) for event in exchange.events if event.event == RESULT_EVENT]
    if exchange.route in ("call_create", "call_get") and _answered(exchange):
        texts.append((exchange.response_body or "", exchange.ended_s))
    for text, at_s in texts:
        call = _call(text)
        if call is not None:
            yield _Seen(call=call, asked_s=exchange.sent_s, at_s=at_s, exchange=exchange.seq)


def _call(text: str) -> Call | None:
    try:
        return call_from_body(json.loads(text))
    except (ValueError, RecursionError):
        return None
