"""Blocks of steps in a flat flow."""

from harness.errors import Span
from harness.model.scenario import Step, with_passes
from harness.model.steps import Parallel, Repeat, Wait

SPAN = Span(file="s.yaml", line=1, column=1)
WAIT = Wait(span=SPAN, seconds=1)


def repeat(size: int, times: int) -> Step:
    """A repeat of the next `size` steps."""
    return Repeat(span=SPAN, size=size, times=times)


def test_a_step_is_carried_out_as_often_as_all_the_repeats_around_it_say() -> None:
    """Repeats within repeats multiply, what stands behind a block is outside of it, and a parallel changes nothing."""
    steps = [WAIT, repeat(5, 3), WAIT, repeat(1, 2), WAIT, Parallel(span=SPAN, size=1), WAIT, WAIT]
    assert [times for _, times in with_passes(steps)] == [1, 1, 3, 3, 6, 3, 3, 1]
