"""A value in the JSON of an answer."""

from functools import lru_cache
from typing import Annotated, Any, ClassVar, Self

from pydantic import AfterValidator, ValidationError, model_validator

from harness.checks.answers import Which, body_of
from harness.checks.base import Check, Outcome
from harness.checks.context import CheckContext
from harness.checks.ranges import NumberRange
from harness.checks.regex_cost import MAX_STEPS, steps
from harness.checks.text_match import MAX_SEARCHED_CHARACTERS, Pattern, regex_pattern
from harness.contract.explain import shown
from harness.model.call import number_or_none
from harness.model.values import Json
from harness.model.verdict import Evidence, Verdict

_BOUNDS = ("at_least", "at_most", "between")
_DEMANDS = ("equals", "matches", "exists")
_OF_THE_VALUE = frozenset({"JMESPathTypeError"})
"""Errors that speak of the value searched and not of the expression: `length(a)` where there is no `a`."""


def _compiles(path: str) -> str:
    try:
        _searcher(path).search(None)
    except ValueError as error:  # what every error of jmespath is; its words may fill several lines
        if type(error).__name__ not in _OF_THE_VALUE:
            msg = f"{path!r} is not a JMESPath expression: {str(error).splitlines()[0].rstrip(':')}"
            raise ValueError(msg) from error
    return path


@lru_cache(maxsize=256)
def _searcher(path: str) -> Any:
    import jmespath  # 20 ms to import, and needed only where this check is used

    return jmespath.compile(path)


class JsonValue(Check):
    """A value in the JSON of an answer: `json: {path: status, equals: completed}`.

    `path` is a JMESPath expression (jmespath.org). What it finds must hold one of: `equals` (any JSON value), `matches`
    (text that a Python regular expression is found in), a range (`at_least`, `at_most`, `between`), or `exists: true`
    (anything but null, which is also what JMESPath finds where there is nothing) or `false`. `which` names the answer:
    the `last` one (the default), or the last to `create`, to `get` or of the `stream`, whose JSON is the `result`
    event's.
    """

    name: ClassVar[str] = "json"
    about_errors: ClassVar[bool] = True

    path: Annotated[str, AfterValidator(_compiles)]
    which: Which = "last"
    equals: Any = None
    matches: Pattern | None = None
    exists: bool | None = None
    at_least: float | None = None
    at_most: float | None = None
    between: tuple[float, float] | None = None

    @model_validator(mode="after")
    def _demands_one_thing(self) -> Self:
        written = [name for name in ("matches", "exists") if getattr(self, name) is not None]
        written += ["equals"] if "equals" in self.model_fields_set else []
        bounds = [name for name in _BOUNDS if getattr(self, name) is not None]
        if len(written) + bool(bounds) != 1:
            found = " and ".join((*written, *bounds)) or "none"
            msg = f"needs one of {', '.join((*_DEMANDS, *_BOUNDS))}; found {found}"
            raise ValueError(msg)
        try:
            self._range()
        except ValidationError as error:
            msg = error.errors()[0]["msg"].removeprefix("Value error, ")
            raise ValueError(msg) from error
        return self

    def grade(self, context: CheckContext) -> Outcome:
        """Search the answer."""
        expected = f"{self.path} {self._words()}"
        body = body_of(context, self.which)
        if body.missing:
            return Outcome(verdict=Verdict.FAILED, expected=expected, got="nothing", message=body.missing, absent=True)
        try:
            found = _searcher(self.path).search(body.value)
        except ValueError as error:
            message = f"{self.path} cannot be applied to the answer: {error}"
            return Outcome(verdict=Verdict.FAILED, expected=expected, got="nothing", message=message, absent=True)
        held = self._holds(found)
        got = shown(found)
        return Outcome(
            verdict=Verdict.PASSED if held else Verdict.FAILED,
            expected=expected,
            got=got,
            message="" if held else f"{self.path} is {got}, and must be {self._words()}",
            evidence=(Evidence(quote=f"{self.path}: {got}", exchange=body.exchange),),
            value={"found": found},
            absent=found is None and not held and self.exists is None,
        )

    def _holds(self, found: Json) -> bool:
        if self.exists is not None:
            return (found is not None) is self.exists
        if self.matches is not None:
            text = found if isinstance(found, str) else None
            if text is not None and steps(self.matches, min(len(text), MAX_SEARCHED_CHARACTERS)) > MAX_STEPS:
                msg = f"/{self.matches}/ could take minutes on {len(text)} characters; bound its repeats (`.{{0,80}}`)"
                raise ValueError(msg)
            return text is not None and bool(regex_pattern(self.matches).search(text, 0, MAX_SEARCHED_CHARACTERS))
        bounds = self._range()
        if bounds is not None:
            number = number_or_none(found)
            return number is not None and bounds.holds(number)
        return same(self.equals, found)

    def _range(self) -> NumberRange | None:
        bounds = {name: value for name in _BOUNDS if (value := getattr(self, name)) is not None}
        return NumberRange(**bounds) if bounds else None

    def _words(self) -> str:
        if self.exists is not None:
            return "there" if self.exists else "absent or null"
        if self.matches is not None:
            return f"text that matches /{self.matches}/"
        return str(self._range() or shown(self.equals))


def same(wanted: Json, found: Json) -> bool:
    """Whether two JSON values are equal, as JSON has it: 1 is 1.0, and neither is true."""
    if isinstance(wanted, dict) and isinstance(found, dict):
        return wanted.keys() == found.keys() and all(same(value, found[key]) for key, value in wanted.items())
    if isinstance(wanted, list) and isinstance(found, list):
        return len(wanted) == len(found) and all(map(same, wanted, found))
    if isinstance(wanted, bool) or isinstance(found, bool):
        return wanted is found
    return bool(wanted == found)
