"""Days named in a text, absolute or relative, read from the day of the call."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from harness.language.date_readers import MONTHS, READERS, WEEKDAYS, Kind
from harness.language.lexicon import plain

_ORDINAL_WORD = (
    r"(?:(?:twenty|thirty)[ -](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|first|second|third|fourth"
    r"|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth"
    r"|seventeenth|eighteenth"
    r"|nineteenth|twentieth|thirtieth)"
)
_MONTH = rf"(?:{'|'.join(MONTHS)}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
_WEEKDAY = (
    r"(?:mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|mon|tues?|weds?|thurs?|thu|fri"
    r"|sat(?!\s+(?:down|there|in|on|with))|(?<!the\s)sun)"
)
_DAY = rf"(?:[0-3]?\d(?:\s?(?:st|nd|rd|th))?|{_ORDINAL_WORD})"
_COUNT = (
    r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|\d{1,2}|couple\s+of|a\s+couple\s+of|few)"
)

_DATE = re.compile(
    rf"""(?<![\w/$£€.-])(?:
    (?P<iso>(?P<iy>20\d\d)-(?P<im>[01]?\d)-(?P<id>[0-3]?\d))(?![\w-])
    |(?P<slash>(?P<s1>[0-3]?\d)/(?P<s2>[0-3]?\d)(?:/(?P<sy>\d{{4}}|\d\d))?)(?![\w/])
    |(?P<dashed>(?P<d1>[0-3]?\d)-(?P<d2>[0-3]?\d)-(?P<dy>(?:19|20)\d\d))(?![\w-])
    |(?:(?P<mwd>{_WEEKDAY})\b\.?,?\s+(?:the\s+)?)?(?P<md>(?P<mdm>{_MONTH})\b\.?,?\s*(?:the\s+)?(?P<mdd>{_DAY})
        (?:,?\s+(?P<mdy>(?:19|20)\d\d))?)(?![\w:])(?!\s?(?:[ap]\.?m\b|o'clock))
    |(?:(?P<dwd>{_WEEKDAY})\b\.?,?\s+(?:the\s+)?)?(?P<dm>(?:the\s+)?(?P<dmd>{_DAY})\s+(?:day\s+)?(?:of\s+)?
        (?P<dmm>{_MONTH})\b
        (?:,?\s+(?P<dmy>(?:19|20)\d\d))?)
    |(?P<ofmonth>(?:the\s+)?(?P<omd>{_DAY})\s+(?:of\s+)?(?P<omw>this|the|next)\s+month)\b
    |(?P<wdd>(?P<wddw>{_WEEKDAY})\b,?\s+(?:the\s+)?(?P<wddd>[0-3]?\d\s?(?:st|nd|rd|th)|{_ORDINAL_WORD}))\b(?!\s+(?:one
        |option))
    |(?P<after>(?:the\s+)?day\s+after\s+(?:tomorrow|tmrw|tmr))\b
    |(?P<tomorrow>tomorrow|tmrw|tmr|tomorow|tommorow|tommorrow)\b
    |(?P<today>today|tonight|this\s+(?:very\s+)?(?:morning|afternoon|evening))\b
    |(?P<yesterday>(?:the\s+day\s+before\s+)?yesterday)\b
    |(?P<in>(?:in|within)\s+(?:about\s+)?(?P<inn>{_COUNT})\s+(?P<inu>days?|weeks?|months?))\b
    |(?P<from>(?<!for\s)(?P<fn>{_COUNT})\s+(?P<fu>days?|weeks?)\s+(?:from|after)\s+(?P<fw>today|now|tomorrow
        |(?:this\s+|next\s+)?{_WEEKDAY}))\b
    |(?P<wd>(?:(?P<which>next|this\s+coming|this|coming|upcoming|last|the\s+following|following)\s+)?(?P<wdw>{_WEEKDAY})
        (?:\s+(?P<next>next\s+week|this\s+week|week))?)\b(?!\s*(?:through|to|thru|-)\s*{_WEEKDAY}\b)
    |(?P<next_week_day>next\s+week\s+(?:on\s+)?(?P<nww>{_WEEKDAY}))\b
    |(?P<weekend>(?:(?P<wewhich>this|next|the)\s+)?weekend)\b
    |(?P<week>(?P<weekwhich>next|this)\s+week)\b
    |(?P<the>the\s+
        (?P<theday>[0-3]?\d\s?(?:st|nd|rd|th)|{_ORDINAL_WORD}))\b
        (?!\s+(?:one|option|floor|street|st\b|ave|avenue|time|person|thing|place|offer|choice|half|slot|day|available
            |week|night
        |visit|showing|class|class\b|row|party|name|restaurant|hotel))
    |(?P<nth>(?P<nthd>[0-3]?\d(?:st|nd|rd|th)))\b(?!\s+(?:floor|street|st\b|ave|avenue|st\.|row|time|grade|century
        |birthday|party|level|gen))
    )""",
    re.VERBOSE,
)
_HINT = re.compile(
    r"\d\s?(?:st|nd|rd|th|/|-|of)|[0-3]?\d\s+(?:day\s+)?(?:of\s+)?[jfmasond]|\b(?:mon|tue|wed|thu|fri|sat|sun|jan"
    r"|feb|mar|apr"
    r"|may|jun|jul|aug|sep|oct|nov|dec|to[dn]|tom|tmr|this|next|week|day|yest)|(?:days?|weeks?|months?|weekend)\b"
    rf"|the\s+{_ORDINAL_WORD}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A day named in a text.

    `day` is the likeliest; `also` holds other days that the words can mean ("next Tuesday" on a Monday). `kind`
    says how it was named; a "span" (a weekend, "next week") covers `day` and every day of `also`. `with_year` is True
    where the year was said.
    """

    day: date
    start: int
    end: int
    kind: Kind
    also: tuple[date, ...] = ()
    with_year: bool = False

    @property
    def weekday(self) -> str:
        """The day's name in lower case, "tuesday"."""
        return WEEKDAYS[self.day.weekday()]

    def may_be(self, day: date) -> bool:
        """Whether the words can mean `day`."""
        return day == self.day or day in self.also


@lru_cache(maxsize=4096)
def read_dates(text: str, call_date: date) -> tuple[DateMention, ...]:
    """Return the days that `text` names, in order; `call_date` is what "today" means, and past days are next year's."""
    lowered = plain(text)
    if not _HINT.search(lowered):
        return ()
    found = []
    for match in _DATE.finditer(lowered):
        mention = _mention(match, call_date)
        if mention is not None:
            found.append(mention)
    return tuple(found)


def _mention(match: re.Match[str], today: date) -> DateMention | None:
    for name, reader in READERS.items():
        if match[name]:
            read = reader(match, today)
            if read is None:
                return None
            day, also, kind, with_year = read
            return DateMention(day=day, also=also, kind=kind, with_year=with_year, start=match.start(), end=match.end())
    raise AssertionError(match[0])
