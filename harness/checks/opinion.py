"""What the checks have in common that need somebody's opinion: they grade by the judgement fetched for them."""

from typing import ClassVar, Literal

from pydantic import Field

from harness.checks.base import Check, Outcome
from harness.checks.context import CheckContext
from harness.model.judgement import Judgement
from harness.model.values import Json
from harness.model.verdict import FailureKind, Verdict


class OpinionCheck(Check):
    """A check whose answer comes from outside: yes, no or unclear; unclear fails unless `unclear: accept`.

    An unclear answer stays what it counts as under `not`: what is not decided does not hold by being negated.
    """

    crash_kind: ClassVar[FailureKind]

    unclear: Literal["fail", "accept"] = Field(default="fail", description="what an unclear answer counts as")

    def by_judgement(self, context: CheckContext, expected: str) -> Outcome:
        """Grade by the judgement that answers this check's request; without one it cannot be judged."""
        request = self.opinion(context)
        judgement = context.judgements.get(request.key) if request is not None else None
        if judgement is None:
            message = f"nobody was asked about this call: no judgement of {self.name} is kept for it"
            return self._undecided(expected, message)
        if judgement.answer is None:
            return self._undecided(expected, judgement.error or "there was no answer", judgement.detail)
        is_unclear = judgement.answer == "unclear"
        held = judgement.answer == "yes" or (is_unclear and self.unclear == "accept")
        reason = judgement.reason or f"the answer is {judgement.answer}"
        return Outcome(
            verdict=Verdict.PASSED if held else Verdict.FAILED,
            expected=expected,
            got=_got(judgement),
            message=f"unclear: {judgement.reason}".removesuffix(": ") if is_unclear else reason,
            evidence=judgement.evidence,
            value=_value(judgement),
            absent=is_unclear,
            detail=_origin(judgement),
        )

    def _undecided(self, expected: str, message: str, detail: str = "") -> Outcome:
        return Outcome(
            verdict=Verdict.UNGRADABLE,
            expected=expected,
            got="no answer",
            message=message,
            kind=self.crash_kind,
            detail=detail,
        )


def _got(judgement: Judgement) -> str:
    if len(judgement.votes) < 2:
        return str(judgement.answer)
    return f"{judgement.answer} ({judgement.agreeing} of {len(judgement.votes)} votes)"


def _value(judgement: Judgement) -> Json:
    value: dict[str, Json] = {"answer": judgement.answer}
    if judgement.votes:
        value |= {"votes": [vote.answer for vote in judgement.votes], "agreeing": judgement.agreeing}
    return value | ({"model": judgement.model} if judgement.model else {})


def _origin(judgement: Judgement) -> str:
    """Say in a line who judged and what that took; nothing for the user's own code."""
    if judgement.kind != "judge":
        return ""
    temperature = "its own temperature" if judgement.temperature is None else f"temperature {judgement.temperature:g}"
    parts = [f"{judgement.model} at {temperature}"]
    if judgement.cached:
        parts.append("from the cache")
    elif judgement.input_tokens is not None or judgement.output_tokens is not None:
        parts.append(f"{judgement.input_tokens or 0} + {judgement.output_tokens or 0} tokens")
    if judgement.cost_usd:
        parts.append(f"${judgement.cost_usd:.6f}")
    return "\n".join([", ".join(parts), *judgement.notes])
