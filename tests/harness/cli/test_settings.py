"""Where a setting comes from: command line over environment over pine-harness.toml over the default."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.harness.cli.command import Command
from tests.harness.cli.suites import REFUSED, log_of

Write = Callable[[str, str], Path]

VALUES = {
    "out": ("from_flag", "from_environment", "from_file", "reports"),
    "concurrency": ("3", "4", "5", "10"),
    "seed": ("31", "41", "51", ""),
}


@pytest.mark.parametrize("setting", ["concurrency", "seed"])
@pytest.mark.parametrize("winner", range(4), ids=["flag", "environment", "file", "default"])
def test_the_nearest_word_wins(
    pine: Command, write: Write, monkeypatch: pytest.MonkeyPatch, setting: str, winner: int
) -> None:
    """Each source wins over those below it; what a run went by is in its log."""
    flag, environment, file, default = VALUES[setting]
    write("s.yaml", REFUSED)
    if winner <= 2:
        write("pine-harness.toml", f"{setting} = {file}\n")
    if winner <= 1:
        monkeypatch.setenv(f"PINE_HARNESS_{setting.upper()}", environment)
    pine("run", "s.yaml", *([f"--{setting}", flag] if winner == 0 else []))
    found = log_of(Path("reports"))[0]["settings"][setting]
    assert str("" if found is None else found) in (VALUES[setting][winner], "" if default else str(found))
    assert winner == 3 or str(found) == VALUES[setting][winner]


@pytest.mark.parametrize("winner", range(4), ids=["flag", "environment", "file", "default"])
def test_reports_are_kept_where_the_nearest_word_says(
    pine: Command, write: Write, monkeypatch: pytest.MonkeyPatch, winner: int
) -> None:
    """`out` likewise, seen by where the run is, and by show finding it there."""
    flag, environment, file, _ = VALUES["out"]
    write("s.yaml", REFUSED)
    if winner <= 2:
        write("pine-harness.toml", f'out = "{file}"\n')
    if winner <= 1:
        monkeypatch.setenv("PINE_HARNESS_OUT", environment)
    given = ["--out", flag] if winner == 0 else []
    pine("run", "s.yaml", *given)
    assert [name for name in VALUES["out"] if Path(name, "latest").exists()] == [VALUES["out"][winner]]
    assert pine("show", "latest", *given).code == 0


def test_the_target_may_be_a_setting(pine: Command, write: Write) -> None:
    """A target in the settings file is guarded as one on the command line is."""
    write("s.yaml", REFUSED)
    write("pine-harness.toml", 'target = "https://pine.example"\n')
    assert pine("run", "s.yaml").code == 2
    assert pine("run", "s.yaml", "--target", "mock").code == 0


def test_settings_of_a_folder_above_hold_below(
    pine: Command, write: Write, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a subfolder the project's settings apply, and its `out` stays the project's."""
    write("pine-harness.toml", 'out = "runs"\n')
    write("below/s.yaml", REFUSED)
    monkeypatch.chdir(folder / "below")
    assert pine("run", "s.yaml").code == 0
    assert (folder / "runs" / "latest" / "report.html").is_file()
