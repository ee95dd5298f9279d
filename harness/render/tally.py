"""How many stand where, and the rate that makes."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Self, TypeVar

from harness.stats.intervals import Interval, wilson

T = TypeVar("T")


class State(StrEnum):
    """Where a trial or a scenario stands: its verdict, or unfinished where the run ended before there was one."""

    FAILED = "failed"
    UNGRADABLE = "ungradable"
    UNFINISHED = "unfinished"
    PASSED = "passed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many stand where; the five states add up to the total, `flaky` is a part of passed and failed."""

    failed: int
    ungradable: int
    unfinished: int
    passed: int
    skipped: int
    flaky: int = 0

    @classmethod
    def of(cls, states: Iterable[State], flaky: int = 0) -> Self:
        """Count states."""
        counts = counted(states)
        return cls(**{state.value: counts.get(state, 0) for state in State}, flaky=flaky)

    @property
    def total(self) -> int:
        """All of them."""
        return self.failed + self.ungradable + self.unfinished + self.passed + self.skipped

    @property
    def graded(self) -> int:
        """Those that a rate is over: passed and failed."""
        return self.passed + self.failed

    @property
    def rate(self) -> float | None:
        """The passed share of the graded, None where nothing was graded."""
        return self.passed / self.graded if self.graded else None

    @property
    def interval(self) -> Interval | None:
        """The 95 % Wilson interval of the rate."""
        return wilson(self.passed, self.graded)


def counted(items: Iterable[T]) -> dict[T, int]:
    """Count equal items, most frequent first, else in order of appearance."""
    counts: dict[T, int] = {}
    for item in items:
        counts[item] = counts.get(item, 0) + 1
    return dict(sorted(counts.items(), key=lambda pair: -pair[1]))
