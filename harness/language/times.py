"""Times of day named in a text: clock times in digits or words, parts of the day, ranges."""

import re
from dataclasses import dataclass, replace
from datetime import time
from functools import lru_cache
from typing import Literal

from harness.language.lexicon import plain

_HOURS = {
    word: value
    for value, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), start=1
    )
}
_TENS = {"ten": 10, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "quarter": 15, "half": 30}
_PARTS: dict[str, tuple[int, int]] = {
    "early morning": (5, 9),
    "late morning": (10, 12),
    "morning": (5, 12),
    "lunchtime": (11, 14),
    "early afternoon": (12, 15),
    "late afternoon": (15, 18),
    "afternoon": (12, 18),
    "early evening": (16, 19),
    "late evening": (20, 24),
    "evening": (17, 23),
    "tonight": (17, 24),
    "night": (18, 24),
}
"""Parts of the day in hours, the first inclusive and the last exclusive."""

_H = "|".join(_HOURS)
_PART = r"(?:(?:early|late)\s+)?(?:morning|afternoon|evening|night)"
_WHEN = r"(?:\s+on)?(?:\s+(?:mon|tues|wednes|thurs|fri|satur|sun)day|\s+tomorrow|\s+that|\s+this)?"
_AFTER = re.compile(
    rf"""(?P<oclock>\s*o'?\s?clock\b)?,?(?:\s*(?P<mer>[ap])(?:\.\s?m\b\.?|\s?m\b)(?!\w)
    |(?!(?:(?<=one)|(?<=\b1))\s+night\b)(?:\s+in\s+the|\s+at|{_WHEN})\s+(?P<part>{_PART})\b|\s+(?P<tonight>tonight)\b)?""",
    re.VERBOSE,
)
_BEFORE = re.compile(rf"\b(?:(?P<part>{_PART})|(?P<tonight>tonight))(?:\s+(?:at|around|about|by|of))?\s+$")
_CUE = re.compile(r"\b(?:at|by|around|about|until|till|til|before|after|@)\s*(?:about\s+|around\s+)?$")
_SUITS = re.compile(
    r"\s+(?:works?|sounds?|would\s+(?:work|be|suit)|will\s+(?:work|do)|is\s+(?:good|fine|perfect|great|ok(?:ay)?"
    r"|best))\b"
)
_UNIT = re.compile(
    r"""\s*(?:-\s*)?(?:%|people|persons?|guests?|adults?|of\b|ppl|kids|child|seats?|tickets?|tables?|miles?|stars?
        |days?|weeks?
    |months?|years?|nights?|hours?|minutes?|mins?|dollars?|bucks?|pounds?|euros?|rooms?|bed|bath|more\b|other\b|results?
    |options?|restaurants?|hotels?|places?|points?|percent|cars?|bags?|women|men|and\s+a\s+half|hundred|thousand|stops?
    |passengers?|travell?ers?|friends|residents|different|such|things?|events?|flights?|jan|feb|mar(?:ch)?\b|apr|may\b
        |jun|jul
    |aug|sep|oct|nov|dec|[a-z]+\s+(?:st|street|ave|avenue|road|rd|blvd|way|drive|lane)\b|(?:st|nd|rd|th|k)\b
        |[.,:/-]?\d)""",
    re.VERBOSE,
)
_CORE = re.compile(
    rf"""(?<![\w$£€:/])(?<!\d[.,])(?<!\d\d\d-)(?:
    (?P<clock>(?P<ch>[01]?\d|2[0-4])\s?:\s?(?P<cm>[0-5]\d)(?::[0-5]\d)?)(?![\d%:])
    |(?P<dotted>(?P<dh>1[0-2]|0?[1-9])[. h](?P<dm>[0-5]\d))(?=\s*(?:[ap]\.?m\b|o'?clock|in\s+the\s+[mae]))
    |(?P<phrase>(?P<pm>half|(?:a\s+)?quarter|twenty(?:[ -]five)?|five|ten|[12]?[05])(?:\s+minutes)?
        \s+(?P<dir>past|to|till|til|of|after|before)\s+(?P<ph>{_H}|1[0-2]|[1-9]|noon|midnight))(?![\w:])
    |(?P<spoken>(?P<sh>{_H})[ -](?:(?P<zero>oh|o)[ -](?P<sz>{_H})
        |(?P<st>ten|fifteen|(?:twenty|thirty|forty|fifty)(?:[ -]five)?)))\b
    |(?P<digits>(?:[01]\d|2[0-3])[0-5]\d|[1-9][0-5]\d)(?=\s?(?:hrs?|hours|h|[ap]\.?m)\b)
    |(?P<hour>{_H}|1[0-2]|0?[1-9])(?=\s?[ap]\.?\s?m\b|[^\w:.]|\.(?!\d)|$)
    |(?P<named>(?:12\s+)?(?:noon|midday|mid-day|midnight))\b
    |(?P<part>{_PART}|lunch\s?time|tonight)\b
    )""",
    re.VERBOSE,
)
_HINT = re.compile(
    rf"\d|\b(?:{_H}|noon|mid|half|quarter|lunch|tonight)\b|morning|afternoon|evening|night|midnight|midday"
)
_GAP = re.compile(r"\s*(?:-|\u2013|to|until|till|til|through)\s*$")
_BETWEEN = re.compile(r"\b(?:between|from|anywhere\s+from)\s+$")

Meridiem = Literal["am", "pm", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMention:
    """A time of day named in a text.

    `at` is the likeliest reading; `also` the reading half a day off where the text does not say which half. `until` is
    the end of a range. `part` is True for a part of the day ("afternoon"), which covers `at` to `until`.
    """

    at: time
    start: int
    end: int
    also: time | None = None
    until: time | None = None
    part: bool = False

    def may_be(self, at: time) -> bool:
        """Whether the words can mean that it happens at `at`; a part of the day covers its times."""
        if self.part:
            return self.at <= at and (self.until is None or at <= self.until)
        return at in (self.at, self.also)


@lru_cache(maxsize=4096)
def read_times(text: str) -> tuple[TimeMention, ...]:
    """Return the times that `text` names, in order; a part of the day said with a clock time only tells its half."""
    lowered = plain(text)
    if not _HINT.search(lowered):
        return ()
    found: list[TimeMention] = []
    pending: TimeMention | None = None
    end = 0
    for match in _CORE.finditer(lowered):
        if match.start() < end:
            continue
        mention, certain = _read(lowered, match)
        if mention is None:
            continue
        end = mention.end
        if pending is not None and not _joins(lowered, pending, mention):
            pending = None
        if found and found[-1].part and mention.start <= found[-1].start:
            found.pop()
        if certain or (pending is not None and not mention.part):
            _append(found, lowered, _like(pending, mention) if pending else None, mention)
            pending = None
        else:
            pending = mention
    return tuple(found)


def _read(text: str, match: re.Match[str]) -> tuple[TimeMention | None, bool]:
    """Read one candidate; also says whether it surely is a time, which a lone small number is not."""
    if match["part"]:
        return _part(match), True
    if match["named"]:
        return TimeMention(
            at=time(0 if "midnight" in match["named"] else 12), start=match.start(), end=match.end()
        ), True
    hour, minute = _clock(match)
    if hour > 23 or minute > 59:
        return None, False
    after = _AFTER.match(text, match.end())
    before = _BEFORE.search(text, max(0, match.start() - 24), match.start())
    end = after.end() if after and after[0].strip(" ,") else match.end()
    meridiem = _meridiem(after, before, hour)
    exact = bool(match["clock"] or match["digits"] or match["phrase"] or match["dotted"])
    told = meridiem != "unknown" or bool(after and after["oclock"])
    if not exact and not told and _UNIT.match(text, match.end()):
        return None, False
    cued = _CUE.search(text, max(0, match.start() - 16), match.start()) or _SUITS.match(text, match.end())
    certain = exact or told or bool(match["spoken"]) or bool(cued)
    start = before.start() if before else match.start()
    if match["dotted"] is None and match["clock"] and (hour > 12 or match["ch"].startswith("0")):
        return TimeMention(at=time(hour, minute), start=start, end=end), True
    return _timed(hour, minute, meridiem, start, end), certain


def _part(match: re.Match[str]) -> TimeMention:
    first, last = _PARTS[" ".join(match["part"].split()).replace("lunch time", "lunchtime")]
    until = time(23, 59) if last == 24 else time(last)
    return TimeMention(at=time(first), until=until, part=True, start=match.start(), end=match.end())


def _clock(match: re.Match[str]) -> tuple[int, int]:
    if match["clock"]:
        return int(match["ch"]) % 24, int(match["cm"])
    if match["dotted"]:
        return int(match["dh"]), int(match["dm"])
    if match["digits"]:
        return divmod(int(match["digits"]), 100)
    if match["spoken"]:
        return _HOURS[match["sh"]], _HOURS[match["sz"]] if match["zero"] else _minutes(match["st"])
    if match["phrase"]:
        hour, minutes = _hour(match["ph"]), _minutes(match["pm"])
        back = match["dir"] not in ("past", "after")
        return ((hour - 1) or 12, 60 - minutes) if back else (hour, minutes)
    return _hour(match["hour"]), 0


def _hour(word: str) -> int:
    return 12 if word in ("noon", "midnight") else _HOURS.get(word) or int(word)


def _minutes(word: str) -> int:
    if word.isdigit():
        return int(word)
    return sum(_TENS.get(part, 5 if part == "five" else 0) for part in re.split(r"[ -]", word))


def _meridiem(after: re.Match[str] | None, before: re.Match[str] | None, hour: int) -> Meridiem:
    if after and after["mer"]:
        return "am" if after["mer"] == "a" else "pm"
    part = (after and (after["part"] or after["tonight"])) or (before and (before["part"] or before["tonight"])) or ""
    if "morning" in part:
        return "am"
    if "night" in part:
        return "am" if hour in (12, 1, 2, 3) and "tonight" not in part else "pm"
    return "pm" if part else "unknown"


def _timed(hour: int, minute: int, meridiem: Meridiem, start: int, end: int) -> TimeMention:
    half = hour % 12
    if meridiem == "unknown" and hour <= 12:
        afternoon = hour == 12 or hour <= 7
        at, also = time(half + 12 * afternoon, minute), time(half + 12 * (not afternoon), minute)
        return TimeMention(at=at, also=also, start=start, end=end)
    if hour > 12:
        return TimeMention(at=time(hour, minute), start=start, end=end)
    return TimeMention(at=time(half + 12 * (meridiem == "pm"), minute), start=start, end=end)


def _joins(text: str, first: TimeMention, second: TimeMention) -> bool:
    """Whether a lone number and a time are the ends of one range or two options ("3 to 5 pm", "6 or 7 o'clock")."""
    gap = text[first.end : second.start]
    return bool(_GAP.fullmatch(gap) or gap.strip() in ("and", "or", ",", "/"))


def _like(first: TimeMention, second: TimeMention) -> TimeMention:
    """Read the hour `first` in the half of the day in which it comes before `second`."""
    if first.also is None or second.also is not None:
        return first
    earlier = [at for at in (first.at, first.also) if at < second.at]
    return replace(first, at=max(earlier) if earlier else first.at, also=None)


def _append(found: list[TimeMention], text: str, first: TimeMention | None, second: TimeMention) -> None:
    last = first
    if last is None and found and not found[-1].part and found[-1].until is None:
        last = found.pop()
    if last is None:
        found.append(second)
        return
    gap = text[last.end : second.start]
    between = gap.strip() == "and" and _BETWEEN.search(text, max(0, last.start - 16), last.start)
    if not second.part and (_GAP.fullmatch(gap) or between):
        last = _like(last, second)
        found.append(replace(last, until=second.at, end=second.end))
    else:
        found.extend((last, second))


def same_moment(wanted: str, said: str) -> bool:
    """Whether two texts name the same hour, however said: "3pm" and "three in the afternoon"."""
    wishes = [time for time in read_times(wanted) if not time.part]
    return any(time.may_be(wish.at) for wish in wishes for time in read_times(said) if not time.part)
