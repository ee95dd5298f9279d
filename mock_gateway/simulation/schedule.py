"""A callee with a calendar: finds a time for a wish, offers others, reads back what it writes down."""

from datetime import date, datetime

from mock_gateway.simulation.acts import Act, act
from mock_gateway.simulation.openings import WHOLE_DAY, Calendar, Slot, read_opening
from mock_gateway.simulation.persona import Persona
from mock_gateway.simulation.traits import Traits
from mock_gateway.simulation.wish import Wish

DEFAULT_HOURS = (read_opening("mon-fri 09:00-17:00"),)
NEAR_DAYS = 10
SEARCHED_DAYS = 21
_TEENS = {number: (number - 10) * 10 for number in range(13, 20)}
_ALIKE = {**_TEENS, **{tens: teen for teen, tens in _TEENS.items()}}
"""Numbers that sound alike: thirteen and thirty, fifteen and fifty."""


class Schedule:
    """The booking side of a callee's business."""

    def __init__(self, persona: Persona, traits: Traits, now: datetime, purpose: Act) -> None:
        self._persona, self._traits = persona, traits
        open_times = persona.openings if persona.openings is not None else persona.hours or DEFAULT_HOURS
        self._calendar = Calendar(open_times, persona.full, now, by_day=persona.by_day)
        self._service, self._wish, self._party = purpose.name, purpose.wish, purpose.party_size
        self._nights = purpose.nights if persona.by_day else None
        self._name, self._asked_name = "", False
        self._chosen: Slot | None = None
        self._read, self._done, self._confirmed = False, False, False
        self._party_missing = self._nights_missing = False
        self._rate: float | None = None
        self._rate_taken = self._rate_refused = False
        self._slip = traits.slip

    def hear(self, heard: Act) -> None:
        """Take in what the caller said."""
        match heard.kind:
            case "introduce" | "reintroduce":
                self._name = heard.name
            case "inform" if heard.fact == "name":
                self._name = heard.words
            case "propose":
                self._wish, self._chosen, self._read = heard.wish, None, False
            case "no_wish":
                self._wish = Wish()
            case "tell_party":
                self._party = heard.party_size
            case "lack" if heard.fact == "party_size":
                self._party_missing = True
            case "accept":
                self._chosen = heard.slots[0]
            case "correct":
                self._chosen, self._read, self._slip = heard.slots[0], False, 0.0
                self._party = heard.party_size or self._party
            case "affirm":
                self._confirmed = True
            case _:
                self._hear_of_stay(heard)

    def _hear_of_stay(self, heard: Act) -> None:
        match heard.kind:
            case "tell_nights":
                self._nights = heard.nights
            case "lack" if heard.fact == "nights":
                self._nights_missing = True
            case "accept_rate":
                self._rate_taken = True
            case "refuse_rate":
                self._rate_refused = True

    def go_on(self) -> tuple[Act, ...]:
        """Return the next move towards an appointment."""
        if self._confirmed:
            booked = (act("booked", self._service),) if not self._done else ()
            self._done = True
            return booked
        if self._persona.needs_party_size and self._party is None:
            return (act("party_refused" if self._party_missing else "needs_party_size"),)
        if self._party and self._persona.capacity and self._party > self._persona.capacity:
            return (Act(kind="too_many", party_size=self._persona.capacity),)
        if self._persona.needs_nights and self._nights is None:
            return (act("nights_refused" if self._nights_missing else "needs_nights"),)
        if self._chosen is not None:
            return self._settle(self._chosen)
        if self._wish is None:
            return (act("ask_when"),)
        return self._look(self._wish)

    def _settle(self, slot: Slot) -> tuple[Act, ...]:
        if self._traits.rate is not None and not self._rate_taken:
            return (self._quote(self._traits.rate),)
        if not self._name and not self._asked_name:
            self._asked_name = True
            return (act("request", fact="name"),)
        return (self._read_back(slot),)

    def _quote(self, rate: float) -> Act:
        """Say what it costs; once that is refused, what else there is, if anything."""
        per = "" if self._persona.rate_per == "whole" else self._persona.rate_per
        if not self._rate_refused:
            self._rate = rate
            return Act(kind="quote_rate", amount=rate, per=per)
        self._rate_refused = False
        cheaper = self._traits.cheaper
        if cheaper is None or cheaper == self._rate:
            return act("rate_firm")
        self._rate = cheaper
        return Act(kind="quote_rate", fact="cheaper", amount=cheaper, per=per)

    def _read_back(self, slot: Slot) -> Act:
        party = self._party
        if self._slip and not self._read:
            slot, party = _misheard(slot, party)
        self._read = True
        return Act(
            kind="read_back",
            slots=(slot,),
            name=self._name,
            words=self._service,
            party_size=party,
            nights=self._nights,
        )

    def _look(self, wish: Wish) -> tuple[Act, ...]:
        fitting = self._fitting(wish)
        if fitting and len(wish.days) == 1 and (wish.earliest == wish.latest or self._persona.by_day):
            self._chosen = fitting[0]
            return (Act(kind="that_works", slots=(fitting[0],)), *self._settle(fitting[0]))
        if fitting:
            return (Act(kind="offer", slots=self._some(fitting)),)
        near = self._near(wish)
        if not near:
            return (act("no_openings"),)
        if not self._traits.offers_alternatives:
            return (Act(kind="full", wish=wish),)
        return (Act(kind="alternatives", wish=wish, slots=near),)

    def _fitting(self, wish: Wish) -> list[Slot]:
        """Return the free times of the first day on which the wish can be met."""
        if wish.days:
            days = [[slot for slot in self._free(day) if wish.takes(slot)] for day in wish.days[:SEARCHED_DAYS]]
            return next((slots for slots in days if slots), [])
        for slot in self._calendar.around(self._calendar.today, SEARCHED_DAYS, self._nights or 1):
            if wish.takes(slot):
                return [other for other in self._calendar.on(slot.day) if wish.takes(other)]
        return []

    def _free(self, day: date) -> list[Slot]:
        return self._calendar.stay(day, self._nights or 1)

    def _some(self, slots: list[Slot]) -> tuple[Slot, ...]:
        """Return one or two of a day's times."""
        first = slots[int(self._traits.pick * min(len(slots), 4))]
        later = [slot for slot in slots if slot.minute >= first.minute + 60]
        return (first, later[0]) if later and self._traits.pick > 0.4 else (first,)

    def _near(self, wish: Wish) -> tuple[Slot, ...]:
        """Return the two free times closest to a wish: of its day first, then of its time of day."""
        day = wish.days[0] if wish.days else self._calendar.today
        middle = (wish.earliest + wish.latest) // 2
        ranked = sorted(
            self._calendar.around(day, NEAR_DAYS, self._nights or 1),
            key=lambda slot: (abs((slot.day - day).days), abs(slot.minute - middle), slot),
        )
        return tuple(sorted(ranked[:2]))


def _misheard(slot: Slot, party: int | None) -> tuple[Slot, int | None]:
    """Take fifteen for fifty, in the time or the party; a full hour becomes the next one, a day the day after."""
    if party in _ALIKE:
        return slot, _ALIKE[party]
    if slot.minute == WHOLE_DAY:
        return Slot(slot.day.replace(day=slot.day.day % 28 + 1), WHOLE_DAY), party
    swapped = {15: 50, 50: 15, 30: 13, 45: 40}.get(slot.minute % 60)
    if swapped is None:
        return Slot(slot.day, slot.minute + 60 if slot.minute < 22 * 60 else slot.minute - 60), party
    return Slot(slot.day, slot.minute - slot.minute % 60 + swapped), party
