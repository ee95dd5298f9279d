"""A range of numbers as expectations write it: a plain number, or between / at_least / at_most."""

from typing import Annotated, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator

from harness.model.values import Json


class NumberRange(BaseModel):
    """`50`, `{at_least: 50}`, `{at_most: 90}`, `{between: [50, 90]}`; bounds are included."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    exactly: float | None = None
    at_least: float | None = None
    at_most: float | None = None
    between: tuple[float, float] | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        given = [name for name in ("exactly", "at_least", "at_most", "between") if getattr(self, name) is not None]
        if not given:
            msg = "needs a number, or one of at_least, at_most, between"
            raise ValueError(msg)
        if len(given) > 1 and set(given) != {"at_least", "at_most"}:
            msg = f"{' and '.join(given)} do not go together"
            raise ValueError(msg)
        low, high = self.bounds()
        if low is not None and high is not None and low > high:
            msg = f"no number is at least {low:g} and at most {high:g}"
            raise ValueError(msg)
        return self

    def bounds(self) -> tuple[float | None, float | None]:
        """Return the least and the greatest number, None for no bound."""
        if self.exactly is not None:
            return self.exactly, self.exactly
        if self.between is not None:
            return self.between
        return self.at_least, self.at_most

    def holds(self, number: float) -> bool:
        """Whether a number is in the range."""
        low, high = self.bounds()
        return (low is None or number >= low) and (high is None or number <= high)

    def __str__(self) -> str:
        low, high = self.bounds()
        if low == high and low is not None:
            return f"{low:g}"
        if high is None:
            return f"at least {low:g}"
        return f"at most {high:g}" if low is None else f"between {low:g} and {high:g}"


def _from_number(value: Json) -> Json:
    return {"exactly": value} if isinstance(value, int | float) and not isinstance(value, bool) else value


NumberOrRange = Annotated[NumberRange, BeforeValidator(_from_number, json_schema_input_type=float | NumberRange)]
"""A NumberRange that may also be written as a plain number."""
