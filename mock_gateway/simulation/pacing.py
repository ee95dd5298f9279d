"""How long things take: turns from their words at a speaking rate, pauses between them, rings before them."""

import random

WORDS_PER_SECOND = (2.3, 3.0)
"""About 140 to 180 words a minute, the range of ordinary telephone speech."""

PAUSE_SECONDS = (0.3, 1.4)
RING_SECONDS = 6.0
"""A US ringing cycle: 2 seconds of tone, 4 of silence."""

SILENCE_SECONDS = 25.0
"""After how much silence the gateway speaks up (wire facts, "A status is not an outcome")."""


class Pace:
    """The speaking rate of both sides of one call."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._rates = {"agent": rng.uniform(*WORDS_PER_SECOND), "user": rng.uniform(*WORDS_PER_SECOND)}

    def pause(self) -> float:
        """Return the seconds before somebody begins to speak."""
        return self._rng.uniform(*PAUSE_SECONDS)

    def seconds(self, speaker: str, text: str) -> float:
        """Return how long it takes `speaker` to say `text`."""
        return 0.4 + len(text.split()) / self._rates.get(speaker, 2.6)

    def rings(self, low: int, high: int) -> float:
        """Return the seconds of `low` to `high` rings."""
        return RING_SECONDS * self._rng.randint(low, high)
