"""The callee's own record of the call."""

from datetime import time
from typing import Any, ClassVar, Self

from pydantic import ConfigDict, model_validator

from harness.checks.base import Check, Outcome
from harness.checks.context import CheckContext
from harness.checks.moments import TimeRange, clock
from harness.checks.ranges import NumberRange
from harness.model.values import Json
from harness.model.verdict import Verdict

RANGE_KEYS = frozenset({"at_least", "at_most", "between", "exactly"})


class Books(Check):
    """The callee's own record says so: `books: {booked: true, day: tuesday}`.

    Every key that is written must be in the books with that value; texts are compared whatever their case, numbers
    and times may be a range (`agreed_price: {at_most: 65}`, `time: {between: ["19:30", "20:00"]}`), nested mappings
    likewise. Only the mock has books: on a real gateway a scenario that uses them is skipped.
    """

    model_config = ConfigDict(frozen=True, extra="allow")

    name: ClassVar[str] = "books"
    needs: ClassVar[tuple[str, ...]] = ("books",)

    __pydantic_extra__: dict[str, Any]

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.__pydantic_extra__:
            msg = "needs at least one entry, such as booked: true"
            raise ValueError(msg)
        _check_ranges(self.__pydantic_extra__)
        return self

    def grade(self, context: CheckContext) -> Outcome:
        """Compare entry by entry."""
        wanted = self.__pydantic_extra__
        books = context.observation.books
        expected = _shown(wanted)
        if books is None:
            return Outcome(
                verdict=Verdict.FAILED,
                expected=expected,
                got="no books",
                message="the callee kept no books of this call",
                absent=True,
            )
        wrong = [key for key, value in wanted.items() if not _agrees(value, books.get(key))]
        got = _shown({key: books.get(key) for key in wanted})
        if not wrong:
            return Outcome(verdict=Verdict.PASSED, expected=expected, got=got, value=dict(books))
        key = wrong[0]
        message = f"the books say {key}: {_plain(books.get(key))}, not {_plain(wanted[key])}"
        return Outcome(verdict=Verdict.FAILED, expected=expected, got=got, message=message, value=dict(books))


def _is_range(wanted: Json) -> bool:
    return isinstance(wanted, dict) and bool(wanted) and RANGE_KEYS.issuperset(wanted)


def _check_ranges(wanted: dict[str, Json]) -> None:
    """Raise ValidationError for a range of neither numbers nor times: that is the file's fault, not a call's."""
    for value in wanted.values():
        if _is_range(value):
            _range(value)
        elif isinstance(value, dict):
            _check_ranges(value)


def _range(wanted: dict[str, Json]) -> NumberRange | TimeRange:
    """Read a range: of times where it is written in texts, else of numbers."""
    ends = [end for bound in wanted.values() for end in (bound if isinstance(bound, list | tuple) else [bound])]
    return (TimeRange if ends and all(isinstance(end, str) for end in ends) else NumberRange).model_validate(wanted)


def _in_range(wanted: dict[str, Json], found: Json) -> bool:
    span = _range(wanted)
    if isinstance(span, NumberRange):
        return isinstance(found, int | float) and not isinstance(found, bool) and span.holds(found)
    at = _clock(found)
    low, high = span.bounds()
    return at is not None and low <= at <= high


def _clock(found: Json) -> time | None:
    try:
        return clock(found) if isinstance(found, str) else None
    except ValueError:
        return None


def _agrees(wanted: Json, found: Json) -> bool:
    if _is_range(wanted):
        return _in_range(wanted, found)
    if isinstance(wanted, dict):
        return isinstance(found, dict) and all(_agrees(value, found.get(key)) for key, value in wanted.items())
    if isinstance(wanted, str) and isinstance(found, str):
        return wanted.casefold() == found.casefold()
    if isinstance(wanted, bool) or isinstance(found, bool):
        return wanted is found
    return bool(wanted == found)


def _shown(values: dict[str, Json]) -> str:
    return ", ".join(f"{key}: {_plain(value)}" for key, value in values.items())


def _plain(value: Json) -> str:
    return {True: "true", False: "false", None: "nothing"}.get(value, str(value)) if _is_word(value) else str(value)


def _is_word(value: Json) -> bool:
    return value is None or isinstance(value, bool)
