"""The one view of a run that every format renders: scenarios with their repeats, ended or cut short."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from itertools import count
from statistics import median
from typing import Self

from harness.model.call import Call, Turn
from harness.model.exchange import Exchange
from harness.model.observation import Observation
from harness.model.record import Record, RunEnded, RunStarted, Trial
from harness.model.scenario import Scenario
from harness.model.verdict import CheckResult, FailureKind, ScenarioVerdict, TrialVerdict, Verdict
from harness.render.gathered import Details, Gathered, HeldDetails, gather, read_exchanges, read_observations
from harness.render.past import Against, PastRun
from harness.render.tally import State, Tally, counted

_STATES = {verdict: State(verdict) for verdict in Verdict}
_ORDER = {state: rank for rank, state in enumerate(State)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What one step saw of one call, with the checks that read it.

    `step` is the step's kind, empty when unknown; `label` names it for people, with its number where the scenario is
    a flow and not the single-call form.
    """

    number: int
    step: str
    label: str
    seen: Observation
    checks: tuple[CheckResult, ...]

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The transcript's turns, none where there is no transcript."""
        return (self.seen.call.transcript or ()) if self.seen.call else ()


@dataclass(frozen=True, kw_only=True)
class TrialView:
    """One repeat of a scenario. `number` counts them through the report from 1, `started_s` from the run's start.

    What was said and sent is read from the log's `lines` when it is asked for, and kept only by `stages`. `retried`
    tells of each earlier try why it was begun anew; `grader` is the version that gave the verdict.
    """

    number: int
    scenario: Scenario = field(repr=False)
    trial: Trial
    started_s: float
    ended_s: float | None
    verdict: TrialVerdict | None
    excused: bool
    lines: Callable[[], Iterator[str]] = field(repr=False)
    retried: tuple[str, ...] = ()
    grader: str = ""

    @cached_property
    def stages(self) -> tuple[Stage, ...]:
        """What each step saw of each call, with the checks that read it."""
        return _stages(self.scenario, read_observations(self.lines()), self.checks)

    @property
    def exchanges(self) -> tuple[Exchange, ...]:
        """What went over the wire. Raises StoreError for a damaged line, as `stages` and `calls` do."""
        return read_exchanges(self.lines())

    @property
    def state(self) -> State:
        """The verdict; a failure that its known issue announced is skipped, as the scenario is."""
        if self.verdict is None:
            return State.UNFINISHED
        state = _STATES[self.verdict.verdict]
        return State.SKIPPED if self.excused and state is State.FAILED else state

    @property
    def duration_s(self) -> float | None:
        """Seconds from start to verdict, None where there is no verdict."""
        return None if self.ended_s is None else max(0.0, self.ended_s - self.started_s)

    @property
    def checks(self) -> tuple[CheckResult, ...]:
        """Every check's result, in the order in which the scenario has them."""
        return self.verdict.checks if self.verdict else ()

    @property
    def deciding(self) -> tuple[CheckResult, ...]:
        """The required checks that failed; where none did, those that could not be judged."""
        for verdict in (Verdict.FAILED, Verdict.UNGRADABLE):
            found = tuple(check for check in self.checks if check.required and check.verdict is verdict)
            if found:
                return found
        return ()

    @property
    def calls(self) -> tuple[Call, ...]:
        """Each call of the trial as it was last seen, in the order in which they were started."""
        return tuple({seen.call.call_id: seen.call for seen in read_observations(self.lines()) if seen.call}.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioView:
    """A scenario with its repeats in order, and its verdict where it has one."""

    scenario: Scenario
    trials: tuple[TrialView, ...]
    verdict: ScenarioVerdict | None

    @property
    def state(self) -> State:
        """The scenario's verdict, or unfinished."""
        return State(self.verdict.verdict) if self.verdict else State.UNFINISHED

    @property
    def flaky(self) -> bool:
        """Whether some repeats passed and others failed."""
        return self.verdict is not None and self.verdict.flaky

    @property
    def message(self) -> str:
        """The verdict in words, empty where there is nothing to add."""
        return self.verdict.message if self.verdict else ""

    @property
    def passed(self) -> int:
        """How many repeats passed."""
        return sum(trial.state is State.PASSED for trial in self.trials)

    @property
    def median_s(self) -> float | None:
        """The median time of the repeats that ended."""
        times = [trial.duration_s for trial in self.trials if trial.duration_s is not None]
        return median(times) if times else None

    @property
    def failing(self) -> Mapping[str, int]:
        """In how many repeats each deciding check decided, by expectation id."""
        return counted(check.expectation_id for trial in self.trials for check in trial.deciding)

    @property
    def worst(self) -> TrialView | None:
        """The repeat to look at first: the first that failed, else the first of the next worst state."""
        return min(self.trials, key=lambda trial: _ORDER[trial.state], default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunView:
    """A run as its log tells it. `ended` is None when the log stops before the end; `graders` are their versions.

    `past` are the earlier runs of the same scenarios, oldest first, and `baseline` what changed against one of them;
    the log knows neither.
    """

    started: RunStarted
    ended: RunEnded | None
    scenarios: tuple[ScenarioView, ...]
    last_s: float
    graders: tuple[str, ...] = ()
    past: tuple[PastRun, ...] = ()
    baseline: Against | None = None

    @classmethod
    def of(cls, records: Iterable[Record], details: Details | None = None) -> Self:
        """Build the view from a run log's records; those that tell details may be among them or come of `details`.

        Raises StoreError when the records are not those of a run.
        """
        held = HeldDetails()
        log = gather(records, held)
        scenarios: list[ScenarioView] = []
        numbers = count(1)
        by_scenario = _trial_ids(log)
        for name, scenario in log.scenarios.items():
            trials = tuple(
                _trial(log, scenario, trial_id, next(numbers), details or held)
                for trial_id in by_scenario.get(name, ())
            )
            scenarios.append(ScenarioView(scenario=scenario, trials=trials, verdict=log.verdicts.get(name)))
        graders = sorted({graded.grader for graded in log.graded.values() if graded.grader})
        return cls(
            started=log.started,
            ended=log.ended,
            scenarios=tuple(scenarios),
            last_s=log.last_s,
            graders=tuple(graders),
        )

    @property
    def trials(self) -> tuple[TrialView, ...]:
        """Every repeat of every scenario, scenario by scenario."""
        return tuple(trial for scenario in self.scenarios for trial in scenario.trials)

    @property
    def ranked(self) -> tuple[ScenarioView, ...]:
        """The scenarios, failed first, steady ones before flaky ones, else in run order."""
        return tuple(sorted(self.scenarios, key=lambda view: (_ORDER[view.state], view.flaky)))

    @property
    def scenario_tally(self) -> Tally:
        """Where the scenarios stand."""
        return Tally.of((view.state for view in self.scenarios), flaky=sum(view.flaky for view in self.scenarios))

    @property
    def call_tally(self) -> Tally:
        """Where the trials stand: one repeat of one scenario counts as one call."""
        return Tally.of((trial.state for trial in self.trials), flaky=sum(view.flaky for view in self.scenarios))

    @property
    def duration_s(self) -> float:
        """Seconds from the run's start to its end, or to the last thing that the log tells."""
        return self.ended.at_s if self.ended else self.last_s

    @property
    def interrupted(self) -> bool:
        """Whether the run did not come to its own end."""
        return self.ended is None or self.ended.interrupted

    def find(self, trial_id: str) -> TrialView | None:
        """Return the trial called `trial_id` (`scenario#1`), or the worst of the scenario or family of that name."""
        named_so = (view for view in self.trials if trial_id in (view.trial.trial_id, _first_try(view.trial)))
        exact = next(named_so, None)
        named = (it.worst for it in self.ranked if trial_id in (it.scenario.scenario_id, it.scenario.family_id))
        return exact or next(named, None)


def _trial_ids(log: Gathered) -> dict[str, list[str]]:
    """Each scenario's trials by variant and index: concurrency starts them in any order; of each, the last try."""
    found: dict[str, list[str]] = {}
    for trial_id, started in sorted(log.trials.items(), key=lambda pair: (pair[1].trial.variant, pair[1].trial.index)):
        if replace(started.trial, retry=started.trial.retry + 1).trial_id in log.trials:
            continue
        found.setdefault(started.trial.scenario_id, []).append(trial_id)
    return found


def _trial(log: Gathered, scenario: Scenario, trial_id: str, number: int, details: Details) -> TrialView:
    started, graded, verdict = log.trials[trial_id], log.graded.get(trial_id), log.verdicts.get(scenario.scenario_id)
    return TrialView(
        number=number,
        scenario=scenario,
        trial=started.trial,
        started_s=started.at_s,
        ended_s=graded.at_s if graded else None,
        verdict=graded.verdict if graded else None,
        excused=verdict is not None and verdict.kind is FailureKind.KNOWN_ISSUE,
        lines=partial(details.lines, trial_id),
        grader=graded.grader if graded else "",
        retried=_retried(log, started.trial),
    )


def _first_try(trial: Trial) -> str:
    return replace(trial, retry=0).trial_id


def _retried(log: Gathered, trial: Trial) -> tuple[str, ...]:
    tries = (replace(trial, retry=number).trial_id for number in range(trial.retry))
    return tuple(log.graded[trial_id].verdict.message for trial_id in tries if trial_id in log.graded)


def stage_labels(scenario: Scenario) -> list[str]:
    """Name each step for people, with its number where the scenario is a flow and not the single-call form."""
    kinds = [step.kind for step in scenario.steps]
    single = kinds == ["authenticate", "start_call", "await_result"]
    return list(kinds) if single else [f"step {number}: {kind}" for number, kind in enumerate(kinds, start=1)]


def _stages(scenario: Scenario, seen: Iterable[Observation], checks: Iterable[CheckResult]) -> tuple[Stage, ...]:
    by_place: dict[tuple[int, str], list[CheckResult]] = {}
    for check in checks:
        by_place.setdefault((check.step, check.call), []).append(check)
    kinds = [step.kind for step in scenario.steps]
    labels = stage_labels(scenario)
    return tuple(
        Stage(
            number=number,
            step=kinds[observation.step] if observation.step < len(kinds) else "",
            label=labels[observation.step] if observation.step < len(kinds) else f"step {observation.step + 1}",
            seen=observation,
            checks=tuple(by_place.get((observation.step, observation.call_name), ())),
        )
        for number, observation in enumerate(seen, start=1)
    )
