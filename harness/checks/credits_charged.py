"""The credits billed for the call."""

from typing import ClassVar

from pydantic import Field

from harness.checks.base import Check, Outcome
from harness.checks.context import CheckContext
from harness.checks.measured import measured
from harness.checks.ranges import NumberOrRange


class CreditsCharged(Check):
    """The credits billed for the call: a number, or a range, `credits_charged: {at_most: 250}`.

    50 credits a call and 20 a minute is the published price; a running call has none yet.
    """

    name: ClassVar[str] = "credits_charged"
    short_field: ClassVar[str | None] = "is"
    whole: ClassVar[bool] = True

    is_: NumberOrRange = Field(alias="is")

    def grade(self, context: CheckContext) -> Outcome:
        """Compare what the last answer said."""
        number = context.call.credits_charged if context.call else None
        return measured(self.is_, number, what=self.name, exchange=context.last_exchange)
