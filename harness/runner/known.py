"""What one trial knows on its way through its steps: its calls by name, its last answer, and what was saved."""

from dataclasses import dataclass, field, replace

from harness.model.values import Json
from harness.runner.attempt import Progress


@dataclass(slots=True, kw_only=True)
class Known:
    """`answer` is the JSON of the last answer, of a stream its result; `event_ids` the last of each call's streams."""

    answer: Json = None
    saved: dict[str, Json] = field(default_factory=dict)
    request_token: str | None = None
    event_ids: dict[str, str] = field(default_factory=dict)
    groups: dict[str, tuple[Progress, ...]] = field(default_factory=dict)

    def calls(self, group: str) -> tuple[Progress, ...]:
        """Return how far the calls of a group have come."""
        return self.groups.get(group, ())

    def started(self, group: str, calls: tuple[Progress, ...]) -> tuple[Progress, ...]:
        """Take the calls that a group now consists of, and return them."""
        self.groups[group] = calls
        return calls

    def went_on(self, group: str, calls: tuple[Progress, ...]) -> tuple[Progress, ...]:
        """Take how far the calls of a group came, and return that.

        Steps that run at once end in any order: a call that ended stays ended, and no exchange is lost.
        """
        self.groups[group] = tuple(map(_later, self.calls(group), calls))
        return calls

    def note_request_token(self) -> None:
        """Remember the request token of the last answer, if it has one."""
        payload = self.answer.get("data") if isinstance(self.answer, dict) else None
        token = payload.get("request_token") if isinstance(payload, dict) else None
        if isinstance(token, str):
            self.request_token = token

    def note_event_id(self, call_id: str, event_id: str | None) -> None:
        """Remember the last event id that came over a call's stream, if any did."""
        if event_id is not None:
            self.event_ids[call_id] = event_id


def _later(before: Progress, now: Progress) -> Progress:
    exchanges = tuple(sorted({*before.exchanges, *now.exchanges}))
    if before.call is not None and before.call.ended and (now.call is None or not now.call.ended):
        return replace(before, exchanges=exchanges)
    return replace(now, exchanges=exchanges)
