"""One trial graded: each expectation on each call its step saw, what the API promises on each exchange, one verdict."""

import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from harness.checks import CHECKS
from harness.checks.base import Check
from harness.checks.context import CheckContext
from harness.contract import Contract
from harness.errors import Span
from harness.grade.promises import broken_promises
from harness.grade.results import graded, implied, not_reached, refusal, refused, summed_up, ungradable
from harness.model.exchange import Exchange
from harness.model.observation import Observation
from harness.model.scenario import Expectation, Scenario
from harness.model.verdict import CheckResult, FailureKind, TrialVerdict, Verdict


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
        self._checks: dict[tuple[str, Span], Check] = {}

    def grade(self, scenario: Scenario, evidences: Evidences) -> TrialVerdict:
        """Return the verdict of one trial."""
        results = [
            result for expectation in scenario.expectations for result in self._expectation(expectation, evidences)
        ]
        results += self._refusals(scenario, evidences, results)
        results += self._breakdowns(scenario, evidences, results)
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
        key = (expectation.check.name, expectation.check.span)
        if key not in self._checks:
            self._checks[key] = CHECKS.find(expectation.check.name).from_args(expectation.check.args)
        return self._checks[key]

    def _refusals(self, scenario: Scenario, evidences: Evidences, results: Sequence[CheckResult]) -> list[CheckResult]:
        """A refused call that no expectation asked about fails the trial: it never rang."""
        asked = {expectation.step for expectation in scenario.expectations if self._asks_about_errors(expectation)}
        told = {result.call for result in results if result.kind is FailureKind.REJECTED}
        asked_calls = {seen.call_name for seen in evidences.observations if seen.step in asked}
        found: dict[str, CheckResult] = {}
        for seen in evidences.observations:
            if seen.error is None or seen.step in asked or seen.call_name in told | asked_calls | set(found):
                continue
            found[seen.call_name] = implied(scenario, seen, *refusal(seen.error))
        return list(found.values())

    def _asks_about_errors(self, expectation: Expectation) -> bool:
        try:
            return self._resolved(expectation).reads_errors()
        except Exception:  # the same border: `_one` reports the crash
            return False

    def _breakdowns(
        self, scenario: Scenario, evidences: Evidences, results: Sequence[CheckResult]
    ) -> list[CheckResult]:
        """A step that could not be carried out and that no expectation reads makes the trial ungradable."""
        told = {result.call for result in results if result.verdict is Verdict.UNGRADABLE}
        found: dict[str, CheckResult] = {}
        for seen in evidences.observations:
            if seen.breakdown is None or seen.call_name in told | set(found):
                continue
            found[seen.call_name] = implied(
                scenario, seen, Verdict.UNGRADABLE, seen.breakdown.kind, seen.breakdown.message
            )
        return list(found.values())
