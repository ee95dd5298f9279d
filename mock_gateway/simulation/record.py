"""The callee's own record of a call, folded from the acts that were spoken and from nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from harness.model.values import Json
from mock_gateway.simulation.acts import Act
from mock_gateway.simulation.knowledge import Knowledge

_REFUSALS = {
    "cannot_verify": "cannot verify {fact}",
    "no_openings": "no openings",
    "too_many": "party too large",
    "party_refused": "party size not given",
    "nights_refused": "number of nights not given",
    "rate_firm": "rate not accepted",
    "out_of_time": "out of patience",
    "no_english": "did not understand",
    "no_change": "no authority over prices",
    "no_change.firm": "would not go lower",
    "wrong_number": "wrong number",
    "refuse": "{words}",
    "cannot_answer": "does not know",
    "noncommittal": "would not commit",
    "price_refused": "offer not accepted",
}
_GIVEN = {"email": "confirmation_sent_to"}
_UNSUITABLE = frozenset({"offer", "alternatives", "full"})


@dataclass(slots=True)
class _Ledger:
    """The books while they are written, with what stands open."""

    books: dict[str, Json]
    read_back: Act | None = None
    affirmed: Act | None = None
    offer: Act | None = None
    rate: Act | None = None
    last_heard: str = ""
    asked: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    def callee_says(self, item: Act) -> None:
        """Write down what the callee's words come to."""
        self.last_heard = item.kind
        if item.kind == "read_back":
            self.read_back = item
        elif item.kind == "booked" and self.affirmed is not None:
            self.books.update(_booking(self.affirmed), **_price(self.rate))
        elif item.kind in ("offer_price", "best_price", "meet_price") or item.kind == "quote_rate":
            self.offer = item
            self.books["last_offer"] = item.amount
        elif item.kind in ("offer", "alternatives"):
            self.books["offered"] = [f"{slot.day.isoformat()} {slot.clock}".strip() for slot in item.slots]
        elif item.kind in ("note_preference", "take_note"):
            self.books.setdefault("noted", []).append(item.words)
        elif item.kind == "request":
            self.asked.append(item.fact)
        elif item.kind in _REFUSALS:
            reason = _REFUSALS.get(f"{item.kind}.{item.fact}", _REFUSALS[item.kind])
            self.books["refused"] = reason.format(fact=item.fact, words=item.words)
        elif item.kind in ("answer", "give_confirmation"):
            self.books.setdefault("gave", {})[_GIVEN.get(item.fact, item.fact)] = item.words
        elif item.kind in ("done", "noted_news"):
            self.books["done"] = True

    def caller_says(self, item: Act, knows: Knowledge) -> None:
        """Write down what the caller agreed to, told or left."""
        if item.kind == "correct":
            self.read_back = self.affirmed = None
        elif item.kind == "affirm":
            self.affirmed = self.read_back
        elif item.kind == "accept_price" and self.offer is not None:
            self.books.update(agreed_price=self.offer.amount, currency=knows.prices.currency)
            if knows.prices.period:
                self.books["period"] = knows.prices.period
        elif item.kind == "accept_rate" and self.offer is not None:
            self.rate = self.offer
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

    An appointment is booked when the caller agreed to the callee's reading back and the callee said that it stands;
    its `price` is what the callee quoted, which is no negotiated one. An `agreed_price` is the callee's
    standing offer, once the caller has accepted it. `verified` is whether the caller knew all that it was asked for.
    """
    said = list(log)
    ledger = _Ledger(books={"answered_by": _heard(answered_by, said), "booked": False})
    for speaker, item in said:
        if speaker == "agent":
            ledger.caller_says(item, knows)
        else:
            ledger.callee_says(item)
    books = ledger.books
    if ledger.asked:
        books["verified"] = all(fact in ledger.told for fact in ledger.asked)
    if books["booked"] or "agreed_price" in books or books.get("done"):
        for key in ("refused", "last_offer", "offered"):
            books.pop(key, None)
    elif hung_up_by == "callee" and books["answered_by"] == "human" and "gave" not in books:
        books.setdefault("refused", "hung up")
    books["hung_up_by"] = hung_up_by
    return books


def _heard(answered_by: str, said: list[tuple[str, Act]]) -> str:
    """Return who answered as far as the call came: a menu or a queue, where no person was heard behind it.

    Who picks up and hangs up without a word was silence.
    """
    kinds = [item.kind for speaker, item in said if speaker == "user" and item.kind != "hang_up"]
    if answered_by != "human":
        return answered_by
    if not kinds:
        return "silence"
    if not set(kinds) <= {"menu", "on_hold"}:
        return answered_by
    return "ivr" if kinds[-1] == "menu" else "hold"


def _price(quoted: Act | None) -> dict[str, Json]:
    if quoted is None:
        return {}
    return {"price": quoted.amount, **({"per": quoted.per} if quoted.per else {})}


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
    if item.nights:
        booked["nights"] = item.nights
        booked["until"] = (slot.day + timedelta(days=item.nights)).isoformat()
    if item.words:
        booked["service"] = item.words
    return booked
