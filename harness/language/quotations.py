"""Finding a quotation in the turns it is said to come from."""

from collections.abc import Iterable
from unicodedata import category, normalize

from harness.language.passages import Passage

_FOLDED = {
    **dict.fromkeys(
        "\"'`\u00b4\u00ab\u00bb\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u2032\u2033\u2039\u203a", "'"
    ),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
}
_EDGES = "' ."
"""What a quotation may be wrapped in: quotation marks, spaces, the dots of an omission."""


def find_quotation(texts: Iterable[str], quotation: str) -> Passage | None:
    """Return where a quotation stands, within one text; None where it does not.

    Letters count whatever their case, and quotation marks, dashes and white space whatever their kind; every other
    character must be there. A quotation without a letter or digit is found nowhere.
    """
    wanted = _folded(quotation)[0].strip(_EDGES)
    if not any(character.isalnum() for character in wanted):
        return None
    for turn, text in enumerate(texts, start=1):
        folded, places = _folded(text)
        start = folded.find(wanted)
        if start >= 0:
            return Passage(turn=turn, start=places[start], end=places[start + len(wanted) - 1] + 1)
    return None


def _folded(text: str) -> tuple[str, list[int]]:
    """Return a text made comparable, and for each of its characters where in the text it came from."""
    folded: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for part in _parts(character):
            if part != " " or (folded and folded[-1] != " "):
                folded.append(part)
                places.append(place)
    return "".join(folded), places


def _parts(character: str) -> str:
    if character.isspace():
        return " "
    if category(character) == "Cf":  # zero-width marks, which are not seen and not quoted
        return ""
    folded = _FOLDED.get(character)
    if folded is not None:
        return folded
    return normalize("NFKD", character).casefold() if not character.isascii() else character.lower()
