"""One trial graded: each expectation on each call its step saw, what the API promises on each exchange, one verdict."""

import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from harness.checks import CHECKS
from harness.checks.base import Check
from harness.checks.context import CheckContext
from harness.contract import Contract
from harness.grade.promises import broken_promises
from harness.grade.results import graded, not_reached, refused, summed_up, ungradable, went_wrong, what_stopped
from harness.model.exchange import Exchange
from harness.model.observation import ApiError, Breakdown, Observation
from harness.model.scenario import Expectation, Scenario
from harness.model.verdict import CheckResult, FailureKind, TrialVerdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidences:
    """All that one trial left: its observations in order, its exchanges by seq, and what "today" was."""

    observations: Sequence[Observation]
    exchanges: Mapping[int, Exchange]
    call_date: datetime


class Grader:
    """Grades trials of one run. `strict` makes an answer that breaks the contract a failure; else it is a note."""

    def __init__(self, contract: Contract, *, strict: bool) -> None:
        self._contract = contract
        self._strict = strict
        self._checks: dict[tuple[str, str], Check] = {}

    def grade(self, scenario: Scenario, evidences: Evidences) -> TrialVerdict:
        """Return the verdict of one trial."""
        results = [
            result for expectation in scenario.expectations for result in self._expectation(expectation, evidences)
        ]
        results += self._untold(scenario, evidences)
        results += broken_promises(self._contract, evidences.exchanges, scenario.span, strict=self._strict)
        return summed_up(tuple(results))

    def _expectation(self, expectation: Expectation, evidences: Evidences) -> list[CheckResult]:
        seen = [observation for observation in evidences.observations if observation.step == expectation.step]
        if not seen:
            return [not_reached(expectation, evidences.observations)]
        return [self._one(expectation, observation, evidences) for observation in seen]

    def _one(self, expectation: Expectation, observation: Observation, evidences: Evidences) -> CheckResult:
        if observation.breakdown is not None:
            return ungradable(expectation, observation, observation.breakdown.kind, observation.breakdown.message)
        context = CheckContext(
            observation=observation,
            exchanges=tuple(evidences.exchanges[seq] for seq in observation.exchanges if seq in evidences.exchanges),
            call_date=evidences.call_date,
        )
        try:
            check = self._resolved(expectation)
            if observation.error is not None and not check.reads_errors():
                return refused(expectation, observation, observation.error)
            outcome = check.grade(context)
        except Exception:  # a check is a plugin border: its crash is a result, never the run's end
            detail = traceback.format_exc()
            message = f"the check crashed: {detail.strip().splitlines()[-1]}"
            return ungradable(expectation, observation, FailureKind.CHECK_CRASHED, message, detail)
        return graded(expectation, observation, outcome)

    def _resolved(self, expectation: Expectation) -> Check:
        # The place alone is not enough: files that include the same expectation may fill it in differently.
        key = (expectation.check.name, repr(expectation.check.args))
        if key not in self._checks:
            self._checks[key] = CHECKS.find(expectation.check.name).from_args(expectation.check.args)
        return self._checks[key]

    def _untold(self, scenario: Scenario, evidences: Evidences) -> list[CheckResult]:
        """Return what went wrong at a step and no expectation tells: a call that never rang does not pass."""
        told = self._told(scenario, evidences.observations)
        found: dict[ApiError | Breakdown, CheckResult] = {}
        for seen in evidences.observations:
            wrong = seen.breakdown or seen.error
            if wrong is not None and wrong not in told and wrong not in found:
                found[wrong] = went_wrong(scenario, seen, wrong)
        return list(found.values())

    def _told(self, scenario: Scenario, observations: Sequence[Observation]) -> set[ApiError | Breakdown | None]:
        """Return the refusals and breakdowns that required expectations met, and the refusals that were asked about."""
        required = {expectation.step for expectation in scenario.expectations if expectation.required}
        asked = {expectation.step for expectation in scenario.expectations if self._asks_about_errors(expectation)}
        told: set[ApiError | Breakdown | None] = set()
        for seen in observations:
            if seen.step in required:
                told.add(seen.breakdown)
            if seen.step in required | asked:
                told.add(seen.error)
        if required - {seen.step for seen in observations}:
            told.add(what_stopped(observations))
        return told

    def _asks_about_errors(self, expectation: Expectation) -> bool:
        try:
            return self._resolved(expectation).reads_errors()
        except Exception:  # the same border: `_one` reports the crash
            return False
