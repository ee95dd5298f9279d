"""A flat flow as the blocks that it stands for, what a `repeat` or `parallel` holds, and what a pass is called."""

from collections.abc import Sequence
from dataclasses import dataclass

from harness.model.scenario import Step
from harness.model.steps import Parallel, Repeat


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One step with its number in the flow (0-based), and the blocks that it holds."""

    number: int
    step: Step
    inner: tuple["Block", ...] = ()


def blocks_of(steps: Sequence[Step], first: int = 0) -> tuple[Block, ...]:
    """Return the steps as blocks, in order; `first` is the number of the first of them."""
    found: list[Block] = []
    place = 0
    while place < len(steps):
        step = steps[place]
        size = step.size if isinstance(step, Repeat | Parallel) else 0
        number = first + place
        inner = blocks_of(steps[place + 1 : place + 1 + size], number + 1)
        found.append(Block(number=number, step=step, inner=inner))
        place += 1 + size
    return tuple(found)


def in_pass(name: str, passes: Sequence[int]) -> str:
    """Return what a call's observation is called in a later pass of a repeat: `call (pass 2)`, `(pass 2.1)`."""
    if all(number == 1 for number in passes):
        return name
    told = f"(pass {'.'.join(map(str, passes))})"
    return f"{name} {told}" if name else told
