"""Which plain scalars are not text: the core schema of YAML 1.2 (section 10.3.2), with one exception.

The exception: a scalar that begins with `+` is text, so that a phone number in E.164 form needs no quotes. YAML 1.1's
extras are text here: `on`, `no`, `yes`, `15:30`, `2026-03-06`, `1_000`, `0b1`, `017` (the number 17), `<<`.
"""

import math
import re
from typing import Final

NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
BOOLEANS: Final = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
MAX_DIGITS: Final = 400
"""Digits a number may have: well above every float, well below the 4,300 where Python refuses to read an int."""

_INTEGER = re.compile(r"-?[0-9]+\Z|0o[0-7]+\Z|0x[0-9a-fA-F]+\Z", re.ASCII)
_FLOAT = re.compile(r"-?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z", re.ASCII)
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)\Z|\.(?:nan|NaN|NAN)\Z")
_NUMERIC_START = frozenset("-.0123456789")

Scalar = str | int | float | bool | None


class NumberError(ValueError):
    """A plain scalar that YAML reads as a number which JSON cannot hold; the message says why."""


def resolve(text: str) -> Scalar:
    """Return what a plain scalar means. Raises NumberError for infinities, NaN and numbers out of range."""
    if text[:1] not in _NUMERIC_START:
        if text in NULLS:
            return None
        if _NOT_FINITE.match(text):
            raise NumberError(f"{text} is not a number that JSON can hold")
        return BOOLEANS.get(text, text)
    if _INTEGER.match(text):
        return _integer(text)
    if _FLOAT.match(text):
        return _finite(text)
    if _NOT_FINITE.match(text):
        raise NumberError(f"{text} is not a number that JSON can hold")
    return text


def _integer(text: str) -> int:
    if len(text) > MAX_DIGITS:
        raise NumberError(f"a number of {len(text)} digits; at most {MAX_DIGITS} are read")
    if text.startswith("0o"):
        return int(text[2:], 8)
    return int(text[2:], 16) if text.startswith("0x") else int(text)


def _finite(text: str) -> float:
    value = float(text)
    if math.isinf(value):
        raise NumberError(f"{text} is too large a number")
    return value
