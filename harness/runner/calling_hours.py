"""When a phone may be rung: a window of the day and days of the week, on the callee's own clock."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_UNKNOWN: Final = "Etc/Unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class CallingHours:
    """A window of the day as minutes after midnight, the end excluded, and the days on which it is open."""

    start_minute: int
    end_minute: int
    weekdays: Collection[str]

    @classmethod
    def of(cls, hours: str, weekdays: Collection[str]) -> "CallingHours":
        """Read hours written as 09:00-17:00."""
        start, end = (int(it[:2]) * 60 + int(it[3:5]) for it in hours.split("-"))
        return cls(start_minute=start, end_minute=end, weekdays=frozenset(weekdays))

    def are_open(self, local: datetime) -> bool:
        """Whether a call may begin at a moment of the callee's own clock."""
        minute = local.hour * 60 + local.minute
        return WEEKDAYS[local.weekday()] in self.weekdays and self.start_minute <= minute < self.end_minute

    def __str__(self) -> str:
        start, end = (f"{minute // 60:02}:{minute % 60:02}" for minute in (self.start_minute, self.end_minute))
        days = ", ".join(day for day in WEEKDAYS if day in self.weekdays)
        return f"{start}-{end} on {days or 'no day'}"


def zones_of(number: str) -> tuple[str, ...]:
    """Return the time zones that a number may be in; none where it is no number that `phonenumbers` knows."""
    # Half a megabyte of prefixes, which only a run on real phones pays for.
    from phonenumbers import NumberParseException, is_valid_number, parse
    from phonenumbers.timezone import time_zones_for_number

    try:
        parsed = parse(number, None)
    except NumberParseException:
        return ()
    zones = time_zones_for_number(parsed) if is_valid_number(parsed) else ()
    return tuple(zone for zone in zones if zone != _UNKNOWN)


def zone_of(number: str, named: str | None) -> ZoneInfo | None:
    """Return the callee's time zone: the one that the scenario names, else the number's; None where it has not one.

    Raises ZoneInfoNotFoundError where this machine has no data of time zones.
    """
    if named is not None:
        return ZoneInfo(named)
    zones = zones_of(number)
    return ZoneInfo(zones[0]) if len(zones) == 1 else None


def own_day(moment: datetime, zone: ZoneInfo) -> date:
    """Return the day that a moment falls on where the callee is."""
    return moment.astimezone(zone).date()


def clock_time(moment: datetime, zone: ZoneInfo) -> str:
    """Return a moment on the callee's clock, as a message shows it."""
    local = moment.astimezone(zone)
    shown = time(local.hour, local.minute).isoformat("minutes")
    return f"{shown} on {WEEKDAYS[local.weekday()]} in {zone.key}"
