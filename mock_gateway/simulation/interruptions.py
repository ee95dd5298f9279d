"""A callee that cuts in: where a long turn of the agent breaks off, and what of it is said again."""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

from harness.language.numbers import read_numbers
from mock_gateway.simulation.acts import Act

LONG_WORDS = 14
"""A turn shorter than this is over before anybody cuts in."""

MOST = 2
"""How often one call is cut into."""

_LEAST_WORDS = 4
_INTERRUPTIBLE = frozenset(
    {
        "purpose",
        "lever",
        "loyalty",
        "loyal_years",
        "ask_price",
        "press",
        "propose",
        "prefer",
        "mention",
        "question",
        "lack",
        "insist",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A turn that broke off: the acts that were heard whole, the words as far as they came, and the acts left over.

    `texts` holds the words of each act that was heard, and last those that broke off.
    """

    heard: tuple[Act, ...]
    texts: tuple[str, ...]
    left: tuple[Act, ...]


class Interruptions:
    """The chances of one call. `chance` is that of each long turn."""

    def __init__(self, chance: float, rng: random.Random) -> None:
        self._chance, self._rng, self._left = chance, rng, MOST

    @property
    def may_cut(self) -> bool:
        """Whether it can still happen in this call."""
        return self._chance > 0 and self._left > 0

    def cut(self, acts: Sequence[Act], texts: Sequence[str]) -> Cut | None:
        """Return where the callee cuts into a turn whose acts are worded by `texts`; None where it listens."""
        if not self.may_cut or sum(len(text.split()) for text in texts) < LONG_WORDS:
            return None
        if self._rng.random() >= self._chance or any(item.kind in ("bye", "hang_up") for item in acts):
            return None
        index = max(range(len(acts)), key=lambda at: (acts[at].kind in _INTERRUPTIBLE, len(texts[at].split())))
        stops = _stops(texts[index].split()) if acts[index].kind in _INTERRUPTIBLE else []
        if not stops:
            return None
        self._left -= 1
        stop = stops[int(self._rng.random() * len(stops))]
        broken = f"{' '.join(texts[index].split()[:stop]).rstrip(' ,;:.')}\u2014"
        return Cut(
            heard=tuple(acts[:index]),
            texts=(*texts[:index], broken),
            left=tuple(acts[index:]),
        )


def _stops(words: list[str]) -> list[int]:
    """Return after how many words a sentence can break off: within it, and never inside a number."""
    inside = range(_LEAST_WORDS, len(words) - 2)
    return [at for at in inside if not any(_is_number(word) for word in words[max(0, at - 2) : at + 2])]


def _is_number(word: str) -> bool:
    return bool(re.search(r"\d", word)) or bool(read_numbers(word))
