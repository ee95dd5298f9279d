"""The floor under the checks of meaning: what they must get right on the project's own labelled calls."""

import json
from pathlib import Path

import pytest

from harness.model.values import Json
from tests.benchmarks import grading
from tests.benchmarks.counting import Counted

DIALOGUES = Path(__file__).parents[2] / "data" / "dialogues"


def rows(name: str) -> list[Json]:
    """Read one file of the project's own calls."""
    return [json.loads(line) for line in (DIALOGUES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def counted(results: list[Counted | str]) -> list[Counted]:
    """Keep what was counted as answers."""
    return [result for result in results if isinstance(result, Counted)]


def test_there_are_enough_calls() -> None:
    """The floor stands on at least 200 labelled calls of its own."""
    assert sum(len(rows(path.stem)) for path in DIALOGUES.glob("*.jsonl")) >= 200


@pytest.mark.parametrize(
    ("name", "bench", "least_f1", "most_false_accepts"),
    [
        ("booking", grading.bench_booked, 0.98, 0),
        ("price", grading.bench_price, 0.97, 1),
        ("voicemail_ivr", grading.bench_human, 0.97, 0),
    ],
)
def test_answers_stay_right(name: str, bench: grading.Bench, least_f1: float, most_false_accepts: int) -> None:
    """Bookings, deals and machines are recognised, with next to no false accept."""
    first = counted(list(bench(rows(name))))[0]
    assert first.f1 is not None
    assert (first.f1 >= least_f1, first.fp <= most_false_accepts) == (True, True), first.mistakes


@pytest.mark.parametrize(
    ("slot", "least", "most"), [("time", 0.95, 0.03), ("date", 0.92, 0.12), ("party_size", 0.95, 0.05)]
)
def test_values_standing_are_told_from_superseded_ones(slot: str, least: float, most: float) -> None:
    """True values are accepted and superseded ones are not."""
    found = grading.slot_shares(rows("booking"), slot)
    assert found.accepted / found.true >= least
    assert found.wrongly / max(1, found.superseded) <= most


def test_disclosed_values_are_found_without_false_alarms() -> None:
    """Every spelling of the own calls is found, and nothing else is."""
    found = grading.disclosure_shares(rows("disclosure"))
    assert (found.found, found.alarms) == (found.told, 0)


@pytest.mark.parametrize(("at", "most_wrong"), [(0, 1), (1, 1), (2, 0)])
def test_the_agents_conduct_is_judged_rightly(at: int, most_wrong: int) -> None:
    """Fallbacks, invented facts and commitments beyond the brief are told from what is alright."""
    found = counted(list(grading.bench_conduct(rows("conduct"))))[at]
    assert found.tp + found.tn >= 12
    assert found.fp + found.fn <= most_wrong, found.mistakes
