"""Would a scenario's expectations catch a bad call? Its passing call is broken in ways that matter, and graded."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from harness.checks import CHECKS
from harness.checks.base import Check
from harness.checks.not_ import Not
from harness.checks.opinion import OpinionCheck
from harness.errors import Span
from harness.grade.degenerate import degenerate_calls
from harness.grade.mutation import MUTATIONS
from harness.grade.mutation.subject import Subject, Turns
from harness.grade.retold import is_end_of, retold
from harness.grade.suggestions import Candidate, Suggestion, suggest
from harness.grade.trial import REFUSALS, Evidences
from harness.model.call import Call
from harness.model.observation import Observation
from harness.model.scenario import CheckSpec, Expectation, Scenario
from harness.model.verdict import CheckResult, TrialVerdict, Verdict

BOOKS = "books"
NO_BOOKS = "the callee's own books are not known on a real gateway"

NO_OPINIONS = "an audit asks neither a judge nor your own code"

Grade = Callable[[Scenario, Evidences], TrialVerdict]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """A broken call, graded: `caught_by` are the required expectations that failed, `noticed_by` the others that did.

    `caught` may be True with none of them, where the score fell below the scenario's `min_score`.
    """

    mutation: str
    breaks: str
    turns: Turns
    caught: bool
    caught_by: tuple[str, ...]
    noticed_by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unused:
    """An expectation that the audit has something to say of: it was left out, or nothing made it fail."""

    expectation_id: str
    span: Span
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallAudit:
    """One call of a scenario, broken in every way that applies to it."""

    scenario_id: str
    title: str
    span: Span
    trial_id: str
    call: str
    turns: Turns
    mutants: tuple[Mutant, ...]
    left_out: tuple[Unused, ...]
    never_failed: tuple[Unused, ...]
    suggestions: tuple[Suggestion, ...]

    @property
    def caught(self) -> int:
        """How many of the mutants were caught."""
        return sum(mutant.caught for mutant in self.mutants)

    @property
    def survivors(self) -> tuple[Mutant, ...]:
        """The broken calls that passed."""
        return tuple(mutant for mutant in self.mutants if not mutant.caught)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A scenario without the expectations that an audit cannot use, and those."""

    scenario: Scenario
    left_out: tuple[Unused, ...]


def without_books(scenario: Scenario) -> Scenario:
    """Leave out what reads the callee's own record: on a real gateway nobody has it."""
    return _without(
        scenario, {one.expectation_id: NO_BOOKS for one in scenario.expectations if _reads_books(one)}
    ).scenario


def prepared(scenario: Scenario, verdict: TrialVerdict) -> Prepared:
    """Leave out what an audit cannot use: the books, opinions, and what could not be judged on the call as it was."""
    reasons = {check.expectation_id: check.message for check in verdict.checks if check.verdict is Verdict.UNGRADABLE}
    for expectation in scenario.expectations:
        if _reads_books(expectation):
            reasons[expectation.expectation_id] = NO_BOOKS
        elif isinstance(_check_of(expectation), OpinionCheck):
            reasons[expectation.expectation_id] = NO_OPINIONS
    return _without(scenario, reasons)


def _without(scenario: Scenario, reasons: Mapping[str, str]) -> Prepared:
    kept = tuple(one for one in scenario.expectations if one.expectation_id not in reasons)
    out = [one for one in scenario.expectations if one.expectation_id in reasons]
    return Prepared(
        scenario=replace(scenario, expectations=kept),
        left_out=tuple(_unused(expectation, reasons[expectation.expectation_id]) for expectation in out),
    )


def _reads_books(expectation: Expectation) -> bool:
    return BOOKS in _check_of(expectation).needs


def _check_of(expectation: Expectation) -> Check:
    """Return the check of an expectation; for a `not`, the one that must not hold."""
    check = CHECKS.find(expectation.check.name).from_args(expectation.check.args)
    return check.inner if isinstance(check, Not) else check


def _unused(expectation: Expectation, reason: str) -> Unused:
    return Unused(expectation_id=expectation.expectation_id, span=expectation.check.span, reason=reason)


def calls_of(evidences: Evidences) -> tuple[str, ...]:
    """Return the names of the calls whose transcripts can be broken; of calls started together, the first."""
    found: dict[str, str] = {}
    for seen in evidences.observations:
        if is_end_of(seen, seen.call_name) and seen.call and seen.call.transcript:
            found.setdefault(seen.call_name.partition("[")[0], seen.call_name)
    return tuple(found.values())


def audit_call(found: Prepared, evidences: Evidences, call_name: str, *, trial_id: str, grade: Grade) -> CallAudit:
    """Break one call of a trial that passed, and grade what comes of it."""
    scenario = found.scenario
    ended = next(seen for seen in evidences.observations if is_end_of(seen, call_name))
    subject = _subject(ended, evidences)
    broken = {
        name: turns
        for name, mutation in MUTATIONS.items()
        if (turns := mutation.apply(subject)) is not None and turns != subject.turns
    }
    told = {name: retold(evidences, call_name, _saying(turns)) for name, turns in broken.items()}
    verdicts = {name: grade(scenario, evidence) for name, evidence in told.items()}
    mutants = tuple(_mutant(name, broken[name], verdicts[name]) for name in broken)
    survivors = [mutant.mutation for mutant in mutants if not mutant.caught]

    def said_of(candidate: Candidate, evidence: Evidences) -> set[Verdict]:
        verdict = grade(_only(scenario, candidate, ended.step), evidence)
        return {check.verdict for check in verdict.checks if check.expectation_id == candidate.name}

    found_by = suggest(
        subject,
        survivors,
        holds=lambda candidate: said_of(candidate, evidences) == {Verdict.PASSED},
        catches=lambda candidate, name: Verdict.FAILED in said_of(candidate, told[name]),
    )
    return CallAudit(
        scenario_id=scenario.scenario_id,
        title=scenario.title,
        span=scenario.span,
        trial_id=trial_id,
        call=call_name,
        turns=subject.turns,
        mutants=mutants,
        left_out=found.left_out,
        never_failed=_never_failed(scenario, evidences, call_name, verdicts, grade),
        suggestions=found_by,
    )


def _subject(ended: Observation, evidences: Evidences) -> Subject:
    brief = ended.body.value if ended.body is not None and isinstance(ended.body.value, dict) else {}
    turns = ended.call.transcript if ended.call else None
    return Subject.of(brief, turns or (), evidences.call_date.date())


def _saying(turns: Turns) -> Callable[[Call], Call]:
    return lambda call: replace(call, transcript=turns)


def _only(scenario: Scenario, candidate: Candidate, step: int) -> Scenario:
    """The scenario with a candidate as its one expectation."""
    check = CheckSpec(name=candidate.name, args=candidate.args, span=scenario.span)
    expectation = Expectation(expectation_id=candidate.name, check=check, step=step)
    return replace(scenario, expectations=(expectation,), min_score=None)


def _mutant(name: str, turns: Turns, verdict: TrialVerdict) -> Mutant:
    failed = [check for check in verdict.checks if check.verdict is Verdict.FAILED]
    return Mutant(
        mutation=name,
        breaks=MUTATIONS[name].breaks,
        turns=turns,
        caught=verdict.verdict is Verdict.FAILED,
        caught_by=tuple(dict.fromkeys(check.expectation_id for check in failed if check.required)),
        noticed_by=tuple(dict.fromkeys(check.expectation_id for check in failed if not check.required)),
    )


def _never_failed(
    scenario: Scenario, evidences: Evidences, call_name: str, verdicts: Mapping[str, TrialVerdict], grade: Grade
) -> tuple[Unused, ...]:
    """Return the expectations on this call that no mutant and no degenerate call failed."""
    degenerate = [
        grade(scenario, evidence) for _, evidence in degenerate_calls(evidences, call_name, scenario.expectations)
    ]
    bad = [*verdicts.values(), *degenerate]
    failed = {check.expectation_id for verdict in bad for check in verdict.checks if _tells(check)}
    steps = {seen.step for seen in evidences.observations if is_end_of(seen, call_name)}
    reason = f"passed on all {len(bad)} bad calls"
    return tuple(
        _unused(expectation, reason)
        for expectation in scenario.expectations
        if expectation.step in steps and expectation.expectation_id not in failed
    )


def _tells(check: CheckResult) -> bool:
    """Whether a check itself did not pass: a refusal fails checks that are not about it."""
    return check.verdict in (Verdict.FAILED, Verdict.UNGRADABLE) and check.kind not in REFUSALS
