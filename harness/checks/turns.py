"""How many turns a call has."""

from typing import ClassVar

from pydantic import field_validator

from harness.checks.base import Check, Outcome
from harness.checks.context import CheckContext
from harness.checks.measured import measured
from harness.checks.ranges import NumberOrRange
from harness.checks.spoken import turns_by, wire_speaker
from harness.model.call import Speaker


class Turns(Check):
    """The number of turns in the transcript: `turns: {number: {at_most: 30}}`, or a bare number.

    `speaker` counts one side's turns alone; without it the turns of both count, and no system notes.
    """

    name: ClassVar[str] = "turns"
    short_field: ClassVar[str | None] = "number"
    reads_transcript: ClassVar[bool] = True

    number: NumberOrRange
    speaker: Speaker | None = None

    _wire = field_validator("speaker", mode="before")(staticmethod(wire_speaker))

    def grade(self, context: CheckContext) -> Outcome:
        """Count."""
        turns = context.transcript
        if turns is None:
            return measured(self.number, None, what=self.name, exchange=context.last_exchange)
        counted = list(turns_by(turns, self.speaker)) if self.speaker else [t for t in turns if t.speaker != "system"]
        return measured(self.number, len(counted), what=self.name, exchange=context.last_exchange)
