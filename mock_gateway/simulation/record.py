"""The callee's own record of a call, folded from the acts that were spoken and from nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from harness.model.values import Json
from mock_gateway.simulation.acts import Act
from mock_gateway.simulation.knowledge import Knowledge

_REFUSALS = {
    "cannot_verify": "cannot verify {fact}",
    "no_openings": "no openings",
    "too_many": "party too large",
    "party_refused": "party size not given",
    "no_english": "did not understand",
    "no_change": "no authority over prices",
    "wrong_number": "wrong number",
    "refuse": "{words}",
    "cannot_answer": "does not know",
    "noncommittal": "would not commit",
    "price_refused": "offer not accepted",
}
_UNSUITABLE = frozenset({"offer", "alternatives", "full"})


@dataclass(slots=True)
class _Ledger:
    """The books while they are written, with what stands open."""

    books: dict[str, Json]
    read_back: Act | None = None
    offer: Act | None = None
    last_heard: str = ""
    asked: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    def callee_says(self, item: Act) -> None:
        """Write down what the callee's words come to."""
        self.last_heard = item.kind
        if item.kind == "read_back":
            self.read_back = item
        elif item.kind in ("offer_price", "best_price", "meet_price"):
            self.offer = item
        elif item.kind == "request":
            self.asked.append(item.fact)
        elif item.kind in _REFUSALS:
            self.books["refused"] = _REFUSALS[item.kind].format(fact=item.fact, words=item.words)
        elif item.kind in ("answer", "give_confirmation"):
            self.books.setdefault("gave", {})[item.fact] = item.words
        elif item.kind in ("done", "noted_news"):
            self.books["done"] = True

    def caller_says(self, item: Act, knows: Knowledge) -> None:
        """Write down what the caller agreed to, told or left."""
        if item.kind == "correct":
            self.read_back = None
        elif item.kind == "affirm" and self.read_back is not None:
            self.books.update(_booking(self.read_back))
            self.read_back = None
        elif item.kind == "accept_price" and self.offer is not None:
            self.books.update(agreed_price=self.offer.amount, currency=knows.prices.currency)
            if knows.prices.period:
                self.books["period"] = knows.prices.period
        elif item.kind == "inform":
            self.told.append(item.fact)
        elif item.kind == "give_up" and self.last_heard in _UNSUITABLE:
            self.books["refused"] = "no suitable time"
        elif item.kind == "message":
            self.books["message_left"] = True


def write_books(
    answered_by: str, log: Iterable[tuple[str, Act]], knows: Knowledge, hung_up_by: str | None
) -> dict[str, Json]:
    """Return the books after the acts of `log`, (speaker, act) in the order spoken.

    An appointment is booked when the caller agreed to the callee's reading back; a price is agreed when the caller
    accepted the callee's standing offer; `verified` is whether the caller knew everything that it was asked for.
    """
    ledger = _Ledger(books={"answered_by": answered_by, "booked": False})
    for speaker, item in log:
        if speaker == "agent":
            ledger.caller_says(item, knows)
        else:
            ledger.callee_says(item)
    books = ledger.books
    if ledger.asked:
        books["verified"] = all(fact in ledger.told for fact in ledger.asked)
    if books["booked"] or "agreed_price" in books or books.get("done"):
        books.pop("refused", None)
    books["hung_up_by"] = hung_up_by
    return books


def _booking(item: Act) -> dict[str, Json]:
    slot = item.slots[0]
    booked: dict[str, Json] = {
        "booked": True,
        "day": slot.weekday,
        "date": slot.day.isoformat(),
    }
    if slot.clock:
        booked["time"] = slot.clock
    if item.name:
        booked["name"] = item.name
    if item.party_size:
        booked["party_size"] = item.party_size
    if item.words:
        booked["service"] = item.words
    return booked
