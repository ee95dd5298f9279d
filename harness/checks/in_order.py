"""Texts said one after the other."""

from typing import Annotated, ClassVar

from pydantic import Field

from harness.checks.base import Check, Outcome
from harness.checks.context import CheckContext
from harness.checks.meaning import turns_of_call
from harness.checks.spoken import SpokenText, first_said
from harness.model.verdict import Evidence, Verdict


class InOrder(Check):
    """The texts are said, each after the one before it: `in_order: [hello, {text: Tuesday, speaker: callee}, goodbye]`.

    Words are found whole, whatever their case and spacing.
    """

    name: ClassVar[str] = "in_order"
    short_field: ClassVar[str | None] = "texts"
    reads_transcript: ClassVar[bool] = True

    texts: Annotated[tuple[SpokenText, ...], Field(min_length=2)]

    def grade(self, context: CheckContext) -> Outcome:
        """Find each text from where the last one ended."""
        turns = turns_of_call(context)
        expected = ", then ".join(str(text) for text in self.texts)
        found: list[Evidence] = []
        turn, at = 1, 0
        for text in self.texts:
            evidence = first_said(turns, text, turn=turn, at=at)
            if evidence is None:
                after = f" after “{found[-1].quote}” in turn {found[-1].turn}" if found else ""
                message = f"{text} is not said{after}"
                return Outcome(
                    verdict=Verdict.FAILED, expected=expected, got=message, message=message, evidence=tuple(found)
                )
            found.append(evidence)
            turn, at = evidence.turn or 1, evidence.end or 0
        return Outcome(verdict=Verdict.PASSED, expected=expected, got="said in this order", evidence=tuple(found))
