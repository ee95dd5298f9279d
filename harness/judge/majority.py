"""Votes -> one answer."""

from collections import Counter
from collections.abc import Sequence

from harness.model.judgement import OpinionAnswer, Vote
from harness.model.verdict import Evidence

MAX_EVIDENCE = 5


def counted(votes: Sequence[Vote]) -> Vote:
    """Return what more than half of all votes say, with the first such reason and every such quote.

    Without a majority the answer is unclear; but where votes that do not count could have made one, there is no
    answer, and the error says why they do not count.
    """
    counts = Counter(vote.answer for vote in votes if vote.answer is not None)
    for answer, count in counts.items():
        if 2 * count > len(votes):
            return _agreed(answer, votes)
    errors = [vote.error for vote in votes if vote.answer is None]
    if errors:
        head = f"{len(errors)} of {len(votes)} votes do not count: " if len(votes) > 1 else ""
        return Vote(answer=None, error=head + errors[0])
    split = ", ".join(f"{count} {answer}" for answer, count in counts.items())
    return Vote(answer="unclear", reason=f"the votes are split: {split}")


def _agreed(answer: OpinionAnswer, votes: Sequence[Vote]) -> Vote:
    agreeing = [vote for vote in votes if vote.answer == answer]
    evidence: dict[Evidence, None] = dict.fromkeys(item for vote in agreeing for item in vote.evidence)
    reason = next((vote.reason for vote in agreeing if vote.reason), "")
    return Vote(answer=answer, reason=reason, evidence=tuple(evidence)[:MAX_EVIDENCE])
