"""The HTTP status of the last answer."""

from typing import ClassVar

from pydantic import Field

from harness.checks.base import Check, Outcome
from harness.checks.context import CheckContext
from harness.checks.ranges import NumberOrRange
from harness.model.verdict import Evidence, Verdict


class HttpStatus(Check):
    """The HTTP status of the step's last answer: `http_status: 200`, or `http_status: {between: [200, 299]}`."""

    name: ClassVar[str] = "http_status"
    short_field: ClassVar[str | None] = "is"
    whole: ClassVar[bool] = True
    about_errors: ClassVar[bool] = True
    reads_exchanges: ClassVar[bool] = True

    is_: NumberOrRange = Field(alias="is")

    def grade(self, context: CheckContext) -> Outcome:
        """Compare with the last exchange's status."""
        last = context.exchanges[-1] if context.exchanges else None
        if last is None or last.status is None:
            return Outcome(
                verdict=Verdict.FAILED, expected=str(self.is_), got="no answer", message="no answer came", absent=True
            )
        evidence = (Evidence(quote=f"HTTP {last.status}", exchange=last.seq),)
        held = self.is_.holds(last.status)
        return Outcome(
            verdict=Verdict.PASSED if held else Verdict.FAILED,
            expected=str(self.is_),
            got=str(last.status),
            message="" if held else f"the answer was HTTP {last.status}, not {self.is_}",
            evidence=evidence,
        )
