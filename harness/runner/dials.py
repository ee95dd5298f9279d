"""Every request of a plan that may ring a phone, found before any is sent, and what each asks for.

What cannot be read is never taken for harmless: it is a `trouble`, and a guard refuses it.
"""

import json
import posixpath
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, assert_never
from urllib.parse import unquote, urlsplit

from harness.errors import Span
from harness.model.brief import MAX_DURATION_MINUTES, MIN_DURATION_MINUTES, RequestBody
from harness.model.price import worst_case_credits, worst_case_minutes
from harness.model.scenario import (
    Authenticate,
    AwaitResult,
    GetCall,
    HttpRequest,
    Scenario,
    StartCall,
    Step,
    with_passes,
)
from harness.model.steps import (
    AdvanceClock,
    CodeRequest,
    CodeVerification,
    EndCall,
    Parallel,
    Repeat,
    Save,
    StreamCall,
    Wait,
)
from harness.model.values import Json
from harness.runner.commands import CALL_PATH
from harness.runner.plan import Plan

AUTH_PATH: Final = "/api/v2/auth/"
MANY_PASSES: Final = 6
"""One more than calls may go on at once: what piles up has shown by then."""
_READS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_LOST: Final = "\0"
_CALL_ROOT: Final = f"/api/v2{CALL_PATH}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedCall:
    """What one body asks for.

    `number` None where it names none, so that nothing can be called; `trouble` says why the body cannot be judged,
    empty where it can. `minutes` is its own max_duration_minutes, None where it has none that counts; `worst_minutes`
    and `worst_credits` are the most that the call can take.
    """

    number: str | None
    minutes: int | None
    worst_minutes: int
    worst_credits: int
    trouble: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dial:
    """A step that dials, with all its repeats in a plan.

    `times` is how often it may be sent, `retries` of the scenario counted; `rings` how often it may ring: a trial that
    is begun anew has rung nobody. `zone` is the scenario's callee_timezone.
    """

    scenario_id: str
    span: Span
    asked: AskedCall
    times: int
    rings: int
    zone: str | None


class _DuplicateKey(ValueError):
    """Two fields of one name, of which a gateway may read the other."""


def dials_of(plan: Plan) -> tuple[Dial, ...]:
    """Return what a plan dials, in the order of its scenarios and their steps."""
    trials = Counter(trial.scenario_id for trial in plan.trials)
    return tuple(
        Dial(
            scenario_id=scenario.scenario_id,
            span=step.span,
            asked=asked,
            times=trials[scenario.scenario_id] * times * (1 + scenario.retries),
            rings=trials[scenario.scenario_id] * times,
            zone=scenario.callee_timezone,
        )
        for scenario in plan.scenarios
        if trials[scenario.scenario_id]
        for step, asked, times in _steps(scenario)
    )


def open_at_once(scenario: Scenario) -> int:
    """Return how many calls of one trial may be going on together: started, and not yet waited for."""
    known: Counter[str] = Counter()
    most = 0
    for step in _carried_out(scenario.steps):
        if isinstance(step, StartCall):
            known[_LOST] += known.pop(step.name, 0)  # who starts a group anew waits for the first one no more
            known[step.name] = step.times
        elif isinstance(step, HttpRequest) and read_request(step) is not None:
            known[_LOST] += 1
        elif isinstance(step, AwaitResult):
            known.pop(step.call, None)
        most = max(most, known.total())
    return most


def _carried_out(steps: Sequence[Step]) -> Iterator[Step]:
    """Yield the steps as they come; of a repeat so many passes as show whether its calls pile up."""
    place = 0
    while place < len(steps):
        step = steps[place]
        place += 1
        if isinstance(step, Repeat):
            for _ in range(min(step.times, MANY_PASSES)):
                yield from _carried_out(steps[place : place + step.size])
            place += step.size
        elif isinstance(step, Parallel):  # at worst, everything in it is started before anything ends
            inside = list(_carried_out(steps[place : place + step.size]))
            yield from sorted(inside, key=lambda it: isinstance(it, AwaitResult))
            place += step.size
        else:
            yield step


def read_request(request: HttpRequest) -> AskedCall | None:
    """Return what a raw request asks for, None where it can place no call.

    None is returned only for what is sent to the auth API, and for a request that reads and brings no body: a gateway
    may take a path in another spelling, or another method, for the one that places calls.
    """
    path = _plain_path(request.path)
    if path.startswith(AUTH_PATH):
        return None
    if request.body is None and (request.method.upper() in _READS or not path.startswith(_CALL_ROOT)):
        return None
    return read_body(request.body)


def read_body(body: RequestBody | None) -> AskedCall:
    """Return what a body asks for."""
    value, trouble = _value(body)
    judged = RequestBody(value=value)
    number = judged.field("dialed_number")
    if number is not None and not isinstance(number, str):
        trouble = trouble or f"its dialed_number is {_shown(number)}, not text: it may be dialled all the same"
    return AskedCall(
        number=number if isinstance(number, str) and number.strip() else None,
        minutes=_own_minutes(judged),
        worst_minutes=worst_case_minutes(judged),
        worst_credits=worst_case_credits(judged),
        trouble=trouble,
    )


def _steps(scenario: Scenario) -> Iterator[tuple[StartCall | HttpRequest, AskedCall, int]]:
    """Yield the steps that dial, what they ask for, and how often one trial sends it."""
    for step, passes in with_passes(scenario.steps):
        match step:
            case StartCall():
                yield step, read_body(step.body), step.times * passes
            case HttpRequest():
                asked = read_request(step)
                if asked is not None:
                    yield step, asked, passes
            case Authenticate() | CodeRequest() | CodeVerification() | AwaitResult() | GetCall() | StreamCall():
                pass
            case EndCall() | Wait() | AdvanceClock() | Save() | Repeat() | Parallel():
                pass
            case _:
                assert_never(step)  # whoever adds a kind of step says here whether it dials


def _plain_path(path: str) -> str:
    """Return a path as a lenient server reads it: escapes, dots and doubled slashes resolved, in lower case."""
    plain = urlsplit(f"//host{path}").path
    for _ in range(3):  # escapes of escapes
        plain = unquote(plain)
    return posixpath.normpath("/" + plain.replace("\\", "/").lstrip("/")).lower()


def _value(body: RequestBody | None) -> tuple[Json, str]:
    if body is None:
        return None, ""
    value = body.value
    if body.text is not None:
        try:
            value = json.loads(body.text, object_pairs_hook=_unique)
        except _DuplicateKey as error:
            return None, f"its body names {error} twice, and a gateway may read either"
        except (ValueError, RecursionError):
            return None, "its body is not JSON, so nobody can tell which number it would ring"
    return (value, "") if isinstance(value, dict) else (None, "its body is JSON, but no object with fields")


def _unique(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found: dict[str, Json] = {}
    for name, value in pairs:
        if name in found:
            raise _DuplicateKey(name)
        found[name] = value
    return found


def _own_minutes(body: RequestBody) -> int | None:
    asked = body.field("max_duration_minutes")
    if isinstance(asked, bool) or not isinstance(asked, int):
        return None
    return asked if MIN_DURATION_MINUTES <= asked <= MAX_DURATION_MINUTES else None


def _shown(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)[:60]
