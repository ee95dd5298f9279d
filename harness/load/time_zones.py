"""The names of time zones that a file may write."""

from zoneinfo import ZoneInfo, available_timezones

from harness.registry import nearest


def known_time_zone(name: str | None) -> str | None:
    """Return the name of a time zone as it is. Raises ValueError, with the nearest name, for what is none."""
    if name is None:
        return None
    try:
        ZoneInfo(name)
    except (ValueError, OSError, LookupError):  # no such name, a path, a folder of names
        names = sorted(available_timezones())
        near = nearest(name, names)
        hint = f"did you mean {near!r}?" if near else "write it as America/New_York"
        msg = f"{name!r} is no time zone; {hint}"
        raise ValueError(msg) from None
    return name
