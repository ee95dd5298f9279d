"""How long the call took to set up, and its result to arrive."""

from typing import Annotated, ClassVar, Self

from pydantic import BeforeValidator, model_validator

from harness.checks.base import Check, Outcome
from harness.checks.context import CheckContext
from harness.checks.ranges import NumberRange
from harness.checks.timing import Timing, timing_of
from harness.model.values import Json
from harness.model.verdict import Evidence, Verdict


def _at_most(value: Json) -> Json:
    return {"at_most": value} if isinstance(value, int | float) and not isinstance(value, bool) else value


Seconds = Annotated[NumberRange, BeforeValidator(_at_most, json_schema_input_type=float | NumberRange)]
"""A range of seconds; a bare number is the most that is allowed."""

_WORDS = {"set_up": "setting the call up", "delivery": "the result's arrival after the end"}


class Latency(Check):
    """How long it took, in seconds: `latency: {set_up: 5, delivery: 2}`; a bare number is the most that is allowed.

    `set_up` is how long the POST that starts the call blocked: from sending it to the last byte of its answer.
    `delivery` is the longest that the result can have been under way: from the last moment at which the call is known
    to have run, to the arrival of the first answer or `result` event that says it ended. A call is known to have run
    when a request was sent whose answer said `in_progress`, and for `duration_seconds` from the sending of the POST.
    The true delay is this or less, so a range with `at_most` is a promise kept, and the closer the polling the
    tighter. Durations longer than the whole exchange are of a simulated clock, and say nothing of it.
    """

    name: ClassVar[str] = "latency"
    reads_exchanges: ClassVar[bool] = True

    set_up: Seconds | None = None
    delivery: Seconds | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.set_up is None and self.delivery is None:
            msg = "needs set_up or delivery, in seconds"
            raise ValueError(msg)
        return self

    def grade(self, context: CheckContext) -> Outcome:
        """Compare what the exchanges tell; a time that they do not tell fails, it is never taken for 0."""
        timing = timing_of(context.exchanges)
        wanted = {name: range_ for name in _WORDS if (range_ := getattr(self, name)) is not None}
        expected = ", ".join(f"{name} {range_} s" for name, range_ in wanted.items())
        found = {name: seconds for name in wanted if (seconds := timing.seconds(name)) is not None}
        value: Json = {f"{name}_s": found.get(name) for name in wanted}
        unknown = [name for name in wanted if name not in found]
        if unknown:
            message = f"the exchanges do not tell how long {_WORDS[unknown[0]]} took"
            return Outcome(
                verdict=Verdict.FAILED, expected=expected, got="not told", message=message, value=value, absent=True
            )
        got = ", ".join(f"{name} {seconds:.3g} s" for name, seconds in found.items())
        wrong = [name for name, seconds in found.items() if not wanted[name].holds(seconds)]
        message = "; ".join(f"{_WORDS[name]} took {found[name]:.3g} s, not {wanted[name]}" for name in wrong)
        return Outcome(
            verdict=Verdict.FAILED if wrong else Verdict.PASSED,
            expected=expected,
            got=got,
            message=message,
            evidence=tuple(_evidence(timing, name) for name in wanted),
            value=value,
        )


def _evidence(timing: Timing, name: str) -> Evidence:
    if name == "set_up":
        return Evidence(quote=f"POST answered after {timing.set_up_s:.3g} s", exchange=timing.created_by)
    quote = f"ended by {timing.arrived_s:.3f} s, known to run at {timing.ran_until_s:.3f} s"
    return Evidence(quote=quote, exchange=timing.delivered_in)
