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
    """One planned repetition of a scenario: `index` from 1, `seed` drawn from (run seed, scenario, variant, index)."""

    scenario_id: str
    index: int
    seed: int
    call_date: datetime
    variant: str = ""

    @property
    def trial_id(self) -> str:
        """A name unique in the run, as `show` takes it: `scenario#1` or `scenario/variant#1`."""
        variant = f"/{self.variant}" if self.variant else ""
        return f"{self.scenario_id}{variant}#{self.index}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunStarted:
    """The head of a run. `settings` is the resolved configuration, redacted; `trials` how many are planned.

    `paths` are the scenario files and folders as the user named them. `strict` tells whether an answer that breaks the
    API's contract failed its trial, None where the log does not say. `regraded_from` is the id of the run whose calls
    these are, empty where this run made them.
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
    record: Literal["run_started"] = "run_started"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioPlanned:
    """A scenario, whole, once before its trials: a run log needs no YAML beside it."""

    scenario: Scenario
    record: Literal["scenario_planned"] = "scenario_planned"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialStarted:
    """A trial begins; `at_s` is in seconds since the run began."""

    trial: Trial
    at_s: float
    record: Literal["trial_started"] = "trial_started"


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
    """A trial ended; `verdict` is what grading said of its observations, `grader` the version that said it."""

    trial_id: str
    scenario_id: str
    at_s: float
    verdict: TrialVerdict
    grader: str = ""
    record: Literal["trial_graded"] = "trial_graded"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioGraded:
    """All trials of a scenario ended, or it was skipped."""

    scenario_id: str
    verdict: ScenarioVerdict
    record: Literal["scenario_graded"] = "scenario_graded"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunEnded:
    """The end. `gate_met` None: nothing could be said; `reason` is the gate in a sentence."""

    at_s: float
    exit_code: int
    gate_met: bool | None
    reason: str
    interrupted: bool = False
    record: Literal["run_ended"] = "run_ended"


Record: TypeAlias = (
    RunStarted
    | ScenarioPlanned
    | TrialStarted
    | Exchanged
    | Observed
    | Judged
    | TrialGraded
    | ScenarioGraded
    | RunEnded
)
