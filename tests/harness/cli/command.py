"""The command `pine-harness` as a user calls it: in this process for speed, or as a process of its own."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from harness.cli import main

COMMAND = str(Path(sys.executable).with_name("pine-harness"))
PATIENCE_S = 30


@dataclass(frozen=True)
class Said:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def last_line(self) -> str:
        """The last line of the results."""
        return self.out.rstrip("\n").rpartition("\n")[2]


Command = Callable[..., Said]


def in_this_process(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Return a function that runs the console entry with arguments, as `sys.argv` would bring them."""

    def run(*arguments: str) -> Said:
        monkeypatch.setattr(sys, "argv", ["pine-harness", *arguments])
        capsys.readouterr()
        code = 0
        try:
            main()
        except SystemExit as ended:
            code = int(ended.code or 0)
        captured = capsys.readouterr()
        assert "Traceback" not in captured.out + captured.err
        return Said(code=code, out=captured.out, err=captured.err)

    return run


def as_a_process(*arguments: str, environment: Mapping[str, str] | None = None) -> Said:
    """Run the installed command to its end."""
    done = subprocess.run(
        [COMMAND, *arguments],
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
        env=os.environ | dict(environment or {}),
    )
    return Said(code=done.returncode, out=done.stdout, err=done.stderr)
