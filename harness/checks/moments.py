"""Days and times as expectations write them, and how a reading of the call compares with them."""

from datetime import date, time
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, model_validator

from harness.language.dates import DateMention, read_dates
from harness.language.passages import Answer
from harness.language.times import TimeMention, read_times
from harness.model.values import Json

_REFERENCE = date(2026, 1, 1)


def _is_day(text: str) -> str:
    if len(read_dates(text, _REFERENCE)) != 1:
        msg = f"{text!r} is not a day; write a weekday, an ISO date, or words such as 'next Tuesday' or 'March 10th'"
        raise ValueError(msg)
    return text


def _day_text(value: Json) -> Json:
    return value.isoformat() if isinstance(value, date) else value


Day = Annotated[str, BeforeValidator(_day_text), AfterValidator(_is_day)]
"""A day in words or as an ISO date; relative ones are read from the day of the call."""


def clock(text: str) -> time:
    """Read "15:30", "3:30 PM", "noon" or "half past three". Raises ValueError for anything else."""
    found = [
        mention for mention in read_times(text if any(c.isalpha() for c in text) else f"at {text}") if not mention.part
    ]
    if len(found) != 1:
        msg = f"{text!r} is not a time of day; write 15:30 or 3:30 PM"
        raise ValueError(msg)
    return found[0].at


def _is_clock(text: str) -> str:
    clock(text)
    return text


Clock = Annotated[str, AfterValidator(_is_clock)]


class TimeRange(BaseModel):
    """`"15:30"`, or `{between: ["12:00", "17:00"]}`, `{at_least: "12:00"}`, `{at_most: "17:00"}`; bounds included."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    exactly: Clock | None = None
    at_least: Clock | None = None
    at_most: Clock | None = None
    between: tuple[Clock, Clock] | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if all(part is None for part in (self.exactly, self.at_least, self.at_most, self.between)):
            msg = "needs a time, or one of at_least, at_most, between"
            raise ValueError(msg)
        return self

    def bounds(self) -> tuple[time, time]:
        """Return the earliest and the latest time."""
        if self.exactly is not None:
            return clock(self.exactly), clock(self.exactly)
        if self.between is not None:
            return clock(self.between[0]), clock(self.between[1])
        return clock(self.at_least or "00:00"), clock(self.at_most or "23:59")

    def holds(self, mention: TimeMention) -> Answer:
        """Compare a time named in the call; a time whose half of the day is unsaid may be either."""
        low, high = self.bounds()
        if low <= mention.at <= high or (mention.also is not None and low <= mention.also <= high):
            return "yes"
        return "no"

    def __str__(self) -> str:
        low, high = self.bounds()
        return f"{low:%H:%M}" if low == high else f"between {low:%H:%M} and {high:%H:%M}"


def _from_text(value: Json) -> Json:
    return {"exactly": value} if isinstance(value, str) else value


TimeOrRange = Annotated[TimeRange, BeforeValidator(_from_text, json_schema_input_type=str | TimeRange)]
"""A TimeRange that may also be written as a plain time."""


def same_day(wanted: str, said: DateMention, today: date) -> Answer:
    """Compare a day that an expectation wants with one that the call names."""
    want = read_dates(wanted, today)[0]
    days = {said.day, *said.also}
    if want.kind == "weekday" and not wanted.strip().lower().startswith(("next", "this", "coming")):
        return "yes" if want.day.weekday() in {day.weekday() for day in days} else "no"
    return "yes" if days & {want.day, *want.also} else "no"
