"""One trial graded: each expectation on each call its step saw, what the API promises on each exchange, one verdict."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from harness.checks.context import CheckContext
from harness.contract import Contract, Mismatch
from harness.grade.promises import asked_about, broken_promises, spoilt_as_asked
from harness.grade.ready import ReadyChecks
from harness.grade.results import not_reached, summed_up, ungradable, went_wrong, what_stopped
from harness.model.exchange import Exchange
from harness.model.judgement import Judgement, OpinionRequest
from harness.model.observation import ApiError, Breakdown, Observation
from harness.model.scenario import Expectation, Scenario
from harness.model.verdict import CheckResult, FailureKind, TrialVerdict

REFUSALS = frozenset({FailureKind.REJECTED, FailureKind.GATEWAY_ERROR, FailureKind.DIAL_UNKNOWN})
"""The kinds of a result that tells of a refusal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidences:
    """All that one trial left: its observations in order, its exchanges by seq, and what "today" was.

    `judgements` are the opinions that were fetched for it, by the key of their requests.
    """

    observations: Sequence[Observation]
    exchanges: Mapping[int, Exchange]
    call_date: datetime
    judgements: Mapping[str, Judgement] = field(default_factory=dict)


class Grader:
    """Grades trials of one run. `strict` makes an answer that breaks the contract a failure; else it is a note."""

    def __init__(self, contract: Contract, *, strict: bool) -> None:
        self._contract = contract
        self._strict = strict
        self._checks = ReadyChecks()

    def grade(self, scenario: Scenario, evidences: Evidences) -> TrialVerdict:
        """Return the verdict of one trial."""
        mismatches = {seq: self._contract.check(exchange) for seq, exchange in evidences.exchanges.items()}
        results = [
            result
            for expectation in scenario.expectations
            for result in self._expectation(expectation, evidences, mismatches)
        ]
        results += self._untold(scenario, evidences.observations, results)
        asked = asked_about(scenario, evidences.observations) | spoilt_as_asked(scenario, evidences.exchanges)
        unasked = {seq: exchange for seq, exchange in evidences.exchanges.items() if seq not in asked}
        results += broken_promises(mismatches, unasked, scenario.span, strict=self._strict)
        return summed_up(tuple(results), scenario.min_score)

    def opinions(self, scenario: Scenario, evidences: Evidences) -> tuple[OpinionRequest, ...]:
        """Return what must be asked of a judge or of the user's own code before a trial can be graded, each once."""
        asked: dict[str, OpinionRequest] = {}
        for expectation in scenario.expectations:
            for seen in evidences.observations:
                if seen.step != expectation.step or seen.breakdown is not None:
                    continue
                request = self._checks.opinion(expectation, _context(seen, evidences, {}))
                if request is not None:
                    asked.setdefault(request.key, request)
        return tuple(asked.values())

    def _expectation(
        self, expectation: Expectation, evidences: Evidences, mismatches: Mapping[int, tuple[Mismatch, ...]]
    ) -> list[CheckResult]:
        seen = [observation for observation in evidences.observations if observation.step == expectation.step]
        if not seen:
            return [not_reached(expectation, evidences.observations)]
        return [self._one(expectation, observation, evidences, mismatches) for observation in seen]

    def _one(
        self,
        expectation: Expectation,
        observation: Observation,
        evidences: Evidences,
        mismatches: Mapping[int, tuple[Mismatch, ...]],
    ) -> CheckResult:
        if observation.breakdown is not None:
            return ungradable(expectation, observation, observation.breakdown.kind, observation.breakdown.message)
        return self._checks.judge(expectation, _context(observation, evidences, mismatches))

    def _untold(
        self, scenario: Scenario, observations: Sequence[Observation], results: Sequence[CheckResult]
    ) -> list[CheckResult]:
        """Return what went wrong at a step and no required result tells: a call that never rang does not pass."""
        told = self._told(scenario, observations, results)
        found: dict[ApiError | Breakdown, CheckResult] = {}
        for seen in observations:
            wrong = seen.breakdown or seen.error
            if wrong is not None and wrong not in told and wrong not in found:
                found[wrong] = went_wrong(scenario, seen, wrong)
        return list(found.values())

    def _told(
        self, scenario: Scenario, observations: Sequence[Observation], results: Sequence[CheckResult]
    ) -> set[ApiError | Breakdown | None]:
        """Return the refusals and breakdowns that required results tell of, and the refusals that were asked about."""
        required = {expectation.step for expectation in scenario.expectations if expectation.required}
        asked = {expectation.step for expectation in scenario.expectations if self._asks_about_errors(expectation)}
        refusals = {(result.step, result.call) for result in results if result.required and result.kind in REFUSALS}
        told: set[ApiError | Breakdown | None] = set()
        for seen in observations:
            if seen.step in required:
                told.add(seen.breakdown)
            if seen.step in asked or (seen.step, seen.call_name) in refusals:
                told.add(seen.error)
        if required - {seen.step for seen in observations}:
            told.add(what_stopped(observations))
        return told

    def _asks_about_errors(self, expectation: Expectation) -> bool:
        try:
            return self._checks.find(expectation).reads_errors()
        except Exception:  # the same border as ReadyChecks.judge, which reports the crash
            return False


def _context(
    observation: Observation, evidences: Evidences, mismatches: Mapping[int, tuple[Mismatch, ...]]
) -> CheckContext:
    return CheckContext(
        observation=observation,
        exchanges=tuple(evidences.exchanges[seq] for seq in observation.exchanges if seq in evidences.exchanges),
        call_date=evidences.call_date,
        mismatches=mismatches,
        judgements=evidences.judgements,
    )
