"""The logs that a merge is made of: where they are, and what each is about, read without what was said and sent."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from harness.errors import StoreError, UsageError
from harness.model.record import (
    Record,
    RunEnded,
    RunResumed,
    RunStarted,
    ScenarioGraded,
    ScenarioPlanned,
    TrialGraded,
    TrialsPlanned,
    TrialStarted,
)
from harness.model.scenario import Scenario
from harness.model.verdict import ScenarioVerdict, TrialVerdict
from harness.store.log_index import LogIndex
from harness.store.run_log import LATEST, LOG_NAME, find_run
from harness.wire.records import encode

PARTS = "part-*.jsonl"
"""What the processes of one shared run leave until they are joined, as a crash may leave them for good."""


@dataclass(slots=True, kw_only=True)
class Source:
    """One log. `scenarios` are digests of definitions by id, `unconcluded` the scenarios without a verdict.

    `trials` are the ids of those that began, with their scenarios' ids; `planned` how many each scenario has; `graded`
    the slim verdicts of scenarios that are not concluded yet.
    """

    log: Path
    head: RunStarted
    version: str
    ended: RunEnded | None = None
    last_s: float = 0.0
    scenarios: dict[str, bytes] = field(default_factory=dict)
    unconcluded: dict[str, Scenario] = field(default_factory=dict)
    verdicts: dict[str, ScenarioVerdict] = field(default_factory=dict)
    trials: dict[str, str] = field(default_factory=dict)
    planned: Counter[str] = field(default_factory=Counter)
    graded: dict[str, list[TrialVerdict]] = field(default_factory=dict)
    graders: set[str] = field(default_factory=set)

    @property
    def is_part_of_a_run(self) -> bool:
        """Whether it is what one process left of a shared run: such a log has no end unless it was interrupted."""
        return self.log.name != LOG_NAME

    @property
    def name(self) -> str:
        """What the log is called to a reader."""
        return f"{self.head.run_id}/{self.log.name}" if self.is_part_of_a_run else self.head.run_id

    def trials_of(self, scenario_id: str) -> list[TrialVerdict]:
        """Return the verdicts of a scenario that is not concluded."""
        return self.graded.get(scenario_id, [])

    def trials_named(self, scenario_id: str) -> set[str]:
        """Return the ids of a scenario's trials that began."""
        return {trial_id for trial_id, of in self.trials.items() if of == scenario_id}

    def take(self, record: Record) -> None:
        """Take note of the next record."""
        self.last_s = max(self.last_s, getattr(record, "at_s", 0.0))
        match record:
            case ScenarioPlanned():
                scenario_id = record.scenario.scenario_id
                self.scenarios[scenario_id] = hashlib.sha256(encode(record).encode()).digest()
                self.unconcluded[scenario_id] = record.scenario
            case TrialsPlanned():
                self.planned.update(trial.scenario_id for trial in record.trials)
            case TrialStarted():
                self.trials[record.trial.trial_id] = record.trial.scenario_id
            case TrialGraded():
                self.graders.add(record.grader)
                if not record.retried:
                    self.graded.setdefault(record.scenario_id, []).append(replace(record.verdict, checks=()))
            case ScenarioGraded():
                self.verdicts[record.scenario_id] = record.verdict
                self.unconcluded.pop(record.scenario_id, None)
                self.graded.pop(record.scenario_id, None)
            case RunResumed():
                self.version = record.version
            case RunEnded():
                self.ended = record


def sources_of(name: str, reports: Path) -> Iterator[Path]:
    """Yield the logs that a name means: of one run, of a folder that holds runs, or the parts of a shared run.

    Raises UsageError where there is none.
    """
    folder = Path(name)
    if folder.is_file() and folder.match(PARTS):
        yield folder
        return
    if folder.is_dir() and not (folder / LOG_NAME).is_file():
        found = sorted(folder.glob(PARTS)) or [log for log in sorted(folder.rglob(LOG_NAME)) if _is_a_run(log, folder)]
        if not found:
            raise UsageError(f"{name}: no run is there; what a run leaves is a folder with a {LOG_NAME}")
        yield from found
        return
    yield find_run(name, reports) / LOG_NAME


def _is_a_run(log: Path, below: Path) -> bool:
    """Whether a log is no second name of another: an archive may have made a copy of what `latest` points at."""
    inner = log.relative_to(below).parts[:-1]
    return LATEST not in inner


def surveyed(log: Path) -> Source:
    """Read what a log is about. Raises StoreError for one that is damaged or does not begin as a run does."""
    records = LogIndex(log).records()
    head = next(records, None)
    if not isinstance(head, RunStarted):
        raise StoreError(f"{log}: not a run: it does not begin with run_started")
    source = Source(log=log, head=head, version=head.version)
    for record in records:
        source.take(record)
    return source
