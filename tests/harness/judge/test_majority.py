"""Votes counted."""

import pytest

from harness.judge.majority import MAX_EVIDENCE, counted
from harness.model.judgement import OpinionAnswer, Vote
from harness.model.verdict import Evidence

BROKEN = Vote(answer=None, error="garbage")


def votes(*answers: OpinionAnswer | None) -> list[Vote]:
    """One vote for each answer."""
    return [BROKEN if answer is None else Vote(answer=answer, reason=f"because {answer}") for answer in answers]


@pytest.mark.parametrize(
    ("cast", "answer"),
    [
        (("yes",), "yes"),
        (("unclear",), "unclear"),
        (("no", "yes", "no"), "no"),
        (("unclear", "unclear", "yes"), "unclear"),
        (("yes", None, "yes"), "yes"),
        (("yes", "yes", "no", "no", "unclear"), "unclear"),
        (("yes", "no", "unclear"), "unclear"),
        ((None,), None),
        (("yes", None, "no"), None),
        (("yes", None, None), None),
        ((None, None, None), None),
    ],
)
def test_more_than_half_of_all_votes_count(
    cast: tuple[OpinionAnswer | None, ...], answer: OpinionAnswer | None
) -> None:
    """A majority is of all votes that were asked for; without one it is unclear, or open where votes were lost."""
    assert counted(votes(*cast)).answer == answer


def test_the_reason_is_one_of_the_majority() -> None:
    """A dissenting vote gives neither reason nor evidence."""
    assert counted(votes("no", "yes", "yes")).reason == "because yes"


def test_a_split_says_how() -> None:
    """Unclear for want of a majority is told apart from unclear to the judge."""
    assert counted(votes("yes", "no", "unclear")).reason == "the votes are split: 1 yes, 1 no, 1 unclear"


def test_lost_votes_say_why() -> None:
    """One of one is just its error; among several, how many do not count."""
    assert counted([BROKEN]).error == "garbage"
    assert counted(votes("yes", None, "no")).error == "1 of 3 votes do not count: garbage"


def test_evidence_is_joined_once_each() -> None:
    """What two votes quote is shown once, and no more than a page holds."""
    same, other = Evidence(quote="a", turn=1), Evidence(quote="b", turn=2)
    found = counted([Vote(answer="yes", evidence=(same,)), Vote(answer="yes", evidence=(same, other)), *votes("no")])
    assert found.evidence == (same, other)
    many = tuple(Evidence(quote=str(number)) for number in range(20))
    assert len(counted([Vote(answer="yes", evidence=many)]).evidence) == MAX_EVIDENCE
