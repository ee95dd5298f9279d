"""What the API promises of its answers."""

from typing import ClassVar, Literal

from harness.checks.base import Check, Outcome
from harness.checks.context import CheckContext
from harness.contract import Mismatch
from harness.model.verdict import Evidence, FailureKind, Verdict

EXPECTED = "answers as the API promises"


class Contract(Check):
    """Every answer to the call is what the API promises: status, media type, fields and their types, stream events.

    On the mock that is held of every exchange without being asked for. Written as `contract`, it is demanded on a real
    gateway too, where a mismatch is else only a note that lowers the score. `contract: {notes: fail}` also fails what
    the contract allows and does not name: unknown fields and stream events. A refusal is an answer like any other. A
    body that cannot be read is ungradable.
    """

    name: ClassVar[str] = "contract"
    short_field: ClassVar[str | None] = None
    any_answer: ClassVar[bool] = True
    reads_exchanges: ClassVar[bool] = True

    notes: Literal["allow", "fail"] = "allow"

    def grade(self, context: CheckContext) -> Outcome:
        """Sum up what was found in the exchanges."""
        answered = [one for one in context.exchanges if one.status is not None]
        if not answered:
            return Outcome(
                verdict=Verdict.FAILED, expected=EXPECTED, got="no answer", message="no answer came", absent=True
            )
        found = [(one.seq, it) for one in answered for it in context.mismatches.get(one.seq, ()) if self._counts(it)]
        if not found:
            count = f"{len(answered)} answer{'' if len(answered) == 1 else 's'}"
            return Outcome(verdict=Verdict.PASSED, expected=EXPECTED, got=f"{count} as promised")
        unreadable = any(mismatch.kind == "unreadable" for _, mismatch in found)
        seq, first = found[0]
        route = next(f"{one.method} {one.route}" for one in answered if one.seq == seq)
        more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
        return Outcome(
            verdict=Verdict.UNGRADABLE if unreadable else Verdict.FAILED,
            expected=first.expected or EXPECTED,
            got=first.got,
            message=f"{route}: {first}{more}",
            evidence=tuple(Evidence(quote=str(mismatch), exchange=seq) for seq, mismatch in found),
            value={"mismatches": len(found)},
            kind=FailureKind.UNREADABLE if unreadable else FailureKind.CONTRACT,
        )

    def _counts(self, mismatch: Mismatch) -> bool:
        return mismatch.kind != "note" or self.notes == "fail"
