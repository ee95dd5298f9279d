"""Whether the callee told a given piece of information: asked for by the agent, or stated unasked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from harness.language.dates import read_dates
from harness.language.digits import read_digit_runs
from harness.language.english import ENGLISH
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


_EMPTY = words(
    """
    the a an of for on in at to is are whether if or and what which who when where how their your its it this that they
    there do does did with by from be been has have can could would any some please about tell me us information details
    detail indicating indicate boolean flag number name ask give get obtained told number
    """
)
_TOPICS: tuple[frozenset[str], ...] = (
    words("phone telephone contact call reach cell"),
    words("address located location where street directions"),
    words("price cost total charge fee fare rate amount pay expensive pricey much bill ticket"),
    words("rating rated review reviews stars score star"),
    words("open opening hours close closes closing"),
    words("arrive arrival arrives arriving reach land lands landing get gets"),
    words("depart departure leave leaves departing leaving"),
    words("pet pets dog dogs cat cats animals"),
    words("temperature temperatures degrees hot cold fahrenheit celsius"),
    words("humidity humid"),
    words("wind windy"),
    words("rain precipitation"),
    words("wifi wi-fi internet wireless"),
    words("refund refundable refunded"),
    words("alcohol alcoholic drinks beer wine"),
    words("music live band"),
    words("parking park garage"),
    words("furnished furniture furnish"),
    words("laundry washer dryer"),
    words("director directed directs directing"),
    words("genre genres kind type types"),
    words("artist singer sang sung sings singing"),
    words("date day when"),
    words("time when hour"),
    words("smoking smoke"),
    words("airport terminal"),
    words("vegetarian vegan veggie"),
    words("outdoor outside patio"),
    words("class economy business"),
    words("stop stops layover layovers"),
    words("balance account"),
)
_YES_NO = re.compile(
    r"^\W*(?:yes|no|yeah|yep|nope|they\s+(?:do|don't|are|aren't)|it\s+(?:is|isn't|does|doesn't)|unfortunately"
    r"|sorry|of\s+course)\b|\b(?:not|n't|does|do|is|are|has|have|allow\w*|offer\w*|serve\w*|includ\w+|available)\b"
)
_UNKNOWN = re.compile(
    r"\b(?:(?:don't|do\s+not|didn't|can't|cannot)\s+(?:know|have\s+that|say|tell|see\s+that)|not\s+sure|no\s+idea"
    r"|no\s+information|i'd\s+have\s+to|let\s+me\s+(?:check|ask|find)|have\s+to\s+(?:check|ask))\b"
)
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.\w{2,}")


def read_information(turns: Sequence[Turn], about: str, kind: InformationKind | None, call_date: date) -> Told:
    """Find where the callee tells about `about`: a value of the right kind in an answer, or in a sentence about it."""
    own, topic = _own(about), _topic(about)
    wanted = kind or _kind(about)
    asked = told_of = False
    found: Told | None = None
    for number, turn in enumerate(turns, start=1):
        if turn.speaker == "agent":
            asked = any(
                _speaks_of(s.text, topic) and _requests(s) and not _opposite(about, s.text)
                for s in read_sentences(turn.text)
            )
            told_of = told_of or asked
            continue
        if turn.speaker != "callee":
            continue
        for sentence in read_sentences(turn.text):
            mine = _speaks_of(sentence.text, topic if wanted in _CERTAIN else own)
            if (
                sentence.asks
                or not (mine or asked)
                or _opposite(about, sentence.text)
                or _UNKNOWN.search(sentence.text)
            ):
                continue
            value = _value(turn.text[sentence.start : sentence.end], wanted, call_date, mine=mine)
            if value is not None and (mine or asked):
                start = sentence.start + value[0]
                at = Passage(turn=number, start=start, end=sentence.start + value[1])
                said = turn.text[at.start : at.end]
                candidate = Told(obtained="yes", reason="told", value=said, passage=at)
                found = candidate if asked or found is None else found
        asked = False
    if found is not None:
        return found
    if told_of:
        return Told(obtained="no", reason="asked for, and never told")
    return Told(obtained="no", reason="never spoken of")


def _own(about: str) -> frozenset[str]:
    found = re.findall(r"[a-z-]+", plain(about))
    own = frozenset(word for word in found if word not in _EMPTY)
    return own or frozenset(found) - ENGLISH or frozenset({plain(about)})


def _topic(about: str) -> frozenset[str]:
    """The words of a topic, with those that people use in their place."""
    own = _own(about)
    return own.union(*(topic for topic in _TOPICS if topic & own))


_CERTAIN = frozenset({"time", "date", "money", "number", "phone", "email"})
_POLES = (
    (words("inbound return returning back"), words("outbound onward outgoing departing first")),
    (
        words("origin departure starting leaving departs depart from_station"),
        words("destination arrival ending arriving"),
    ),
    (words("arrival arrives arrive arriving"), words("departure departs depart leaving leaves")),
    (words("opening open opens"), words("closing close closes")),
)


def _opposite(about: str, text: str) -> bool:
    """Whether a sentence is about the other end of a pair: the return flight where the outbound one is meant."""
    meant, said = set(re.findall(r"[a-z_]+", plain(about))), set(re.findall(r"[a-z_]+", text))
    for pair in _POLES:
        for pole, other in (pair, pair[::-1]):
            if meant & pole and not meant & other and said & other and not said & pole:
                return True
    return False


def _speaks_of(text: str, topic: frozenset[str]) -> bool:
    return any(word in topic or word.rstrip("s") in topic for word in re.findall(r"[a-z-]+", text))


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


def _value(text: str, kind: InformationKind, call_date: date, *, mine: bool) -> tuple[int, int] | None:
    """Return the span of a value of `kind` in a sentence."""
    match kind:
        case "time":
            times = read_times(text)
            return (times[0].start, times[0].end) if times else None
        case "date":
            dates = read_dates(text, call_date)
            return (dates[0].start, dates[0].end) if dates else None
        case "money":
            money = read_money(text) or (read_money(text, bare=True) if mine else ())
            return (money[0].start, money[0].end) if money else None
        case "number":
            numbers = [n for n in read_numbers(text) if not n.ordinal]
            return (numbers[0].start, numbers[0].end) if numbers else None
        case "phone":
            runs = [run for run in read_digit_runs(text) if len(run.digits) >= 7]
            return (runs[0].spans[0][0], runs[0].spans[-1][1]) if runs else None
        case "email":
            email = _EMAIL.search(text)
            return email.span() if email else None
        case "yes_no":
            return (0, len(text)) if _YES_NO.search(plain(text)) else None
        case "text":
            return (0, len(text)) if len(text.split()) >= 2 else None
