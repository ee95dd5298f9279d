"""What a user's function returned -> an answer with a message and evidence."""

import inspect
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from harness.language.quotations import find_quotation
from harness.model.judgement import OpinionAnswer
from harness.model.values import Json
from harness.model.verdict import Evidence

ALLOWED: Final = "a bool, (bool, message), or {verdict, message, evidence}"
_WORDS: Final[Mapping[Json, OpinionAnswer]] = {
    True: "yes",
    False: "no",
    "yes": "yes",
    "no": "no",
    "unclear": "unclear",
    "passed": "yes",
    "failed": "no",
}
_KEYS: Final = ("verdict", "message", "evidence")


class NotAVerdict(Exception):
    """The function returned something that says neither yes, no nor unclear."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UserVerdict:
    """What a function said of a call."""

    answer: OpinionAnswer
    message: str = ""
    evidence: tuple[Evidence, ...] = ()


def read_verdict(said: Json, about: Mapping[str, Json]) -> UserVerdict:
    """Read what a function returned about a call. Raises NotAVerdict, which says what is allowed."""
    if inspect.iscoroutine(said):
        said.close()
        raise NotAVerdict("is async, and was not awaited; write a plain function")
    if isinstance(said, bool):
        return UserVerdict(answer=_WORDS[said])
    if isinstance(said, tuple) and len(said) == 2:
        return UserVerdict(answer=_answer(said[0]), message=_message(said[1]))
    if not isinstance(said, Mapping):
        raise NotAVerdict(f"returned {said!r}; allowed: {ALLOWED}")
    unknown = [key for key in said if key not in _KEYS]
    if unknown or "verdict" not in said:
        wrong = f"the key {unknown[0]!r}" if unknown else "no verdict"
        raise NotAVerdict(f"returned a dict with {wrong}; allowed: {', '.join(_KEYS)}")
    texts = [turn["text"] for turn in about.get("transcript") or ()]
    return UserVerdict(
        answer=_answer(said["verdict"]),
        message=_message(said.get("message")),
        evidence=tuple(_evidence(said.get("evidence"), texts)),
    )


def _answer(verdict: Json) -> OpinionAnswer:
    if isinstance(verdict, bool | str) and verdict in _WORDS:
        return _WORDS[verdict]
    raise NotAVerdict(f"returned the verdict {verdict!r}; allowed: True, False, 'yes', 'no', 'unclear'")


def _message(message: Json) -> str:
    return "" if message is None else str(message)


def _evidence(evidence: Json, texts: list[str]) -> Iterable[Evidence]:
    """Yield evidence with its place: quotes are looked up in the transcript, `{turn, quote}` say their turn."""
    for item in [evidence] if isinstance(evidence, str | Mapping) else evidence or ():
        if isinstance(item, str):
            found = find_quotation(texts, item)
            yield (
                Evidence(quote=item)
                if found is None
                else Evidence(
                    quote=texts[found.turn - 1][found.start : found.end],
                    turn=found.turn,
                    start=found.start,
                    end=found.end,
                )
            )
        elif isinstance(item, Mapping) and set(item) <= {"turn", "quote"} and _is_turn(item.get("turn"), texts):
            turn = item["turn"]
            yield Evidence(quote=str(item.get("quote") or texts[turn - 1]), turn=turn)
        else:
            raise NotAVerdict(
                f"returned the evidence {item!r}; allowed: a quote, or {{turn, quote}} with a turn's number"
            )


def _is_turn(turn: Json, texts: list[str]) -> bool:
    return isinstance(turn, int) and not isinstance(turn, bool) and 1 <= turn <= len(texts)
