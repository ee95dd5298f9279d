"""How a call reads: turns, words a turn, questions and holds, counted alike in simulated calls and human dialogues."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from harness.model.values import Json
from tests.prove.simulation.situations import SEEDS, Situation, situations

_HOLD = re.compile(
    r"\b(?:(?:one|a|just a) (?:moment|second|sec|minute)|hold|bear with me|let me check|please wait"
    r"|give me a (?:moment|second|minute))\b",
    re.I,
)
_QUESTION = re.compile(r"\?")

Dialogue = Sequence[tuple[str, str]]
"""Turns as (speaker, text); the caller is `agent`, the one who is called `user`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """Means over calls; `questions` are question marks and `holds` turns of the callee that ask to wait, a call."""

    calls: int
    turns: float
    words: Mapping[str, float]
    questions: Mapping[str, float]
    holds: float


def manner_of(dialogues: Iterable[Dialogue]) -> Manner | None:
    """Measure some dialogues; None where there are none."""
    listed = [dialogue for dialogue in dialogues if dialogue]
    if not listed:
        return None
    return Manner(
        calls=len(listed),
        turns=fmean(len(dialogue) for dialogue in listed),
        words={side: _words(listed, side) for side in ("agent", "user")},
        questions={side: fmean(_questions(dialogue, side) for dialogue in listed) for side in ("agent", "user")},
        holds=fmean(sum(bool(_HOLD.search(text)) for side, text in dialogue if side == "user") for dialogue in listed),
    )


def _words(dialogues: Iterable[Dialogue], side: str) -> float:
    lengths = [len(text.split()) for dialogue in dialogues for speaker, text in dialogue if speaker == side]
    return fmean(lengths) if lengths else 0.0


def _questions(dialogue: Dialogue, side: str) -> int:
    return sum(len(_QUESTION.findall(text)) for speaker, text in dialogue if speaker == side)


def simulated(domain: str) -> list[Dialogue]:
    """Return the calls of a domain's situations with their good briefs."""
    return [dialogue for situation in situations() if situation.domain == domain for dialogue in _calls(situation)]


def _calls(situation: Situation) -> Iterable[Dialogue]:
    brief = situation.written(situation.facts)
    for seed in SEEDS:
        yield [(turn.speaker, turn.text) for turn in situation.call(brief, seed).turns]


def domains() -> list[str]:
    """Return the domains of the situations, in order."""
    return sorted({situation.domain for situation in situations()})


def human(folder: Path, domain: str) -> list[Dialogue]:
    """Return the human dialogues of a domain, out of a folder of labelled dialogues."""
    return [
        [(turn["speaker"], turn["text"]) for turn in row["transcript"]]
        for name in ("booking", "price", "info")
        for row in _rows(folder / f"{name}.jsonl")
        if _domain(name, row["labels"]) == domain
    ]


def _domain(name: str, labels: Mapping[str, Json]) -> str:
    if name == "booking":
        return str(labels.get("domain"))
    if name == "price":
        return "bargaining" if labels.get("kind") == "human_human" else "bargaining with a bot"
    return "information"


def _rows(path: Path) -> list[Json]:
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
