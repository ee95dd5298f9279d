"""`pine-harness history`, `--baseline` and `--format`."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.harness.cli.command import Command
from tests.harness.cli.suites import MIXED

Write = Callable[[str, str], Path]
GOOD = MIXED.replace("unobtainium", "AI")


@pytest.fixture
def runs(pine: Command, write: Write, folder: Path) -> list[str]:
    """A green run and a red one: their ids."""
    ids = []
    for suite in (GOOD, MIXED):
        write("scenarios/mixed.yaml", suite)
        pine("run", "--seed", "3")
        ids.append((folder / "reports" / "latest").resolve().name)
    return ids


def test_runs_over_time(pine: Command, runs: list[str]) -> None:
    """One line a run, oldest first, then the trend and what wavers."""
    lines = pine("history").out.splitlines()
    assert [line.split()[0] for line in lines[1:3]] == runs
    assert "pass rate over 2 runs" in lines[4]
    assert lines[5] == "changed their verdict most often: fails 100.0 %"


@pytest.mark.usefixtures("runs")
def test_one_scenario_over_time(pine: Command) -> None:
    """How it stood in each run, and how often that changed; a wrong id gets the nearest."""
    done = pine("history", "fails")
    assert [line.split()[-2:] for line in done.out.splitlines()[1:3]] == [["passed", "1/1"], ["failed", "0/1"]]
    assert "changed its verdict in 100.0 % of the steps" in done.last_line
    assert "did you mean 'fails'?" in pine("history", "fials").err


@pytest.mark.usefixtures("folder")
def test_no_runs_yet(pine: Command) -> None:
    """Says how to make one."""
    assert "pine-harness run makes one" in pine("history").err


def test_the_report_tells_what_changed_against_the_latest_green_run(
    pine: Command, runs: list[str], folder: Path
) -> None:
    """The newly failing scenario is named on the first screen."""
    pine("run", "--baseline", "latest-green")
    report = (folder / "reports" / "latest" / "report.html").read_text(encoding="utf-8")
    assert f"Against <code>{runs[0]}</code>" in report
    assert '<b class="failed">1 newly failing</b> <code>fails</code>' in report


def test_latest_as_a_baseline_is_the_run_before(pine: Command, runs: list[str], folder: Path) -> None:
    """Not the run itself, which is the latest by the time of its report."""
    pine("run", "--baseline", "latest")
    report = (folder / "reports" / "latest" / "report.html").read_text(encoding="utf-8")
    assert f"Against <code>{runs[1]}</code>" in report


@pytest.mark.usefixtures("runs")
def test_a_baseline_that_is_not_there_stops_the_run_before_it_begins(pine: Command) -> None:
    """No call is made for a report that cannot be written as asked."""
    done = pine("run", "--baseline", "nowhere")
    assert done.code == 2
    assert len(pine("history").out.splitlines()) == 6


@pytest.mark.usefixtures("runs")
def test_formats_are_written_as_asked(pine: Command, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only those asked for; annotations are printed for GitHub, and Markdown goes into its job summary."""
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(folder / "step.md"))
    done = pine("run", "--format", "github", "--format", "markdown", "--format", "csv")
    written = {path.name for path in (folder / "reports" / "latest").resolve().iterdir()}
    assert written == {"run.jsonl", "annotations.txt", "summary.md", "verdicts.csv"}
    assert "::error file=scenarios/mixed.yaml,line=" in done.out
    assert (folder / "step.md").read_text(encoding="utf-8").startswith("## ✗ 1 of 2 scenarios failed")


@pytest.mark.usefixtures("runs")
def test_an_unknown_format_is_answered_with_the_nearest(pine: Command) -> None:
    """Before anything is run."""
    done = pine("run", "--format", "markdwon")
    assert done.code == 2
    assert "did you mean 'markdown'?" in done.err
