"""Whether the agent stated facts that have no source."""

from typing import ClassVar

from pydantic import Field

from harness.checks.base import Check, Outcome
from harness.checks.context import CheckContext
from harness.checks.meaning import turns_of_call
from harness.checks.unsourced import Allowed, unsourced
from harness.language.sources import Known, facts_without_source


class NoInventedFacts(Check):
    """Every name, number, date and price that the agent states is in the brief, or was named by the callee before.

    A price that the agent offers or asks for, and what it asks, are no statements. A full name, a number of four
    digits or more, a dated day and an amount with its currency are looked at; `no_invented_facts: {allow: ["5550"]}`
    frees values.
    """

    name: ClassVar[str] = "no_invented_facts"
    short_field: ClassVar[str | None] = "allow"
    reads_transcript: ClassVar[bool] = True

    allow: Allowed = Field(default=())

    def grade(self, context: CheckContext) -> Outcome:
        """Read the agent's turns against what it may know by then."""
        turns, today = turns_of_call(context), context.call_date.date()
        facts = list(facts_without_source(turns, Known(context.brief, today), today))
        return unsourced(turns, facts, self.allow, expected="no fact without a source", key="invented")
