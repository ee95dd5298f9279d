"""The summary that a brief may ask for."""

from typing import ClassVar, Self

from pydantic import model_validator

from harness.checks.base import Check, Outcome
from harness.checks.context import CheckContext
from harness.checks.text_match import Words, words_pattern
from harness.model.verdict import Evidence, Verdict


class Summary(Check):
    """The call's summary: bare, or `summary: true`, it must be there; `summary: false`, it must not; `says` lists texts
    that must be in it.

    The gateway writes one only when the brief has `enable_summary: true`.
    """

    name: ClassVar[str] = "summary"
    short_field: ClassVar[str | None] = "present"

    present: bool = True
    says: tuple[Words, ...] = ()

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        if self.says and not self.present:
            msg = "a summary that must not be there cannot say anything; leave out present or says"
            raise ValueError(msg)
        return self

    def grade(self, context: CheckContext) -> Outcome:
        """Look at the summary of the last answer."""
        summary = context.call.summary if context.call else None
        expected = "a summary" if self.present else "no summary"
        got = f"“{summary}”" if summary else "no summary"
        if bool(summary) != self.present:
            return Outcome(verdict=Verdict.FAILED, expected=expected, got=got, message=f"there is {got}")
        missing = [text for text in self.says if not words_pattern(text).search(summary or "")]
        evidence = (Evidence(quote=summary or "", exchange=context.last_exchange),) if summary else ()
        if missing:
            message = f"the summary does not say “{missing[0]}”"
            expected = f"a summary that says “{missing[0]}”"
            return Outcome(verdict=Verdict.FAILED, expected=expected, got=got, message=message, evidence=evidence)
        return Outcome(verdict=Verdict.PASSED, expected=expected, got=got, evidence=evidence)
