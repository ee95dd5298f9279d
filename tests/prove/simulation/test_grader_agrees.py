"""The checks of meaning, which read words alone, say of a call what the callee's books say."""

import pytest

from tests.prove.simulation.agreement import agreeing_calls, comparisons, fault_of

AGREEING = 0.98
SHOWN = 20

pytestmark = pytest.mark.prove


def test_the_checks_and_the_books_agree() -> None:
    """No check says anything else than the books in at least 98 of 100 calls."""
    agreeing, calls = agreeing_calls()
    disagreements = [f"{one.group} {one.drawn.title}" for one in comparisons() if not one.agrees]
    assert agreeing >= AGREEING * calls, disagreements[:SHOWN]


def test_every_disagreement_is_somebodys_fault() -> None:
    """Each is of a class that was read and judged: the grader's fault or the simulator's."""
    judged = {(fault_of(one).fault, one.group) for one in comparisons() if not one.agrees}
    assert {group for fault, group in judged if fault not in ("grader", "simulator")} == set()


@pytest.mark.parametrize("kind", ["reached_human", "confirmed", "agreed_price", "obtained", "callee_committed"])
def test_both_answers_occur_often(kind: str) -> None:
    """A check that could always say the same is not measured."""
    said = [one.books_say for one in comparisons() if one.kind == kind or one.kind.startswith(f"{kind},")]
    assert min(said.count(True), said.count(False)) >= 50
