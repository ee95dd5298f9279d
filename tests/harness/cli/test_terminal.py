"""What goes to which end of a terminal: real processes, with pipes and with a pseudo-terminal."""

import os
import pty
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.harness.cli.command import COMMAND, PATIENCE_S, as_a_process
from tests.harness.cli.suites import MIXED, REFUSED

Write = Callable[[str, str], Path]
ESCAPE = "\x1b"


def on_a_terminal(*arguments: str, environment: dict[str, str] | None = None) -> tuple[int, str]:
    """Run the command on a pseudo-terminal, and return its exit code and everything it wrote there."""
    ours, theirs = pty.openpty()
    variables = os.environ | {"TERM": "xterm-256color"} | (environment or {})
    process = subprocess.Popen([COMMAND, *arguments], stdin=theirs, stdout=theirs, stderr=theirs, env=variables)
    os.close(theirs)
    written = b""
    with os.fdopen(ours, "rb", buffering=0) as terminal:
        while True:
            try:
                chunk = terminal.read(65536)
            except OSError:  # how Linux says that the other end is closed
                break
            if not chunk:
                break
            written += chunk
    return process.wait(PATIENCE_S), written.decode("utf-8")


def test_pipes_get_plain_text(write: Write) -> None:
    """Results on stdout, progress on stderr, and no escape code on either."""
    write("s.yaml", MIXED)
    said = as_a_process("run", "s.yaml", "--seed", "1")
    assert said.code == 1
    assert said.last_line.startswith("FAILED 1 of 2 calls")
    assert said.err.startswith("2 calls on embedded mock, seed 1\n")
    assert "2 calls on" not in said.out
    assert ESCAPE not in said.out + said.err


def test_a_terminal_gets_a_live_bar_and_colour(write: Write) -> None:
    """The bar is drawn over itself while the run goes, and is gone when the last line comes."""
    write("s.yaml", MIXED)
    code, screen = on_a_terminal("run", "s.yaml")
    assert code == 1
    assert "calling embedded mock" in screen
    assert re.search(r"2/2", screen)
    assert f"{ESCAPE}[2K" in screen  # the line is cleared
    assert screen.rindex("calling embedded mock") < screen.rindex("FAILED")
    assert re.search(r"\x1b\[1;31mFAILED", screen)


def test_no_color_is_honoured_on_a_terminal(write: Write) -> None:
    """With NO_COLOR there is still a bar, and no colour anywhere."""
    write("s.yaml", MIXED)
    _, screen = on_a_terminal("run", "s.yaml", environment={"NO_COLOR": "1"})
    colours = [code for codes in re.findall(r"\x1b\[([\d;]*)m", screen) for code in codes.split(";")]
    assert "FAILED" in screen
    assert [code for code in colours if code.isdigit() and 30 <= int(code) <= 107] == []


@pytest.mark.parametrize("arguments", [["bogus"], ["validate", "bad.yaml"], ["show", "none"]])
def test_errors_are_on_stderr_alone(write: Write, arguments: list[str]) -> None:
    """A script that reads stdout never takes an error for a result."""
    write("bad.yaml", "suite: [\n")
    said = as_a_process(*arguments)
    assert (said.code, said.out) == (2, "")
    assert said.err != ""
    assert ESCAPE not in said.err


@pytest.mark.parametrize("command", [["run", "s.yaml"], ["list", "s.yaml"], ["schema"]])
def test_a_reader_that_goes_away_changes_nothing(write: Write, command: list[str]) -> None:
    """`| head` that closes the pipe early makes no error, and the exit code is the command's own."""
    write("s.yaml", REFUSED)
    process = subprocess.Popen([COMMAND, *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    complaints = process.stderr.read()
    process.stderr.close()
    assert (process.wait(PATIENCE_S), "rror" in complaints) == (0, False)


def test_a_file_name_with_escape_codes_cannot_reach_the_terminal(write: Write) -> None:
    """What a scenario says of itself is shown without the power to move the cursor."""
    write("s.yaml", REFUSED.replace("A number without", '"\\e[2JA number"#').replace("INVALID_PHONE", "NOT_FOUND"))
    said = as_a_process("run", "s.yaml")
    assert "A number" in said.out
    assert ESCAPE not in said.out + said.err
    assert ESCAPE not in as_a_process("list", "s.yaml").out
