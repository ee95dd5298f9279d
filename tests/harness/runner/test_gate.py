"""The gate: whether a run passed, its exit code and its sentence."""

import pytest

from harness.model.scenario import Gate
from harness.model.verdict import ScenarioVerdict, Verdict
from harness.runner.gate import ExitCode, judge_run, strictest

LETTERS = {"p": Verdict.PASSED, "f": Verdict.FAILED, "u": Verdict.UNGRADABLE, "s": Verdict.SKIPPED}


def verdicts(letters: str) -> list[ScenarioVerdict]:
    """Scenario verdicts, a letter each; a capital is flaky."""
    return [
        ScenarioVerdict(
            verdict=LETTERS[letter.lower()], kind=None, message="", passed=0, graded=0, ungradable=0,
            flaky=letter.isupper(),
        )
        for letter in letters
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("letters", "gate", "met", "code"),
    [
        ("ppp", Gate(), True, 0),
        ("pps", Gate(), True, 0),
        ("ss", Gate(), True, 0),
        ("ppf", Gate(), False, 1),
        ("ppu", Gate(), None, 3),
        ("uuu", Gate(), None, 3),
        ("fu", Gate(), False, 1),
        ("ppu", Gate(max_ungradable=1), True, 0),
        ("puu", Gate(max_ungradable=1), None, 3),
        ("uuu", Gate(max_ungradable=9), None, 3),
        ("su", Gate(max_ungradable=9, pass_rate=0.5), None, 3),
        ("pppf", Gate(pass_rate=0.75), True, 0),
        ("pppff", Gate(pass_rate=0.75), False, 1),
        ("pppfs", Gate(pass_rate=0.75), True, 0),
        ("pppfu", Gate(pass_rate=0.75), None, 3),
        ("fff", Gate(pass_rate=0.0), True, 0),
        ("Pp", Gate(), True, 0),
        ("Pp", Gate(flaky="ignore"), True, 0),
        ("Pp", Gate(flaky="fail"), False, 1),
        ("Ppu", Gate(flaky="fail"), False, 1),
        ("Sp", Gate(flaky="fail"), True, 0),
        ("", Gate(), True, 0),
        ("pf", Gate(binding=False), False, 0),
        ("pu", Gate(binding=False), None, 0),
        ("pp", Gate(binding=False), True, 0),
        ("uu", Gate(binding=False), None, 3),
    ],
)  # fmt: skip
def test_the_table(letters: str, gate: Gate, met: bool | None, code: int) -> None:
    """A failure is certain; what could not be judged is 3, and so is a run of which nothing was; skips do not count."""
    found = judge_run(verdicts(letters), gate)
    assert (found.met, int(found.exit_code)) == (met, code)


@pytest.mark.parametrize(
    ("letters", "gate", "reason"),
    [
        ("p", Gate(), "1 of 1 graded scenario passed, all must"),
        ("pfs", Gate(), "1 of 2 graded scenarios passed, all must"),
        ("pf", Gate(pass_rate=0.9), "1 of 2 graded scenarios passed, at least 90.0% must"),
        ("pu", Gate(), "1 scenario could not be judged, 0 allowed"),
        ("PP", Gate(flaky="fail"), "2 scenarios flaky, and the gate allows none"),
        ("uu", Gate(max_ungradable=2), "no scenario could be judged"),
        (
            "pf",
            Gate(binding=False),
            "1 of 2 graded scenarios passed, all must (measured by --repeat: the exit code does not depend on it)",
        ),
    ],
)
def test_the_reason_counts(letters: str, gate: Gate, reason: str) -> None:
    """The sentence holds the numbers that decided."""
    assert judge_run(verdicts(letters), gate).reason == reason


@pytest.mark.parametrize(
    ("gates", "joined"),
    [
        ([], Gate()),
        ([Gate(pass_rate=0.5)], Gate(pass_rate=0.5)),
        ([Gate(pass_rate=0.5), Gate(pass_rate=0.9)], Gate(pass_rate=0.9)),
        ([Gate(pass_rate=0.5), Gate(pass_rate=None)], Gate(pass_rate=None)),
        ([Gate(max_ungradable=3), Gate(max_ungradable=1)], Gate(max_ungradable=1)),
        ([Gate(flaky="ignore"), Gate(flaky="warn")], Gate(flaky="warn")),
        ([Gate(flaky="fail"), Gate(flaky="ignore")], Gate(flaky="fail")),
        ([Gate(binding=False), Gate()], Gate(binding=False)),
    ],
)
def test_the_strictest_of_several_gates(gates: list[Gate], joined: Gate) -> None:
    """A run of several suites must meet the gate of each."""
    assert strictest(gates) == joined


def test_exit_codes_are_the_documented_ones() -> None:
    """0 gate met, 1 not met, 2 usage, 3 could not judge, 4 crash, 5 nothing selected, 130 interrupted."""
    assert [int(code) for code in ExitCode] == [0, 1, 2, 3, 4, 5, 130]
