"""Word lists as they are written in this package: one string, words set apart by white space."""

APOSTROPHE = "\u2019"
"""The typographic apostrophe, which transcripts use for the plain one."""


def words(text: str) -> frozenset[str]:
    """Return the words of a list."""
    return frozenset(text.split())


def plain(text: str) -> str:
    """Return `text` in lower case with plain apostrophes and quotes; every character keeps its position."""
    lowered = text.lower()
    if lowered.isascii():
        return lowered
    kept = lowered if len(lowered) == len(text) else text
    return kept.translate(_PLAIN)


_PLAIN = str.maketrans({APOSTROPHE: "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\u00a0": " "})
