"""One text said before another."""

from typing import ClassVar

from harness.checks.base import Check, Outcome
from harness.checks.context import CheckContext
from harness.checks.meaning import turns_of_call
from harness.checks.spoken import SpokenText, first_said
from harness.model.verdict import Verdict


class SaysBefore(Check):
    """`first` is said before `then` is: `says_before: {first: {text: recorded line, speaker: agent}, then: your name}`.

    Where `then` is never said, nothing came before it too soon: it passes as soon as `first` is said.
    """

    name: ClassVar[str] = "says_before"
    reads_transcript: ClassVar[bool] = True

    first: SpokenText
    then: SpokenText

    def grade(self, context: CheckContext) -> Outcome:
        """Compare where each is first said."""
        turns = turns_of_call(context)
        first, then = first_said(turns, self.first), first_said(turns, self.then)
        expected = f"{self.first} before {self.then}"
        evidence = tuple(item for item in (first, then) if item is not None)
        if first is None:
            message = f"{self.first} is never said"
        elif then is not None and ((then.turn or 0), (then.start or 0)) < ((first.turn or 0), (first.start or 0)):
            message = f"{self.then} is said first, in turn {then.turn}"
        else:
            got = f"said in turn {first.turn}"
            return Outcome(verdict=Verdict.PASSED, expected=expected, got=got, evidence=evidence)
        return Outcome(verdict=Verdict.FAILED, expected=expected, got=message, message=message, evidence=evidence)
