"""Scenarios as tests: the same verdicts as `pine-harness run`, in pytest's words, with one run behind them."""

import asyncio
import json
import os
from pathlib import Path
from typing import Any

import pytest

from harness.app.run import RunRequest, run_scenarios

SUITE = """\
suite: Cleaning
scenarios:
  - id: passes
    tags: [good, quick]
    brief: {base: standard}
    expect: {status: completed}
  - id: fails
    tags: [bad]
    brief: {base: standard}
    callee: {persona: dental_receptionist}
    expect:
      - status: completed
      - says: {speaker: agent, text: unobtainium}
      - not: {says: {speaker: callee, regex: Tuesday}}
  - id: left-out
    skip: the office is closed
    brief: {base: standard}
    expect: {status: completed}
  - id: known
    known_issue: the callee never says so
    brief: {base: standard}
    expect: {says: {speaker: callee, text: unobtainium}}
"""

GOOD = "scenarios:\n  - {id: ID, brief: {base: standard}, expect: {status: completed}}\n"


@pytest.fixture(scope="module", autouse=True)
def _everything_is_imported(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Make a run first: pytester forgets what an inner run imports, and yaml and httpx bear no second import."""
    folder = tmp_path_factory.mktemp("first")
    Path(folder, "first.yaml").write_text(GOOD, encoding="utf-8")
    asyncio.run(run_scenarios(RunRequest(paths=(folder,), reports=folder / "reports")))


@pytest.fixture(autouse=True)
def _nothing_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of the environment reaches the inner pytest, nor does the outer one's."""
    for name in os.environ:
        if name.startswith(("PINE_", "PYTEST_ADDOPTS", "PYTEST_XDIST", "COLUMNS")):
            monkeypatch.delenv(name)


def suite(pytester: pytest.Pytester, text: str = SUITE, name: str = "suite") -> None:
    """Write a scenario file."""
    pytester.makefile(".yaml", **{name: text})


def log_of(pytester: pytest.Pytester, reports: str = "reports") -> list[dict[str, Any]]:
    """Return the records of the newest run."""
    log = Path(pytester.path, reports, "latest", "run.jsonl")
    return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]


def test_each_verdict_has_its_outcome(pytester: pytest.Pytester) -> None:
    """Passed, failed, skipped, and a known issue as an expected failure; the reasons are pytest's."""
    suite(pytester)
    result = pytester.runpytest_inprocess("-rxs")
    result.assert_outcomes(passed=1, failed=1, skipped=1, xfailed=1)
    result.stdout.fnmatch_lines(
        ["XFAIL suite.yaml::known*the callee never says so*", "SKIPPED * suite.yaml:15: the office is closed"]
    )
    assert result.ret == pytest.ExitCode.TESTS_FAILED


def test_a_failure_shows_the_lines_and_the_turns_that_decided(pytester: pytest.Pytester) -> None:
    """The YAML with a mark at the expectation, what was expected and found, the turns with marks; no traceback."""
    suite(pytester)
    result = pytester.runpytest_inprocess("suite.yaml::fails")
    result.stdout.fnmatch_lines(
        [
            "suite.yaml:7: fails failed",
            "> * 13 |*- says: {speaker: agent, text: unobtainium}",
            "  says: agent never says “unobtainium”",
            "    expected: agent says “unobtainium”",
            "    got:      not said",
            "> * 14 |*- not: {says: {speaker: callee, regex: Tuesday}}",
            "  > * callee: *Tuesday*",
        ]
    )
    result.stdout.no_fnmatch_line("*Traceback*")
    result.stdout.no_fnmatch_line("*NotPassed*")
    result.stdout.no_fnmatch_line("*pytest_plugin.py*")


def test_what_could_not_be_judged_says_so(pytester: pytest.Pytester) -> None:
    """Where nothing answers a test fails with the address, and no report pretends that anything ran."""
    suite(pytester, GOOD)
    result = pytester.runpytest_inprocess("--pine-target", "http://127.0.0.1:9")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*nothing answers at http://127.0.0.1:9*"])
    result.stdout.no_fnmatch_line("*Traceback*")
    assert not Path(pytester.path, "reports").exists()


def test_an_ungradable_scenario_is_not_called_failed(pytester: pytest.Pytester) -> None:
    """A verdict that nobody could reach is told with its reason and its word."""
    suite(
        pytester, GOOD.replace("status: completed", "books: {booked: true}").replace("{base", "{dialed_number: x, base")
    )
    result = pytester.runpytest_inprocess()
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["suite.yaml:2: ID*", "*books*"])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("suite: [\n", "suite.yaml:2:1: YAML syntax error*"),
        (GOOD + "    runs: many\n", "suite.yaml:3:*"),
        (GOOD.replace("expect", "expct"), "suite.yaml:2:*unknown key 'expct'*"),
        ("suite: Nothing yet\nscenarois: []\n", "suite.yaml:2:1: scenarois: unknown key *"),
        (GOOD.replace("status", "statsu"), "suite.yaml:2:*"),
    ],
)
def test_a_broken_file_is_a_collection_error_in_words(pytester: pytest.Pytester, text: str, told: str) -> None:
    """A file that means to be a suite and is not is never passed over; the problem comes without a traceback."""
    suite(pytester, text)
    result = pytester.runpytest_inprocess()
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*ERROR collecting suite.yaml*", told])
    result.stdout.no_fnmatch_line("*Traceback*")
    assert result.ret == pytest.ExitCode.INTERRUPTED


def test_an_id_of_two_files_is_a_collection_error(pytester: pytest.Pytester) -> None:
    """In one report they could not be told apart: the second is refused, with the place of the first."""
    suite(pytester, GOOD, "first")
    suite(pytester, GOOD, "second")
    result = pytester.runpytest_inprocess()
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["second.yaml:2:*the id 'ID' is also used at first.yaml:2:*", "*rename one of them*"])


@pytest.mark.parametrize(
    ("arguments", "passed", "deselected"),
    [(["-k", "good"], 1, 2), (["-k", "quick and not bad"], 1, 2), (["-k", "one"], 1, 2), (["-k", "suite"], 3, 0)],
)
def test_tags_and_ids_are_keywords(
    pytester: pytest.Pytester, arguments: list[str], passed: int, deselected: int
) -> None:
    """-k chooses by id, tag and file name."""
    text = "scenarios:\n" + "".join(
        GOOD.splitlines(keepends=True)[1].replace("ID", f"{name}, tags: {tags}")
        for name, tags in (("one", "[]"), ("two", "[good, quick]"), ("three", "[bad]"))
    )
    suite(pytester, text)
    pytester.runpytest_inprocess(*arguments).assert_outcomes(passed=passed, deselected=deselected)


def test_other_yaml_files_are_left_alone(pytester: pytest.Pytester) -> None:
    """YAML that is no suite is not collected, whatever is wrong with it; Python tests run beside scenarios."""
    suite(pytester, GOOD)
    suite(pytester, "services: {web: {image: x}}\n", "compose")
    suite(pytester, "a: [\n", "broken")
    pytester.makefile(".yml", binary="\x00\x01")
    pytester.makepyfile("def test_it(): pass")
    pytester.runpytest_inprocess().assert_outcomes(passed=2)


def test_without_scenarios_nothing_is_made(pytester: pytest.Pytester) -> None:
    """In a project without suites the plugin costs no folder and says nothing."""
    pytester.makepyfile("def test_it(): pass")
    result = pytester.runpytest_inprocess()
    result.assert_outcomes(passed=1)
    result.stdout.no_fnmatch_line("*Pine Voice*")
    assert not Path(pytester.path, "reports").exists()


def test_collecting_only_runs_nothing(pytester: pytest.Pytester) -> None:
    """--collect-only lists the scenarios and makes no call and no run."""
    suite(pytester)
    result = pytester.runpytest_inprocess("--collect-only", "-q")
    result.stdout.fnmatch_lines(
        ["suite.yaml::passes", "suite.yaml::fails", "suite.yaml::left-out", "suite.yaml::known"]
    )
    assert not Path(pytester.path, "reports").exists()


def test_the_options_reach_the_run(pytester: pytest.Pytester) -> None:
    """--pine-seed, --pine-out and --pine-var do what their namesakes of `pine-harness run` do."""
    suite(pytester, "vars: {who: Jane}\n" + GOOD.replace("base: standard", 'base: standard, callee_name: "{{ who }}"'))
    pytester.runpytest_inprocess("--pine-seed", "5", "--pine-out", "kept", "--pine-var", "who=Dr. Hu").assert_outcomes(
        passed=1
    )
    records = log_of(pytester, "kept")
    assert (records[0]["seed"], records[0]["settings"]["out"]) == (5, "kept")
    assert "--pine-var" in records[0]["command"]
    assert any("Dr. Hu" in (it["exchange"]["request_body"] or "") for it in records if it["record"] == "exchanged")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--pine-var", "who"], "--var 'who' is not NAME=VALUE"),
        (["--pine-target", "https://pine.example"], "*https://pine.example is not on this machine*"),
        (["--pine-seed", "-1"], "*seed*at least 0*"),
        (["--pine-out", "suite.yaml"], "*suite.yaml/*cannot be made*"),
    ],
)
def test_a_wrong_option_is_told_in_words(pytester: pytest.Pytester, arguments: list[str], told: str) -> None:
    """A mistake on the command line fails the session in words."""
    suite(pytester, GOOD)
    result = pytester.runpytest_inprocess(*arguments)
    assert result.ret != 0
    result.stdout.fnmatch_lines([told])
    result.stdout.no_fnmatch_line("*Traceback*")
    result.stdout.no_fnmatch_line("*INTERNALERROR*")


def test_the_run_is_one_that_the_commands_can_read(pytester: pytest.Pytester) -> None:
    """One folder with a log and its reports, and the last line with the verdict and the report's path."""
    suite(pytester)
    result = pytester.runpytest_inprocess()
    [run] = [entry for entry in Path(pytester.path, "reports").iterdir() if entry.is_dir() and not entry.is_symlink()]
    assert sorted(path.name for path in run.iterdir()) == ["junit.xml", "report.html", "run.jsonl", "summary.json"]
    result.stdout.fnmatch_lines(
        ["*Pine Voice*", f"FAILED 1 of 3 calls*1 known to fail*report: reports/{run.name}/report.html"]
    )
    records = log_of(pytester)
    assert [records[0]["record"], records[-1]["record"]] == ["run_started", "run_ended"]
    assert (records[0]["trials"], records[-1]["exit_code"], records[-1]["gate_met"]) == (3, 1, False)


def test_the_gate_of_the_suite_is_the_runs(pytester: pytest.Pytester) -> None:
    """The joined run is judged by the suite's own gate, whatever pytest makes of the single tests."""
    suite(pytester, SUITE + "gate: {pass_rate: {at_least: 0.5}}\n")
    pytester.runpytest_inprocess()
    assert (log_of(pytester)[-1]["exit_code"], log_of(pytester)[-1]["gate_met"]) == (0, True)


FAMILY = """\
scenarios:
  - id: numbers
    matrix: {number: ["4155550142", "5550142"]}
    brief: {base: standard, dialed_number: "{{ matrix.number }}"}
    expect: {error: INVALID_PHONE}
    variants: {plain: {}, wrong: {expect: {error: TOKEN_EXPIRED}}}
"""


@pytest.mark.parametrize(
    ("arguments", "passed", "failed"),
    [
        ([], 2, 2),
        (["suite.yaml::numbers/plain"], 2, 0),
        (["suite.yaml::numbers/wrong[5550142]"], 0, 1),
        (["-k", "numbers and plain"], 2, 0),
        (["-k", "numbers[5550142]/plain"], 1, 0),
    ],
)
def test_variants_and_cells_are_tests_of_their_own(
    pytester: pytest.Pytester, arguments: list[str], passed: int, failed: int
) -> None:
    """Each is chosen by name, where the cell stands last, as parameters do, or all cells of a variant; -k takes ids."""
    suite(pytester, FAMILY)
    pytester.runpytest(*arguments).assert_outcomes(passed=passed, failed=failed)
