"""Briefs by many hands, labelled by somebody who had not seen the code: how much of them the agent knows."""

import sys
from typing import Any

import pytest

from harness.source import read
from tests.benchmarks.briefs import misses, table
from tests.mock_gateway.simulation.reading import (
    CORPUS,
    ROLES,
    SECOND,
    cases,
    findings,
    halves,
    score,
    second_cases,
)

PRECISION, RECALL = 0.95, 0.85
SECOND_PRECISION, SECOND_RECALL = 0.91, 0.82
"""What is reached on the second corpus, rounded down; most of it has never been looked at."""


def test_the_facts_of_a_hundred_briefs_are_read() -> None:
    """Of all the facts that the agent takes from the corpus, and of all that it states; the blind spots are printed."""
    listed = cases()
    found = findings(listed)
    result = score(found)
    sys.stdout.write("\n".join((*table(found, len(listed)), "", *misses(found), "")))
    assert len(listed) >= 100
    assert result.precision is not None
    assert result.recall is not None
    assert result.precision >= PRECISION
    assert result.recall >= RECALL


def test_the_facts_of_the_second_corpus_are_read() -> None:
    """Fifty briefs by other hands, of which thirty have never been opened by anybody who wrote the readers."""
    opened, unseen = second_cases()
    result = score(findings([*opened, *unseen]))
    assert (len(opened), len(unseen)) == (20, 30)
    assert result.precision is not None
    assert result.recall is not None
    assert result.precision >= SECOND_PRECISION
    assert result.recall >= SECOND_RECALL


def test_every_label_has_a_role() -> None:
    """A fact that is labelled and never compared would count for nothing."""
    assert {key for case in [*cases(), *second_cases()[0], *second_cases()[1]] for key in case.facts} <= set(ROLES)


def test_ids_are_unique_and_the_halves_share_none() -> None:
    """The half that was tuned on and the other are told apart by place, so the order has to be one."""
    ids = [case.id for case in cases()]
    assert len(set(ids)) == len(ids)
    tuned, unseen = halves(cases())
    assert not {case.id for case in tuned} & {case.id for case in unseen}


@pytest.mark.parametrize("path", sorted([*CORPUS.glob("*.yaml"), *SECOND.glob("*.yaml")]), ids=lambda path: path.stem)
def test_every_entry_is_a_labelled_brief(path: Any) -> None:
    """Each has an id, a day, a style, a brief and facts."""
    for row in read(path.read_text(encoding="utf-8"), file=path.name).value:
        assert set(row) == {"id", "call_date", "style", "brief", "facts"}
