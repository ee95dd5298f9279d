"""Whether the agent says who calls."""

from typing import ClassVar

from pydantic import Field

from harness.checks.base import Check, Outcome
from harness.checks.context import CheckContext
from harness.checks.meaning import turns_of_call
from harness.checks.spoken import turns_by
from harness.checks.text_match import words_pattern
from harness.language.courtesy import INTRODUCTION
from harness.model.verdict import Evidence, Verdict


class IntroducesItself(Check):
    """The agent says who it is or for whom it calls, in one of its first turns: `introduces_itself: Jane Doe`.

    With a text, the introduction must name it. `within_turns` (2 unless told) counts the agent's turns.
    """

    name: ClassVar[str] = "introduces_itself"
    short_field: ClassVar[str | None] = "as"
    reads_transcript: ClassVar[bool] = True

    as_: str | None = Field(default=None, alias="as", min_length=1)
    within_turns: int = Field(default=2, ge=1)

    def grade(self, context: CheckContext) -> Outcome:
        """Look for an introduction, and for the name in the same turn."""
        expected = "the agent says who is calling" + (f": {self.as_}" if self.as_ else "")
        first = list(turns_by(turns_of_call(context), "agent"))[: self.within_turns]
        for number, turn in first:
            match = INTRODUCTION.search(turn.text)
            if match and (self.as_ is None or words_pattern(self.as_).search(turn.text)):
                evidence = Evidence(quote=match[0], turn=number, start=match.start(), end=match.end())
                return Outcome(verdict=Verdict.PASSED, expected=expected, got=f"in turn {number}", evidence=(evidence,))
        message = (
            f"no introduction in the agent's first {self.within_turns} turns" if first else "the agent says nothing"
        )
        evidence_ = tuple(Evidence(quote=turn.text[:300], turn=number) for number, turn in first)
        return Outcome(verdict=Verdict.FAILED, expected=expected, got=message, message=message, evidence=evidence_)
