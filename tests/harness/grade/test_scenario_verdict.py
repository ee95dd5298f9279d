"""Repeats of a scenario summed up: pass_when, ungradable repeats, flakiness, intervals and known issues."""

import pytest

from harness.grade.scenario import grade_scenario, rule_met, skipped
from harness.model.scenario import PassRule
from harness.model.verdict import FailureKind, ScenarioVerdict, TrialVerdict, Verdict
from harness.stats.intervals import wilson
from tests.harness.grade.makers import scenario

TRIALS = {
    "p": TrialVerdict(verdict=Verdict.PASSED, kind=None, message="", score=1.0),
    "f": TrialVerdict(verdict=Verdict.FAILED, kind=FailureKind.REJECTED, message="refused", score=0.0),
    "e": TrialVerdict(verdict=Verdict.FAILED, kind=FailureKind.EXPECTATION, message="not said", score=0.0),
    "u": TrialVerdict(verdict=Verdict.UNGRADABLE, kind=FailureKind.TIMEOUT, message="no result", score=None),
    "n": TrialVerdict(verdict=Verdict.UNGRADABLE, kind=FailureKind.NOT_RUN, message="not run: why", score=None),
}


def summed(
    trials: str, rule: PassRule | None = None, *, max_ungradable: int = 0, known: str | None = None
) -> ScenarioVerdict:
    """Grade a scenario from its trials, a letter each."""
    found = scenario(pass_when=rule or PassRule(), max_ungradable=max_ungradable, known_issue=known)
    return grade_scenario(found, [TRIALS[letter] for letter in trials])


@pytest.mark.parametrize(
    ("rule", "passed", "graded", "met"),
    [
        (PassRule(), 3, 3, True),
        (PassRule(), 2, 3, False),
        (PassRule(kind="any"), 1, 9, True),
        (PassRule(kind="any"), 0, 9, False),
        (PassRule(kind="at_least", value=2), 2, 9, True),
        (PassRule(kind="at_least", value=2), 1, 9, False),
        (PassRule(kind="rate", value=0.8), 4, 5, True),
        (PassRule(kind="rate", value=0.8), 16, 20, True),
        (PassRule(kind="rate", value=0.95), 57, 60, True),
        (PassRule(kind="rate", value=0.8), 3, 4, False),
        (PassRule(kind="rate", value=0.0), 0, 4, True),
        (PassRule(kind="rate", value=0.0), 0, 0, False),
        (PassRule(kind="lower_bound", value=0.72), 10, 10, True),
        (PassRule(kind="lower_bound", value=0.73), 10, 10, False),
        (PassRule(kind="lower_bound", value=0.01), 0, 0, False),
    ],
)  # fmt: skip
def test_rules(rule: PassRule, passed: int, graded: int, met: bool) -> None:
    """Each pass_when, at and beside its edge; no data never meets a rate."""
    assert rule_met(rule, passed, graded) is met


@pytest.mark.parametrize(
    ("trials", "verdict", "kind", "message"),
    [
        ("p", Verdict.PASSED, None, ""),
        ("ppp", Verdict.PASSED, None, ""),
        ("pfe", Verdict.FAILED, FailureKind.REJECTED, "refused"),
        ("pef", Verdict.FAILED, FailureKind.EXPECTATION, "not said"),
        ("pup", Verdict.UNGRADABLE, FailureKind.TIMEOUT, "no result"),
        ("fu", Verdict.UNGRADABLE, FailureKind.TIMEOUT, "no result"),
        ("u", Verdict.UNGRADABLE, FailureKind.TIMEOUT, "no result"),
        ("", Verdict.UNGRADABLE, FailureKind.INTERRUPTED, "no trial ended"),
    ],
)
def test_all_must_pass_by_default(trials: str, verdict: Verdict, kind: FailureKind | None, message: str) -> None:
    """The first trial that decides gives the kind and the message; any ungradable one decides."""
    found = summed(trials)
    assert (found.verdict, found.kind, found.message) == (verdict, kind, message)


@pytest.mark.parametrize(
    ("trials", "verdict"),
    [("ppu", Verdict.PASSED), ("pfu", Verdict.FAILED), ("puu", Verdict.UNGRADABLE), ("u", Verdict.UNGRADABLE)],
)
def test_ungradable_trials_may_be_allowed(trials: str, verdict: Verdict) -> None:
    """Up to max_ungradable trials are left out of the rule; where none is graded nothing can be said."""
    assert summed(trials, max_ungradable=1).verdict is verdict


def test_rates_are_over_graded_trials() -> None:
    """Counts and the interval leave ungradable trials out, and say how many there were."""
    found = summed("pppfu", PassRule(kind="rate", value=0.75), max_ungradable=1)
    interval = wilson(3, 4)
    assert interval is not None
    assert (found.passed, found.graded, found.ungradable) == (3, 4, 1)
    assert (found.rate_low, found.rate_high) == (interval.low, interval.high)
    assert found.verdict is Verdict.PASSED


def test_nothing_graded_has_no_rate() -> None:
    """Without a graded trial there is no interval, and not one from 0 to 1."""
    found = summed("u")
    assert (found.rate_low, found.rate_high) == (None, None)


@pytest.mark.parametrize(("trials", "flaky"), [("pf", True), ("pp", False), ("ff", False), ("pu", False)])
def test_flaky_is_passed_and_failed(trials: str, flaky: bool) -> None:
    """Flaky is a scenario of which some trials passed and some failed."""
    assert summed(trials).flaky is flaky


def test_a_rule_may_fail_although_no_trial_did() -> None:
    """Two passes do not make three: the message counts."""
    found = summed("pp", PassRule(kind="at_least", value=3))
    assert (found.verdict, found.kind, found.message) == (Verdict.FAILED, FailureKind.EXPECTATION, "2 of 2 passed")


def test_a_known_issue_that_fails_is_skipped() -> None:
    """A scenario marked known_issue that fails is skipped with the issue and what failed."""
    found = summed("f", known="GW-114")
    assert (found.verdict, found.kind) == (Verdict.SKIPPED, FailureKind.KNOWN_ISSUE)
    assert found.message == "known issue GW-114 (failed as expected: refused)"


def test_a_known_issue_that_passes_is_told() -> None:
    """It passes, and says that the mark should go."""
    found = summed("p", known="GW-114")
    assert (found.verdict, found.kind) == (Verdict.PASSED, FailureKind.KNOWN_ISSUE_FIXED)
    assert "remove the mark" in found.message


def test_a_known_issue_that_cannot_be_judged_stays_ungradable() -> None:
    """Not having been judged is not having failed as expected."""
    assert summed("u", known="GW-114").verdict is Verdict.UNGRADABLE


def test_a_skip_has_no_numbers() -> None:
    """A scenario that did not run has its reason, and no counts."""
    found = skipped(FailureKind.BY_AUTHOR, "later")
    assert (found.verdict, found.message, found.graded, found.rate_low) == (Verdict.SKIPPED, "later", 0, None)


@pytest.mark.parametrize(
    ("trials", "rule", "verdict"),
    [
        ("fn", PassRule(), Verdict.FAILED),
        ("pfnnn", PassRule(), Verdict.FAILED),
        ("pnnn", PassRule(), Verdict.UNGRADABLE),
        ("nnn", PassRule(), Verdict.UNGRADABLE),
        ("fnn", PassRule(kind="any"), Verdict.UNGRADABLE),
        ("ffn", PassRule(kind="at_least", value=2), Verdict.FAILED),
        ("fnn", PassRule(kind="at_least", value=2), Verdict.UNGRADABLE),
        ("ffpn", PassRule(kind="rate", value=0.6), Verdict.FAILED),
        ("fppn", PassRule(kind="rate", value=0.75), Verdict.UNGRADABLE),
        ("fnu", PassRule(), Verdict.UNGRADABLE),
    ],
)
def test_a_failure_that_no_further_trial_could_mend_stands(trials: str, rule: PassRule, verdict: Verdict) -> None:
    """A run that was stopped leaves trials out: a scenario that had already failed has failed, whatever they were."""
    assert summed(trials, rule).verdict is verdict
