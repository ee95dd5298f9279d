"""Scenarios as tests in processes of their own: several workers, and Ctrl-C."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from mock_gateway.config import MockConfig
from tests.harness.cli.gateways import mock
from tests.harness.cli.suites import HELD, log_of

ALONE = ["-p", "no:schemathesis", "-p", "no:hypothesispytest", "-p", "no:cacheprovider"]
"""Without the plugins of the development tools, whose import takes each process seconds."""


@pytest.fixture(autouse=True)
def _nothing_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of the environment reaches the inner pytest, nor does the outer one's."""
    for name in os.environ:
        if name.startswith(("PINE_", "PYTEST_ADDOPTS", "PYTEST_XDIST", "COLUMNS")):
            monkeypatch.delenv(name)


def test_two_workers_make_one_run(pytester: pytest.Pytester) -> None:
    """With -n 2 each worker has a mock of its own, and there is one folder, one log, one report: no part is left.

    Who runs a scenario changes no word of its conversation: the seed alone decides.
    """
    names = ["a", "b", "c", "d"]
    scenario = "  - {{id: {}, brief: {{base: standard}}, expect: {{status: completed}}}}\n"
    pytester.makefile(".yaml", suite="scenarios:\n" + "".join(scenario.format(name) for name in names))
    result = pytester.runpytest_subprocess("-n", "2", "--pine-seed", "8", *ALONE)
    result.assert_outcomes(passed=4)
    [run] = [entry for entry in Path(pytester.path, "reports").iterdir() if entry.is_dir() and not entry.is_symlink()]
    assert sorted(path.name for path in run.iterdir()) == ["junit.xml", "report.html", "run.jsonl", "summary.json"]
    records = log_of(pytester.path / "reports")
    kinds = [record["record"] for record in records]
    assert [kinds.count(kind) for kind in ("run_started", "scenario_graded", "run_ended")] == [1, 4, 1]
    result.stdout.fnmatch_lines([f"PASSED 4 of 4 calls*report: reports/{run.name}/report.html"])
    heard = transcripts(records)
    assert sorted(heard) == ["a#1", "b#1", "c#1", "d#1"]
    pytester.runpytest_subprocess("--pine-seed", "8", *ALONE).assert_outcomes(passed=4)
    assert transcripts(log_of(pytester.path / "reports")) == heard


@pytest.mark.parametrize("workers", [[], pytest.param(["-n", "2"], marks=pytest.mark.prove)], ids=["alone", "-n 2"])
def test_ctrl_c_ends_the_session_with_its_report(pytester: pytest.Pytester, workers: list[str]) -> None:
    """The run that was cut short is joined and reported; no later scenario is begun, and pytest says it was stopped."""
    pytester.makefile(".yaml", suite=HELD)
    with mock(MockConfig(clock="real")) as server:
        command = [sys.executable, "-m", "pytest", *ALONE, *workers, "--pine-target", server.url]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
        with process:
            wait_for_a_call(pytester.path, process)
            os.killpg(process.pid, signal.SIGINT)
            out, _ = process.communicate(timeout=60)
    records = log_of(pytester.path / "reports")
    assert process.returncode == pytest.ExitCode.INTERRUPTED
    assert (records[-1]["record"], records[-1]["interrupted"], records[-1]["exit_code"]) == ("run_ended", True, 130)
    graded = {it["scenario_id"]: it["verdict"]["kind"] for it in records if it["record"] == "scenario_graded"}
    assert graded["held"] == "interrupted"
    assert "INTERRUPTED after" in out
    assert Path(pytester.path, "reports", "latest", "report.html").is_file()


def wait_for_a_call(folder: Path, process: "subprocess.Popen[str]") -> None:
    """Return when a part of the run says that a call was started; fails when the process has ended before."""
    for _ in range(6000):
        if any('"in_progress"' in part.read_text(encoding="utf-8") for part in folder.glob("reports/*/part-*.jsonl")):
            return
        try:
            process.wait(0.01)
        except subprocess.TimeoutExpired:
            continue
        break
    pytest.fail(f"no call was started: {process.communicate()}")


def transcripts(records: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what was said in each trial."""
    return {
        record["trial_id"]: record["observation"]["call"]["transcript"]
        for record in records
        if record["record"] == "observed" and (record["observation"]["call"] or {}).get("transcript")
    }
