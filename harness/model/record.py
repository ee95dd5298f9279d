"""The records of a run log, in the order in which a run writes them. All that is shown of a run is made from these."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypeAlias

from harness.model.exchange import Exchange
from harness.model.judgement import Judgement
from harness.model.observation import Observation
from harness.model.scenario import Gate, Scenario
from harness.model.values import Json
from harness.model.verdict import ScenarioVerdict, TrialVerdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One planned repetition of a scenario: `index` from 1, `seed` drawn from (run seed, scenario, variant, index).

    `retry` counts from 1 the times that it is begun anew after what the network did to it, each with a seed drawn from
    the one before; 0 is the first try. A variant is a part of `scenario_id`.
    """

    scenario_id: str
    index: int
    seed: int
    call_date: datetime
    variant: str = ""
    retry: int = 0

    @property
    def trial_id(self) -> str:
        """A name unique in the run, for `show`: `scenario#1` or `scenario/variant#1`; a second try is `#1.2`."""
        variant = f"/{self.variant}" if self.variant else ""
        again = f".{self.retry + 1}" if self.retry else ""
        return f"{self.scenario_id}{variant}#{self.index}{again}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Which part of a sharded suite a run is: the `number`th (from 1) of `of`.

    `filled` numbers the parts that any scenario falls into: the others leave no run. `suite` is a digest of the
    selected scenarios of all parts, by which parts of one suite are told from those of another.
    """

    number: int
    of: int
    filled: tuple[int, ...]
    suite: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RunStarted:
    """The head of a run. `settings` is the resolved configuration, redacted; `trials` how many are planned.

    `paths` are the scenario files and folders as the user named them. `strict` tells whether an answer that breaks the
    API's contract failed its trial, None where the log does not say. `regraded_from` is the id of the run whose calls
    these are, empty where this run made them. `part` says which shard it is, None for a whole suite; `merged_from` are
    the ids of the runs that it was merged of, whose own heads stand before their records.
    """

    run_id: str
    started_at: datetime
    version: str
    target: str
    seed: int
    command: str
    trials: int
    gate: Gate
    environment: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, Json] = field(default_factory=dict)
    paths: tuple[str, ...] = ()
    strict: bool | None = None
    regraded_from: str = ""
    part: Part | None = None
    merged_from: tuple[str, ...] = ()
    record: Literal["run_started"] = "run_started"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioPlanned:
    """A scenario, whole, once before its trials: a run log needs no YAML beside it."""

    scenario: Scenario
    record: Literal["scenario_planned"] = "scenario_planned"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialsPlanned:
    """The trials that will be run, in the order in which they start, after the scenarios that they are of."""

    trials: tuple[Trial, ...]
    record: Literal["trials_planned"] = "trials_planned"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialStarted:
    """A trial begins; `at_s` is in seconds since the run began."""

    trial: Trial
    at_s: float
    record: Literal["trial_started"] = "trial_started"


@dataclass(frozen=True, slots=True, kw_only=True)
class DialIntended:
    """The next thing to be sent may ring a phone: on a gateway that is not a mock, on disk before it is sent.

    `call_name` is the call's name in the flow, empty for a raw request. `body_sha256` is of the body as it is sent;
    `number` None where the body has none. `worst_credits` is the most that the call can cost.
    """

    trial_id: str
    call_name: str
    number: str | None
    body_sha256: str
    worst_credits: int
    at_s: float
    record: Literal["dial_intended"] = "dial_intended"


DialOutcome: TypeAlias = Literal["placed", "refused", "unsent", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DialSettled:
    """What came of a dial: a call with an id, a refusal, nothing sent at all, or nobody knows."""

    trial_id: str
    call_name: str
    outcome: DialOutcome
    at_s: float
    call_id: str | None = None
    exchange: int | None = None
    record: Literal["dial_settled"] = "dial_settled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchanged:
    """One exchange of a trial went over the wire."""

    trial_id: str
    exchange: Exchange
    record: Literal["exchanged"] = "exchanged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Observed:
    """A step of a trial was carried out."""

    trial_id: str
    observation: Observation
    record: Literal["observed"] = "observed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A judge, or the user's own code, was asked about a call of a trial; grading reads the answer from here."""

    trial_id: str
    judgement: Judgement
    record: Literal["judged"] = "judged"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialGraded:
    """A trial ended; `verdict` is what grading said of its observations, `grader` the version that said it.

    `retried`: the trial is begun anew, and this verdict counts nowhere.
    """

    trial_id: str
    scenario_id: str
    at_s: float
    verdict: TrialVerdict
    grader: str = ""
    retried: bool = False
    record: Literal["trial_graded"] = "trial_graded"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialNotRun:
    """The run ended before a planned trial began; `reason` says why."""

    trial: Trial
    at_s: float
    reason: str
    record: Literal["trial_not_run"] = "trial_not_run"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioGraded:
    """All trials of a scenario ended, or it was skipped."""

    scenario_id: str
    verdict: ScenarioVerdict
    record: Literal["scenario_graded"] = "scenario_graded"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunEnded:
    """The end. `gate_met` None: nothing could be said; `reason` is the gate in a sentence.

    `halted` says why not every trial was begun, empty where all were; such a run, like an interrupted one, can be
    resumed.
    """

    at_s: float
    exit_code: int
    gate_met: bool | None
    reason: str
    interrupted: bool = False
    halted: str = ""
    record: Literal["run_ended"] = "run_ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunResumed:
    """A run that had not come to its end goes on; `torn` is how many bytes of a last line had to be dropped."""

    resumed_at: datetime
    version: str
    command: str
    at_s: float
    torn: int = 0
    record: Literal["run_resumed"] = "run_resumed"


Record: TypeAlias = (
    RunStarted
    | ScenarioPlanned
    | TrialsPlanned
    | TrialStarted
    | DialIntended
    | DialSettled
    | Exchanged
    | Observed
    | Judged
    | TrialGraded
    | TrialNotRun
    | ScenarioGraded
    | RunEnded
    | RunResumed
)
