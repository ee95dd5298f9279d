"""What a mutation breaks: a call that went well, with all that can be read of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from harness.language.booking_outcome import BookingOutcome, read_booking
from harness.language.booking_slots import BookingSlots, read_slots
from harness.language.brief_facts import Limit, private_limit
from harness.language.deals import DealOutcome, read_deal
from harness.language.money import read_money
from harness.language.offers import PriceRange
from harness.model.call import Turn
from harness.model.values import Json

_NEAR = 5.0
"""An amount more than this many times above or below those of the brief is not taken for the price."""

Turns = tuple[Turn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A transcript, the brief behind it and what "today" was, read once for all mutations.

    `slots` is None where no booking was made; `deal` where none was struck, or the brief is about no money. The
    callee's own books are left out on purpose: on a real gateway there are none.
    """

    brief: Mapping[str, Json]
    turns: Turns
    today: date
    booking: BookingOutcome
    slots: BookingSlots | None
    deal: DealOutcome | None
    limit: Limit | None
    plausible: PriceRange | None

    @classmethod
    def of(cls, brief: Mapping[str, Json], turns: Sequence[Turn], today: date) -> "Subject":
        """Read a call."""
        kept = tuple(turns)
        booking = read_booking(kept)
        made = booking.booked == "yes" and booking.decided
        plausible = _plausible(brief)
        deal = read_deal(kept, plausible) if plausible else None
        return cls(
            brief=brief,
            turns=kept,
            today=today,
            booking=booking,
            slots=read_slots(kept, booking.decided[-1], today) if made else None,
            deal=deal if deal is not None and deal.deal == "yes" and deal.price is not None else None,
            limit=private_limit(brief),
            plausible=plausible,
        )

    @property
    def wish(self) -> str:
        """What the brief asks for, and what else it allows: its objective and its instructions."""
        return text_of(self.brief, ("call_objective", "detailed_instructions"))

    def first_by(self, speaker: str, *, after: int = 0) -> int | None:
        """Return the number of a speaker's first turn after turn `after`; None where there is none."""
        numbered = enumerate(self.turns[after:], start=after + 1)
        return next((number for number, turn in numbered if turn.speaker == speaker), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutation:
    """A way in which a call can go wrong: `breaks` says what is wrong in a sentence.

    `apply` returns the transcript of the call that went wrong, or None where that cannot happen to this call.
    """

    name: str
    breaks: str
    apply: Callable[[Subject], Turns | None]


def text_of(brief: Mapping[str, Json], fields: Sequence[str]) -> str:
    """Return some fields of a brief, one a line."""
    return "\n".join(value for field in fields if isinstance(value := brief.get(field), str))


def amounts_of(brief: Mapping[str, Json]) -> tuple[float, ...]:
    """Return the amounts of money that a brief names."""
    text = text_of(brief, ("callee_context", "call_objective", "detailed_instructions"))
    return tuple(amount for money in read_money(text) for amount in (money.amount, money.upto) if amount is not None)


def _plausible(brief: Mapping[str, Json]) -> PriceRange | None:
    amounts = [amount for amount in amounts_of(brief) if amount > 0]
    return PriceRange(low=min(amounts) / _NEAR, high=max(amounts) * _NEAR) if amounts else None
