"""Ctrl-C during a run, as a terminal sends it."""

import json
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from harness.store.run_log import LOG_NAME
from mock_gateway.config import MockConfig
from tests.harness.cli.command import COMMAND, PATIENCE_S
from tests.harness.cli.gateways import mock
from tests.harness.cli.suites import HELD, log_of

Write = Callable[[str, str], Path]


@contextmanager
def a_run_under_way(url: str, marker: str = '"in_progress"') -> Iterator["subprocess.Popen[str]"]:
    """A run of the held calls, once its log says what is asked for; killed if it does not end."""
    command = [COMMAND, "run", "held.yaml", "--target", url, "--out", "runs"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    with process:
        try:
            wait_for(marker, process)
            yield process
        finally:
            if process.poll() is None:
                process.kill()


def wait_for(marker: str, process: "subprocess.Popen[str]", reports: Path = Path("runs")) -> None:
    """Return when a text is in the run's log; fails when the process has ended before."""
    for _ in range(PATIENCE_S * 100):
        if any(marker in log.read_text(encoding="utf-8") for log in reports.glob(f"*/{LOG_NAME}")):
            return
        try:
            process.wait(0.01)
        except subprocess.TimeoutExpired:
            continue
        break
    pytest.fail(f"{marker} never came: {process.communicate()}")


def verdicts(records: list[dict[str, Any]]) -> dict[str, tuple[str, str | None]]:
    """Return each scenario's verdict and kind."""
    return {
        record["scenario_id"]: (record["verdict"]["verdict"], record["verdict"]["kind"])
        for record in records
        if record["record"] == "scenario_graded"
    }


@pytest.fixture
def slow(write: Write) -> Iterator[str]:
    """The URL of a mock on which held calls do not end, and the suite that makes them."""
    write("held.yaml", HELD)
    with mock(MockConfig(clock="real")) as server:
        yield server.url


@pytest.mark.parametrize("presses", [1, 2], ids=["once", "twice"])
def test_the_report_of_what_was_done_is_written(slow: str, presses: int) -> None:
    """Exit code 130; what had ended keeps its verdict, the rest says why it has none, and the log has its end."""
    with a_run_under_way(slow, '"trial_graded"') as process:
        for _ in range(presses):
            process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=PATIENCE_S)
    records = log_of(Path("runs"))
    ended = records[-1]
    assert process.returncode == 130
    assert (ended["record"], ended["interrupted"], ended["exit_code"]) == ("run_ended", True, 130)
    interrupted = ("ungradable", "interrupted")
    assert verdicts(records) == {"quick": ("passed", None), "held": interrupted, "later": interrupted}
    assert out.splitlines()[-1].startswith("INTERRUPTED after 3 of 3 calls · 0 failed · 0 flaky · 2 ungradable")
    summary = json.loads(Path("runs/latest/summary.json").read_text(encoding="utf-8"))
    assert summary["run"]["exit_code"] == 130
    assert sorted(path.name for path in Path("runs/latest").iterdir()) == [
        "junit.xml",
        "report.html",
        "run.jsonl",
        "summary.json",
    ]
    assert "Traceback" not in err


def test_a_call_under_way_is_in_the_log(slow: str) -> None:
    """The request that may have rung a phone is kept with the call's id; the last lines say how to run it again."""
    with a_run_under_way(slow) as process:
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=PATIENCE_S)
    records = log_of(Path("runs"))
    placed = [
        record["exchange"]["response_body"]
        for record in records
        if record["record"] == "exchanged" and record["exchange"]["route"] == "call_create"
    ]
    assert any('"call_id"' in body for body in placed)
    assert f"pine-harness run held.yaml -k held --seed {records[0]['seed']} --target {slow}\n" in out
