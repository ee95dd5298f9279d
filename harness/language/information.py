"""Whether the callee told a given piece of information: asked for by the agent, or stated unasked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from harness.language.answering import kind_of_turn
from harness.language.dates import read_dates
from harness.language.digits import read_digit_runs
from harness.language.information_words import (
    COMMON,
    EMPTY,
    NEEDS,
    NOTHING_OWED,
    PLACED,
    POLES,
    PRICE_LEVEL,
    SOON,
    STALLS,
    STATES,
    TOPICS,
    UNKNOWN,
    YES_NO,
)
from harness.language.lexicon import plain, words
from harness.language.money import read_money
from harness.language.numbers import read_numbers
from harness.language.passages import Answer, Passage
from harness.language.sentences import Sentence, read_sentences
from harness.language.times import read_times
from harness.model.call import Turn

InformationKind = Literal["time", "date", "money", "number", "phone", "email", "yes_no", "text"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What was told: the value as said, and the passage of it."""

    obtained: Answer
    reason: str
    value: str | None = None
    passage: Passage | None = None


_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.\w{2,}")


def read_information(turns: Sequence[Turn], about: str, kind: InformationKind | None, call_date: date) -> Told:
    """Find where the callee tells about `about`: a value of the right kind in an answer, or in a sentence about it.

    A question stays open while the callee stalls, asks something itself or is asked to repeat.
    """
    wanted = kind or _kind(about)
    search = _Search(about=about, kind=wanted, own=_own(about), topic=_topic(about), call_date=call_date)
    open_ = told_of = spoken = False
    found: Told | None = None
    for number, turn in enumerate(turns, start=1):
        if not open_ and not _speaks_of(plain(turn.text), search.topic):
            spoken = spoken or turn.speaker == "agent"
            continue
        if turn.speaker == "agent":
            spoken = True
            asked = _asked(turn.text, search)
            told_of = told_of or bool(asked)
            open_ = open_ if asked is None else asked
        elif turn.speaker == "callee" and kind_of_turn(turn.text) not in _NOBODY and (spoken or wanted != "text"):
            # before the agent spoke, a greeting that happens to name the topic tells nothing
            told, refused = _told(turn.text, number, search, asked=open_)
            found = told if told is not None and (open_ or found is None) else found
            open_ = open_ and told is None and not refused
    if found is not None:
        return found
    return Told(obtained="no", reason="asked for, and never told" if told_of else "never spoken of")


_NOBODY = frozenset({"voicemail", "screener", "carrier", "hold"})
"""Turns in which nobody answers; a menu may tell the opening hours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Search:
    """What is looked for: its kind, its own words, and those that people use in their place."""

    about: str
    kind: InformationKind
    own: frozenset[str]
    topic: frozenset[str]
    call_date: date


def _asked(text: str, search: _Search) -> bool | None:
    """Whether a turn of the agent asks for it; None where it asks for nothing."""
    requests = [sentence for sentence in read_sentences(text) if _requests(sentence)]
    if not requests:
        return None
    if any(_speaks_of(s.text, search.topic) and not _opposite(search.about, s.text) for s in requests):
        return True
    return False if any(s.asks or _ASKS_ALSO.search(s.text) for s in requests) else None


_ASKS_ALSO = re.compile(
    r"\b(?:also|another|other\s+question|find\s+out|like\s+to\s+(?:know|ask)|(?<!n't\s)(?<!not\s)tell\s+me)\b"
)


def _other_end(search: _Search, said: str) -> bool:
    """Whether a sentence is about the other end; hours from one to the other tell both."""
    return _opposite(search.about, said) and not (search.kind == "time" and _soon(said))


def _told(text: str, number: int, search: _Search, *, asked: bool) -> tuple[Told | None, bool]:
    """What a turn of the callee tells, and whether it will not tell."""
    refused = False
    for sentence in read_sentences(text):
        mine = _speaks_of(sentence.text, search.topic if search.kind != "text" else search.own)
        if sentence.asks or not (mine or asked):
            continue
        if _other_end(search, sentence.text) or NEEDS.search(sentence.text):
            continue
        if UNKNOWN.search(sentence.text):
            refused = True
            continue
        if STALLS.search(sentence.text) and not mine:
            continue
        value = _value(text[sentence.start : sentence.end], search, mine=mine, asked=asked)
        if value is not None:
            at = Passage(turn=number, start=sentence.start + value[0], end=sentence.start + value[1])
            return Told(obtained="yes", reason="told", value=text[at.start : at.end], passage=at), False
    return None, refused


def _own(about: str) -> frozenset[str]:
    found = [word for word in re.findall(r"[a-z-]+", plain(about)) if word not in EMPTY]
    special = frozenset(word for word in found if word not in COMMON)
    return special or frozenset(found) or frozenset({plain(about)})


def _topic(about: str) -> frozenset[str]:
    """The words of a topic, with those that people use in their place."""
    own = _own(about)
    own = own.union(*(word.split("-") for word in own))
    if _kind(about) == "time" and not any(own & pole for pair in POLES for pole in pair):
        own |= _TIMES
    if _kind(about) == "phone":
        own |= _NUMBER
    return own.union(*(topic for topic in TOPICS if topic & own))


_NUMBER = words("number")
_TIMES = words("time when hours")
_CERTAIN = frozenset({"time", "date", "money", "number", "phone", "email"})


def _opposite(about: str, text: str) -> bool:
    """Whether a sentence is about the other end of a pair: the return flight where the outbound one is meant."""
    meant, said = set(re.findall(r"[a-z_]+", plain(about))), set(re.findall(r"[a-z_]+", text))
    for pair in POLES:
        for pole, other in (pair, pair[::-1]):
            if meant & pole and not meant & other and said & other and not said & pole:
                return True
    return False


def _speaks_of(text: str, topic: frozenset[str]) -> bool:
    return bool(_any_of(topic).search(text))


@lru_cache(maxsize=256)
def _any_of(topic: frozenset[str]) -> re.Pattern[str]:
    """A pattern that finds any of some words, in the plural too."""
    either = "|".join(re.escape(word) for word in sorted(topic))
    return re.compile(rf"(?<![a-z-])(?:{either})s*(?![a-z-])")


def _requests(sentence: Sentence) -> bool:
    return sentence.asks or bool(
        re.search(
            r"\b(?:tell|give|need|want|know|wondering|ask|like\s+to\s+know|check|find\s+out|confirm|send)\b",
            sentence.text,
        )
    )


def _kind(about: str) -> InformationKind:
    text = plain(about)
    for kind, pattern in _KINDS:
        if pattern.search(text):
            return kind
    return "text"


_KINDS: tuple[tuple[InformationKind, re.Pattern[str]], ...] = (
    ("yes_no", re.compile(r"\b(?:whether|if|flag|boolean|allowed?|includes?|has|have|is\s+there)\b")),
    ("phone", re.compile(r"\b(?:phone|telephone|contact\s+number)\b")),
    ("email", re.compile(r"\be-?mail\b")),
    ("money", re.compile(r"\b(?:price|cost|costs|fee|fare|how\s+much)\b")),
    ("time", re.compile(r"\b(?:time|hours?|open(?:ing)?|clos(?:e|ing)|when)\b")),
    ("date", re.compile(r"\b(?:date|day|deadline)\b")),
    ("money", re.compile(r"\b(?:price|cost|total|fee|fare|rate|amount|bill|charge|rent|balance|deposit)\b")),
    (
        "number",
        re.compile(
            r"\b(?:number|how\s+many|count|rating|temperature|humidity|wind|percent\w*|score|quantity|size"
            r"|precipitation)\b"
        ),
    ),
)


def _value(text: str, search: _Search, *, mine: bool, asked: bool) -> tuple[int, int] | None:
    """Return the span of a value of the wanted kind in a sentence."""
    said = plain(text)
    match search.kind:
        case "time":
            found = [(time.start, time.end) for time in read_times(text)] or _soon(said)
            return found[0] if found else _first_day(text, search, said) if asked else None
        case "date":
            return _first_day(text, search, said)
        case "money":
            money = read_money(text) or (read_money(text, bare=True) if mine and asked else ())
            free = NOTHING_OWED.search(said) or PRICE_LEVEL.search(said)
            return (money[0].start, money[0].end) if money else free.span() if free else None
        case "number":
            return _number(text, said, search, asked=asked)
        case "phone":
            runs = [run for run in read_digit_runs(text) if len(run.digits) >= 7]
            return (runs[0].spans[0][0], runs[0].spans[-1][1]) if runs else None
        case "email":
            email = _EMAIL.search(text)
            return email.span() if email else None
        case "yes_no":
            return (0, len(text)) if YES_NO.search(said) or (mine and STATES.search(said)) else None
        case "text":
            return (0, len(text)) if _says(said, search, asked=asked) else None


def _soon(said: str) -> list[tuple[int, int]]:
    """A time that is no hour of the clock: "this week", "within two days", "eight to six"."""
    return [
        found.span()
        for found in SOON.finditer(said)
        if not found["from"] or (read_numbers(found["from"]) and read_numbers(found["to"]))
    ]


def _first_day(text: str, search: _Search, said: str) -> tuple[int, int] | None:
    dates = read_dates(text, search.call_date)
    soon = _soon(said)
    return (dates[0].start, dates[0].end) if dates else soon[0] if soon else None


def _number(text: str, said: str, search: _Search, *, asked: bool) -> tuple[int, int] | None:
    """A number that stands beside the topic's words, or that answers the question."""
    numbers = [n for n in read_numbers(text) if not n.ordinal]
    near = [n for n in numbers if _speaks_of(said[max(0, n.start - 30) : n.end + 25], search.topic)]
    chosen = near or (numbers if asked else [])
    return (chosen[0].start, chosen[0].end) if chosen else None


def _says(said: str, search: _Search, *, asked: bool) -> bool:
    if search.own & _WHERE:
        return bool(PLACED.search(said))
    return len(said.split()) >= (1 if asked else 2)


_WHERE = words("address street location")
