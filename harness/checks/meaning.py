"""What the checks of meaning have in common: answers of three values, and evidence from the transcript."""

from collections.abc import Iterable
from typing import ClassVar, Literal

from pydantic import Field

from harness.checks.base import Check, Outcome
from harness.checks.context import CheckContext
from harness.language.passages import Answer, Passage
from harness.model.call import Turn
from harness.model.values import Json
from harness.model.verdict import Evidence, Verdict

MAX_QUOTE = 300


class MeaningCheck(Check):
    """A check whose answer is yes, no or unclear; unclear fails unless `unclear: accept`."""

    reads_transcript: ClassVar[bool] = True

    unclear: Literal["fail", "accept"] = Field(default="fail", description="what an unclear answer counts as")

    def answered(
        self,
        answer: Answer,
        *,
        expected: str,
        got: str,
        message: str = "",
        evidence: tuple[Evidence, ...] = (),
        value: Json = None,
    ) -> Outcome:
        """Turn an answer into an outcome, under this check's rule for unclear ones."""
        held = answer == "yes" or (answer == "unclear" and self.unclear == "accept")
        if answer == "unclear":
            message = f"unclear: {message or got}"
        return Outcome(
            verdict=Verdict.PASSED if held else Verdict.FAILED,
            expected=expected,
            got=got,
            message="" if answer == "yes" else message or got,
            evidence=evidence,
            value=value,
        )


def turns_of_call(context: CheckContext) -> tuple[Turn, ...]:
    """Return the transcript; empty where there is none, which says nothing and so confirms nothing."""
    return context.transcript or ()


def quoted(turns: tuple[Turn, ...], passages: Iterable[Passage | None]) -> tuple[Evidence, ...]:
    """Return evidence for passages of a transcript, without the Nones, in the order of the call."""
    kept = sorted({(p.turn, p.start, p.end) for p in passages if p is not None})
    return tuple(
        Evidence(quote=turns[turn - 1].text[start:end][:MAX_QUOTE], turn=turn, start=start, end=end)
        for turn, start, end in kept
    )
