"""Sentences and clauses of a turn, each with its span and whether it asks."""

import re
from dataclasses import dataclass
from functools import lru_cache

from harness.language.lexicon import plain

_MARK = re.compile(r"[.!?;\n]+|\s--(?=\s)")
_ABBREVIATED = re.compile(r"\b(?:[a-z]|dr|mr|ms|st|no|ave|mrs|blvd|inc|co)$")
_HALF_OF_DAY = re.compile(r"[ap]\.m$")
_NO_SENTENCE = re.compile(r"(?:com|org|net|edu|co)\b")
_CLAUSE = re.compile(
    r",?\s+\b(?:but|however|although|though|unless|because|so\s+that)\b|\s+-\s+|,?\s+and\s+(?=(?:your|i|we|i've"
    r"|we've|you're|it's)\b)"
)
_ASKS = re.compile(
    r"""^(?:(?:ok(?:ay)?|sure|great|alright|all\s+right|yes|so|and|well|perfect|then|now|sorry|but|oh|hi|hello
    |absolutely|certainly
    |of\s+course|no\s+problem|please)[,\s]+)*
    (?:(?:do|does|did|is|are|was|were|can|could|would|will|shall|should|may|might
    |have|has|am|isn't|don't|doesn't|aren't|won't|wouldn't|couldn't|can't)\s+(?:i|you|we|they|he|she|it|there|that|this|the|your|my
    |any|anything|anyone|someone)\b|(?:what|when|where|which|who|whom|whose|why|how)\b(?!\s+(?:nice|great|lovely|wonderful)))""",
    re.VERBOSE,
)
_TAG = re.compile(
    r"\s+(?=(?:any\s+other\s+questions?|anything\s+else|is\s+there\s+anything|(?:can|may)\s+i\s+(?:help"
    r"|assist))\b[^,]*$)|,\s+(?:and\s+|so\s+)?(?=(?:shall|can|could|do|does|would|will|may|is\s+(?:there|this|that"
    r"|it)|anything|any\s+other|what|how)\b[^,]*$)"
)
_SPACED = re.compile(r"\s+(?=[.,!?;:](?:\s|$))|\s+(?='(?:s|re|ve|ll|d|m)\b)|(?<=\w)\s+(?=n't\b)")
_SPACE = re.compile(r"\s+")
_UNEVEN = re.compile(r"\s(?:[\s.,!?;:']|n't)|[^\S ]")
"""Whether spaces may have to be tidied at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence: `text` is lower-case with single spaces and plain quotes; the span is that of the words as written.

    `asks` is True for a question, by its mark or by its words.
    """

    text: str
    start: int
    end: int
    asks: bool


@lru_cache(maxsize=4096)
def read_sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of a turn, in order."""
    lowered = plain(text)
    found: list[Sentence] = []
    uneven = bool(_UNEVEN.search(lowered))
    start = 0
    for match in _MARK.finditer(lowered):
        if match[0] == "." and not _ends(lowered, match.start()):
            continue
        _append(found, lowered, start, match.end(), uneven=uneven)
        start = match.end()
    _append(found, lowered, start, len(lowered), uneven=uneven)
    return tuple(found)


def _ends(lowered: str, at: int) -> bool:
    """Whether a full stop ends a sentence, and is not of an abbreviation, a number or an address."""
    after = lowered[at + 1 : at + 4]
    if after and not after[0].isspace():
        glued = after[:2].isalpha() and lowered[max(0, at - 3) : at].isalpha() and at >= 3
        return glued and not _NO_SENTENCE.match(lowered, at + 1)
    before = lowered[max(0, at - 5) : at]
    if _HALF_OF_DAY.search(before):
        return not after or lowered[at + 1 :].lstrip()[:2].isalpha()
    return not _ABBREVIATED.search(before)


def clauses(sentence: str) -> tuple[str, ...]:
    """Split a sentence where it turns ("..., but ..."), so that a denial does not spread over what follows."""
    return tuple(part for part in _CLAUSE.split(sentence) if part)


def tidy(text: str) -> str:
    """Return text in lower case with single spaces, plain quotes and no space before marks or "n't"."""
    return _evened(plain(text))


def _evened(said: str) -> str:
    if _UNEVEN.search(said):
        said = _SPACED.sub("", _SPACE.sub(" ", said))
    return said.strip()


def _append(found: list[Sentence], lowered: str, start: int, end: int, *, uneven: bool) -> None:
    raw = lowered[start:end]
    if raw.endswith("?"):
        tag = _TAG.search(raw)
        if tag:
            _append(found, lowered, start, start + tag.start(), uneven=uneven)
            start, raw = start + tag.end(), raw[tag.end() :]
    words = raw.strip()
    if not words.strip(".!?;- "):
        return
    first = start + len(raw) - len(raw.lstrip())
    text = _evened(words) if uneven else words
    found.append(
        Sentence(text=text, start=first, end=first + len(words), asks="?" in words[-3:] or bool(_ASKS.match(text)))
    )
