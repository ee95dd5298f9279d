"""The opposite of another check."""

from dataclasses import replace
from typing import Any, ClassVar, Self

from pydantic import PrivateAttr, model_validator

from harness.checks.base import Check, Outcome
from harness.checks.context import CheckContext
from harness.checks.table import PLAIN_CHECKS
from harness.errors import UnknownName
from harness.model.judgement import OpinionRequest
from harness.model.verdict import Verdict

OPPOSITE = {Verdict.PASSED: Verdict.FAILED, Verdict.FAILED: Verdict.PASSED}


class Not(Check):
    """Another check does not hold: `not: {says: {speaker: agent, regex: '\\d{3}-\\d{2}-\\d{4}'}}`.

    What cannot be judged stays ungradable. Where there is nothing to look at (no transcript, no number, no books), a
    check does not become true by being negated: it fails. What is unclear to a judge is not decided either.
    """

    name: ClassVar[str] = "not"
    short_field: ClassVar[str | None] = "check"
    whole: ClassVar[bool] = True

    check: dict[str, Any] | str
    _inner: Check = PrivateAttr()

    @model_validator(mode="after")
    def _resolve(self) -> Self:
        written = self.check if isinstance(self.check, dict) else {self.check: None}
        if len(written) != 1:
            msg = f"needs exactly one check, found {len(written)}"
            raise ValueError(msg)
        ((name, args),) = written.items()
        try:
            kind = PLAIN_CHECKS.find(name)
        except UnknownName as error:
            raise ValueError(str(error)) from error
        self._inner = kind.from_args(args)
        return self

    @property
    def inner(self) -> Check:
        """The check that must not hold."""
        return self._inner

    def reads_errors(self) -> bool:
        """What the inner check says of itself."""
        return self._inner.reads_errors()

    def judges_refusals(self) -> bool:
        """What the inner check says of itself."""
        return self._inner.judges_refusals()

    def judges_files(self) -> bool:
        """What the inner check says of itself."""
        return self._inner.judges_files()

    def opinion(self, context: CheckContext) -> OpinionRequest | None:
        """What the inner check asks."""
        return self._inner.opinion(context)

    def grade(self, context: CheckContext) -> Outcome:
        """Turn the inner check's verdict round."""
        outcome = self._inner.grade(context)
        verdict = OPPOSITE.get(outcome.verdict, outcome.verdict)
        expected = f"not: {outcome.expected}"
        if outcome.absent:
            return replace(outcome, expected=expected)
        if verdict is Verdict.PASSED and not self._inner.about_errors and context.call is None:
            return replace(outcome, verdict=Verdict.FAILED, expected=expected, message="there is no call")
        if verdict is Verdict.PASSED and self._inner.reads_transcript and context.transcript is None:
            return replace(outcome, verdict=Verdict.FAILED, expected=expected, message="there is no transcript")
        message = "" if verdict is Verdict.PASSED else outcome.message
        if verdict is Verdict.FAILED and not message:
            message = f"it is {outcome.got}"
        return replace(outcome, verdict=verdict, expected=expected, message=message)
