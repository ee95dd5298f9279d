"""Names in a brief that are no client's: firms, and those who name a price."""

import re

_QUOTES = re.compile(
    r"\s+(?:has |have |is |are |now |also |just )*(?:quot\w+|offer\w*|advertis\w+|charg\w+|sells?"
    r"|ask(?:s|ed|ing)|wants?|does|do"
    r"|came in|submitted|tendered|lists?)\b"
)
_IS_FIRM = re.compile(
    r"\s*(?:&|\+)\s*[A-Z]|\s+(?:and|&) (?:Sons|Co|Partners|Daughters)\b|,?\s+(?:LLC|LLP|Inc|Ltd|GmbH|plc)\b"
)
_BESIDE_SUM = re.compile(r"\)?\s*[:,]?\s*[$\u20ac\u00a3]\s?\d")
_AFTER_SUM = re.compile(r"[$\u20ac\u00a3]\s?[\d.,]+(?:\s?/\s?\w+|\s+\w+)?\s*(?:\(|from |at |with |by )$")


def is_firm(text: str, end: int) -> bool:
    """Whether the name that ends at `end` goes on as a firm's: "Delgado & Sons"."""
    return bool(_IS_FIRM.match(text, end))


def beside_sum(text: str, start: int, end: int) -> bool:
    """Whether the name from `start` to `end` stands with an offer: "Wild Thistle quoted", "$450 (Harbor Movers)"."""
    return bool(
        _QUOTES.match(text, end) or _BESIDE_SUM.match(text, end) or _AFTER_SUM.search(text, max(0, start - 60), start)
    )
