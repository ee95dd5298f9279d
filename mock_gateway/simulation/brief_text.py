"""A brief's words as they are read: without the marks of Markdown, one sentence to a line where lines were broken."""

import re
from itertools import pairwise

from mock_gateway.simulation.notation import plainly_written

_MARKS = re.compile(r"\*\*|__|`|^[ \t]*#{1,6}[ \t]+", re.M)
_ORDERS = re.compile(r"^(?P<verb>ask|tell|find out|book|get|cancel)\s*:\s+", re.I | re.M)
"""A form's "ASK: when ...", which is an order."""

_BULLET = re.compile(r"\s*(?:[-*\u2022]|\d{1,2}[.)]\s)")
_LONG_LINE = 70
_SENTENCE = re.compile(r"[^.!?;\n]+(?:[.!?;](?=\S)[^.!?;\n]+)*")
_ABBREVIATED = re.compile(r"(?:^|[\s(])(?:Dr|Mr|Mrs|Ms|St|Prof|No|approx|[A-Z])$")


def clean(text: str) -> str:
    """Return a text without Markdown, without the breaks inside its sentences, its sums and days plainly written."""
    lines = _ORDERS.sub(lambda match: f"{match['verb'].lower()} ", plainly_written(_MARKS.sub("", text))).split("\n")
    joined = lines[0]
    for before, line in pairwise(lines):
        goes_on = bool(re.match(r"\s*[a-z(]", line)) or len(before) >= _LONG_LINE
        is_open = bool(before.strip()) and before.rstrip()[-1:] not in ".!?:;" and not _BULLET.match(line)
        joined += f" {line.strip()}" if goes_on and is_open else f"\n{line}"
    return joined


def sentences(text: str) -> list[str]:
    """Split a text into sentences, at full stops, semicolons and line ends that are no part of a number or a title."""
    found: list[str] = []
    for part in _SENTENCE.findall(text):
        if found and _ABBREVIATED.search(found[-1]):
            found[-1] = f"{found[-1]}. {part.strip()}"
        elif part.strip():
            found.append(part.strip())
    return [part.lstrip("-*\u2022 \t") for part in found if part.strip("-*\u2022 \t")]
