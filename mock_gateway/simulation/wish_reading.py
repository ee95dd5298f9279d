"""The days and times of one sentence: which of them go together, and which of them are ruled out."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, time, timedelta

from harness.language.dates import DateMention, read_dates
from harness.language.times import TimeMention, read_times
from mock_gateway.simulation.openings import DAY_END
from mock_gateway.simulation.wish import Wish
from mock_gateway.simulation.wish_cues import NOT_A_WISH, may_wish

MAX_SPAN_DAYS = 31
_CONDITION = re.compile(
    r"\b(?:if|in case|unless|should|when|where)\b\s*[^\s,;:.!?]*[^,;:.!?]*?"
    r"(?=[,;:.!?]|->|=>|\u2192|\s[-\u2013\u2014]\s|\bthen\b|\b(?:try|take|ask for|go for|book|accept|request|please)\b"
    r"|\b(?:we|i|he|she|they|you)(?:\s+(?:can|could|will|would|may)\b(?!['\u2019]t)|['\u2019](?:ll|d)\b)|$)",
    re.I,
)
_REASON = re.compile(r"\b(?:because|since|as)\s+(?:i|we|he|she|they|my|our|his|her|the)\b[^.;!?]*", re.I)
_BOUNDS = re.compile(r"\b(?:not|no) (?:later|earlier) than\b|\bnot (?:before|after)\b", re.I)
_REFUSED = re.compile(
    r"\b(?:not|no|never|avoid|except(?:ion|ing)?|can't|cannot|don't|doesn't|won't|isn't|nothing|exclud\w+|unavailable"
    r"|busy"
    r"|other than|apart from|bar(?:ring)?|rather not)\b",
    re.I,
)
_REFUSED_AFTER = re.compile(
    r"\b(?:not|never|can't|cannot|don't|doesn't|won't|isn't|(?:is|are) out|no good|impossible|busy|unavailable"
    r"|excluded)\b",
    re.I,
)
_SEGMENT = re.compile(
    r"[,;:()\u2014\u2013]|\s-\s|->|\bbut\b|\bbecause\b|\bso\b|(?=\bexcept\b|\bapart from\b"
    r"|\bwith the exception\b|\bother than\b)",
    re.I,
)
_BARE = re.compile(r"[\W_]*(?:or|and|nor|the|on)?[\W_]*", re.I)
_BEFORE = re.compile(r"\b(?:before|by|until|till|no later than|not later than|not after|latest)\s*$", re.I)
_AFTER = re.compile(
    r"\b(?:after|from|past|since|no earlier than|not before|any ?time after|starting at|nothing before|later than)\s*$",
    re.I,
)
_EARLIEST = re.compile(r"\bearliest\b[\w\s]{0,24}?(?:\bis|:|=)?\s*$", re.I)
_APPOSED = re.compile(
    r"\.?(?:\s+(?:after|following|week))?(?:\s*[,(\u2013\u2014-])?\s*(?:(?:that['\u2019]?s|that is"
    r"|which is|being|i\.?e\.?|so)\s+)?(?:on\s+)?"
    r"(?:the\s+)?$",
    re.I,
)
_WEEK_OF = re.compile(r"\b(?:(?:the )?week (?:of|beginning|commencing|starting)|w/c|wc)\s+(?:on )?(?:the )?$", re.I)
_OR_ON = re.compile(r"\s*(?:,\s*)?(?:or|and)\s+(?:else\s+|maybe\s+|also\s+)?(?:on\s+)?(?:the\s+)?$", re.I)
_LATEST = re.compile(r"\blatest\b[\w\s]{0,24}?(?:\bis|:|=)?\s*$", re.I)
_ONWARDS = re.compile(r"\s*(?:or later|onwards?|or after|and later|at the earliest)\b", re.I)
_EARLIER = re.compile(r"\s*(?:or earlier|or before|at the latest)\b", re.I)
_LOWER = re.compile(
    r"(?:next|this|tomorrow|today|tonight|any|the|in|mornings?|afternoons?|evenings?|early|late)\b", re.I
)
_PLURAL = re.compile(r"\b(morning|afternoon|evening)s\b", re.I)
_NO_TIME = re.compile(
    r"(?:\b(?:per|each|an?)\s+|/\s*|\b[\w-]{1,40}[\s-](?=nights?\b))nights?\b(?!\s+(?:at|of)\b)|\bafternoon tea\b", re.I
)
"""Nights that are counted, and an afternoon that is a meal: no times of day."""

_RETURNING = re.compile(
    r"\b(?:return(?:ing|s)?|back|check(?:ing)?[- ]?out|leaving|depart(?:ing|ure)? (?:the hotel|again)"
    r"|coming home)\s*(?:is |are )?(?:on |at |date:? )*"
    r"(?:the )?$",
    re.I,
)
_PASSED = re.compile(r"\b(?:last|yesterday|ago|since|past|previous)\b", re.I)
_OF_NEXT = re.compile(r"\s*,?\s*(?:on|of)?\s*(?:the\s+|either\s+|both\s+)?$", re.I)
_THROUGH = re.compile(r"\s*(?:to|through|thru|until|till|-|\u2013)\s*(?:and including\s+)?(?:the\s+)?$", re.I)
_AND = re.compile(r"\s*and\s*(?:the\s+)?$", re.I)
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$", re.I)
_ALL_DAY = re.compile(r"\W{0,3}(?:(?:at|or)\s+)?(?:any ?time|all day|whenever|any (?:slot|hour))\b", re.I)


def wishes_of(text: str, today: date, *, spans: bool = True, is_task: bool = False) -> tuple[list[Wish], list[Wish]]:
    """Return the wishes of a sentence, and what it rules out. `spans`: whether "May 4 to May 8" is any of five days.

    `is_task`: whether the sentence is what the whole call is for.
    """
    kept = _CONDITION.sub(lambda match: " " * len(match[0]), _REASON.sub(lambda match: " " * len(match[0]), text))
    if NOT_A_WISH.search(kept) or not (is_task or may_wish(text, today)):
        return [], []
    kept = _PLURAL.sub(r"\1 ", _NO_TIME.sub(lambda match: " " * len(match[0]), kept))
    dates = _days(kept, today)
    dates = _spanned(kept, dates) if spans else dates
    times = list(read_times(_without(kept, dates)))
    loose = _loose(kept, dates, times)
    found = [(moment.start, moment.end, _of_time(kept, moment, ())) for moment in loose]
    times = [moment for moment in times if moment not in loose]
    for mention, own in _assigned(kept, dates, times):
        found += [(mention.start, mention.end, wish) for wish in _of_date(kept, mention, own)]
    listed: list[Wish] = []
    refused: list[Wish] = []
    was_refused = False
    for start, end, wish in found:
        was_refused = _is_refused(_BOUNDS.sub(lambda match: " " * len(match[0]), kept), start, end, was_refused)
        (refused if was_refused else listed).append(wish)
    return listed, refused


def _loose(text: str, dates: list[DateMention], times: list[TimeMention]) -> list[TimeMention]:
    """Return the times that are of no day: "in the afternoon, not on Monday" wishes for any other day's afternoon."""
    plain = _BOUNDS.sub(lambda match: " " * len(match[0]), text)
    if not all(_is_refused(plain, found.start, found.end, False) for found in dates):
        return []
    return [moment for moment in times if not dates or not _is_refused(plain, moment.start, moment.end, False)]


def _is_refused(text: str, start: int, end: int, was_refused: bool) -> bool:
    """Whether the words around a mention rule it out; a bare one after another shares its lot."""
    cuts = [match.end() for match in _SEGMENT.finditer(text, 0, start)]
    opens = cuts[-1] if cuts else 0
    closing = _SEGMENT.search(text, end)
    before, after = text[opens:start], text[end : closing.start() if closing else len(text)]
    if _REFUSED.search(before) or _REFUSED_AFTER.search(after):
        return True
    return was_refused and bool(_BARE.fullmatch(before))


def _days(text: str, today: date) -> list[DateMention]:
    """Return the days that are still to come; where all that are named have passed, those: they cannot be had."""
    named = read_dates(text, today)
    named = tuple(found for found in named if not _RETURNING.search(text, 0, found.start))
    named = tuple(_week_of(text, found) for found in _apposed(text, named))
    coming = [found for found in named if found.day >= today]
    passed = [found for found in named if not found.with_year and not _PASSED.search(text, 0, found.end)]
    return coming or passed


def _week_of(text: str, found: DateMention) -> DateMention:
    """Read "the week of March 16" as its days."""
    led = _WEEK_OF.search(text, 0, found.start)
    if found.kind == "span" or not led:
        return found
    rest = tuple(found.day + timedelta(days=ahead) for ahead in range(1, 7 - found.day.weekday()))
    return replace(found, kind="span", also=rest, start=led.start())


def _apposed(text: str, named: Iterable[DateMention]) -> tuple[DateMention, ...]:
    """Join a weekday and the date beside it, which says which one is meant ("Wed 4/29", "Thursday, the 10th")."""
    joined: list[DateMention] = []
    for found in named:
        first = joined[-1] if joined else None
        gap = text[first.end : found.start] if first else ""
        if (
            not first
            or first.kind != "weekday"
            or found.kind not in ("date", "day_of_month")
            or not _APPOSED.match(gap)
        ):
            joined.append(found)
            continue
        same = [day for day in (found.day, *found.also) if day.weekday() == first.day.weekday()]
        if same or not gap.strip(" ."):
            joined[-1] = replace(found, day=same[0] if same else found.day, start=first.start, also=())
        else:
            joined.append(found)
    return tuple(joined)


def _spanned(text: str, dates: list[DateMention]) -> list[DateMention]:
    """Join the two ends of a range of days."""
    joined: list[DateMention] = []
    for found in dates:
        first = joined[-1] if joined else None
        between = text[first.end : found.start] if first else ""
        is_range = first is not None and first.kind != "span" and found.kind != "span" and found.day > first.day
        if (
            first
            and is_range
            and (_THROUGH.match(between) or (_AND.match(between) and _BETWEEN.search(text, 0, first.start)))
        ):
            length = min((found.day - first.day).days, MAX_SPAN_DAYS)
            days = tuple(first.day + timedelta(days=ahead) for ahead in range(1, length + 1))
            joined[-1] = replace(first, kind="span", also=days, end=found.end)
        elif first is None or found.day != first.day or found.start - first.end > 3:
            joined.append(found)
    return joined


def _without(text: str, dates: list[DateMention]) -> str:
    """Blank out the days that are written with digits, whose numbers are no times ("April 5 morning")."""
    for found in dates:
        if any(character.isdigit() for character in text[found.start : found.end]):
            text = f"{text[: found.start]}{' ' * (found.end - found.start)}{text[found.end :]}"
    return text


def _assigned(
    text: str, dates: list[DateMention], times: list[TimeMention]
) -> list[tuple[DateMention, list[TimeMention]]]:
    """Give each time its day: the next one where it leads up to it ("8:15 on Tuesday"), else the one before it."""
    own: list[list[TimeMention]] = [[] for _ in dates]
    for moment in times if dates else ():
        at = sum(found.start <= moment.start for found in dates) - 1
        if at + 1 < len(dates) and (at < 0 or _OF_NEXT.match(text[moment.end : dates[at + 1].start])):
            at += 1
        own[max(at, 0)].append(moment)
    for index in range(len(dates) - 2, -1, -1):
        following = [moment for moment in own[index + 1] if moment.start >= dates[index + 1].start]
        if not own[index] and following and not _ALL_DAY.match(text, dates[index].end):
            own[index] = following[:2] if following[0].part else following[:1]
    for index in range(1, len(dates)):
        if not own[index] and own[index - 1] and _OR_ON.match(text[dates[index - 1].end : dates[index].start]):
            own[index] = own[index - 1][-1:]
    return list(zip(dates, own, strict=True))


def _of_date(text: str, found: DateMention, times: list[TimeMention]) -> list[Wish]:
    days = (found.day, *found.also) if found.kind == "span" else (found.day,)
    words = _day_words(text[found.start : found.end].strip())
    wishes = []
    for moment in times:
        if moment.start < found.end and found.start < moment.end:
            wish = _of_time(text, moment, days)
            said = text[min(found.start, moment.start) : max(found.end, moment.end)].strip()
            wishes.append(replace(wish, words=_day_words(said)))
        else:
            wishes.append(_of_time(text, moment, days, words))
    wishes = _narrowed(wishes)
    return wishes or [Wish(days=days, words=words, is_any_time=bool(_ALL_DAY.match(text, found.end)))]


def _narrowed(wishes: list[Wish]) -> list[Wish]:
    """Read "tomorrow morning, any time before noon" as one wish."""
    if len(wishes) != 2 or (wishes[1].earliest > 0 and wishes[1].latest < DAY_END):
        return wishes
    first, bound = wishes
    earliest, latest = max(first.earliest, bound.earliest), min(first.latest, bound.latest)
    is_one = first.earliest < first.latest and earliest < latest and (first.earliest > 0 or first.latest < DAY_END)
    return [replace(first, earliest=earliest, latest=latest)] if is_one else wishes


def _day_words(words: str) -> str:
    bare = re.sub(r"^(?:on|for|by)\s+", "", words, flags=re.I)
    return bare[:1].lower() + bare[1:] if _LOWER.match(bare) else bare


def _of_time(text: str, found: TimeMention, days: tuple[date, ...], day_words: str | None = None) -> Wish:
    at = _minute(found.at)
    said = text[found.start : found.end].strip()
    earliest, latest, prefix = at, _minute(found.until) if found.until else at, "" if found.part else "at "
    if found.until and not found.part:
        prefix = "between " if " and " in said else "from "
    elif _LATEST.search(text, 0, found.start) or _EARLIER.match(text, found.end):
        earliest, prefix = 0, "by "
    elif (
        _AFTER.search(text, 0, found.start) or _EARLIEST.search(text, 0, found.start) or _ONWARDS.match(text, found.end)
    ):
        latest, prefix = DAY_END, "after "
    elif _BEFORE.search(text, 0, found.start):
        earliest, prefix = 0, "before "
        latest = at - 1
    words = _day_words(said) if found.part and not prefix else f"{prefix}{said}"
    if day_words is not None:
        words = f"{day_words} {prefix}{said}"
    is_either_half = found.also is not None and not found.part
    return Wish(days=days, earliest=earliest, latest=latest, words=words, is_either_half=is_either_half)


def _minute(at: time) -> int:
    return DAY_END if (at.hour, at.minute) == (23, 59) else at.hour * 60 + at.minute
