from itertools import pairwise

import pytest

from harness.model.call import FOLDED_STATUS, TERMINAL_STATUSES
from mock_gateway.machine import ENDINGS, NEXT, Course, Phase, ending_of


def test_the_endings_are_the_terminal_statuses_that_the_gateway_is_known_to_answer() -> None:
    """Wire facts, "Calls": every raw status, folded as clients fold it."""
    raw = {status for status in FOLDED_STATUS if status not in TERMINAL_STATUSES | {"in_progress"}}
    assert set(ENDINGS) == raw
    assert all(FOLDED_STATUS[ending.raw] == ending.documented for ending in ENDINGS.values())


def test_a_call_only_ever_goes_forward() -> None:
    """No phase can be reached again, and the end is the end."""
    order = list(Phase)
    for phase, following in NEXT.items():
        assert all(order.index(later) > order.index(phase) for later in following)
    assert NEXT[Phase.ENDED] == frozenset()


@pytest.mark.parametrize(
    ("raw", "elapsed", "phase"),
    [
        ("Completed", 0, Phase.SET_UP),
        ("Completed", 2, Phase.RINGING),
        ("Completed", 10, Phase.TALKING),
        ("Completed", 39.9, Phase.TALKING),
        ("Completed", 40, Phase.ENDED),
        ("NoAnswer", 9, Phase.RINGING),
        ("NoAnswer", 10, Phase.ENDED),
        ("DialFailed", 1, Phase.SET_UP),
        ("DialFailed", 2, Phase.ENDED),
    ],
)
def test_where_a_call_stands(raw: str, elapsed: float, phase: Phase) -> None:
    """2 seconds of set-up, 8 of ringing, 30 of talk: a call ends from the phase that its ending belongs to."""
    course = Course(set_up_seconds=2, ring_seconds=8, talk_seconds=30, ending=ENDINGS[raw])
    assert course.phase(elapsed) is phase


@pytest.mark.parametrize("raw", list(ENDINGS))
def test_a_call_takes_allowed_steps_only_whatever_its_ending(raw: str) -> None:
    """Sampled second by second, each change of phase is one that the table allows."""
    course = Course(set_up_seconds=2, ring_seconds=8, talk_seconds=30, ending=ENDINGS[raw])
    phases = [course.phase(second) for second in range(60)]
    changes = [(one, other) for one, other in pairwise(phases) if one is not other]
    assert all(other in NEXT[one] for one, other in changes)
    assert phases[-1] is Phase.ENDED


@pytest.mark.parametrize(
    ("elapsed", "from_dialling", "expected"),
    [(1, False, 0), (15, False, 5), (99, False, 30), (1, True, 0), (15, True, 13), (99, True, 38)],
)
def test_the_duration_counts_talk_or_from_dialling(elapsed: float, from_dialling: bool, expected: float) -> None:
    """The assumption running_duration."""
    course = Course(set_up_seconds=2, ring_seconds=8, talk_seconds=30, ending=ENDINGS["Completed"])
    assert course.duration(elapsed, from_dialling=from_dialling) == expected


@pytest.mark.parametrize(
    ("word", "raw"), [("completed", "Completed"), ("failed", "Failed"), ("HungupByPeer", "HungupByPeer")]
)
def test_documented_words_mean_the_plainest_ending(word: str, raw: str) -> None:
    """Simulations may say either."""
    assert ending_of(word).raw == raw
