"""How numbers, times and foreign text are worded. No data is an em dash, never 0."""

from harness.errors import Span
from harness.stats.intervals import Interval

NO_DATA = "—"

GLYPHS = {"passed": "✓", "failed": "✗", "ungradable": "?", "unfinished": "…", "skipped": "-", "missed": "!"}
STATE_WORDS = {
    "passed": "passed",
    "failed": "failed",
    "ungradable": "could not judge",
    "unfinished": "not finished",
    "skipped": "skipped",
    "missed": "missed, optional",
}
"""A sign and words for each state of a run, and for a check that is not required and failed."""

_VISIBLE: dict[int, str] = {
    **{code: chr(0x2400 + code) for code in range(0x20) if code not in (0x09, 0x0A)},
    0x7F: "\u2421",
    **{code: f"\\x{code:02x}" for code in range(0x80, 0xA0)},
    # Bidirectional controls reorder what a reader sees; line separators and the byte order mark hide it.
    **{
        code: f"\\u{code:04x}"
        for code in (0x061C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A), 0xFEFF)
    },
    **dict.fromkeys(range(55296, 57344), "�"),  # lone surrogates cannot be written as UTF-8
}


def visible(text: str) -> str:
    """Return foreign text with every character that a terminal obeys or a reader cannot see shown as a visible one.

    Tabs and newlines stay. So escape sequences end up as harmless text, and right-to-left overrides hide nothing.
    """
    return text.replace("\r\n", "\n").translate(_VISIBLE) if not text.isascii() or not text.isprintable() else text


def one_line(text: str, limit: int = 0) -> str:
    """Return visible text on one line, cut with an ellipsis after `limit` characters where a limit is given."""
    line = " ".join(visible(text).split())
    return f"{line[: limit - 1].rstrip()}…" if limit and len(line) > limit else line


def duration(seconds: float | None) -> str:
    """Word a time span: `38 ms`, `4.2s`, `4m12s`, `1h02m`."""
    if seconds is None:
        return NO_DATA
    if seconds < 0.9995:
        return f"{seconds * 1000:.0f} ms"
    if seconds < 59.95:
        return f"{seconds:.1f}s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes // 60}h{minutes % 60:02}m" if minutes >= 60 else f"{minutes}m{rest:02}s"


def percent(share: float | None) -> str:
    """Word a share of 1 with one decimal, `95.0 %`; never rounded up to 100 or down to 0."""
    if share is None:
        return NO_DATA
    return f"{_tenths(share)} %"


def signed_percent(share: float) -> str:
    """Word a difference of two shares in percentage points with its sign, `+4.2`."""
    return f"{share * 100:+.1f}"


def interval_words(interval: Interval | None) -> str:
    """Word an interval of shares in percent: `86.3-98.3`."""
    return f"{_tenths(interval.low)}-{_tenths(interval.high)}" if interval else NO_DATA


def number(value: float | None) -> str:
    """Word a plain number, without a fraction that is none."""
    if value is None:
        return NO_DATA
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}"


def plural(count: int, noun: str, many: str = "") -> str:
    """Word a count with its noun, `1 call`, `2 calls`; `many` is the plural where an s does not make it."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {many or f'{noun}s'}"


def place_of(span: Span) -> str:
    """Word a place in a scenario file, without its column."""
    return f"{span.file}:{span.line}"


def _tenths(share: float) -> str:
    inside = 0 < share < 1
    return f"{min(max(share * 100, 0.1), 99.9) if inside else share * 100:.1f}"
