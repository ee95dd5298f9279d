"""What the checks of one number have in common: a range, a number that may be missing, one outcome."""

from harness.checks.base import Outcome
from harness.checks.ranges import NumberRange
from harness.model.verdict import Evidence, Verdict


def measured(wanted: NumberRange, number: float | None, *, what: str, exchange: int | None) -> Outcome:
    """Grade a number against a range; a missing number fails, it is never taken for 0."""
    if number is None:
        message = f"the answer has no {what}"
        return Outcome(verdict=Verdict.FAILED, expected=str(wanted), got="none", message=message, absent=True)
    held = wanted.holds(number)
    return Outcome(
        verdict=Verdict.PASSED if held else Verdict.FAILED,
        expected=str(wanted),
        got=f"{number:g}",
        message="" if held else f"{what} is {number:g}, not {wanted}",
        evidence=(Evidence(quote=f'"{what}": {number:g}', exchange=exchange),),
        value={what: number},
    )
