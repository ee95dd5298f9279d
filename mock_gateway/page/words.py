"""How numbers, moments and foreign text are worded on the page. No data is an em dash, never 0."""

from datetime import UTC, datetime

NO_DATA = "—"

_VISIBLE: dict[int, str] = {
    **{code: chr(0x2400 + code) for code in range(0x20) if code not in (0x09, 0x0A)},
    0x7F: "\u2421",
    **{code: f"\\x{code:02x}" for code in range(0x80, 0xA0)},
    # Bidirectional controls reorder what a reader sees; line separators and the byte order mark hide it.
    **{
        code: f"\\u{code:04x}"
        for code in (0x061C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A), 0xFEFF)
    },
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),  # lone surrogates, which JSON can smuggle in, are not UTF-8
}


def visible(text: str) -> str:
    """Return foreign text with every character that hides or reorders text, or is none, shown as a visible one."""
    return text.replace("\r\n", "\n").translate(_VISIBLE) if not text.isascii() or not text.isprintable() else text


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
