"""Foreign text made safe for a reader: on the page and in a terminal."""

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
