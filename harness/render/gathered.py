"""A run log's records, sorted by what they are about; the first pass of the view.

What was said and sent in a trial is most of a log and is not kept here: it is read again where it is shown.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from harness.errors import StoreError
from harness.model.exchange import Exchange
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
    TrialNotRun,
    TrialStarted,
)
from harness.model.scenario import Scenario
from harness.model.verdict import ScenarioVerdict
from harness.wire.records import decode, encode


class Details(Protocol):
    """Where the rest of a log is: what was observed and exchanged in each trial."""

    def lines(self, trial_id: str) -> Iterator[str]:
        """Yield the log's lines of one trial's exchanges, observations and judgements, in order, without line ends."""
        ...


@dataclass(slots=True)
class HeldDetails:
    """Details of records that are in memory."""

    held: dict[str, list[Exchanged | Observed | Judged]] = field(default_factory=dict)

    def keep(self, record: Exchanged | Observed | Judged) -> None:
        """Take in one more record."""
        self.held.setdefault(record.trial_id, []).append(record)

    def lines(self, trial_id: str) -> Iterator[str]:
        """Yield the records of one trial as a log writes them."""
        return map(encode, self.held.get(trial_id, ()))


_OBSERVATION, _EXCHANGE = (
    re.compile(rf'{{"trial_id":"(?:[^"\\]|\\.)*","{kind}":') for kind in ("observation", "exchange")
)


def read_observations(lines: Iterable[str]) -> tuple[Observation, ...]:
    """Decode what was observed, of a trial's lines. Raises StoreError for one that is damaged."""
    records = (decode(line) for line in lines if _OBSERVATION.match(line))
    return tuple(record.observation for record in records if isinstance(record, Observed))


def read_exchanges(lines: Iterable[str]) -> tuple[Exchange, ...]:
    """Decode what went over the wire, of a trial's lines. Raises StoreError for one that is damaged."""
    records = (decode(line) for line in lines if _EXCHANGE.match(line))
    return tuple(record.exchange for record in records if isinstance(record, Exchanged))


@dataclass(slots=True, kw_only=True)
class Gathered:
    """What a log tells but for its details, by scenario id and by trial id, each in order of appearance."""

    started: RunStarted
    ended: RunEnded | None = None
    last_s: float = 0.0
    scenarios: dict[str, Scenario] = field(default_factory=dict)
    verdicts: dict[str, ScenarioVerdict] = field(default_factory=dict)
    trials: dict[str, TrialStarted] = field(default_factory=dict)
    graded: dict[str, TrialGraded] = field(default_factory=dict)


def gather(records: Iterable[Record], held: HeldDetails) -> Gathered:
    """Sort the records of one run; details among them go to `held`.

    Raises StoreError when the run's head is missing, or the scenario of a trial is.
    """
    log: Gathered | None = None
    for record in records:
        if log is None:
            if not isinstance(record, RunStarted):
                raise StoreError(f"a run log begins with run_started, found {record.record}; is this the whole file?")
            log = Gathered(started=record)
        else:
            _keep(log, record, held)
    if log is None:
        raise StoreError("the run log is empty: not even its head, run_started, was written")
    return log


def _keep(log: Gathered, record: Record, held: HeldDetails) -> None:
    match record:
        case ScenarioPlanned():
            log.scenarios.setdefault(record.scenario.scenario_id, record.scenario)
        case ScenarioGraded():
            log.verdicts[record.scenario_id] = record.verdict
        case TrialStarted():
            _keep_trial(log, record)
        case TrialNotRun():  # a trial without a verdict: unfinished, with the reason in its scenario's verdict
            log.trials[record.trial.trial_id] = TrialStarted(trial=record.trial, at_s=record.at_s)
        case TrialGraded():
            log.graded[record.trial_id] = record
            log.last_s = max(log.last_s, record.at_s)
        case Exchanged():
            held.keep(record)
            log.last_s = max(log.last_s, record.exchange.ended_s)
        case Observed() | Judged():
            held.keep(record)
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
