"""Whether the callee told a piece of information, and which."""

from typing import ClassVar

from pydantic import Field

from harness.checks.base import Outcome
from harness.checks.context import CheckContext
from harness.checks.meaning import MeaningCheck, quoted, turns_of_call
from harness.language.disclosure import wanted
from harness.language.information import InformationKind, read_information
from harness.language.times import same_moment


class Obtained(MeaningCheck):
    """The callee tells something: `obtained: the opening hours`, or `obtained: {about: the total price, is: $45}`.

    The callee's answer to the agent's question about it counts, and a statement of its own. `kind` says what the value
    must be (time, date, money, number, phone, email, yes_no, text); without it, the words of `about` tell. "I don't
    know" tells nothing. `is` demands one value, in any spelling. `value` holds obtained (yes, no, unclear) and the
    value as said.
    """

    name: ClassVar[str] = "obtained"
    short_field: ClassVar[str | None] = "about"

    about: str = Field(min_length=2)
    kind: InformationKind | None = None
    is_: str | None = Field(default=None, alias="is", min_length=1)

    def grade(self, context: CheckContext) -> Outcome:
        """Find the passage that tells it."""
        turns = turns_of_call(context)
        told = read_information(turns, self.about, self.kind, context.call_date.date())
        answer = told.obtained
        message = told.reason
        if answer == "yes" and self.is_ is not None:
            said = turns[told.passage.turn - 1].text if told.passage else ""
            if not (wanted(self.is_).find(said) or same_moment(self.is_, told.value or "")):
                answer, message = "no", f"told “{told.value}”, not {self.is_}"
        return self.answered(
            answer,
            expected=f"the callee tells {self.about}" + (f", {self.is_}" if self.is_ else ""),
            got=f"told “{told.value}”" if told.value else told.reason,
            message=message,
            evidence=quoted(turns, (told.passage,)),
            value={"obtained": answer, "value": told.value},
        )
