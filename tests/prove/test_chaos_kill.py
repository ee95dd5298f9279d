"""Runs that are killed at a random moment and resumed: one verdict each, no number dialled twice, no result lost."""

import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.prove.counting_gateway import CountingGateway
from tests.prove.killed_runs import COMPLETE

RUNS, CALLS = 200, 20
EARLIEST_S, MARGIN = 0.005, 1.1
"""A run is killed at a moment drawn from all that it takes, here and now, and a little after."""

MOST_RESUMES_KILLED = 3
SEED = 20260306

pytestmark = pytest.mark.prove


def number(call: int) -> str:
    """The number of a call, each its own."""
    return f"+141555501{call:02d}"


def suite(folder: Path) -> None:
    """Write a suite of calls that all pass when their result is there."""
    folder.mkdir()
    scenarios = [
        {"id": f"call-{call}", "brief": {"base": "standard", "dialed_number": number(call)},
         "expect": {"status": "completed"}}
        for call in range(CALLS)
    ]  # fmt: skip
    (folder / "suite.yaml").write_text(json.dumps({"scenarios": scenarios}), encoding="utf-8")


class Forks:
    """The program that runs and kills, spoken to by lines."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self.expect("ready")

    def do(self, what: str, folder: Path, killed_after_s: float = 0.0) -> int:
        """Run or resume, and return the exit status."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{what}\t{folder}\t{killed_after_s}\n")
        self._process.stdin.flush()
        return int(self.line())

    def timed(self, folder: Path) -> float:
        """Carry out a run that nobody kills and return how many seconds it took."""
        suite(folder)
        began = time.monotonic()
        assert self.do("run", folder) == 0
        return time.monotonic() - began

    def expect(self, words: str) -> None:
        """Fail unless the next line is this."""
        assert self.line() == words

    def line(self) -> str:
        """The next line that the program says."""
        assert self._process.stdout is not None
        return self._process.stdout.readline().rstrip("\n")


@contextmanager
def forks(target: str, warm: Path) -> Iterator[Forks]:
    """Start the program."""
    command = [sys.executable, "-m", "tests.prove.killed_runs", target, str(warm)]
    environment = os.environ | {"PINE_ACCESS_TOKEN": "a-token-of-no-account", "PINE_USER_ID": "user-1"}
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
        cwd=Path(__file__).parents[2],
    ) as process:
        try:
            yield Forks(process)
        finally:
            assert process.stdin is not None
            process.stdin.close()


def log_of(folder: Path) -> list[dict[str, Any]]:
    """The one run's log, but for a torn last line; nothing where it was killed before it had a line."""
    logs = [log for log in (folder / "runs").glob("*/run.jsonl") if not log.parent.is_symlink()]
    lines = [line for log in logs for line in log.read_bytes().splitlines(keepends=True)]
    return [json.loads(line) for line in lines if line.endswith(b"\n")]


def check(records: list[dict[str, Any]], dialled: Counter[str]) -> Counter[str]:
    """Hold a finished run against what the gateway was asked, and count what its verdicts were."""
    kinds = Counter(record["record"] for record in records)
    assert kinds["run_ended"] == 1
    assert records[-1]["record"] == "run_ended"
    assert kinds["scenario_graded"] == kinds["trial_graded"] == CALLS
    verdicts = {record["trial_id"]: record["verdict"] for record in records if record["record"] == "trial_graded"}
    assert len(verdicts) == CALLS
    answered = {
        record["trial_id"]
        for record in records
        if record["record"] == "exchanged" and "call_id" in (record["exchange"]["response_body"] or "")
    }
    intended = Counter(record["trial_id"] for record in records if record["record"] == "dial_intended")
    assert set(intended) == set(verdicts)
    assert set(intended.values()) == {1}
    found: Counter[str] = Counter()
    for call in range(CALLS):
        verdict, times = verdicts[f"call-{call}#1"], dialled[number(call)]
        found[verdict["kind"] or verdict["verdict"]] += 1
        if f"call-{call}#1" in answered:
            assert (verdict["verdict"], times) == ("passed", 1)
        else:
            assert (verdict["verdict"], verdict["kind"]) == ("ungradable", "dial_unknown")
            assert times <= 1
    return found


def test_nothing_is_dialled_twice_and_nothing_is_lost(tmp_path: Path) -> None:
    """200 runs of 20 calls, each killed at a random moment, some again while they are resumed."""
    chance, found, killed, torn_resumes = random.Random(SEED), Counter[str](), 0, 0
    gateway = CountingGateway(seed=SEED)
    suite(tmp_path / "warm")
    with gateway.serving() as url, forks(url, tmp_path / "warm") as program:
        latest = MARGIN * program.timed(tmp_path / "whole")
        for run in range(RUNS):
            folder = tmp_path / f"run-{run}"
            suite(folder)
            gateway.dialled.clear()
            killed += program.do("run", folder, chance.uniform(EARLIEST_S, latest)) == -9
            for _ in range(chance.randrange(MOST_RESUMES_KILLED)):
                if log_of(folder):
                    torn_resumes += program.do("resume", folder, chance.uniform(EARLIEST_S, latest)) == -9
            status = program.do("resume", folder) if log_of(folder) else COMPLETE
            assert status in (0, COMPLETE), run
            if not any(record["record"] == "trials_planned" for record in log_of(folder)):
                assert not gateway.dialled
                found["killed before anything was sent"] += 1
                continue
            found += check(log_of(folder), gateway.dialled)
            assert program.do("resume", folder) == COMPLETE
    sys.stdout.write(f"{RUNS} runs, {killed} killed, {torn_resumes} resumes killed: {dict(found)}\n")
    assert killed > RUNS / 2
    assert torn_resumes > RUNS / 10
    assert found["dial_unknown"] > RUNS / 10
    assert found["passed"] > RUNS
