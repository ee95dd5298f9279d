"""How the result arrived."""

from typing import ClassVar, Literal

from harness.checks.base import Check, Outcome
from harness.checks.context import CheckContext
from harness.model.verdict import Verdict


class DeliveredBy(Check):
    """How the result reached the client, `delivered_by: stream`.

    `stream` is the SSE `result` event, `poll` the fallback to polling, `get` a get_call step.
    """

    name: ClassVar[str] = "delivered_by"
    short_field: ClassVar[str | None] = "way"
    reads_exchanges: ClassVar[bool] = True

    way: Literal["stream", "poll", "get"]

    def grade(self, context: CheckContext) -> Outcome:
        """Compare with what the attempt noted."""
        got = context.observation.delivered_by
        held = got == self.way
        return Outcome(
            verdict=Verdict.PASSED if held else Verdict.FAILED,
            expected=self.way,
            got=got or "not delivered",
            message=""
            if held
            else f"the result was {f'delivered by {got}' if got else 'not delivered'}, not by {self.way}",
            absent=got is None,
        )
