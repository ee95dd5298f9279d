"""How the value of a persona's option is read, and what is said of a value that it cannot have."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from harness.errors import UnknownName, UsageError
from harness.model.values import Json
from harness.registry import Registry
from mock_gateway.simulation.openings import Opening, read_opening
from mock_gateway.simulation.terms import LEVERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """`read(name, value)` returns what a persona holds, and raises UsageError; `allowed` says which values are."""

    allowed: str
    read: Callable[[str, Json], Any]


def _wrong(name: str, value: Json, allowed: str) -> UsageError:
    shown = repr(value)
    return UsageError(f"{name} is {shown if len(shown) <= 60 else shown[:57] + '...'}; allowed: {allowed}")


def _text(name: str, value: Json) -> str:
    if not isinstance(value, str):
        raise _wrong(name, value, TEXT.allowed)
    return value


def _flag(name: str, value: Json) -> bool:
    if not isinstance(value, bool):
        raise _wrong(name, value, FLAG.allowed)
    return value


def _texts(name: str, value: Json) -> tuple[str, ...]:
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list | tuple) or not all(isinstance(item, str) for item in listed):
        raise _wrong(name, value, TEXTS.allowed)
    return tuple(listed)


def _openings(name: str, value: Json) -> tuple[Opening, ...]:
    try:
        return tuple(read_opening(item) for item in _texts(name, value))
    except UsageError as error:
        raise UsageError(f"{name}: {error}") from None


TEXT = Reader(allowed="a text", read=_text)
FLAG = Reader(allowed="true or false", read=_flag)
TEXTS = Reader(allowed="a text or a list of texts", read=_texts)
OPENINGS = Reader(allowed="an opening or a list of them", read=_openings)


def number(low: float, high: float) -> Reader:
    """Return the reader of a number from `low` to `high`."""
    allowed = f"a number from {low:g} to {high:.9g}"

    def read(name: str, value: Json) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise _wrong(name, value, allowed)
        return float(value)

    return Reader(allowed=allowed, read=read)


def whole(low: int, high: int) -> Reader:
    """Return the reader of a whole number from `low` to `high`."""
    allowed = f"a whole number from {low} to {high}"

    def read(name: str, value: Json) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise _wrong(name, value, allowed)
        return value

    return Reader(allowed=allowed, read=read)


def span(most: float, what: str) -> Reader:
    """Return the reader of one number or of two, the least and the most."""
    allowed = f"{what}, or two of them, [least, most], from 0 to {most:.0f}"

    def read(name: str, value: Json) -> tuple[float, float]:
        listed = value if isinstance(value, list) else [value, value]
        is_numbers = len(listed) == 2 and not any(
            isinstance(item, bool) or not isinstance(item, int | float) for item in listed
        )
        if is_numbers and 0 <= listed[0] <= listed[1] <= most:
            return float(listed[0]), float(listed[1])
        raise _wrong(name, value, allowed)

    return Reader(allowed=allowed, read=read)


def maybe(reader: Reader) -> Reader:
    """Return a reader that takes null as well."""
    return Reader(
        allowed=f"{reader.allowed}, or null",
        read=lambda name, value: None if value is None else reader.read(name, value),
    )


def one_of(allowed: tuple[str, ...]) -> Reader:
    """Return the reader of one of a few words."""
    table = Registry("value", allowed, name_of=str)

    def read(name: str, value: Json) -> str:
        if not isinstance(value, str):
            raise _wrong(name, value, " or ".join(allowed))
        try:
            return table.find(value)
        except UnknownName as error:
            more = f"; allowed: {', '.join(allowed)}" if error.nearest else ""
            raise UsageError(f"{name}: {error}{more}") from None

    return Reader(allowed=", ".join(allowed), read=read)


def each(reader: Reader) -> Reader:
    """Return the reader of a list of such words."""
    return Reader(
        allowed=f"a list of: {reader.allowed}",
        read=lambda name, value: tuple(reader.read(name, item) for item in _texts(name, value)),
    )


def table(reader: Reader) -> Reader:
    """Return the reader of a mapping to such values."""

    def read(name: str, value: Json) -> Mapping[str, Any]:
        if not isinstance(value, dict):
            raise _wrong(name, value, "a mapping")
        return MappingProxyType({str(key): reader.read(f"{name}.{key}", item) for key, item in value.items()})

    return Reader(allowed=f"a mapping to {reader.allowed}", read=read)


def _levers(name: str, value: Json) -> Mapping[str, float]:
    known = one_of(LEVERS).read
    if isinstance(value, list):
        return MappingProxyType({known(name, item): 0.3 for item in value})
    shares = table(number(0, 1)).read(name, value)
    return MappingProxyType({known(name, key): amount for key, amount in shares.items()})


MOVED_BY = Reader(allowed=f"a mapping of {', '.join(LEVERS)} to a number from 0 to 1, or a list of them", read=_levers)
