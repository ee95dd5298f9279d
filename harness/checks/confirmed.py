"""Whether the callee made a booking, and the one that was wanted."""

from datetime import date
from typing import ClassVar

from pydantic import Field

from harness.checks.base import Outcome
from harness.checks.context import CheckContext
from harness.checks.meaning import MeaningCheck, quoted, turns_of_call
from harness.checks.moments import Day, TimeOrRange, same_day
from harness.checks.ranges import NumberOrRange
from harness.language.booking_outcome import BookingOutcome, read_booking
from harness.language.booking_slots import BookingSlots, read_slots
from harness.language.disclosure import wanted
from harness.language.passages import Answer, Passage
from harness.model.call import Turn
from harness.model.values import Json


class Confirmed(MeaningCheck):
    """The callee confirms a booking, and with the values given: the last that stood when it was confirmed.

    `confirmed`, or `confirmed: {day: tuesday, time: {between: ["12:00", "17:00"]}, party_size: 4, name: Jane Doe}`.
    A tentative answer, "I'll call you back" and an offer nobody took up confirm nothing. `day` and `date` take a
    weekday, an ISO date or words ("next Tuesday"), read from the call's date. `name` and `place` must have been said by
    the time it was confirmed. A value that the call never names is unclear. `value` holds booked (yes, no, unclear),
    day, date, time and party_size as parsed.
    """

    name: ClassVar[str] = "confirmed"

    day: Day | None = None
    date_: Day | None = Field(default=None, alias="date")
    time: TimeOrRange | None = None
    party_size: NumberOrRange | None = None
    name_: str | None = Field(default=None, alias="name", min_length=1)
    place: str | None = Field(default=None, min_length=1)

    def grade(self, context: CheckContext) -> Outcome:
        """Read the booking, then compare every value asked for."""
        turns = turns_of_call(context)
        outcome = read_booking(turns)
        made = outcome.decided[-1] if outcome.decided and outcome.booked != "no" else None
        today = context.call_date.date()
        slots = read_slots(turns, made, today) if made else None
        value = _value(outcome, slots)
        compared = self._compare(turns, made, slots, today) if slots and made else []
        evidence = quoted(turns, (*outcome.decided, *(at for _, _, at in compared)))
        if outcome.booked != "yes":
            return self.answered(
                outcome.booked,
                expected=self._words(),
                got=outcome.reason,
                message=outcome.reason,
                evidence=evidence,
                value=value,
            )
        wrong = [text for answer, text, _ in compared if answer == "no"]
        open_ = [text for answer, text, _ in compared if answer == "unclear"]
        answer: Answer = "no" if wrong else "unclear" if open_ else "yes"
        return self.answered(
            answer,
            expected=self._words(),
            got=_shown(value),
            message="; ".join(wrong or open_),
            evidence=evidence,
            value=value,
        )

    def _compare(
        self, turns: tuple[Turn, ...], made: Passage, slots: BookingSlots, today: date
    ) -> list[tuple[Answer, str, Passage | None]]:
        """Return an answer, its words and its passage for every value asked for."""
        found: list[tuple[Answer, str, Passage | None]] = []
        for wanted_day in (self.day, self.date_):
            if wanted_day is not None and slots.day is not None:
                said = slots.day.value
                words = f"the day is {said.weekday} {said.day.isoformat()}, not {wanted_day}"
                found.append((same_day(wanted_day, said, today), words, slots.day.passage))
            elif wanted_day is not None:
                found.append(("unclear", "no day was named", None))
        if self.time is not None and slots.time is not None:
            words = f"the time is {slots.time.value.at:%H:%M}, not {self.time}"
            found.append((self.time.holds(slots.time.value), words, slots.time.passage))
        elif self.time is not None:
            found.append(("unclear", "no time was named", None))
        if self.party_size is not None and slots.party_size is not None:
            size = slots.party_size.value.value
            held: Answer = "yes" if self.party_size.holds(size) else "no"
            found.append((held, f"the party size is {size}, not {self.party_size}", slots.party_size.passage))
        elif self.party_size is not None:
            found.append(("unclear", "no party size was named", None))
        found += [
            _named(turns, made, text, what) for text, what in ((self.name_, "name"), (self.place, "place")) if text
        ]
        return found

    def _words(self) -> str:
        wants = {
            "on": self.day or self.date_,
            "at": self.time,
            "for a party of": self.party_size,
            "under the name": self.name_,
            "place": self.place,
        }
        return " ".join(
            ["a confirmed booking", *(f"{word} {want}" for word, want in wants.items() if want is not None)]
        )


def _named(turns: tuple[Turn, ...], made: Passage, text: str, what: str) -> tuple[Answer, str, Passage | None]:
    look = wanted(text)
    for number in range(min(made.turn, len(turns)), 0, -1):
        span = look.find(turns[number - 1].text)
        if span is not None:
            return "yes", "", Passage(turn=number, start=span[0], end=span[1])
    return "unclear", f"the {what} {text} was not said by then", None


def _value(outcome: BookingOutcome, slots: BookingSlots | None) -> dict[str, Json]:
    day = slots.day.value if slots and slots.day else None
    return {
        "booked": outcome.booked,
        "day": day.weekday if day else None,
        "date": day.day.isoformat() if day else None,
        "time": f"{slots.time.value.at:%H:%M}" if slots and slots.time else None,
        "party_size": slots.party_size.value.value if slots and slots.party_size else None,
    }


def _shown(value: dict[str, Json]) -> str:
    said = [str(value[key]) for key in ("day", "date", "time") if value[key] is not None]
    size = [f"party of {value['party_size']}"] if value["party_size"] is not None else []
    return ", ".join(["booked", *said, *size])
