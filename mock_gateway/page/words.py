"""How numbers and moments are worded on the page. No data is an em dash, never 0."""

from datetime import UTC, datetime

NO_DATA = "—"


def clock_time(seconds: float) -> str:
    """Return `1:05` for 65 seconds, `1:01:05` for an hour more."""
    whole = int(seconds)
    minutes = f"{whole // 60 % 60:02d}" if whole >= 3600 else f"{whole // 60}"
    return f"{f'{whole // 3600}:' if whole >= 3600 else ''}{minutes}:{whole % 60:02d}"


def plain_number(value: float) -> str:
    """Return a number without zeros that say nothing: 70, 70.5."""
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def moment(unix_time: float) -> str:
    """Return the time of day of a Unix time, in UTC."""
    return datetime.fromtimestamp(unix_time, UTC).strftime("%H:%M:%S")
