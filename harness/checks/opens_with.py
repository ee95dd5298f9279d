"""How the agent's first words sound."""

from typing import ClassVar

from pydantic import Field

from harness.checks.base import Check, Outcome
from harness.checks.context import CheckContext
from harness.checks.meaning import turns_of_call
from harness.checks.spoken import turns_by
from harness.checks.text_match import words_pattern
from harness.language.courtesy import GREETING
from harness.model.verdict import Evidence, Verdict


class OpensWith(Check):
    """The agent's first turn has the text: `opens_with: "this is an automated call"`; bare, it greets.

    Words are found whole, anywhere in that turn.
    """

    name: ClassVar[str] = "opens_with"
    short_field: ClassVar[str | None] = "text"
    reads_transcript: ClassVar[bool] = True

    text: str | None = Field(default=None, min_length=1)

    def grade(self, context: CheckContext) -> Outcome:
        """Look into the first turn of the agent."""
        expected = f"the agent opens with “{self.text}”" if self.text else "the agent opens with a greeting"
        number, turn = next(iter(turns_by(turns_of_call(context), "agent")), (0, None))
        if turn is None:
            message = "the agent says nothing"
            return Outcome(verdict=Verdict.FAILED, expected=expected, got=message, message=message)
        match = (words_pattern(self.text) if self.text else GREETING).search(turn.text)
        start, end = match.span() if match else (0, len(turn.text))
        evidence = (Evidence(quote=turn.text[start:end][:300], turn=number, start=start, end=end),)
        if match:
            return Outcome(verdict=Verdict.PASSED, expected=expected, got=f"“{match[0]}”", evidence=evidence)
        message = f"the agent opens with “{turn.text[:80]}”"
        return Outcome(verdict=Verdict.FAILED, expected=expected, got=message, message=message, evidence=evidence)
