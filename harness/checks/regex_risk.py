"""Regular expressions that can take time beyond any bound: repeats within repeats, and repeats of like alternatives."""

import re

_TOKEN = re.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?#[^)]*\)|\((?:\?(?:P<\w+>|<?[=!]|[aiLmsux-]*:|>))?|[)|]|[*+?]|\{\d*,?\d*\}|[^\\]",
    re.DOTALL,
)
_OPEN_REPEAT = re.compile(r"[*+]|\{\d*,\}|\{\d*,\d{3,}\}")


def unbounded_nesting(pattern: str) -> str | None:
    """Return the part of a pattern that repeats a repeat, as in `(a+)+` or `(a|ab)*`; None where there is none.

    Such a part can make one search take time that doubles with each character, so a pattern that has one is refused.
    """
    starts: list[tuple[int, bool, set[str]]] = []
    closed: tuple[int, bool] | None = None
    fresh = False
    for match in _TOKEN.finditer(pattern):
        piece = match[0]
        if _OPEN_REPEAT.fullmatch(piece):
            if closed is not None and closed[1]:
                return pattern[closed[0] : match.end()]
            if starts:
                start, _, firsts = starts[-1]
                starts[-1] = start, True, firsts
            closed = None
            continue
        was_closed, closed = closed, None
        if piece.startswith("(") and not piece.startswith("(?#"):
            starts.append((match.start(), False, set()))
            fresh = True
        elif piece == ")" and starts:
            start, risky, _ = starts.pop()
            closed = start, risky
            if starts and risky:
                outer, _, firsts = starts[-1]
                starts[-1] = outer, True, firsts
        elif piece == "|":
            fresh = True
        elif piece == "?" or piece.startswith("{"):
            closed = was_closed
        elif fresh and starts:
            start, risky, firsts = starts[-1]
            starts[-1] = start, risky or piece in firsts or (piece == "." and bool(firsts)), {*firsts, piece}
            fresh = False
    return None
