"""Makes what grading reads: a scenario of three steps, observations, and a contract that says what it is told to."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from harness.contract import Contract, Mismatch
from harness.errors import Span
from harness.grade.trial import Evidences, Grader
from harness.model.brief import RequestBody
from harness.model.call import Call, Turn
from harness.model.exchange import Exchange
from harness.model.observation import ApiError, Observation
from harness.model.scenario import Authenticate, AwaitResult, CheckSpec, Expectation, Scenario, StartCall, Step
from harness.model.values import Json
from harness.model.verdict import TrialVerdict

FRIDAY = datetime(2026, 3, 6, 17, 0, tzinfo=UTC)
SAID = (Turn(speaker="agent", text="A table for four, please."), Turn(speaker="callee", text="Tuesday at 15:30?"))
COMPLETED = Call(call_id="c-1", status="completed", raw_status="completed", transcript=SAID, duration_seconds=30)


class ToldContract(Contract):
    """A contract that says of each exchange what it was told to, and that all others are right."""

    def __init__(self, broken: Mapping[int, tuple[Mismatch, ...]]) -> None:
        self._broken = broken

    def check(self, exchange: Exchange) -> tuple[Mismatch, ...]:
        """What is said of the exchange with that seq."""
        return self._broken.get(exchange.seq, ())


def at(line: int) -> Span:
    """A place in the scenario's file."""
    return Span(file="s.yaml", line=line, column=1)


STEPS: tuple[Step, ...] = (
    Authenticate(span=at(2)),
    StartCall(span=at(3), name="call", body=RequestBody(value={})),
    AwaitResult(span=at(4), call="call"),
)


def expect(name: str, args: Json = None, *, step: int = 2, line: int = 9, **changes: Json) -> Expectation:
    """An expectation, by default on what the last of the three steps saw."""
    spec = CheckSpec(name=name, args=args, span=at(line))
    return replace(Expectation(expectation_id=name, check=spec, step=step), **changes)


def scenario(*expectations: Expectation, steps: tuple[Step, ...] = STEPS, **changes: Json) -> Scenario:
    """A single-call scenario."""
    made = Scenario(scenario_id="s", title="", suite="", span=at(1), steps=steps, expectations=expectations)
    return replace(made, **changes)


def saw(step: int, *, call_name: str = "call", **fields: Json) -> Observation:
    """What a step saw."""
    return Observation(step=step, call_name=call_name, **fields)


def refusal(http_status: int = 400, code: str | None = "INVALID_PHONE", *, exchange: int = 3) -> ApiError:
    """An error answer."""
    return ApiError(http_status=http_status, code=code, message="no", exchange=exchange)


def graded(
    found: Scenario,
    *observations: Observation,
    exchanges: Sequence[Exchange] = (),
    broken: Mapping[int, tuple[Mismatch, ...]] | None = None,
    strict: bool = True,
) -> TrialVerdict:
    """Grade one trial of a scenario."""
    evidences = Evidences(
        observations=observations, exchanges={exchange.seq: exchange for exchange in exchanges}, call_date=FRIDAY
    )
    return Grader(ToldContract(broken or {}), strict=strict).grade(found, evidences)


def exchange(seq: int, status: int | None = 200) -> Exchange:
    """An exchange about a call."""
    return Exchange(
        seq=seq,
        route="call_get",
        method="GET",
        url="http://127.0.0.1/api/v2/voice/call/c-1",
        request_headers={},
        request_body=None,
        status=status,
        response_headers={},
        response_body="{}",
        sent_s=0.0,
        first_byte_s=0.0,
        ended_s=0.0,
    )
