"""A callee with a calendar: finds a time for a wish, offers others, reads back what it writes down."""

from datetime import datetime

from mock_gateway.simulation.acts import Act, act
from mock_gateway.simulation.openings import WHOLE_DAY, Calendar, Slot, read_opening
from mock_gateway.simulation.persona import Persona
from mock_gateway.simulation.traits import Traits
from mock_gateway.simulation.wishes import Wish

DEFAULT_HOURS = (read_opening("mon-fri 09:00-17:00"),)
NEAR_DAYS = 10
SEARCHED_DAYS = 21


class Schedule:
    """The booking side of a callee's business."""

    def __init__(self, persona: Persona, traits: Traits, now: datetime, purpose: Act) -> None:
        self._persona, self._traits = persona, traits
        open_times = persona.openings if persona.openings is not None else persona.hours or DEFAULT_HOURS
        self._calendar = Calendar(open_times, persona.full, now, by_day=persona.by_day)
        self._service, self._wish, self._party = purpose.name, purpose.wish, purpose.party_size
        self._name, self._asked_name = "", False
        self._chosen: Slot | None = None
        self._read, self._done, self._confirmed = False, False, False
        self._party_missing = False
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
        if self._chosen is not None:
            return self._settle(self._chosen)
        if self._wish is None:
            return (act("ask_when"),)
        return self._look(self._wish)

    def _settle(self, slot: Slot) -> tuple[Act, ...]:
        if not self._name and not self._asked_name:
            self._asked_name = True
            return (act("request", fact="name"),)
        return (self._read_back(slot),)

    def _read_back(self, slot: Slot) -> Act:
        if self._slip and not self._read:
            slot = _misheard(slot)
        self._read = True
        return Act(kind="read_back", slots=(slot,), name=self._name, words=self._service, party_size=self._party)

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
            days = [[slot for slot in self._calendar.on(day) if wish.takes(slot)] for day in wish.days[:SEARCHED_DAYS]]
            return next((slots for slots in days if slots), [])
        for slot in self._calendar.around(self._calendar.today, SEARCHED_DAYS):
            if wish.takes(slot):
                return [other for other in self._calendar.on(slot.day) if wish.takes(other)]
        return []

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
            self._calendar.around(day, NEAR_DAYS),
            key=lambda slot: (abs((slot.day - day).days), abs(slot.minute - middle), slot),
        )
        return tuple(sorted(ranked[:2]))


def _misheard(slot: Slot) -> Slot:
    """Swap fifteen and fifty, thirty and thirteen; a full hour becomes the next one, a day the day after."""
    if slot.minute == WHOLE_DAY:
        return Slot(slot.day.replace(day=slot.day.day % 28 + 1), WHOLE_DAY)
    swapped = {15: 50, 50: 15, 30: 13, 45: 40}.get(slot.minute % 60)
    if swapped is None:
        return Slot(slot.day, slot.minute + 60 if slot.minute < 22 * 60 else slot.minute - 60)
    return Slot(slot.day, slot.minute - slot.minute % 60 + swapped)
