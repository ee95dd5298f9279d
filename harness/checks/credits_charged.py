"""The credits billed for the call."""

from typing import ClassVar, Literal

from pydantic import Field

from harness.checks.base import Check, Outcome
from harness.checks.context import CheckContext
from harness.checks.measured import measured
from harness.checks.published_price import BASE_CREDITS, CREDITS_PER_MINUTE, published_prices
from harness.checks.ranges import NumberOrRange
from harness.model.verdict import Evidence, Verdict


class CreditsCharged(Check):
    """The credits billed for the call: a number, or a range such as `{at_most: 250}`; a running call has none yet.

    `credits_charged: published` holds the charge against the published price: 50 credits a call and 20 a minute of the
    `duration_seconds` that came with it. How a part of a minute rounds is not published, so up, down, to the nearest
    and exact all pass, as does a duration that was itself rounded by less than a second; a failed or cancelled call
    may also cost nothing or the base charge. An account that ran dry is charged what it had left, and fails this.
    """

    name: ClassVar[str] = "credits_charged"
    short_field: ClassVar[str | None] = "is"
    whole: ClassVar[bool] = True

    is_: Literal["published"] | NumberOrRange = Field(alias="is")

    def grade(self, context: CheckContext) -> Outcome:
        """Compare what the last answer said."""
        number = context.call.credits_charged if context.call else None
        if not isinstance(self.is_, str):
            return measured(self.is_, number, what=self.name, exchange=context.last_exchange)
        expected = f"the published price: {BASE_CREDITS} a call and {CREDITS_PER_MINUTE} a minute"
        duration = context.call.duration_seconds if context.call else None
        if context.call is None or number is None or duration is None:
            missing = self.name if number is None else "duration_seconds"
            message = f"the answer has no {missing}"
            return Outcome(verdict=Verdict.FAILED, expected=expected, got="none", message=message, absent=True)
        prices = published_prices(duration, completed=context.call.status == "completed")
        held = any(low - 0.005 <= number <= high + 0.005 for low, high in prices)
        got = f"{number:g} for {duration:g} s"
        return Outcome(
            verdict=Verdict.PASSED if held else Verdict.FAILED,
            expected=expected,
            got=got,
            message="" if held else f"{self.name} is {got}, which no rounding of the published price gives",
            evidence=(
                Evidence(
                    quote=f'"{self.name}": {number:g}, "duration_seconds": {duration:g}',
                    exchange=context.last_exchange,
                ),
            ),
            value={self.name: number, "duration_seconds": duration},
        )
