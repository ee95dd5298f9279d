"""A time that a caller would take."""

from dataclasses import dataclass
from datetime import date

from mock_gateway.simulation.openings import DAY_END, WHOLE_DAY, Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Times that would suit: any of `days` (every day where empty), beginning between two minutes of the day.

    `words` is how the brief says it, since the caller knows nothing more exact. With `is_either_half`, it does not say
    which half of the day it means; with `is_any_time`, that any time of the days will do.
    """

    days: tuple[date, ...] = ()
    earliest: int = 0
    latest: int = DAY_END
    words: str = ""
    is_either_half: bool = False
    is_any_time: bool = False

    def takes(self, slot: Slot) -> bool:
        """Whether `slot` would do; a slot without a time does on any of the days."""
        at_a_good_time = slot.minute == WHOLE_DAY or self.earliest <= slot.minute <= self.latest
        return (not self.days or slot.day in self.days) and at_a_good_time

    @property
    def is_open(self) -> bool:
        """Whether any time at all would do."""
        return not self.days and self.earliest == 0 and self.latest == DAY_END
