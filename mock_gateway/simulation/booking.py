"""How the agent books: it states its wish, takes what fits one, falls back in order, and checks what is read back."""

import re

from mock_gateway.simulation.acts import Act, act
from mock_gateway.simulation.errand import closing_acts
from mock_gateway.simulation.knowledge import Knowledge
from mock_gateway.simulation.openings import Slot
from mock_gateway.simulation.persons import addressed


class Booking:
    """The agenda of an appointment or a reservation."""

    def __init__(self, knows: Knowledge) -> None:
        self._knows = knows
        self._wishes = list(knows.wishes.listed)
        wanted = [*knows.preferences, *self._somebody()]
        self._extras = [act("prefer", words) for words in wanted]
        self._extras += closing_acts(knows, knows.questions)
        self._taken: Slot | None = None
        self._done = False

    def opening(self) -> Act:
        """State the request, with as much of the wish as the objective says."""
        purpose, said = self._knows.purpose, self._knows.wishes.said
        return Act(
            kind="purpose",
            fact="booking" if purpose.form == "order" else "booking_plain",
            words=self._request(),
            name=purpose.service,
            wish=self._wishes[0] if said and self._wishes else None,
            party_size=self._knows.party_size,
            nights=self._knows.stay.nights if self._knows.stay else None,
        )

    def hear(self, heard: Act) -> tuple[Act, ...]:
        """Answer an offer, a question or a reading back."""
        match heard.kind:
            case "ask_when":
                return (self._propose(""),) if self._wishes else (act("no_wish"),)
            case "needs_party_size":
                size = self._knows.party_size
                return (Act(kind="tell_party", party_size=size),) if size else (act("lack", fact="party_size"),)
            case "needs_nights":
                stay = self._knows.stay
                return (Act(kind="tell_nights", nights=stay.nights),) if stay else (act("lack", fact="nights"),)
            case "quote_rate":
                return (self._weigh(heard),)
            case "offer" | "alternatives":
                return self._choose(heard.slots)
            case "that_works":
                self._taken = heard.slots[0] if self._knows.wishes.takes(heard.slots[0]) else None
                return ()
            case "full":
                return self._fall_back()
            case "read_back":
                return self._check(heard)
            case "booked":
                self._done = True
                return self.next() or (act("thank"),)
            case "answer" | "cannot_answer" | "note_preference" | "take_note" | "give_confirmation":
                return self.next() or (act("thank", fact="anyway" if heard.kind == "cannot_answer" else ""),)
            case "no_openings" | "too_many" | "party_refused" | "nights_refused" | "rate_firm" | "noncommittal":
                return (act("give_up"), act("bye"))
            case _:
                return ()

    def next(self) -> tuple[Act, ...]:
        """Bring up a preference or a question once the appointment stands."""
        return (self._extras.pop(0),) if self._done and self._extras else ()

    def _somebody(self) -> list[str]:
        """Return the person asked for, where the request does not name them yet."""
        who = self._knows.somebody
        return [who] if who and who not in self._knows.purpose.request and who not in self._knows.preferences else []

    def _request(self) -> str:
        """Leave out the name that the introduction has just said."""
        client = self._knows.client
        request = self._knows.purpose.request
        request = re.sub(rf" for {re.escape(client)}(?! and\b)", "", request) if client else request
        return addressed(request, self._knows.callee_name)

    def _weigh(self, heard: Act) -> Act:
        """Agree to a rate within the limit that the brief sets; without one, what it costs is what it costs."""
        prices, amount = self._knows.prices, heard.amount or 0.0
        nights = self._knows.stay.nights if self._knows.stay else 1
        total = amount * nights if prices.is_total and heard.per == "night" else amount
        is_fine = prices.limit is None or total <= prices.limit
        return Act(kind="accept_rate" if is_fine else "refuse_rate", amount=amount, per=heard.per)

    def _choose(self, slots: tuple[Slot, ...]) -> tuple[Act, ...]:
        fitting = [slot for slot in slots if self._knows.wishes.takes(slot)]
        if not fitting:
            return self._fall_back()
        wished = [wish for wish in self._knows.wishes.listed if any(wish.takes(slot) for slot in fitting)]
        best = next((slot for slot in fitting if not wished or wished[0].takes(slot)), fitting[0])
        self._taken = best
        return (Act(kind="accept", slots=(best,)),)

    def _fall_back(self) -> tuple[Act, ...]:
        """Ask for the next wish; without one, the agent cannot decide for its client and says so."""
        if self._wishes:
            self._wishes.pop(0)
        if self._wishes:
            return (self._propose("again"),)
        return (act("give_up"), act("bye"))

    def _propose(self, variant: str) -> Act:
        wish = self._wishes[0]
        return act("no_wish") if wish.is_open else Act(kind="propose", fact=variant, wish=wish)

    def _check(self, heard: Act) -> tuple[Act, ...]:
        """Agree to a reading back only where it is what was agreed on."""
        slot = heard.slots[0]
        expected = self._taken
        if expected is None and self._knows.wishes.takes(slot):
            expected = slot
        if expected is None:
            return self._fall_back()
        if slot != expected:
            return (Act(kind="correct", slots=(expected,)),)
        if self._knows.party_size and heard.party_size and heard.party_size != self._knows.party_size:
            return (Act(kind="correct", fact="party", slots=(expected,), party_size=self._knows.party_size),)
        nights = self._knows.stay.nights if self._knows.stay else None
        if nights and heard.nights and heard.nights != nights:
            return (Act(kind="correct", fact="nights", slots=(expected,), nights=nights),)
        return (act("affirm"),)
