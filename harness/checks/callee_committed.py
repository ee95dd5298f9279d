"""Whether the callee bound itself to something."""

from typing import ClassVar

from pydantic import Field

from harness.checks.base import Outcome
from harness.checks.context import CheckContext
from harness.checks.meaning import MeaningCheck, quoted, turns_of_call
from harness.language.answering import MACHINE_KINDS, kind_of_turn
from harness.language.commitments import read_commitments, read_hedges
from harness.language.disclosure import wanted
from harness.language.passages import Answer, Passage


class CalleeCommitted(MeaningCheck):
    """The callee commits itself: it says that something is done, or promises it without an if.

    `callee_committed`, or `callee_committed: {to: refund}` for a commitment that names the thing; a list needs any of
    its words. A hope, an offer or "I'll see what I can do" binds nobody: unclear, where nothing firmer is said.
    `value.committed` is yes, no or unclear.
    """

    name: ClassVar[str] = "callee_committed"
    short_field: ClassVar[str | None] = "to"

    to: str | tuple[str, ...] = Field(default=())

    def grade(self, context: CheckContext) -> Outcome:
        """Collect commitments, and hedged ones where there are none."""
        turns = turns_of_call(context)
        topics = [wanted(text) for text in ((self.to,) if isinstance(self.to, str) else self.to)]
        firm: list[Passage] = []
        hedged: list[Passage] = []
        for number, turn in enumerate(turns, start=1):
            if turn.speaker != "callee" or kind_of_turn(turn.text) in MACHINE_KINDS:
                continue
            for found, spans in ((firm, read_commitments(turn.text)), (hedged, read_hedges(turn.text))):
                for start, end in spans:
                    if not topics or any(topic.find(turn.text[start:end]) for topic in topics):
                        found.append(Passage(turn=number, start=start, end=end))
        answer: Answer = "yes" if firm else "unclear" if hedged else "no"
        what = f" to {self.to if isinstance(self.to, str) else ' or '.join(self.to)}" if self.to else ""
        got = {"yes": "committed", "unclear": "only hedged words", "no": "no commitment"}[answer]
        return self.answered(
            answer,
            expected=f"the callee commits itself{what}",
            got=got,
            evidence=quoted(turns, firm or hedged),
            value={"committed": answer},
        )
