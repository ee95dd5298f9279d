"""What readings of whole calls have in common: an answer of three values, and the words that decided it."""

from dataclasses import dataclass
from typing import Literal

Answer = Literal["yes", "no", "unclear"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words of a turn: its 1-based number and the span in its text."""

    turn: int
    start: int
    end: int
