"""Sums, days and times as people of many countries write them, rewritten as the readers of English know them."""

import re
from collections.abc import Callable
from datetime import date

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_WEEKDAY = r"(?:mon(?:day)?|tue(?:s|sday)?|wed(?:s|nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
_SIGN = r"(?:[€£$]|(?:eur|gbp|usd|cad|aud|nzd)\b|euros?\b|pounds?\b|dollars?\b)"
_CODE = r"(?:[€£$]|\b(?:eur|gbp|usd|cad|aud|nzd))\s?"
_PER_UNIT = r"(?!\s*(?:[€£$]|eur|euros?)?\s*(?:/|per |a )\s*(?:kwh|lit(?:re|er)|l\b|gal\w*|unit|piece|minute))"
_HOUR = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|1[0-2]|[1-9])"
_NOT_TIMED = (
    r"(?!\s*(?:[:%€£$]|\d|[ap]\.?m|o'?clock|people|guests|persons|of\b|adults|kids|per\b|dollars|pounds|euros|a month)"
    rf"|\s+(?!{_WEEKDAY}\b)(?-i:[A-Z]))"
)


def _date_of(match: re.Match[str]) -> str:
    """Write 03.07.2026, which is the third of July wherever dots are written, with the month's name."""
    day, month = int(match["day"]), int(match["month"])
    year = match["year"] or ""
    try:
        date(int(year) if len(year) == 4 else 2024, month, day)
    except ValueError:
        return match[0]
    return f"{day} {_MONTHS[month - 1]}{f' {int(year) + 2000 * (len(year) == 2)}' if year else ''}"


def _sum_of(match: re.Match[str]) -> str:
    whole = re.sub(r"[.\s'\u2019\u00a0]", "", match["whole"])
    cents = match.groupdict().get("cents")
    return (
        f"{int(whole):,}{f'.{cents}' if cents else ''}" if len(whole) > 3 else f"{whole}{f'.{cents}' if cents else ''}"
    )


_WHOLE = r"(?P<whole>\d{1,3}(?:[. \u00a0]\d{3})+|\d+)"
_GROUPED = r"(?P<whole>[1-9]\d{0,2}(?:[. \u00a0'\u2019]\d{3})+)"
_START = r"(?<![\d.,:/-])"
_RULES: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(pattern, re.I | re.M), change)
    for pattern, change in (
        # 79,90 € and € 1.234,56
        (rf"{_START}{_WHOLE},(?P<cents>\d\d)(?=\s?{_SIGN})", _sum_of),
        (rf"(?<=[€£$]){_WHOLE},(?P<cents>\d\d)(?![\d,])", _sum_of),
        (rf"(?<=[€£$]\s){_WHOLE},(?P<cents>\d\d)(?![\d,])", _sum_of),
        (rf"(?<=\b(?:eur|gbp|usd)\s){_WHOLE},(?P<cents>\d\d)(?![\d,])", _sum_of),
        # 2.400 € and € 2 400
        (rf"{_START}{_GROUPED}(?=\s?{_SIGN}){_PER_UNIT}", _sum_of),
        (rf"(?<=[€£$]){_GROUPED}(?![\d.,]?\d){_PER_UNIT}", _sum_of),
        (rf"(?<=[€£$]\s){_GROUPED}(?![\d.,]?\d){_PER_UNIT}", _sum_of),
        (rf"(?<=\b(?:eur|gbp|usd)\s){_GROUPED}(?![\d.,]?\d){_PER_UNIT}", _sum_of),
        # 03.07.2026, and 3.7. where it is said to be a day
        (r"(?<![\d.])(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>(?:19|20)\d\d|2\d)(?![\d.]\d)", _date_of),
        (r"(?<=\b(?:on|by|to) )(?:the )?(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>)(?=\s|,)", _date_of),
        # 26 to 30 October; July 3-5
        (
            rf"(?<![\d/.:-])(?<!for )(?P<one>(?:{_WEEKDAY}\.?,?\s+)?(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?)"
            rf"(?P<to>\s*(?:-|\u2013|to|until|till|through|thru|and|or)\s*)"
            rf"(?P<two>(?:{_WEEKDAY}\.?,?\s+)?(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH})\b)",
            lambda match: (
                f"{match['one']} {match['month']}"
                f" {match['to'].strip().replace('-', 'to').replace(chr(0x2013), 'to')} {match['two']}"
            ),
        ),
        # 3 1/2 years, 12 noon, between 10 to 12
        (r"\b(?P<whole>\d{1,2}) ?(?:1/2|\u00bd)(?= ?(?:years?|yrs?)\b)", r"\g<whole>.5"),
        (r"\b12 (?=noon\b|midnight\b)", ""),
        (r"\bbetween (?P<one>[\w:. ]{1,12}?) to (?=\d|noon|midnight|half|quarter)", r"from \g<one> to "),
        # My limit? $65.
        (
            r"\b(?P<what>limit|dream|target|goal|max|maximum|bill|price|budget|rent|quote|offer)\?[ \t]+(?=[€£$]?\d)",
            r"\g<what>: ",
        ),
        # Mon/Tue; a week on Friday
        (rf"\b(?P<one>{_WEEKDAY})/(?P<two>{_WEEKDAY})\b", r"\g<one> or \g<two>"),
        (rf"\ba week (?:on|from) (?P<day>{_WEEKDAY})\b", r"\g<day> week"),
        (r"\b(?:2nite|tonite)\b", "tonight"),
        (r"\b(?:2moro|2morrow|tomoz)\b", "tomorrow"),
        (r"\b(?:arvo|aft)\b", "afternoon"),
        # DATE: ... and TIME: ... on two lines
        (
            r"^(?P<lead>[ \t]*(?:[-*\u2022]\s*)?(?P<which>[\w ]{0,20}?)\b(?:date|day)[ \t]*:[^\n]+?)[ \t]*\n"
            r"[ \t]*(?:[-*\u2022]\s*)?(?P=which)(?:time|hour)[ \t]*:[ \t]*",
            r"\g<lead> at ",
        ),
        # 0900 and 1300; 17h30; 7.30; half seven; sevenish; from two on
        (
            r"(?<=\b(?:at|by|to|or) )(?P<h>[01]\d|2[0-3])(?P<m>[0-5][05])(?![\d:/.,-]*\d)" + _NOT_TIMED,
            r"\g<h>:\g<m>",
        ),
        (
            r"\b(?P<lead>between|from|before|after|until) (?P<h>[01]\d|2[0-3])(?P<m>[0-5][05])"
            r"(?P<and> (?:and|to|until) )(?P<h2>[01]\d|2[0-3])(?P<m2>[0-5][05])\b",
            r"\g<lead> \g<h>:\g<m>\g<and>\g<h2>:\g<m2>",
        ),
        (
            r"\b(?P<lead>from|before|after|until) (?P<h>0\d|1\d|2[0-3])(?P<m>[0-5][05])(?![\d:/.,-]*\d)" + _NOT_TIMED,
            r"\g<lead> \g<h>:\g<m>",
        ),
        (r"\b(?P<h>[01]?\d|2[0-3])h(?P<m>[0-5]\d)\b", r"\g<h>:\g<m>"),
        (
            r"\b(?P<lead>at|by|before|after|until|till|around|about|from|or|between|and)"
            r" (?P<h>1[0-2]|[1-9])\.(?P<m>[0-5][05])(?![\d.]|\s*(?:%|[€£$]|per|miles|km|kg|gb))",
            r"\g<lead> \g<h>:\g<m>",
        ),
        (
            rf"\b(?P<lead>at|for|by|before|after|until|till|around|about|or|between|and) half (?P<h>{_HOUR})\b",
            r"\g<lead> half past \g<h>",
        ),
        (rf"\b(?P<h>{_HOUR})[ -]?ish\b", r"around \g<h>"),
        (
            rf"\bfrom (?P<h>{_HOUR}|\d{{1,2}}:\d\d)(?P<half>\s?[ap]\.?m\.?)?(?: (?:on|onwards?)"
            rf"| and later)\b(?! (?:the|\d|{_WEEKDAY}))",
            r"after \g<h>\g<half>",
        ),
        (
            rf"\bbetween (?P<one>[\w: ]{{1,20}}?) and (?P<two>{_HOUR})(?=[,.;)]|\s+(?:as|if|or|would|o[nr])\b|\s*$)",
            r"between \g<one> and \g<two> o'clock",
        ),
    )
)


def plainly_written(text: str) -> str:
    """Return a text in which sums, days and times are written as in American English; all else stays as it is."""
    for pattern, change in _RULES:
        text = pattern.sub(change, text)
    return text
