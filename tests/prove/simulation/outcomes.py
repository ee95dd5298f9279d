"""Whether the books of a call say what was wanted."""

from collections.abc import Mapping

from harness.model.values import Json


def holds(wanted: Mapping[str, Json], books: Mapping[str, Json]) -> bool:
    """Whether every entry of `wanted` is met.

    A list allows any of its values, `between` anything from one to the other (texts such as "09:30" too), `at_most` a
    number up to it. `told` is a text that one of the answers of `gave` holds.
    """
    return all(_told(value, books) if key == "told" else _met(value, books.get(key)) for key, value in wanted.items())


def _told(text: str, books: Mapping[str, Json]) -> bool:
    return any(text.lower() in words.lower() for words in books.get("gave", {}).values())


def _met(wanted: Json, found: Json) -> bool:
    if found is None:
        return False
    if isinstance(wanted, list):
        return found in wanted
    if isinstance(wanted, dict):
        low, high = wanted.get("between", (None, None))
        return (low is None or low <= found <= high) and ("at_most" not in wanted or found <= wanted["at_most"])
    return bool(found == wanted)
