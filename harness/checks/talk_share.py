"""How much of the talking one side does."""

from typing import ClassVar

from pydantic import field_validator

from harness.checks.base import Check, Outcome
from harness.checks.context import CheckContext
from harness.checks.measured import measured
from harness.checks.ranges import NumberOrRange
from harness.checks.spoken import turns_by, wire_speaker
from harness.model.call import Speaker


class TalkShare(Check):
    """The agent's share of all words said, 0 to 1: `talk_share: {share: {at_most: 0.7}}`, or a bare number.

    `speaker: callee` takes the other side's. A call in which nobody speaks has no share, and fails.
    """

    name: ClassVar[str] = "talk_share"
    short_field: ClassVar[str | None] = "share"
    reads_transcript: ClassVar[bool] = True

    share: NumberOrRange
    speaker: Speaker = "agent"

    _wire = field_validator("speaker", mode="before")(staticmethod(wire_speaker))

    def grade(self, context: CheckContext) -> Outcome:
        """Count words."""
        turns = context.transcript or ()
        said = {side: sum(len(turn.text.split()) for _, turn in turns_by(turns, side)) for side in _SIDES}
        total = sum(said.values())
        number = said.get(self.speaker, 0) / total if total else None
        return measured(self.share, number, what=self.name, exchange=context.last_exchange)


_SIDES: tuple[Speaker, Speaker] = ("agent", "callee")
