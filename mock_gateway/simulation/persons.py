"""Words of a brief as a caller says them: of the client as "they", to the callee as "you"."""

import re

_PERSONS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"\bI am\b|\bI['\u2019]m\b", "they are"),
        (r"\bI was\b", "they were"),
        (r"\bI['\u2019]ve\b", "they have"),
        (r"\bI['\u2019]ll\b", "they will"),
        (r"\bI['\u2019]d\b", "they would"),
        (r"\bI\b|\b[Ww]e\b(?! (?:both|all) )", "they"),
        (r"\bmyself\b", "themselves"),
        (r"\b[Mm]y\b|\b[Oo]ur\b", "their"),
        (r"\b(?:mine|ours)\b", "theirs"),
        (r"\bme\b|\bus\b", "them"),
    )
)
_PLACE = (
    r"the (?:store|shop|clinic|office|restaurant|hotel|company|business|place|garage|gym|pharmacy|dentist|salon"
    r"|landlord"
    r"|practice|bank)"
)
_TO_YOU = tuple(
    (re.compile(pattern, re.I), replacement)
    for pattern, replacement in (
        (rf"\b(?:they|{_PLACE})\s+(?:is|are)\b", "you are"),
        (rf"\b(?:they|{_PLACE})\s+(?:has|have)\b", "you have"),
        (
            rf"\b{_PLACE}\s+(?P<verb>accept|take|offer|sell|open|close|serve|stock|carry|allow|provide|do)(?:e?s)\b",
            r"you \g<verb>",
        ),
        (r"\bthey['\u2019]re\b", "you're"),
        (r"\bthey\b", "you"),
        (r"\btheir\b", "your"),
        (r"\bthem\b", "you"),
    )
)
_TITLES = ("Mr", "Mrs", "Ms", "Dr", "Prof", "The")
_TOWARDS = "invite|ask|remind|thank|wish|congratulate|convince|persuade|tell|with|for|to|see|meet|visit"


def with_article(noun: str) -> str:
    """Return "a quiet room" for "quiet room"; a plural, a pronoun and what has an article stay as they are."""
    if re.match(r"(?:an?|the|some|any|no|one|two|three|four|\w*thing)\b|.*s$", noun, re.I):
        return noun
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"


def in_third_person(text: str) -> str:
    """Return a text with its "I" and "my" as "they" and "their"."""
    for pattern, replacement in _PERSONS:
        text = pattern.sub(replacement, text)
    return text


def to_you(text: str) -> str:
    """Return a text that speaks to the callee: "you" for "they", the place and the shop."""
    for pattern, replacement in _TO_YOU:
        text = pattern.sub(replacement, text)
    return text.strip()


def addressed(request: str, callee_name: str) -> str:
    """Speak to the one who is called, not of them: "invite you", where the brief says "invite Sarah"."""
    for name in _names(callee_name):
        request = re.sub(
            rf"\b(?P<to>(?:{_TOWARDS})) {re.escape(name)}\b(?!['\u2019]| and\b)(?! [A-Z])", r"\g<to> you", request
        )
    return request


def _names(callee_name: str) -> list[str]:
    """Return what a callee is called in a brief: the name, and of a person's the first name too."""
    parts = callee_name.split()
    is_person = len(parts) == 2 and all(part.isalpha() and part.istitle() for part in parts)
    return [name for name in (callee_name, parts[0] if is_person and parts[0] not in _TITLES else "") if name]
