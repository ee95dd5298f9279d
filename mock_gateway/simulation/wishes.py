"""When the caller would like it: what a brief says about days and times, first wish and fallbacks in order."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, time

from harness.language.dates import DateMention, read_dates
from harness.language.times import TimeMention, read_times
from mock_gateway.simulation.openings import DAY_END, WHOLE_DAY, Slot

_CONDITION = re.compile(
    r"\b(?:if|in case|unless|should|when|where)\b[^,;:.!?]*?"
    r"(?=[,;:.!?]|\bthen\b|\b(?:try|take|ask for|go for|book|accept)\b|$)",
    re.I,
)
_REFUSED = re.compile(
    r"\b(?:not|no|never|avoid|except|can't|cannot|don't|won't|isn't|nothing|exclud\w+|unavailable|busy|other than)\b",
    re.I,
)
_BEFORE = re.compile(r"\b(?:before|by|until|till|no later than|not later than|not after|latest)\s*$", re.I)
_AFTER = re.compile(r"\b(?:after|from|past|no earlier than|not before|any ?time after|starting at)\s*$", re.I)
_ONWARDS = re.compile(r"\s*(?:or later|onwards?|or after)\b", re.I)
_EARLIER = re.compile(r"\s*(?:or earlier|or before|at the latest)\b", re.I)
_NOT_A_WISH = re.compile(
    r"\b(?:born|d\.?o\.?b|birth(?:day|date)?|open|opens|hours|closed?s?|since|expires?|ended|started|due"
    r"|last (?:visit|seen)"
    r"|purchased|bought|ordered|delivered|charged|signed|dated|member(?:ship)? (?:began|since)|currently|originally)\b",
    re.I,
)
_CUES = re.compile(
    r"\b(?:prefer\w*|available|availability|free|can do|works?|any ?time|flexible|ideal\w*|would like|wants?|best)\b",
    re.I,
)
_SENTENCE = re.compile(r"[^.!?;\n]+(?:[.!?;\n](?=\S)[^.!?;\n]+)*")
_ANY_TIME = re.compile(
    r"\b(?:any ?time|any (?:day|slot|opening|available|date)|flexible|first available|earliest|soonest"
    r"|as soon as possible"
    r"|asap|next available|whatever|whenever|no preference)\b",
    re.I,
)
_LOWER = re.compile(
    r"(?:next|this|tomorrow|today|tonight|any|the|in|mornings?|afternoons?|evenings?|early|late)\b", re.I
)
_PLURAL = re.compile(r"\b(morning|afternoon|evening)s\b", re.I)
_FROM_TO = re.compile(
    r"\b(?:re-?schedule|move|change|shift|postpone|push)\w*\b.*?\b(?:to|until|for)\b(?!.*\bto\b)", re.I
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Times that would suit: any of `days` (every day where empty), beginning between two minutes of the day.

    `words` is how the brief says it, since the caller knows nothing more exact.
    """

    days: tuple[date, ...] = ()
    earliest: int = 0
    latest: int = DAY_END
    words: str = ""

    def takes(self, slot: Slot) -> bool:
        """Whether `slot` would do; a slot without a time does on any of the days."""
        at_a_good_time = slot.minute == WHOLE_DAY or self.earliest <= slot.minute <= self.latest
        return (not self.days or slot.day in self.days) and at_a_good_time

    @property
    def is_open(self) -> bool:
        """Whether any time at all would do."""
        return not self.days and self.earliest == 0 and self.latest == DAY_END


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What would suit, best first, and what would not. `said` is how many of `listed` the objective itself states."""

    listed: tuple[Wish, ...] = ()
    refused: tuple[Wish, ...] = ()
    said: int = 0

    def takes(self, slot: Slot) -> bool:
        """Whether `slot` is allowed: wished for where there are wishes, and not refused."""
        if any(wish.takes(slot) for wish in self.refused):
            return False
        return not self.listed or any(wish.takes(slot) for wish in self.listed)


def sentences(text: str) -> list[str]:
    """Split a text into sentences, at full stops, semicolons and line ends that are no part of a number."""
    return [part.strip() for part in _SENTENCE.findall(text) if part.strip()]


def read_wishes(objective: str, instructions: str, context: str, today: date) -> Wishes:
    """Return what the brief's words say about when."""
    moved = _FROM_TO.search(objective)
    primary = _of_sentences([objective[moved.end() :]] if moved else sentences(objective), today)
    listed, refused = list(primary[0]), list(primary[1])
    if not listed and _ANY_TIME.search(objective):
        listed.append(_open_wish(objective))
    said = len(listed)
    cued = [sentence for sentence in sentences(context) if _CUES.search(sentence)]
    for sentence in sentences(instructions) + cued:
        more, less = _of_sentences([sentence], today)
        if re.search(r"\bprefer|ideal", sentence, re.I) and listed:
            listed = _refined(listed, more) + listed
        else:
            listed.extend(_completed(wish, listed[0] if listed else None) for wish in more)
        refused.extend(less)
        if _ANY_TIME.search(sentence) and not more and not less:
            listed.append(_open_wish(sentence))
    unique = list(dict.fromkeys(listed))
    return Wishes(listed=tuple(unique), refused=tuple(refused), said=min(said, len(unique)))


def _open_wish(sentence: str) -> Wish:
    match = _ANY_TIME.search(sentence)
    return Wish(words=match[0].lower() if match else "")


def _refined(listed: list[Wish], more: list[Wish]) -> list[Wish]:
    """Read "prefer mornings" as the first wishes, narrowed; a preference with a day of its own is one more wish."""
    narrowed = []
    for wish in more:
        if wish.days:
            narrowed.append(_completed(wish, listed[0]))
            continue
        for known in listed:
            earliest, latest = max(known.earliest, wish.earliest), min(known.latest, wish.latest)
            if earliest <= latest:
                words = f"{known.words}, preferably {wish.words}" if known.words else wish.words
                narrowed.append(replace(known, earliest=earliest, latest=latest, words=words))
    return narrowed


def _completed(wish: Wish, first: Wish | None) -> Wish:
    """Give a fallback what it leaves out: the day of the first wish, or its time of day."""
    if first is None:
        return wish
    if not wish.days:
        return replace(wish, days=first.days)
    is_timeless = wish.earliest == 0 and wish.latest == DAY_END
    is_part = first.latest - first.earliest >= 2 * 60 and first.latest < DAY_END
    if is_timeless and is_part:
        return replace(wish, earliest=first.earliest, latest=first.latest)
    return wish


def _of_sentences(texts: Iterable[str], today: date) -> tuple[list[Wish], list[Wish]]:
    listed: list[Wish] = []
    refused: list[Wish] = []
    for text in texts:
        kept = _CONDITION.sub(lambda match: " " * len(match[0]), text)
        if _NOT_A_WISH.search(kept):
            continue
        found = _wishes(kept, today)
        negated = _REFUSED.search(
            re.sub(r"\b(?:not|no) (?:later|earlier) than\b|\bnot (?:before|after)\b|\bnot available\b", "", kept)
        )
        (refused if negated else listed).extend(found)
    return listed, refused


def _wishes(text: str, today: date) -> list[Wish]:
    text = _PLURAL.sub(r"\1 ", text)
    dates = [found for found in read_dates(text, today) if found.day >= today]
    times = list(read_times(_without(text, dates)))
    if not dates:
        return [_of_time(text, found, ()) for found in times]
    wishes: list[Wish] = []
    for index, found in enumerate(dates):
        following = dates[index + 1].start if index + 1 < len(dates) else len(text)
        own = [moment for moment in times if found.start <= moment.start < following]
        if index == 0:
            own = [moment for moment in times if moment.start < found.start] + own
        if not own and index + 1 < len(dates):
            own = [moment for moment in times if moment.start >= following][:1]
        wishes.extend(_of_date(text, found, own))
    return wishes


def _without(text: str, dates: list[DateMention]) -> str:
    """Blank out the days that are written with digits, whose numbers are no times ("April 5 morning")."""
    for found in dates:
        if any(character.isdigit() for character in text[found.start : found.end]):
            text = f"{text[: found.start]}{' ' * (found.end - found.start)}{text[found.end :]}"
    return text


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
    return wishes or [Wish(days=days, words=words)]


def _day_words(words: str) -> str:
    bare = re.sub(r"^(?:on|for|by)\s+", "", words, flags=re.I)
    return bare[:1].lower() + bare[1:] if _LOWER.match(bare) else bare


def _of_time(text: str, found: TimeMention, days: tuple[date, ...], day_words: str | None = None) -> Wish:
    at = _minute(found.at)
    said = text[found.start : found.end].strip()
    earliest, latest, prefix = at, _minute(found.until) if found.until else at, "" if found.part else "at "
    if found.until and not found.part:
        prefix = "between " if " and " in said else "from "
    elif _BEFORE.search(text, 0, found.start):
        earliest, prefix = 0, "before "
        latest = at - 1
    elif _AFTER.search(text, 0, found.start) or _ONWARDS.match(text, found.end):
        latest, prefix = DAY_END, "after "
    elif _EARLIER.match(text, found.end):
        earliest, prefix = 0, "by "
    if day_words is None:
        words = _day_words(said) if found.part and not prefix else f"{prefix}{said}"
        return Wish(days=days, earliest=earliest, latest=latest, words=words)
    return Wish(days=days, earliest=earliest, latest=latest, words=f"{day_words} {prefix}{said}")


def _minute(at: time) -> int:
    return DAY_END if (at.hour, at.minute) == (23, 59) else at.hour * 60 + at.minute
