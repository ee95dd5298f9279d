"""A folder of its own for each test, with nothing of the machine's environment, and the command to call in it."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.harness.cli.command import Command, in_this_process


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the command runs in: new, and with no settings in or around it."""
    for name in os.environ:
        if name.startswith(("PINE_", "NO_COLOR", "FORCE_COLOR", "COLUMNS")):
            monkeypatch.delenv(name)
    work = tmp_path / "work"
    work.mkdir()
    (work / ".git").mkdir()  # settings are not sought above a repository
    monkeypatch.chdir(work)
    return work


@pytest.fixture
def pine(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """The command, run in this process."""
    return in_this_process(monkeypatch, capsys)


@pytest.fixture
def write(folder: Path) -> Callable[[str, str], Path]:
    """Writes a file below the folder."""

    def write_file(name: str, text: str) -> Path:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write_file
