"""Calls depend on the brief: more of what matters helps, less of it hurts, and what does not matter changes nothing."""

import random
from itertools import pairwise

import pytest

from tests.prove.simulation.exact import at_least, falls, rises
from tests.prove.simulation.experiments import (
    both_agreed,
    by_level,
    insisted_on,
    leverage,
    named,
    negotiations,
    outcomes,
    with_irrelevant_sentences,
    without_a_fact,
)
from tests.prove.simulation.outcomes import holds
from tests.prove.simulation.situations import LEVELS, SEEDS, irrelevant, situations

SIGNIFICANT = 0.01
SAME_BOOKS = 0.95
NAMES = [situation.name for situation in situations()]

pytestmark = pytest.mark.prove


def test_there_is_enough_to_prove_anything() -> None:
    """A dozen situations of their own kind, two hundred seeds each, and forty irrelevant sentences."""
    assert len(situations()) >= 12
    assert len({situation.persona for situation in situations()}) >= 12
    assert len(SEEDS) >= 200
    assert len(set(irrelevant())) >= 40


def test_success_rises_from_poor_to_fair_to_good_briefs() -> None:
    """In all but one situation at most, both steps are significant."""
    table = {name: [sum(by_level(name)[level]) for level in LEVELS] for name in NAMES}
    risen = [name for name in NAMES if all(p < SIGNIFICANT for p in _steps(name))]
    assert len(risen) >= len(NAMES) - 1, table


def _steps(name: str) -> list[float]:
    levels = by_level(name)
    return [rises(levels["poor"], levels["fair"]), rises(levels["fair"], levels["good"])]


@pytest.mark.parametrize("name", NAMES)
def test_the_fact_that_a_callee_insists_on_decides_the_call(name: str) -> None:
    """With it the calls succeed; without it none does, and the books say that this fact was missing."""
    situation = named(name)
    tried = insisted_on(situation)
    with_it = [holds(situation.success, call.books) for call in tried.with_it]
    without_it = [holds(situation.success, call.books) for call in tried.without_it]
    assert sum(with_it) >= 0.9 * len(SEEDS)
    assert not any(without_it)
    refusals = [call.books.get("refused") for call in tried.without_it]
    assert all(why == situation.insisted.refused for why, good in zip(refusals, with_it, strict=True) if good)


def test_no_fact_that_is_left_out_makes_a_good_brief_better() -> None:
    """Success never rises beyond noise, over all facts of all situations (Bonferroni)."""
    shares = {
        (name, fact): rises(by_level(name)["good"], without)
        for name in NAMES
        for fact, without in without_a_fact(named(name)).items()
    }
    assert len(shares) >= 60
    assert {key: p for key, p in shares.items() if p < 0.05 / len(shares)} == {}


@pytest.mark.parametrize("name", NAMES)
def test_an_irrelevant_sentence_leaves_the_books_as_they_are(name: str) -> None:
    """Wherever it stands, for at least 95 of 100 seeds."""
    tried = with_irrelevant_sentences(named(name))
    changed = [f"{one.where}: {one.brief[one.where]}" for one in tried if not one.same]
    assert len(changed) <= (1 - SAME_BOOKS) * len(tried), changed


@pytest.mark.parametrize("name", [situation.name for situation in negotiations()])
def test_each_lever_brings_the_price_down(name: str) -> None:
    """The mean agreed price falls with every step, and so does what is paid after the call, significantly."""
    rungs = leverage(named(name))
    assert len(rungs) == 4
    for before, after in pairwise(rungs):
        assert after.mean_agreed < before.mean_agreed, after.title
        assert falls(before.paid, after.paid) < SIGNIFICANT, after.title
        assert falls(*both_agreed(before, after)) < SIGNIFICANT, after.title


@pytest.mark.parametrize("name", [situation.name for situation in negotiations()])
def test_a_negotiation_is_no_task_for_a_communicator(name: str) -> None:
    """The same good brief comes to a deal less often when it is given to the other caller."""
    situation = named(name)
    communicator = outcomes(situation, situation.written(situation.facts, caller="communicator"))
    assert rises(communicator, by_level(name)["good"]) < SIGNIFICANT


@pytest.mark.parametrize(("heads", "flips", "chance"), [(0, 0, 1.0), (5, 5, 1 / 32), (1, 2, 0.75), (8, 10, 56 / 1024)])
def test_the_exact_test_counts_flips_of_a_coin(heads: int, flips: int, chance: float) -> None:
    """Known values of the binomial tail."""
    assert at_least(heads, flips) == chance


def test_the_exact_tests_see_no_effect_in_noise() -> None:
    """Two draws of the same coin differ significantly about as often as they should: hardly ever."""
    draw = random.Random(7)
    found = 0
    for _ in range(400):
        first, second = ([draw.random() < 0.5 for _ in range(200)] for _ in range(2))
        found += rises(first, second) < SIGNIFICANT
    assert found <= 12
