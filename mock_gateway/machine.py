"""The states of a call as one table, and where in it a call stands after some simulated time. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Phase(StrEnum):
    """What a call is doing. The API shows every phase but ENDED as `in_progress`."""

    SET_UP = "set_up"
    RINGING = "ringing"
    TALKING = "talking"
    ENDED = "ended"


NEXT: Mapping[Phase, frozenset[Phase]] = MappingProxyType(
    {
        Phase.SET_UP: frozenset({Phase.RINGING, Phase.ENDED}),
        Phase.RINGING: frozenset({Phase.TALKING, Phase.ENDED}),
        Phase.TALKING: frozenset({Phase.ENDED}),
        Phase.ENDED: frozenset(),
    }
)
"""Where a call can go from each phase: never back, and nowhere from its end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """A way in which a call ends: the gateway's raw status, the reference's word for it, and the phase it ends from."""

    raw: str
    documented: str
    ends_from: Phase
    meaning: str


def _ending(raw: str, documented: str, ends_from: Phase, meaning: str) -> Ending:
    return Ending(raw=raw, documented=documented, ends_from=ends_from, meaning=meaning)


_ENDINGS = (
    _ending("Completed", "completed", Phase.TALKING, "both sides said what they had to say"),
    _ending("HungupByPeer", "completed", Phase.TALKING, "the person called hung up"),
    _ending("HungupByLocal", "completed", Phase.TALKING, "the agent hung up"),
    _ending("Timeout", "completed", Phase.TALKING, "max_duration_minutes was reached"),
    _ending("TooLongSilence", "completed", Phase.TALKING, "nobody spoke for too long"),
    _ending("Failed", "failed", Phase.TALKING, "the call broke off"),
    _ending("InternalError", "failed", Phase.SET_UP, "the gateway could not go on"),
    _ending("DialFailed", "failed", Phase.SET_UP, "the number could not be dialled"),
    _ending("NoAnswer", "failed", Phase.RINGING, "nobody picked up"),
    _ending("Declined", "failed", Phase.RINGING, "the person called declined the call"),
    _ending("Cancelled", "cancelled", Phase.TALKING, "the call was ended from outside"),
)

ENDINGS: Mapping[str, Ending] = MappingProxyType({ending.raw: ending for ending in _ENDINGS})
"""Every terminal status of wire facts, "Calls", by its raw spelling."""


def ending_of(raw_status: str) -> Ending:
    """Return the ending with this raw status; the documented words are accepted and mean the plainest one."""
    return ENDINGS[raw_status[:1].upper() + raw_status[1:]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How a call runs, in simulated seconds from its creation."""

    set_up_seconds: float
    ring_seconds: float
    talk_seconds: float
    ending: Ending

    @property
    def answered_at(self) -> float:
        """When somebody picks up, were the call to come that far."""
        return self.set_up_seconds + (self.ring_seconds if self.ending.ends_from is not Phase.SET_UP else 0.0)

    @property
    def ends_at(self) -> float:
        """When the call is over."""
        return self.answered_at + (self.talk_seconds if self.ending.ends_from is Phase.TALKING else 0.0)

    def phase(self, elapsed: float) -> Phase:
        """Return the phase that a call is in `elapsed` seconds after its creation."""
        if elapsed >= self.ends_at:
            return Phase.ENDED
        if elapsed < self.set_up_seconds:
            return Phase.SET_UP
        return Phase.RINGING if elapsed < self.answered_at else Phase.TALKING

    def duration(self, elapsed: float, *, from_dialling: bool) -> float:
        """Return the seconds that `duration_seconds` shows: of talk, or `from_dialling` on."""
        start = self.set_up_seconds if from_dialling else self.answered_at
        return max(0.0, min(elapsed, self.ends_at) - start)
