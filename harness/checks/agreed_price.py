"""Whether both sides agreed on a price, and on which."""

from functools import lru_cache
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from harness.checks.base import Outcome
from harness.checks.context import CheckContext
from harness.checks.meaning import MeaningCheck, quoted, turns_of_call
from harness.checks.ranges import NumberRange
from harness.language.deals import DealOutcome, read_deal
from harness.language.fees import added_fees
from harness.language.offers import PriceRange
from harness.language.passages import Answer
from harness.model.values import Json

_DOLLARS = frozenset({"USD", "CAD", "AUD", "NZD", "SGD", "HKD"})
_NEAR = 4.0
"""A number more than this many times above or below a bound is not taken for the price, unless it has a currency."""


class AgreedPrice(MeaningCheck):
    """Both sides agree on a price: `agreed_price: {at_most: 65, currency: USD, period: month}`, or bare.

    The last offer that stood counts, and only when the other side accepted it in words; an offer nobody answered is no
    deal, one taken on an open condition is unclear. Fees that the callee adds afterwards count towards `at_most`.
    A plain "$" is any dollar. `plausible: [10, 500]` keeps numbers that cannot be the price out, where a range does not
    say enough. `value` holds deal (yes, no, unclear), amount, currency and period.
    """

    name: ClassVar[str] = "agreed_price"
    short_field: ClassVar[str | None] = "exactly"

    exactly: float | None = None
    at_least: float | None = None
    at_most: float | None = None
    between: tuple[float, float] | None = None
    currency: str | None = Field(default=None, pattern="^[A-Z]{3}$")
    period: Literal["month", "year", "week", "day", "night", "hour", "visit", "person"] | None = None
    plausible: tuple[float, float] | None = None

    @model_validator(mode="after")
    def _one_range(self) -> Self:
        self._range()
        return self

    def _range(self) -> NumberRange | None:
        return _range_of(self.exactly, self.at_least, self.at_most, self.between)

    def grade(self, context: CheckContext) -> Outcome:
        """Follow the offers, then compare the price that stands."""
        turns = turns_of_call(context)
        outcome = read_deal(turns, self._plausible())
        money = outcome.price.money if outcome.price else None
        fees = added_fees(turns, outcome)
        value: dict[str, Json] = {
            "deal": outcome.deal,
            "amount": money.amount if money else None,
            "currency": money.currency if money else None,
            "period": money.period if money else None,
        }
        if fees:
            value["fees"] = [fee.money.amount for fee in fees]
        answer, message = self._judged(outcome, sum(fee.money.amount for fee in fees))
        passages = (*outcome.decided, outcome.price.at if outcome.price else None, *(fee.at for fee in fees))
        got = f"{_price(value)} ({outcome.reason})"
        return self.answered(
            answer, expected=self._words(), got=got, message=message, evidence=quoted(turns, passages), value=value
        )

    def _plausible(self) -> PriceRange | None:
        if self.plausible is not None:
            return PriceRange(low=self.plausible[0], high=self.plausible[1])
        wanted = self._range()
        if wanted is None:
            return None
        low, high = wanted.bounds()
        least = low if low is not None else high
        most = high if high is not None else low
        return PriceRange(
            low=least / _NEAR if least is not None else None, high=most * _NEAR if most is not None else None
        )

    def _judged(self, outcome: DealOutcome, fees: float) -> tuple[Answer, str]:
        money = outcome.price.money if outcome.price else None
        if outcome.deal != "yes" or money is None:
            return outcome.deal, outcome.reason
        wanted = self._range()
        if wanted is not None and not wanted.holds(money.amount):
            return "no", f"the price is {money.amount:g}, not {wanted}"
        if wanted is not None and fees and not wanted.holds(money.amount + fees):
            return "no", f"with fees of {fees:g} added later the price is {money.amount + fees:g}, not {wanted}"
        if self.currency and not _same_currency(self.currency, money.currency):
            return "no", f"the currency is {money.currency}, not {self.currency}"
        if self.period and money.period and money.period != self.period:
            return "no", f"the price is per {money.period}, not per {self.period}"
        return "yes", ""

    def _words(self) -> str:
        wanted = self._range()
        parts = ["an agreed price", str(wanted) if wanted else "", self.currency or ""]
        return " ".join(part for part in (*parts, f"per {self.period}" if self.period else "") if part)


@lru_cache(maxsize=64)
def _range_of(
    exactly: float | None, at_least: float | None, at_most: float | None, between: tuple[float, float] | None
) -> NumberRange | None:
    bounds = {"exactly": exactly, "at_least": at_least, "at_most": at_most, "between": between}
    given = {name: bound for name, bound in bounds.items() if bound is not None}
    return NumberRange.model_validate(given) if given else None


def _same_currency(wanted: str, said: str | None) -> bool:
    return said is None or said == wanted or (said == "USD" and wanted in _DOLLARS)


def _price(value: dict[str, Json]) -> str:
    if value["amount"] is None:
        return "no price"
    period = f" per {value['period']}" if value["period"] else ""
    return f"{value['amount']:g} {value['currency'] or ''}".strip() + period
