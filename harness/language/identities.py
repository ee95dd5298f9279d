"""Who someone is, as a text says it: names, dates of birth, phone, account and other numbers, e-mail."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from typing import Literal

from harness.language.dates import read_dates
from harness.language.digits import read_digit_runs
from harness.language.english import ENGLISH
from harness.language.lexicon import plain, words

Kind = Literal["name", "date_of_birth", "phone", "email", "ssn", "card", "account", "pin", "code"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """One identifying value: `value` is canonical (digits alone, ISO dates, lower-case addresses, names as written)."""

    kind: Kind
    value: str
    start: int
    end: int


_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_SPOKEN_EMAIL = re.compile(r"\b([a-z0-9]{2,64})\s+at\s+([a-z0-9-]{2,63})\s+dot\s+(com|org|net|edu|co)\b")
_LABELS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("date_of_birth", re.compile(r"\b(?:born(?:\s+on)?|d\.?o\.?b\.?|birth\s?day|birth\s?date|date\s+of\s+birth)\b")),
    ("ssn", re.compile(r"\b(?:ssn|social(?:\s+security)?(?:\s+number)?)\b")),
    ("card", re.compile(r"\b(?:credit|debit|card)\b(?:\s+card)?(?:\s+number)?")),
    ("pin", re.compile(r"\b(?:pin|passcode|security\s+code|cvv|cvc)\b")),
    (
        "phone",
        re.compile(r"\b(?:phone|cell|mobile|telephone|call\s?back|contact|reach\s+\w+\s+(?:at|on)|tel)\b"),
    ),
    ("account", re.compile(r"\b(?:account|acct|member(?:ship)?|policy|customer|subscriber|patient)\b")),
    (
        "code",
        re.compile(
            r"\b(?:order|reference|confirmation|ticket|invoice|booking|claim|case|tracking|reservation|serial)\b"
        ),
    ),
)
_NAME = r"(?:[A-Z][a-z'\u2019]+|[A-Z]\.|[A-Z][a-z]+-[A-Z][a-z]+|(?:Mc|Mac|O['\u2019]|De|Van|von|de|la)\s?[A-Z][a-z]+)"
_NAMED = re.compile(
    rf"""\b(?:[Nn]ame(?:\s+is|['\u2019]s|:)?|[Pp]atient(?:\s+is|['\u2019]s\s+name\s+is|:)?
        |[Uu]nder(?:\s+the\s+name)?(?:\s+of)?
    |[Cc]ustomer(?:\s+is|:)?|[Oo]n\s+behalf\s+of|[Tt]his\s+is|[Ii]\s+am|[Ii]['\u2019]m|[Mm]y\s+name\s+is
        |[Ii]t['\u2019]s|[Cc]all\s+me
    |[Gg]uest(?:\s+is|:)?|[Aa]ccount\s+holder(?:\s+is|:)?|[Mm]ember(?:\s+is|:)?|[Ff]or|[Ss]peaking\s+(?:with|to)
        |[Ff]rom|[Ww]ith
    |[Mm]r\.?|[Mm]rs\.?|[Mm]s\.?|[Dd]r\.?|[Dd]octor|[Aa]sk\s+for)\s+(?:(?:Dr|Mrs?
        |Ms)\.?\s+)?(?P<name>{_NAME}(?:\s+{_NAME}){{0,3}})""",
    re.VERBOSE,
)
_FULL = re.compile(rf"(?<![\w.]){_NAME}(?:\s+{_NAME}){{1,3}}(?!\w)")
_NOT_NAMES = ENGLISH | words(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december street avenue road lane drive boulevard suite north south east west hi hey
    ok okay sure yeah yep great perfect sorry well actually unfortunately certainly absolutely thanks hello good
    morning afternoon evening welcome goodbye bye support center centre bank restaurant clinic hospital office
    hotel salon dental dentist inc llc ltd university college school park city plan internet main target acceptable
    dr mr mrs ms miss doctor current competitor mention offer italian chinese mexican american
    """
)


def read_identities(text: str) -> tuple[Identity, ...]:
    """Return the identifying values of `text`, in order; a value is of the kind that the words before it name."""
    lowered = plain(text)
    found = [
        Identity(kind="email", value=match[0].lower(), start=match.start(), end=match.end())
        for match in _EMAIL.finditer(text)
    ]
    found += [
        Identity(kind="email", value=f"{m[1]}@{m[2]}.{m[3]}", start=m.start(), end=m.end())
        for m in _SPOKEN_EMAIL.finditer(lowered)
    ]
    found += _births(text, lowered)
    taken = [(item.start, item.end) for item in found]
    found += [item for item in _numbers(text, lowered) if not _overlaps(item, taken)]
    return tuple(sorted(found + list(_names(text)), key=lambda item: item.start))


def _overlaps(item: Identity, taken: list[tuple[int, int]]) -> bool:
    return any(start < item.end and item.start < end for start, end in taken)


def _births(text: str, lowered: str) -> list[Identity]:
    label = _LABELS[0][1]
    found = []
    for mention in read_dates(text, date(2000, 1, 1)):
        labelled = label.search(lowered, max(0, mention.start - 40), mention.start)
        if mention.with_year and (labelled or mention.day.year < 2012):
            found.append(
                Identity(kind="date_of_birth", value=mention.day.isoformat(), start=mention.start, end=mention.end)
            )
    return found


def _numbers(text: str, lowered: str) -> list[Identity]:
    found = []
    for run in read_digit_runs(text):
        start, end = run.spans[0][0], run.spans[-1][1]
        kind = _kind(lowered[max(0, start - 48) : start], run.digits)
        if kind is not None:
            found.append(Identity(kind=kind, value=run.digits, start=start, end=end))
    return found


def _kind(before: str, digits: str) -> Kind | None:
    """The kind that the nearest label names, else what the number of digits tells; None for too few digits."""
    nearest = max(
        ((match.end(), kind) for kind, label in _LABELS[1:] for match in label.finditer(before)), default=(-1, None)
    )[1]
    if nearest is not None and len(digits) >= (3 if nearest == "pin" else 4):
        return nearest
    if len(digits) in (10, 11) or (len(digits) > 7 and before.rstrip().endswith("+")):
        return "phone"
    return "card" if len(digits) in (15, 16) else None


def _names(text: str) -> list[Identity]:
    labelled = [name for m in _NAMED.finditer(text) if (name := _name(text, *m.span("name"), least=1))]
    full = [name for m in _FULL.finditer(text) if (name := _name(text, *m.span(), least=2))]
    starts = [name.start for name in labelled]
    apart = []
    for name in full:
        before = bisect_right(starts, name.start) - 1
        if before < 0 or labelled[before].end < name.end:
            apart.append(name)
    whole = {name.start for name in apart}
    return [name for name in labelled if name.start not in whole] + apart


def _name(text: str, start: int, end: int, *, least: int) -> Identity | None:
    """Keep the words of a candidate that can be of a name; None where fewer than `least` are left."""
    parts = list(re.finditer(r"\S+", text[start:end]))
    while parts and parts[0][0].lower().strip(".") in _NOT_NAMES:
        parts = parts[1:]
    for index, part in enumerate(parts):
        if part[0].lower().strip(".") in _NOT_NAMES:
            parts = parts[:index]
            break
    if len(parts) < least:
        return None
    first, last = start + parts[0].start(), start + parts[-1].end()
    value = re.sub(r"(?:['\u2019]s|\.)$", "", text[first:last])
    return Identity(kind="name", value=value, start=first, end=first + len(value))
