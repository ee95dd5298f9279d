"""How much CPU grading takes: 1,000 twelve-turn transcripts by eight checks, and by those of words and form alone."""

import random
import time
from collections.abc import Iterator
from pathlib import Path

from harness.checks.base import Check
from harness.checks.context import CheckContext
from harness.checks.table import PLAIN_CHECKS
from harness.model.call import turns_of
from harness.model.values import Json
from tests.benchmarks.dialogues import CALL_DATE, context_of, rows_of

OWN = Path(__file__).parents[1] / "data" / "dialogues"
TRANSCRIPTS = 1000
TURNS = 12
_WORDS: tuple[tuple[str, Json], ...] = (
    ("status", "completed"),
    ("says", {"speaker": "agent", "any_of": ["appointment"]}),
    ("closes_politely", None),
    ("no_repetition", None),
)
_MEANING: tuple[tuple[str, Json], ...] = (
    ("reached_human", None),
    ("confirmed", {"day": "tuesday"}),
    ("agreed_price", {"at_most": 65}),
    ("obtained", "the opening hours"),
)


def transcripts(seed: int = 7) -> list[CheckContext]:
    """Return mixtures of the own calls' turns, each with a word of its own so that no turn is read twice."""
    draw = random.Random(seed)
    rows = [row for name in ("booking", "price", "voicemail_ivr") for row in rows_of(OWN / f"{name}.jsonl", "all")]
    said = [turn["text"] for row in rows for turn in row["transcript"]]
    return [context_of(turns_of(_mixture(draw, said)) or (), CALL_DATE) for _ in range(TRANSCRIPTS)]


def _mixture(draw: random.Random, said: list[str]) -> list[Json]:
    return [
        {
            "speaker": ("user", "agent")[at % 2],
            "text": f"{draw.choice(said)} {''.join(draw.choices('abcdefghij', k=6))}",
        }
        for at in range(TURNS)
    ]


def _seconds(checks: list[Check], contexts: list[CheckContext]) -> float:
    began = time.process_time()
    for context in contexts:
        for check in checks:
            check.grade(context)
    return time.process_time() - began


def measured() -> Iterator[str]:
    """Yield a line for the checks of words and form alone, and one for all eight."""
    words, meaning = ([PLAIN_CHECKS[name].from_args(args) for name, args in some] for some in (_WORDS, _MEANING))
    alone = _seconds(words, transcripts())
    together = alone + _seconds(meaning, transcripts(seed=8))
    taken = f"words and form {alone:.2f} s of CPU, eight checks {together:.2f} s"
    yield f"{TRANSCRIPTS:,} transcripts of {TURNS} turns: {taken}"
