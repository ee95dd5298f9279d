"""Turns cut where checks point into them."""

import pytest

from harness.model.verdict import CheckResult
from harness.render.marks import Mark, mark_of, marked_turns, segments_of, words_of
from harness.render.view import RunView
from tests.harness.render.run_builder import failed, passed
from tests.harness.render.sample_run import sample_run


@pytest.mark.parametrize(
    ("spans", "pieces"),
    [
        ([], [("abcdef", None)]),
        ([(2, 4, Mark.FAILED)], [("ab", None), ("cd", Mark.FAILED), ("ef", None)]),
        ([(0, 6, Mark.PASSED)], [("abcdef", Mark.PASSED)]),
        (
            [(0, 4, Mark.PASSED), (2, 6, Mark.FAILED)],
            [("ab", Mark.PASSED), ("cd", Mark.FAILED), ("ef", Mark.FAILED)],
        ),
        ([(4, 99, Mark.FAILED)], [("abcd", None), ("ef", Mark.FAILED)]),
        ([(-3, 1, Mark.FAILED), (5, 5, Mark.FAILED)], [("a", Mark.FAILED), ("bcdef", None)]),
    ],
)
def test_segments(spans: list[tuple[int, int, Mark]], pieces: list[tuple[str, Mark | None]]) -> None:
    """Text is cut at span ends, nothing is lost, and where spans overlap the worst mark shows."""
    assert [(piece.text, piece.mark) for piece in segments_of("abcdef", spans)] == pieces


def test_an_empty_turn_is_no_segment() -> None:
    """A turn without text has nothing to cut."""
    assert segments_of("", [(0, 3, Mark.FAILED)]) == ()


def test_deciding_turns_carry_the_checks_words() -> None:
    """Exactly the turns that evidence names are marked, with the words of the check that points there."""
    trial = RunView.of(sample_run()).find("bill-under-65#1")
    assert trial is not None
    turns = marked_turns(trial.stages[1], trial)
    assert [turn.number for turn in turns if turn.mark] == [9, 10]
    assert [(note.check, note.name, note.words) for note in turns[8].notes] == [
        (2, "agreed_price", "expected at most 65 USD; got 72 USD")
    ]
    assert [part.text for part in turns[8].segments if part.mark] == ["$72 a month"]


def test_an_optional_failure_is_missed() -> None:
    """A check that is not required does not fail its repeat, and is not shown as if it did."""
    assert mark_of(failed("says", "a", "b", required=False)) is Mark.MISSED
    assert mark_of(failed("says", "a", "b")) is Mark.FAILED


@pytest.mark.parametrize(
    ("check", "words"),
    [
        (passed("says", "a", "said in turn 2"), "said in turn 2"),
        (failed("says", "a", "b", message="m"), "expected a; got b"),
        (failed("says", "", "", message="the check crashed"), "the check crashed"),
    ],
)
def test_words_of_a_check(check: CheckResult, words: str) -> None:
    """A check is worded by what it found, or by its message where it has nothing else."""
    assert words_of(check) == words
