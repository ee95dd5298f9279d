"""A disk that takes no more, and runs whose logs are damaged or are not there."""

import resource
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.harness.cli.command import COMMAND, PATIENCE_S, Command
from tests.harness.cli.suites import MIXED, REFUSED, only_run

Write = Callable[[str, str], Path]


def run_with_room_for(size: int) -> "subprocess.CompletedProcess[str]":
    """Run where no file may grow beyond a size, as on a disk that fills up."""
    return subprocess.run(
        [COMMAND, "run", "s.yaml"],
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)),
    )


def test_a_full_disk_during_the_run_names_the_log(write: Write) -> None:
    """The run ends with the file and the cause; what fitted is kept and is still readable."""
    write("s.yaml", MIXED)
    done = run_with_room_for(12_000)
    run = only_run(Path("reports"))
    assert done.stderr.splitlines()[-1] == (
        f"pine-harness: {run}/run.jsonl: a line cannot be written: File too large; what was written before is kept: "
        f"make room for a larger file, then pine-harness resume {run.name}"
    )
    assert (done.returncode, done.stdout) == (4, "")
    assert (run / "run.jsonl").stat().st_size > 0
    shown = subprocess.run([COMMAND, "show", "latest"], capture_output=True, text=True, timeout=PATIENCE_S, check=False)
    assert shown.returncode == 0


def test_a_full_disk_at_the_report_names_the_report(write: Write) -> None:
    """The log is whole, so the reports can be made again once there is room."""
    write("s.yaml", REFUSED)
    done = run_with_room_for(30_000)
    run = only_run(Path("reports"))
    assert f"pine-harness: {run}/report.html: the report cannot be written: File too large" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.returncode == 4
    made = subprocess.run(
        [COMMAND, "report", "latest"], capture_output=True, text=True, timeout=PATIENCE_S, check=False
    )
    assert (made.returncode, made.stderr) == (0, "")


@pytest.mark.parametrize("command", ["show", "report"])
def test_an_unknown_run_lists_the_newest(pine: Command, write: Write, command: str) -> None:
    """A run that is not there is a usage error that names those that are."""
    write("s.yaml", REFUSED)
    pine("run", "s.yaml")
    said = pine(command, "20200101")
    assert f"no run called '20200101' in reports/; the newest runs there: {only_run(Path('reports')).name}" in said.err
    assert (said.code, said.out) == (2, "")


@pytest.mark.parametrize("command", ["show", "report"])
def test_no_run_at_all_is_said(pine: Command, command: str) -> None:
    """Before the first run there is nothing to show."""
    said = pine(command, "latest")
    assert (said.code, said.err) == (
        2,
        "pine-harness: no run called 'latest' in reports/; there are no runs there yet\n",
    )


def test_an_unknown_call_names_the_nearest(pine: Command, write: Write) -> None:
    """A mistyped call of a run brings the one that was probably meant."""
    write("s.yaml", REFUSED)
    pine("run", "s.yaml")
    said = pine("show", "latest", "refusd#1")
    assert "'refusd#1'" in said.err
    assert "did you mean 'refused#1'?" in said.err
    assert said.code == 2


def test_a_torn_last_line_is_left_out(pine: Command, write: Write) -> None:
    """What a crash in the middle of a line leaves can be shown and reported, without that line."""
    write("s.yaml", REFUSED)
    pine("run", "s.yaml")
    log = Path("reports/latest/run.jsonl")
    log.write_bytes(log.read_bytes()[:-20])
    assert "refused#1" in pine("show", "latest").out
    said = pine("report", "latest")
    assert (said.code, said.err) == (0, "")


@pytest.mark.parametrize("command", ["show", "report"])
@pytest.mark.parametrize("garbage", [b"garbage\n", b'{"record": "unheard_of"}\n', b"\xff\xfe\n", b"\x00\n"])
def test_garbage_in_the_middle_is_told_with_its_line(pine: Command, write: Write, command: str, garbage: bytes) -> None:
    """A log that cannot be what a run wrote is not shown as if it were; no report is overwritten."""
    write("s.yaml", REFUSED)
    pine("run", "s.yaml")
    log = Path("reports/latest/run.jsonl")
    lines = log.read_bytes().splitlines(keepends=True)
    log.write_bytes(b"".join([*lines[:2], garbage, *lines[2:]]))
    before = Path("reports/latest/report.html").read_bytes()
    said = pine(command, "latest")
    assert f"{only_run(Path('reports'))}/run.jsonl" in said.err
    assert (said.code, said.out) == (4, "")
    assert Path("reports/latest/report.html").read_bytes() == before


def test_an_empty_log_is_said_to_be_no_run(pine: Command, write: Write) -> None:
    """A log without its head is an error in words."""
    write("reports/20260306-170000-0000/run.jsonl", "")
    said = pine("show", "20260306")
    assert "reports/20260306-170000-0000/run.jsonl: the run log is empty" in said.err
    assert (said.code, said.out) == (4, "")
