"""How the agent's last words sound."""

from typing import ClassVar

from harness.checks.base import Check, Outcome
from harness.checks.context import CheckContext
from harness.checks.meaning import turns_of_call
from harness.checks.spoken import turns_by
from harness.language.courtesy import FAREWELL, THANKS
from harness.model.verdict import Evidence, Verdict

_LAST = 2


class ClosesPolitely(Check):
    """The agent thanks or says goodbye in one of its last two turns: `closes_politely`."""

    name: ClassVar[str] = "closes_politely"
    reads_transcript: ClassVar[bool] = True

    def grade(self, context: CheckContext) -> Outcome:
        """Look into the last two turns of the agent, the last first."""
        expected = "the agent thanks or says goodbye at the end"
        last = list(turns_by(turns_of_call(context), "agent"))[-_LAST:]
        for number, turn in reversed(last):
            match = FAREWELL.search(turn.text) or THANKS.search(turn.text)
            if match:
                evidence = Evidence(quote=match[0], turn=number, start=match.start(), end=match.end())
                return Outcome(verdict=Verdict.PASSED, expected=expected, got=f"“{match[0]}”", evidence=(evidence,))
        message = f"the agent ends with “{last[-1][1].text[:80]}”" if last else "the agent says nothing"
        evidence_ = tuple(Evidence(quote=turn.text[:300], turn=number) for number, turn in last[-1:])
        return Outcome(verdict=Verdict.FAILED, expected=expected, got=message, message=message, evidence=evidence_)
