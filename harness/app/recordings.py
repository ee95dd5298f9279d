"""What trials left, gathered from the records of a run as they are written or as they are read back."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Self

from harness.grade.trial import Evidences
from harness.model.exchange import Exchange
from harness.model.observation import Observation
from harness.model.record import Exchanged, Observed, Record, ScenarioPlanned, Trial, TrialGraded, TrialStarted
from harness.model.scenario import Scenario


@dataclass(slots=True)
class _Notes:
    trial: Trial
    observations: list[Observation] = field(default_factory=list)
    exchanges: dict[int, Exchange] = field(default_factory=dict)


class Recordings:
    """A run log in memory, of which only what grading reads is kept; `scenarios` are those that were planned, by id."""

    def __init__(self) -> None:
        self._notes: dict[str, _Notes] = {}
        self.scenarios: dict[str, Scenario] = {}

    @classmethod
    def of(cls, records: Iterable[Record]) -> Self:
        """Gather from records that were written before."""
        made = cls()
        for record in records:
            made.write(record)
        return made

    def write(self, record: Record) -> None:
        """Take note of one record."""
        if isinstance(record, ScenarioPlanned):
            self.scenarios[record.scenario.scenario_id] = record.scenario
        elif isinstance(record, TrialStarted):
            self._notes[record.trial.trial_id] = _Notes(record.trial)
        elif isinstance(record, Observed) and record.trial_id in self._notes:
            self._notes[record.trial_id].observations.append(record.observation)
        elif isinstance(record, Exchanged) and record.trial_id in self._notes:
            self._notes[record.trial_id].exchanges[record.exchange.seq] = record.exchange
        elif isinstance(record, TrialGraded) and record.retried:
            self._notes.pop(record.trial_id, None)

    def of_scenario(self, scenario_id: str) -> list[tuple[Trial, Evidences]]:
        """Return the trials of a scenario with what they left, in the order of their index."""
        found = [notes for notes in self._notes.values() if notes.trial.scenario_id == scenario_id]
        return [
            (
                notes.trial,
                Evidences(
                    observations=tuple(notes.observations),
                    exchanges=notes.exchanges,
                    call_date=notes.trial.call_date,
                ),
            )
            for notes in sorted(found, key=lambda notes: notes.trial.index)
        ]
