"""Whether the agent went on to its fallback once the first wish was refused."""

import re
from collections.abc import Callable
from datetime import date
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from harness.checks.base import Outcome
from harness.checks.context import CheckContext
from harness.checks.meaning import MeaningCheck, quoted, turns_of_call
from harness.language.booking import Act, read_booking_acts
from harness.language.brief_facts import fallbacks
from harness.language.dates import read_dates
from harness.language.disclosure import wanted
from harness.language.money import read_money
from harness.language.passages import Answer, Passage
from harness.language.reply_words import HARD_NO, STRONG_NO
from harness.language.sentences import read_sentences
from harness.language.times import read_times
from harness.model.call import Turn
from harness.model.values import Json


def _as_list(value: Json) -> Json:
    return [value] if isinstance(value, str) else value


class UsedFallback(MeaningCheck):
    """After the callee refused the first wish, the agent takes or asks for the fallback.

    `used_fallback: Thursday afternoon`, a list of which any counts, or bare: then the "if ..., take ..." of the brief's
    `detailed_instructions`. Days, times and amounts are compared by what they mean. A fallback asked for without a
    refusal before it is unclear. `value.fallback` is what was used.
    """

    name: ClassVar[str] = "used_fallback"
    short_field: ClassVar[str | None] = "fallback"

    fallback: Annotated[tuple[str, ...], BeforeValidator(_as_list)] = Field(default=())

    def grade(self, context: CheckContext) -> Outcome:
        """Find the refusal, then the fallback after it."""
        turns = turns_of_call(context)
        wishes = self.fallback or fallbacks(context.brief)
        expected = f"the agent falls back to {' or '.join(wishes)}" if wishes else "the agent uses its fallback"
        if not wishes:
            message = "neither the check nor the brief's detailed_instructions names a fallback"
            return self.answered("unclear", expected=expected, got="no fallback is named", message=message)
        finders = [(wish, _finder(wish, context.call_date.date())) for wish in wishes]
        refused = next(
            (number for number, turn in enumerate(turns, start=1) if turn.speaker == "callee" and _refuses(turn)), None
        )
        used = _used(turns, finders, after=refused or 0)
        answer: Answer = "no" if used is None else "yes" if refused is not None else "unclear"
        got = "never asked for" if used is None else f"{used[0]} in turn {used[1].turn}"
        message = "asked for, though nothing was refused before" if answer == "unclear" else got
        return self.answered(
            answer,
            expected=expected,
            got=got,
            message=message,
            evidence=quoted(turns, (used[1],) if used else ()),
            value={"used": answer, "fallback": used[0] if used else None},
        )


def _refuses(turn: Turn) -> bool:
    if any(act.act in (Act.FAILED, Act.UNDONE) for act in read_booking_acts(turn.text)):
        return True
    said = [sentence.text for sentence in read_sentences(turn.text) if not sentence.asks]
    return any(STRONG_NO.search(text) or HARD_NO.search(text) or _CANNOT.search(text) for text in said)


_CANNOT = re.compile(
    r"""\b(?:no\s+can\s+do|not\s+possible|(?:isn't|aren't|is\s+not|are\s+not|'s\s+not|not)\s+(?:in|free|open|here|working|around|on)
    |(?:is|are|'s|'re)\s+(?:out|off|away|gone|closed|full|booked|on\s+(?:vacation|leave|holiday))|we\s+(?:close|open|don't|can't|won't)
    |spoken\s+for|can't|cannot|won't|unable|only\s+(?:on|from|at|have))\b|n't\s+(?:have|any|available)\b""",
    re.VERBOSE,
)
"""Other ways to say that the first wish cannot be had."""


Finder = Callable[[str], tuple[int, int] | None]


def _used(turns: tuple[Turn, ...], finders: list[tuple[str, Finder]], *, after: int) -> tuple[str, Passage] | None:
    for number, turn in enumerate(turns, start=1):
        if turn.speaker != "agent" or number <= after:
            continue
        for wish, find in finders:
            span = find(turn.text)
            if span is not None:
                return wish, Passage(turn=number, start=span[0], end=span[1])
    return None


def _finder(wish: str, today: date) -> Finder:
    """Look for what a wish means: any day, time or amount that it names, else its words."""
    days = read_dates(wish, today)
    weekdays = {mention.day.weekday() for mention in days if mention.kind == "weekday"}
    dates = {day for mention in days if mention.kind != "weekday" for day in (mention.day, *mention.also)}
    times = [mention for mention in read_times(wish) if not mention.part]
    amounts = {money.amount for money in read_money(wish)}
    look = wanted(wish)

    def find(text: str) -> tuple[int, int] | None:
        for day in read_dates(text, today) if days else ():
            if day.day.weekday() in weekdays or day.day in dates or not dates.isdisjoint(day.also):
                return day.start, day.end
        for at in read_times(text) if times and not days else ():
            if any(at.may_be(time.at) or (time.also is not None and at.may_be(time.also)) for time in times):
                return at.start, at.end
        for money in read_money(text) if amounts else ():
            if money.amount in amounts:
                return money.start, money.end
        return look.find(text) if not (days or times or amounts) else None

    return find
