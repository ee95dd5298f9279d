"""A scenario: a flow of steps with expectations on what they saw. The single-call form is sugar for three steps."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from math import prod
from typing import Literal, TypeAlias

from harness.errors import Span
from harness.model.brief import RequestBody
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


Step: TypeAlias = (
    Authenticate
    | StartCall
    | AwaitResult
    | GetCall
    | HttpRequest
    | CodeRequest
    | CodeVerification
    | StreamCall
    | EndCall
    | Wait
    | AdvanceClock
    | Save
    | Repeat
    | Parallel
)
"""One step of a flow. A flow is a flat list: a Repeat or Parallel stands before the steps that it holds."""


def with_passes(steps: Iterable[Step]) -> Iterator[tuple[Step, int]]:
    """Yield each step of a flow with how often it is carried out at most, as the repeats around it have it."""
    around: list[tuple[int, int]] = []
    for place, step in enumerate(steps):
        around = [(end, times) for end, times in around if place < end]
        yield step, prod(times for _, times in around)
        if isinstance(step, Repeat):
            around.append((place + 1 + step.size, step.times))


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
    """What makes a whole run pass. `pass_rate` is over graded scenarios, None: every one must pass.

    A gate that is not `binding` is shown, and decides no exit code: the run is a measurement.
    """

    pass_rate: float | None = None
    max_ungradable: int = 0
    flaky: Literal["ignore", "warn", "fail"] = "warn"
    binding: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledIn:
    """Where a variable stands in a text: its name, and the characters from `start` to `end`."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One scenario, complete: everything the runner needs, with no reference to the file it came from but `span`.

    `runs_on` None means wherever what it uses exists; `needs` lists what only some targets can do
    ("account", "callee", "books", "faults", "clock", "control"). `faults` are
    set for the account of each trial. `source` is the YAML text of the scenario, for reports. A trial
    that scores below `min_score` (0..1) fails, even where everything required passed.

    A variant or a cell of a matrix is a scenario of its own, `bill/with-leverage` or `moods[rushed]`: `family` is the
    id that its file gives to all of them ("" where the scenario is alone), `variant` the variant's name and `cell` the
    values of its matrix as its id shows them, by axis. `retries` is how often a trial that could not be judged for the
    gateway's or the network's sake is begun anew. `unaudited` is why an audit leaves it out. `callee_timezone` is where
    a real callee is, None: where its number says. `filled` tells where variables stand in the texts of its briefs.
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
    unaudited: str | None = None
    runs_on: tuple[str, ...] | None = None
    needs: tuple[str, ...] = ()
    call_date: datetime | None = None
    source: str = ""
    family: str = ""
    variant: str = ""
    cell: Mapping[str, str] = field(default_factory=dict)
    retries: int = 0
    filled: Mapping[str, tuple[FilledIn, ...]] = field(default_factory=dict)
    callee_timezone: str | None = None

    @property
    def family_id(self) -> str:
        """The id as the file has it: what the variants and the cells of a matrix share, else the scenario's own."""
        return self.family or self.scenario_id

    @property
    def cell_id(self) -> str:
        """The id without the variant: what trials are seeded by, beside the variant."""
        return self.scenario_id.removesuffix(f"/{self.variant}") if self.variant else self.scenario_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Suite:
    """One scenario file, loaded: its scenarios in file order and the gate it sets, None where it sets none."""

    name: str
    file: str
    scenarios: tuple[Scenario, ...]
    gate: Gate | None = None
