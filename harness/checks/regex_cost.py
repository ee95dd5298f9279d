"""How much a regular expression can cost on a text: the repeats that can share characters, and a budget of steps."""

import re
from functools import lru_cache
from math import factorial

_TOKEN = re.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?#[^)]*\)|\((?:\?(?:P<\w+>|<?[=!]|[aiLmsux-]*:|>))?|[)|^$]|[*+?]\??|\{\d*,?\d*\}\??|[^\\]",
    re.DOTALL,
)
_OPEN = re.compile(r"[*+]\??|\{\d*,\}\??|\{\d*,\d{3,}\}\??")
_NO_CHARACTER = re.compile(r"\\[bBAZ]|\(.*|[)|^$]|\?\??|\{.*", re.DOTALL)
_ALPHABET = "".join(map(chr, range(9, 127))) + "\u00e9"

MAX_STEPS = 500_000_000
"""Steps that one check may take over all turns of a call, by the estimate of `steps`: some seconds at worst."""


@lru_cache(maxsize=1024)
def sharing_repeats(pattern: str) -> int:
    """Return how many open repeats of a pattern in a row can match the same characters, as 2 in `.*foo.*bar`.

    Each of them multiplies the steps of a search that finds nothing by the length of the text. The last one of the
    pattern is not counted: nothing after it can fail.
    """
    longest = 0
    alive: list[frozenset[str]] = []
    tokens = [match[0] for match in _TOKEN.finditer(pattern)]
    for at, token in enumerate(tokens):
        if _OPEN.fullmatch(token) or _NO_CHARACTER.fullmatch(token):
            continue
        matched = _characters(token)
        alive = [repeat for repeat in alive if repeat & matched]
        if at + 1 < len(tokens) and _OPEN.fullmatch(tokens[at + 1]):
            alive.append(matched)
            last = not any(not _NO_CHARACTER.fullmatch(later) for later in tokens[at + 2 :])
            longest = max(longest, len(alive) - last)
    return longest


@lru_cache(maxsize=1024)
def _characters(token: str) -> frozenset[str]:
    try:
        one = re.compile(token, re.DOTALL | re.IGNORECASE)
    except re.error:
        return frozenset(_ALPHABET)
    return frozenset(character for character in _ALPHABET if one.fullmatch(character))


def steps(pattern: str, length: int) -> int:
    """Estimate the steps of a search that finds nothing in a text of `length` characters."""
    power = sharing_repeats(pattern) + 1
    return int(length**power) // factorial(power)
