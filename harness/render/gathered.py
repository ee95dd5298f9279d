"""A run log's records, sorted by what they are about; the first pass of the view."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from harness.errors import StoreError
from harness.model.exchange import Exchange
from harness.model.judgement import Judgement
from harness.model.observation import Observation
from harness.model.record import (
    Exchanged,
    Judged,
    Observed,
    Record,
    RunEnded,
    RunStarted,
    ScenarioGraded,
    ScenarioPlanned,
    TrialGraded,
    TrialStarted,
)
from harness.model.scenario import Scenario
from harness.model.verdict import ScenarioVerdict


@dataclass(slots=True, kw_only=True)
class Gathered:
    """Everything a log tells, by scenario id and by trial id, each in order of appearance."""

    started: RunStarted
    ended: RunEnded | None = None
    last_s: float = 0.0
    scenarios: dict[str, Scenario] = field(default_factory=dict)
    verdicts: dict[str, ScenarioVerdict] = field(default_factory=dict)
    trials: dict[str, TrialStarted] = field(default_factory=dict)
    graded: dict[str, TrialGraded] = field(default_factory=dict)
    observed: dict[str, list[Observation]] = field(default_factory=dict)
    exchanged: dict[str, list[Exchange]] = field(default_factory=dict)
    judged: dict[str, list[Judgement]] = field(default_factory=dict)


def gather(records: Iterable[Record]) -> Gathered:
    """Sort the records of one run. Raises StoreError when its head is missing, or a trial's scenario is."""
    log: Gathered | None = None
    for record in records:
        if log is None:
            if not isinstance(record, RunStarted):
                raise StoreError(f"a run log begins with run_started, found {record.record}; is this the whole file?")
            log = Gathered(started=record)
        else:
            _keep(log, record)
    if log is None:
        raise StoreError("the run log is empty: not even its head, run_started, was written")
    return log


def _keep(log: Gathered, record: Record) -> None:
    match record:
        case ScenarioPlanned():
            log.scenarios.setdefault(record.scenario.scenario_id, record.scenario)
        case ScenarioGraded():
            log.verdicts[record.scenario_id] = record.verdict
        case TrialStarted():
            _keep_trial(log, record)
        case TrialGraded():
            log.graded[record.trial_id] = record
            log.last_s = max(log.last_s, record.at_s)
        case Observed():
            log.observed.setdefault(record.trial_id, []).append(record.observation)
        case Exchanged():
            log.exchanged.setdefault(record.trial_id, []).append(record.exchange)
            log.last_s = max(log.last_s, record.exchange.ended_s)
        case Judged():
            log.judged.setdefault(record.trial_id, []).append(record.judgement)
        case RunEnded():
            log.ended = record
        case RunStarted():
            pass  # joined logs: the first head speaks for the run


def _keep_trial(log: Gathered, record: TrialStarted) -> None:
    if record.trial.scenario_id not in log.scenarios:
        raise StoreError(
            f"trial {record.trial.trial_id} belongs to scenario {record.trial.scenario_id!r}, "
            "which the run log has not named before; lines are missing or out of order"
        )
    log.trials[record.trial.trial_id] = record
    log.last_s = max(log.last_s, record.at_s)
