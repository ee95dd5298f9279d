"""The day, time and party size of a booking: the last value standing when it was made, and who said it where."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Generic, Protocol, TypeVar

from harness.language.counts import CountMention, read_counts
from harness.language.dates import DateMention, read_dates
from harness.language.lexicon import plain
from harness.language.numbers import read_numbers
from harness.language.passages import Passage
from harness.language.sentences import Sentence, read_sentences
from harness.language.times import TimeMention, read_times
from harness.model.call import Turn


class _Mention(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


M = TypeVar("M", bound=_Mention)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing(Generic[M]):
    """A value that stands, and the passage that says it."""

    value: M
    passage: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingSlots:
    """The values standing when a booking was made; None where the call names none."""

    day: Standing[DateMention] | None
    time: Standing[TimeMention] | None
    party_size: Standing[CountMention] | None


# A value after these words is not what is booked.
_DISOWNED = re.compile(
    r"""\b(?:instead\s+of|rather\s+than|not|no\s+longer|isn't|isn't\s+for|other\s+than|except(?:\s+for)?|besides
        |before\s+it\s+was|from\s+now
    |can't\s+(?:do|make)|cannot\s+(?:do|make)|(?:change|move|switch)\s+(?:it\s+|that\s+|the\s+\w+\s+)?from
        |weather\s+(?:like\s+)?(?:on|for))
    (?:\s+(?:on|at|for|the|that|in))*\s+$""",
    re.VERBOSE,
)
_REFUSING = re.compile(
    r"""\b(?:unfortunately|sorry|unable|unsuccessful|failed|couldn't|could\s+not|can't|cannot|wasn't
        |not\s+(?:available|able|possible|open)|isn't
    |unavailable|n't\s+(?:have|available|any)|no\s+(?:\w+\s+)?(?:table|room|slot|opening|availab|appointment|car|time)
        |fully|already\s+booked|taken|full
    |doesn't\s+work|don't\s+work|won't\s+work|busy|have\s+(?:a|another)\s+\w+\s+(?:then|that|at))\b""",
    re.VERBOSE,
)
_ELSEWHERE = re.compile(
    r"""\b(?:showing|showtimes?|screening|concert|weather|forecast|temperatures?|humid\w*|rain\w*|snow\w*|cloudy|sunny
        |movie|bus\s+leaves|flight
    |calendar|your\s+schedule|am\s+i\s+free|do\s+i\s+have|i\s+am\s+free|i'm\s+free|happy\s+hour|breakfast
        |check-?out\s+time)\b""",
    re.VERBOSE,
)
_READ_BACK = re.compile(r"\b(?:(?:is|did\s+i\s+get)\s+(?:that|this|it|all)\s+(?:right|correct)|(?:right|correct)\s*\?)")
_TIMETABLE = re.compile(
    r"""\b(?:depart\w*|arriv\w+\s+(?:time|at)|leaves?\s+at|lands?|take\s*off|opens?|closes?|(?:opening
        |closing)\s+(?:hours?|times?)
    |open\s+(?:from|until|till|on)|hours\s+are|free\s+(?:from|between|until|at|on|slot)|empty\s+slot|empty\s+from
        |availability
    |available\s+(?:from|between|until|slot)|show(?:s)?\s+(?:at|is|starts?)|starts?\s+at|event|game)\b""",
    re.VERBOSE,
)
_COURTESY = re.compile(r"\b(?:help|assist|anything|else|be\s+all|how\s+are|thank\w*|do\s+for\s+you|day\s+today)\b")
_CHECK_OUT = re.compile(
    r"""\b(?:check(?:ing|ed)?[\s-]*(?:me\s+)?out|until|till|leav(?:e|es|ing)|return\w*|drop(?:p?ed|ping)?(?:\s+(?:it
        |that|the\s+\w+))?[\s-]*(?:off)?|through|thru
    |end(?:ing)?|(?:bring|giv|tak|have)\w*\s+(?:it\s+|the\s+\w+\s+)?back)\b(?:[\s,]+(?:date|day|time|on|of|the|is|will
        |be|would|for|it|by|at|as|should
    |car|from|there|again|my|your|our|i|am|'m|a))*\W*$""",
    re.VERBOSE,
)
_SPAN_GAP = re.compile(r"\s*(?:-|\u2013|to|until|till|through|thru)\s*(?:the\s+)?")
_CHECK_IN = re.compile(
    r"\b(?:check(?:ing)?[\s-]*in|start\w*|begin\w*|from|pick(?:ing|ed)?[\s-]*(?:it\s+)?up|arriv\w+"
    r"|depart\w*)\b[^.?!]{0,40}$",
    re.VERBOSE,
)


def read_slots(turns: Sequence[Turn], made: Passage, call_date: date) -> BookingSlots:
    """Return the values standing at `made`, the passage that states the booking as made.

    A value in that passage wins; else the last one that either side named before it and did not give up or refuse.
    """
    days = _Slot(read=lambda text: read_dates(text, call_date), pick=_pick_day, asked=_WHICH_DAY, answer=_no_answer)
    times = _Slot(read=read_times, pick=_pick_time, asked=_WHICH_TIME, answer=_bare_time)
    counts = _Slot(read=read_counts, pick=_pick_count, asked=_HOW_MANY, answer=_bare_count)
    return BookingSlots(
        day=_standing(turns, made, days), time=_standing(turns, made, times), party_size=_standing(turns, made, counts)
    )


_HOW_MANY = re.compile(
    r"\b(?:how\s+(?:many|large|big)|party\s+size|number\s+of\s+(?:people|guests|persons)|size\s+of\s+(?:your"
    r"|the)\s+party)\b"
)
_WHICH_TIME = re.compile(r"\b(?:what\s+(?:\w+\s+)?time|which\s+time|when|at\s+what)\b")
_WHICH_DAY = re.compile(r"\b(?:what\s+(?:day|date)|which\s+(?:day|date)|when)\b")
_LEAVING = re.compile(r"\b(?:check(?:ing)?[\s-]*out|leav(?:e|ing)|return|until|drop[\s-]*off)\b")


def _no_answer(_text: str) -> tuple[DateMention, ...]:
    return ()


def _bare_count(text: str) -> tuple[CountMention, ...]:
    """Read "2" or "let's say ten" as the answer to "how many?"."""
    return tuple(
        CountMention(value=int(number.value), start=number.start, end=number.end)
        for number in read_numbers(text)[:1]
        if not number.ordinal and number.value == int(number.value) and number.value < 500
    )


def _bare_time(text: str) -> tuple[TimeMention, ...]:
    """Read "8" or "ten, please" as the answer to "at what time?"."""
    bare = _BARE_HOUR.match(plain(text))
    if bare is None:
        return ()
    return tuple(replace(mention, start=bare.start(1), end=bare.end(1)) for mention in read_times(f"at {bare[1]}"))


_BARE_HOUR = re.compile(
    r"\s*(?:(?:around|about|maybe|say|let's\s+say|make\s+it|how\s+about|um|uh|well|yes|ok(?:ay)?)[,\s]+)*"
    r"(\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s*(?:[.,!]|please|$)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Slot(Generic[M]):
    """How one kind of value is read, chosen among several, and read as a bare answer to its question."""

    read: Callable[[str], tuple[M, ...]]
    pick: Callable[[str, list[M]], M | None]
    asked: re.Pattern[str]
    answer: Callable[[str], tuple[M, ...]]


def _standing(turns: Sequence[Turn], made: Passage, slot: _Slot[M]) -> Standing[M] | None:
    for number in range(made.turn, 0, -1):
        turn = turns[number - 1]
        if turn.speaker == "system":
            continue
        before = plain(turns[number - 2].text) if number > 1 and turn.speaker == "agent" else ""
        mentions = slot.read(turn.text)
        if not mentions and before and slot.asked.search(before):
            mentions = slot.answer(turn.text)
        chosen = _chosen(turn, number, made, mentions, slot) if mentions else None
        if chosen is not None and not _answers_when_leaving(before, turn.text, slot):
            return Standing(value=chosen, passage=Passage(turn=number, start=chosen.start, end=chosen.end))
    return None


def _chosen(turn: Turn, number: int, made: Passage, mentions: tuple[M, ...], slot: _Slot[M]) -> M | None:
    for sentences in _passes(turn, number, made):
        kept = [m for m in mentions if _counts(turn.text, m, sentences, by_agent=turn.speaker == "agent")]
        chosen = slot.pick(turn.text, kept) if kept else None
        if chosen is not None:
            return chosen
    return None


def _answers_when_leaving(before: str, text: str, slot: _Slot[M]) -> bool:
    """Whether a short answer gives the end of a stay, since that is what was asked."""
    return slot.asked is _WHICH_DAY and len(text) < 40 and bool(_LEAVING.search(before)) and "check in" not in before


def _passes(turn: Turn, number: int, made: Passage) -> Iterator[tuple[Sentence, ...]]:
    """The sentences to look through: first the one that states the booking, then the rest of its turn."""
    sentences = read_sentences(turn.text)
    if number == made.turn:
        yield tuple(s for s in sentences if s.start <= made.start < s.end)
        yield tuple(s for s in sentences if not s.asks)
    else:
        yield sentences


def _counts(text: str, mention: _Mention, sentences: tuple[Sentence, ...], *, by_agent: bool) -> bool:
    """Whether a mention can be of what is booked: not disowned, not refused, not somebody's timetable."""
    sentence = next((s for s in sentences if s.start <= mention.start < s.end), None)
    if sentence is None:
        return False
    lowered = plain(text)
    start, end = _clause(lowered, sentence, mention)
    if _DISOWNED.search(lowered, start, mention.start):
        return False
    if _ELSEWHERE.search(lowered, start, end) and not _READ_BACK.search(lowered):
        return False
    if lowered[mention.start : mention.end] == "today" and _COURTESY.search(lowered, start, end):
        return False
    return by_agent or not (_REFUSING.search(lowered, start, end) or _TIMETABLE.search(lowered, start, end))


_AROUND = 400
"""How many characters to either side a sentence is about a mention: what is farther off says nothing of it."""
_TURN = re.compile(r"\b(?:but|however|though|although|how\s+about|what\s+about|would\s+you|instead|so)\b")


def _clause(lowered: str, sentence: Sentence, mention: _Mention) -> tuple[int, int]:
    """The part of the sentence around a mention, cut where it turns ("not at 2, but I have 3")."""
    start = max(sentence.start, mention.start - _AROUND)
    end = min(sentence.end, mention.end + _AROUND)
    for match in _TURN.finditer(lowered, start, end):
        if match.end() <= mention.start:
            start = match.start()
        elif match.start() >= mention.end:
            return start, match.start()
    return start, end


def _pick_day(text: str, mentions: list[DateMention]) -> DateMention | None:
    """The last day named that does not end a stay; where a stay has both ends, the day on which it begins."""
    lowered = plain(text)
    ends = [
        mention
        for previous, mention in zip([None, *mentions], mentions, strict=False)
        if _CHECK_OUT.search(lowered, max(0, mention.start - 40), mention.start)
        or (previous is not None and _SPAN_GAP.fullmatch(lowered, previous.end, mention.start))
    ]
    starts = [mention for mention in mentions if mention not in ends and mention.kind != "span"]
    named = [m for m in starts if _CHECK_IN.search(lowered, max(0, m.start - 50), m.start)]
    if ends and named:
        return named[-1]
    return starts[-1] if starts else None


def _pick_time(_text: str, mentions: list[TimeMention]) -> TimeMention | None:
    clock = [m for m in mentions if not m.part]
    return clock[-1] if clock else None


def _pick_count(_text: str, mentions: list[CountMention]) -> CountMention | None:
    sure = [m for m in mentions if m.sure]
    return (sure or mentions)[-1]
