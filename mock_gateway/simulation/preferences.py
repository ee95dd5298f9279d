"""What a brief wishes for besides a time and a price: a booth, a quiet room, somebody by name."""

import re
from collections.abc import Iterable

from harness.language.lexicon import words
from mock_gateway.simulation.brief_text import sentences
from mock_gateway.simulation.persons import with_article
from mock_gateway.simulation.task_words import VERBS

MAX_SENTENCES = 20
MAX_WORDS = 9
_SEATS = (
    "floor|seats?|seating|table|room|booth|view|window|aisle|beds?|balcony|patio|terrace|pitch|chair|parking|lanes?"
)
_NOT_WISHED = words(
    """
    if it they he she we i you that this there do does not no never please ask tell then and or but so otherwise full
    stay be keep speak remain remember stick name names reference stress hold stop insist
    anything something nothing everything help someone somebody him her them refund money price discount
    """
)
_PATTERNS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"^(?:ideally,?\s+|if possible,?\s+)?(?:please\s+)?(?:(?:i|we|they|he|she)(?:\s+(?:would|do)|'d)?\s+)?"
        r"(?:prefer(?:ably|s|red)?:?|request|ask for|seat (?:us|them|me) (?:at|in))\s+(?P<what>.+?)"
        r"(?:,?\s+if (?:possible|available|at all possible))?$",
        r"^(?P<what>[\w' -]{3,60}?)\s+(?:is\s+|are\s+)?(?<!\bnot )(?:preferred|needed|required|requested"
        r"|wanted)(?:,.*)?$",
        r"^(?P<what>[\w'. -]{3,40}?),?\s+if\s+(?:there(?:'s| is| are)|possible|available|they(?:'ve)? (?:have|got)"
        r"|you (?:have|can)"
        r"|(?:she|he)(?:'s| is)|one is|at all|(?:she|he)['\u2019]?s|they['\u2019]?re)\b.*$",
        r"^(?:it(?:['\u2019]d| would) be|would be) (?:so |really )?(?:great|nice|lovely|good|ideal"
        r"|wonderful|perfect|best) to (?:have|get|be given)\s+(?P<what>.+)$",
        r"^(?:hoping for|hope for|ideally,?)\s+(?P<what>.+)$",
        r"^(?:(?:i|we|she|he|they)(?:['\u2019]d| would) rather (?:have|get)|(?:could|can) (?:we|i|she|he"
        r"|they) (?:please )?(?:get|have)"
        r"|ask (?:them )?(?:if|whether) (?:we|i|she|he|they) (?:can|could) (?:get|have))\s+(?P<what>.+?)\W*$",
        r"^(?P<what>[\w' -]{3,40}?),?\s+ideally$",
        r"^(?:seating|seats?|room|table|prefs?|preferences?|requests?|special requests?)\s*:\s*(?P<what>.+)$",
        r"(?:\bwould|['\u2019]d) (?:like|love|prefer|appreciate)\s+(?P<what>(?:an?|the)\s+.+)$",
        r"(?:\bwould|['\u2019]d) (?:like|love|prefer|appreciate)\s+(?:to (?:have|get|book"
        r"|sit at) )?(?P<what>(?!to\b|if\b|it\b|that\b).+)$",
        r"^(?P<what>(?:an?|the)\s+[\w' -]{3,50}?)\s+would be (?:best|great|ideal|perfect|nice|lovely|good"
        r"|wonderful|preferable)\b.*$",
        r"^(?:(?:she|he|they|we|i|the (?:client|guest|patient))\s+)?(?:needs?|requires?)\s+(?P<what>(?!to\b|it\b"
        r"|this\b|them\b).+)$",
        r"^(?P<what>.+?),?\s+please$",
        rf"^(?P<what>(?:an?\s+)?(?:[\w-]+\s+){{0,3}}(?:{_SEATS})(?:\s+(?:near|by|with|next to|facing|on"
        rf"|in)\s+[\w' -]+?)?)"
        r"(?:\s+would\s+(?:be|make)\b.*)?$",
    )
)
_TIMED = re.compile(
    r"\d|\b(?:morning|afternoon|evening|monday|tuesday|wednesday|thursday|friday|saturday|sunday|noon|week|weekend|day"
    r"|time|tonight|tomorrow)",
    re.I,
)
_PRICED = re.compile(
    r"[$\u00a3\u20ac]|\b(?:leverage|competi\w+|offer|discount|price|rate|quote|target|limit|supervisor|manager"
    r"|team|department|desk|confirmation"
    r"|number|receipt|refund|credit)\b",
    re.I,
)
_NAMING = re.compile(r"^(?:the|a|their)\s+(?:names?|reference)\b", re.I)
_SOMEBODY = re.compile(
    r"(?:\bwith|\bw/|\bask for)\s+(?P<who>(?:Dr\.?\s+)?[A-Z][a-z]+(?:\s+[A-Z][a-z]+)?)(?=\s+(?:for|on|at|this|next"
    r"|if)\b|[,.;]|\s*$)"
)


_SEATED = re.compile(
    r"\b(?:seat|put|sit|place) (?:us|everyone|everybody|them|me|our (?:group|party)|the (?:group|party))"
    r" (?P<where>(?:on|in|at|by|near|next to)\s+(?:an?|the|your|their)\s+[\w-]+(?:\s+(?:room|table"
    r"|terrace|corner|window|area|side))?)",
    re.I,
)
_NEGATED = re.compile(
    r"^\W*(?:please\s+)?(?:(?:i|we|he|she|they)\s+)?(?:don['\u2019]?t|do not|never|not|no|cannot"
    r"|can['\u2019]?t|must not|avoid|wouldn['\u2019]?t|would not)\b",
    re.I,
)
_IF_THEY_WORK = re.compile(r"\bif (?:she|he)\b|\bif they['\u2019]?re\b", re.I)


def read_preferences(instructions: str) -> tuple[str, ...]:
    """Return what the instructions wish for, as an object: "a booth"."""
    found: list[str] = []
    for sentence in sentences(instructions)[:MAX_SENTENCES]:
        what = _what(sentence.strip(" .!*\"'"))
        if what and what not in found:
            found.append(what)
    return tuple(found)


def read_somebody(texts: Iterable[str], known: Iterable[str]) -> str | None:
    """Return the person with whom it should be ("with Deniz"), who is not one of the names in `known`."""
    others = " ".join(known)
    for text in texts:
        for match in _SOMEBODY.finditer(text):
            if match["who"] not in others and match["who"] not in ("Mr", "Mrs", "Ms", "Dr", "Miss", "Prof"):
                return match["who"]
    return None


def _what(sentence: str) -> str | None:
    if _PRICED.search(sentence) or len(sentence.split()) > 20:
        return None
    if _NEGATED.search(sentence):
        return None
    seated = _SEATED.search(sentence)
    if seated:
        return f"seats {seated['where']}"
    for pattern in _PATTERNS:
        match = pattern.search(sentence)
        if match is None:
            continue
        what = re.split(r",?\s+(?:because|since|as|so that|but)\b", match["what"].strip(" .,"))[0]
        first = what.split()[0].lower().strip(".,'") if what else ""
        is_wish = (
            first not in _NOT_WISHED
            and not _NAMING.search(what)
            and (first not in VERBS or first in ("set",))
            and not _TIMED.search(what)
        )
        if is_wish and len(what.split()) <= MAX_WORDS:
            return _as_object(what, leads=match.start("what") == 0 and not _IF_THEY_WORK.search(sentence))
    return None


def _as_object(what: str, *, leads: bool) -> str:
    """Make "Quiet room" of a sentence's beginning the object of another: "a quiet room"."""
    first = what.split()[0]
    if first.lower() in ("by", "near", "at", "on", "in", "next", "outside", "facing", "overlooking"):
        return f"a place {what[:1].lower()}{what[1:]}"
    if first.lower() in ("somewhere", "someone", "somebody"):
        return what[:1].lower() + what[1:]
    if not leads or (first.isupper() and len(first) > 1) or first.rstrip(".") in ("Dr", "Mr", "Mrs", "Ms"):
        return what
    return with_article(what[:1].lower() + what[1:])
