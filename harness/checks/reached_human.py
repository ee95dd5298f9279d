"""Whether a person answered."""

from typing import ClassVar

from harness.checks.base import Outcome
from harness.checks.context import CheckContext
from harness.checks.meaning import MeaningCheck, quoted, turns_of_call
from harness.language.answering import read_answering


class ReachedHuman(MeaningCheck):
    """A person spoke on the called side, not only a voicemail, a menu, hold music, a screener or a carrier's message.

    Written bare, `reached_human`. A machine at first and a person later is a person. An empty transcript, or one where
    only the agent speaks, is silence. `value.answered_by` is human, voicemail, ivr, hold, screener, carrier, silence or
    unclear.
    """

    name: ClassVar[str] = "reached_human"

    def grade(self, context: CheckContext) -> Outcome:
        """Classify what the called side said."""
        turns = turns_of_call(context)
        heard = read_answering(turns)
        return self.answered(
            heard.human,
            expected="a person answers",
            got=f"answered by {heard.by}" if heard.by != "silence" else "nobody on the called side spoke",
            evidence=quoted(turns, heard.decided),
            value={"answered_by": heard.by},
        )
