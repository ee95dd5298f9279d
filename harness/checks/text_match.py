"""How a text is looked for in a turn: words without regard to case and spacing, or a bounded regular expression."""

import re
from functools import lru_cache
from typing import Annotated

from pydantic import AfterValidator

from harness.checks.regex_risk import unbounded_nesting

CURLY = "\N{RIGHT SINGLE QUOTATION MARK}"
MAX_REGEX_CHARACTERS = 500
MAX_SEARCHED_CHARACTERS = 4000
"""A regular expression sees at most this much of one turn, so that no pattern can hang a run for long."""


def _compiles(pattern: str) -> str:
    if len(pattern) > MAX_REGEX_CHARACTERS:
        msg = f"a regular expression of {len(pattern)} characters; at most {MAX_REGEX_CHARACTERS} are allowed"
        raise ValueError(msg)
    if not pattern:
        msg = "an empty regular expression is found everywhere; leave it out"
        raise ValueError(msg)
    try:
        re.compile(pattern)
    except re.error as error:
        msg = f"not a regular expression: {error}"
        raise ValueError(msg) from error
    endless = unbounded_nesting(pattern)
    if endless is not None:
        msg = f"{endless!r} repeats a repeat, which can take for ever; repeat one thing only"
        raise ValueError(msg)
    return pattern


def _not_blank(text: str) -> str:
    if not text.strip():
        msg = "an empty text is said by everybody; leave it out"
        raise ValueError(msg)
    return text


Words = Annotated[str, AfterValidator(_not_blank)]
"""A text to be looked for as whole words; blank ones are refused, as they are found everywhere."""

Pattern = Annotated[str, AfterValidator(_compiles)]
"""A regular expression in Python's syntax; case counts unless it starts with (?i)."""


@lru_cache(maxsize=1024)
def words_pattern(text: str) -> re.Pattern[str]:
    """Return a pattern that finds `text` as whole words, whatever its case, spacing and typographic quotes."""
    text = text.strip()
    parts = [re.escape(part) for part in text.replace(CURLY, "'").split()]
    body = r"\s+".join(parts).replace("'", f"['{CURLY}]")
    start = r"(?<!\w)" if text[:1].isalnum() else ""
    end = r"(?!\w)" if text[-1:].isalnum() else ""
    return re.compile(f"{start}{body}{end}", re.IGNORECASE)


@lru_cache(maxsize=1024)
def regex_pattern(pattern: str) -> re.Pattern[str]:
    """Return a user's pattern compiled."""
    return re.compile(pattern)
