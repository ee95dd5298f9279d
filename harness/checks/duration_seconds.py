"""The call's length in seconds."""

from typing import ClassVar

from pydantic import Field

from harness.checks.base import Check, Outcome
from harness.checks.context import CheckContext
from harness.checks.measured import measured
from harness.checks.ranges import NumberOrRange


class DurationSeconds(Check):
    """The call's length in seconds: a number, or a range, `duration_seconds: {at_most: 600}`.

    It is what the API answers, while the call runs and after its end.
    """

    name: ClassVar[str] = "duration_seconds"
    short_field: ClassVar[str | None] = "is"
    whole: ClassVar[bool] = True

    is_: NumberOrRange = Field(alias="is")

    def grade(self, context: CheckContext) -> Outcome:
        """Compare what the last answer said."""
        number = context.call.duration_seconds if context.call else None
        return measured(self.is_, number, what=self.name, exchange=context.last_exchange)
