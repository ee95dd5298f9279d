"""What came over the call's event streams."""

from typing import ClassVar, Self

from pydantic import model_validator

from harness.checks.answers import RESULT_EVENT
from harness.checks.base import Check, Outcome
from harness.checks.context import CheckContext
from harness.checks.ranges import NumberOrRange
from harness.model.exchange import Exchange
from harness.model.verdict import Evidence, Verdict

_COUNTS = ("events", "results", "heartbeats", "reopened")


class Sse(Check):
    """What the call's event streams brought, all of them together: `sse: {results: 1, heartbeats: {at_least: 1}}`.

    `events` counts the events of any name, `results` those called `result`, `heartbeats` the comments that keep a
    stream open, `reopened` how often a stream was opened again after the first. Each is a number or a range. Where no
    stream was opened the check fails, whatever it asks for.
    """

    name: ClassVar[str] = "sse"
    reads_exchanges: ClassVar[bool] = True

    events: NumberOrRange | None = None
    results: NumberOrRange | None = None
    heartbeats: NumberOrRange | None = None
    reopened: NumberOrRange | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if all(getattr(self, name) is None for name in _COUNTS):
            msg = f"needs one of {', '.join(_COUNTS)}"
            raise ValueError(msg)
        return self

    def grade(self, context: CheckContext) -> Outcome:
        """Count."""
        wanted = {name: range_ for name in _COUNTS if (range_ := getattr(self, name)) is not None}
        expected = ", ".join(f"{name}: {range_}" for name, range_ in wanted.items())
        streams = [one for one in context.exchanges if one.route == "call_stream"]
        if not streams:
            return Outcome(
                verdict=Verdict.FAILED,
                expected=expected,
                got="no stream",
                message="no stream was opened",
                absent=True,
            )
        counts = _counts(streams)
        wrong = [name for name, range_ in wanted.items() if not range_.holds(counts[name])]
        return Outcome(
            verdict=Verdict.FAILED if wrong else Verdict.PASSED,
            expected=expected,
            got=", ".join(f"{name}: {counts[name]}" for name in wanted),
            message="; ".join(f"{name} is {counts[name]}, not {wanted[name]}" for name in wrong),
            evidence=tuple(Evidence(quote=_shown(stream), exchange=stream.seq) for stream in streams),
            value=dict(counts),
        )


def _counts(streams: list[Exchange]) -> dict[str, int]:
    seen = [event for stream in streams for event in stream.events]
    return {
        "events": sum(event.comment is None for event in seen),
        "results": sum(event.comment is None and event.event == RESULT_EVENT for event in seen),
        "heartbeats": sum(event.comment is not None for event in seen),
        "reopened": len(streams) - 1,
    }


def _shown(stream: Exchange) -> str:
    names = [f": {event.comment}" if event.comment is not None else f"event: {event.event}" for event in stream.events]
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    ended = f"; {stream.error}" if stream.error else ""
    return f"HTTP {stream.status}, {', '.join(names[:3]) or 'nothing'}{more}{ended}"
