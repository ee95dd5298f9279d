"""The call's status."""

from typing import ClassVar

from pydantic import Field, field_validator

from harness.checks.base import Check, Outcome
from harness.checks.context import CheckContext
from harness.model.call import FOLDED_STATUS
from harness.model.verdict import Evidence, Verdict
from harness.registry import nearest

STATUSES = tuple(dict.fromkeys(FOLDED_STATUS))


class Status(Check):
    """The call's last known status, `status: completed`: one of `in_progress`, `completed`, `failed`, `cancelled`.

    The raw spellings that the gateway also answers (`HungupByPeer`, `NoAnswer`, …) may be named too, and then only that
    spelling passes; the reference's words accept every raw status that folds to them. A status is not an outcome:
    `completed` says only that the call ended, so pair it with checks of the transcript.
    """

    name: ClassVar[str] = "status"
    short_field: ClassVar[str | None] = "is"

    is_: str = Field(alias="is")

    @field_validator("is_")
    @classmethod
    def _known(cls, value: str) -> str:
        if value not in STATUSES:
            near = nearest(value, STATUSES)
            hint = f"; did you mean {near!r}?" if near else f"; known: {', '.join(STATUSES)}"
            msg = f"unknown status {value!r}{hint}"
            raise ValueError(msg)
        return value

    def grade(self, context: CheckContext) -> Outcome:
        """Compare with the status as folded, or as received where a raw one is wanted."""
        call = context.call
        if call is None:
            return Outcome(verdict=Verdict.FAILED, expected=self.is_, got="no call", message="there is no call")
        folded = self.is_ in set(FOLDED_STATUS.values())
        got = call.status if folded else call.raw_status
        shown = call.raw_status if call.raw_status == call.status else f"{call.status} ({call.raw_status})"
        if got == self.is_:
            return Outcome(verdict=Verdict.PASSED, expected=self.is_, got=shown)
        return Outcome(
            verdict=Verdict.FAILED,
            expected=self.is_,
            got=shown,
            message=f"the call is {shown}, not {self.is_}",
            evidence=(Evidence(quote=f'"status": "{call.raw_status}"', exchange=context.last_exchange),),
        )
