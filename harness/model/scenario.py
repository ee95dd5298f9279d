"""A scenario: a flow of steps with expectations on what they saw. The single-call form is sugar for three steps."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypeAlias

from harness.errors import Span
from harness.model.brief import RequestBody
from harness.model.values import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckSpec:
    """A check as written: its name and arguments, not yet matched to the code that grades it."""

    name: str
    args: Json
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """One item of an `expect` list, reading what step `step` (0-based) saw.

    `expectation_id` is unique in its scenario: the item's own `id`, else the check's name, numbered when repeated.
    A required expectation fails the trial when it fails; one that is not only lowers the score, by its `weight`.
    """

    expectation_id: str
    check: CheckSpec
    step: int
    weight: float = 1.0
    required: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Authenticate:
    """Sign the trial's account in by the two-step email flow."""

    span: Span
    kind: Literal["authenticate"] = "authenticate"


@dataclass(frozen=True, slots=True, kw_only=True)
class StartCall:
    """Start `times` calls at once with the same body, known to later steps as `name`."""

    span: Span
    name: str
    body: RequestBody
    callee: Mapping[str, Json] | None = None
    times: int = 1
    kind: Literal["start_call"] = "start_call"


@dataclass(frozen=True, slots=True, kw_only=True)
class AwaitResult:
    """Wait until every call of the group `call` has ended, by SSE with fallback to polling."""

    span: Span
    call: str
    kind: Literal["await_result"] = "await_result"


@dataclass(frozen=True, slots=True, kw_only=True)
class GetCall:
    """GET a call once: each call of the group `call`, or the literal `call_id`."""

    span: Span
    call: str | None = None
    call_id: str | None = None
    kind: Literal["get_call"] = "get_call"


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpRequest:
    """Send one request as written; `signed_in` adds the account's Authorization and X-Pine-User-Id headers."""

    span: Span
    method: str
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: RequestBody | None = None
    signed_in: bool = True
    kind: Literal["request"] = "request"


Step: TypeAlias = Authenticate | StartCall | AwaitResult | GetCall | HttpRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class PassRule:
    """When a scenario's repeats count as passed: `pass_when` of the scenario language.

    `at_least` reads `value` as a count; `rate` as the least observed pass rate; `lower_bound` as the least lower end
    of the 95 % Wilson interval. `all` and `any` have no value.
    """

    kind: Literal["all", "any", "at_least", "rate", "lower_bound"] = "all"
    value: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """What makes a whole run pass. `pass_rate` is over graded scenarios, None: every one must pass."""

    pass_rate: float | None = None
    max_ungradable: int = 0
    flaky: Literal["ignore", "warn", "fail"] = "warn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One scenario, complete: everything the runner needs, with no reference to the file it came from but `span`.

    `runs_on` None means wherever what it uses exists; `needs` lists what only some targets can do
    ("account", "callee", "books", "faults", "clock"). `faults` are
    set for the account of each trial. `source` is the YAML text of the scenario, for reports. A trial
    that scores below `min_score` (0..1) fails, even where everything required passed.
    """

    scenario_id: str
    title: str
    suite: str
    span: Span
    steps: tuple[Step, ...]
    expectations: tuple[Expectation, ...]
    account: Mapping[str, Json] | None = None
    faults: tuple[Mapping[str, Json], ...] = ()
    tags: tuple[str, ...] = ()
    runs: int = 1
    pass_when: PassRule = field(default_factory=PassRule)
    max_ungradable: int = 0
    min_score: float | None = None
    skip: str | None = None
    known_issue: str | None = None
    runs_on: tuple[str, ...] | None = None
    needs: tuple[str, ...] = ()
    call_date: datetime | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suite:
    """One scenario file, loaded: its scenarios in file order and the gate it sets, None where it sets none."""

    name: str
    file: str
    scenarios: tuple[Scenario, ...]
    gate: Gate | None = None
