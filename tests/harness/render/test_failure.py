"""Why a scenario did not pass, as a test runner shows it: its YAML, the trial, the turns that decided."""

from dataclasses import replace

from harness.model.record import Record
from harness.model.scenario import Scenario
from harness.model.verdict import CheckResult, FailureKind, Verdict
from harness.render.failure import MAX_CHECKS, failure_text
from harness.render.view import RunView
from tests.harness.render.run_builder import RunBuilder, at, check, failed, passed, scenario, turns, words

TALK = turns("A: Hello, a table please.", "C: For today?", "A: Yes, at seven.", "C: 9:45 it is.", "A: Goodbye.")
TABLE: Scenario = scenario("table", "Reserves a table", 10, "status", "confirmed")
WRONG = failed(
    "confirmed",
    "today, 19:00-20:00",
    "today, 21:45",
    span=at(13),
    message="confirmed too late",
    evidence=(words(TALK, 4, "9:45"),),
)


def text_of(*trials: tuple[CheckResult, ...], planned: Scenario = TABLE, **verdict: object) -> str:
    """The failure text of a run of one scenario, with the checks of each trial."""
    run = RunBuilder(trials=len(trials))
    run.plan(planned)
    for index, checks in enumerate(trials, start=1):
        trial = run.start(planned, index)
        run.ring(trial, planned, TALK)
        run.grade(trial, planned, *checks)
    run.close(planned, **verdict)
    return failure_text(RunView.of(run.end(1, False, "no")))


def test_a_failure_in_full() -> None:
    """Place, trial, seed, YAML with the line marked, what was wanted and found, the deciding turn amid its two."""
    assert text_of((passed("status", "completed", "completed"), WRONG)) == "\n".join(
        [
            "scenarios/quickstart.yaml:10: table failed",
            "trial table#1, seed 4021338",
            "",
            "    11 |   title: Reserves a table",
            "    12 |   brief: {base: standard}",
            ">   13 |   expect: [status, confirmed]",
            "  confirmed: confirmed too late",
            "    expected: today, 19:00-20:00",
            "    got:      today, 21:45",
            "      3 agent: Yes, at seven.",
            "  >   4 callee: 9:45 it is.",
            "      5 agent: Goodbye.",
        ]
    )


def test_what_passed_is_not_told() -> None:
    """A run in which everything passed has nothing to explain."""
    assert text_of((passed("status", "completed", "completed"),)) == ""


def test_without_evidence_the_last_turns_are_shown() -> None:
    """A thing that was never said has no turn: the end of the talk is shown, none of it marked."""
    shown = text_of((replace(WRONG, evidence=()),))
    assert shown.endswith("      3 agent: Yes, at seven.\n      4 callee: 9:45 it is.\n      5 agent: Goodbye.")
    assert "Hello, a table" not in shown
    assert "  >" not in shown


def test_repeats_are_counted_and_the_first_that_failed_is_told() -> None:
    """Of several trials the counts are given, and one that did not pass is explained."""
    good = (passed("status", "completed", "completed"),)
    shown = text_of(good, (WRONG,), good)
    assert "2 of 3 trials passed; the first that did not:" in shown
    assert "trial table#2" in shown


def test_what_could_not_be_judged_is_not_called_failed() -> None:
    """An ungradable scenario says so, with the reason and, for a crash, its traceback."""
    crash = check(
        "status", Verdict.UNGRADABLE, "", "", message="the check crashed: KeyError", span=at(13),
        kind=FailureKind.CHECK_CRASHED, detail="Traceback (most recent call last):\nKeyError",
    )  # fmt: skip
    shown = text_of((crash,))
    assert "table could not be judged" in shown
    assert "  status: the check crashed: KeyError" in shown
    assert "    Traceback (most recent call last):\n    KeyError" in shown
    assert "expected:" not in shown


def test_an_expectation_of_another_file_is_named_by_its_place() -> None:
    """An expectation that was included has no line in this scenario's text: its own place is shown."""
    assert "common/defaults.yaml:3:9" in text_of((replace(WRONG, span=at(3, "common/defaults.yaml")),))


def test_many_failures_are_cut() -> None:
    """At most MAX_CHECKS failures of a trial are told."""
    many = tuple(replace(WRONG, expectation_id=str(number)) for number in range(MAX_CHECKS + 3))
    assert text_of(many).count("confirmed: confirmed too late") == MAX_CHECKS


def test_a_rule_that_no_trial_failed_is_told() -> None:
    """Where every trial passed and the scenario did not, its own sentence is the explanation."""
    shown = text_of((passed("status", "completed", "completed"),), verdict=Verdict.FAILED, message="1 of 1 passed")
    assert "  1 of 1 passed" in shown


def test_terminal_codes_of_a_callee_do_no_harm() -> None:
    """What was said is shown without the control characters in it."""
    nasty = turns("A: Hello.", "C: \x1b[2J\x1b[31mred")
    run = RunBuilder(trials=1)
    run.plan(TABLE)
    trial = run.start(TABLE)
    run.ring(trial, TABLE, nasty)
    run.grade(trial, TABLE, replace(WRONG, evidence=(words(nasty, 2, "red"),)))
    run.close(TABLE)
    records: list[Record] = run.end(1, False, "no")
    assert "\x1b" not in failure_text(RunView.of(records))
