"""`pine-harness compare`: two runs, or two variants of one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.harness.cli.command import Command
from tests.harness.cli.suites import MIXED

Write = Callable[[str, str], Path]

BROKEN = MIXED.replace("{status: completed}\n  - id: fails", "{status: failed}\n  - id: fails")
VARIED = """\
scenarios:
  - id: number
    brief: {base: standard}
    variants:
      good: {brief: {dialed_number: "+14155550142"}}
      bad: {brief: {dialed_number: "4155550142"}}
    expect: {status: completed}
"""


@pytest.fixture
def two_runs(pine: Command, write: Write, folder: Path) -> list[str]:
    """Two runs of which the second broke a scenario: their ids."""
    ids = []
    for suite in (MIXED, BROKEN):
        write("scenarios/mixed.yaml", suite)
        pine("run", "--seed", "3")
        ids.append((folder / "reports" / "latest").resolve().name)
    return ids


def test_a_regression_is_told_and_written(pine: Command, two_runs: list[str], folder: Path) -> None:
    """What newly fails is named with both rates; the page lies beside the run after."""
    done = pine("compare", *two_runs)
    assert done.code == 0
    assert "NEWLY FAILING 1\n  passes  1/1 -> 0/1  status" in done.out
    assert (folder / "reports" / two_runs[1] / f"comparison-with-{two_runs[0]}.html").is_file()


@pytest.mark.parametrize(("order", "code"), [((0, 1), 1), ((1, 0), 0)])
def test_a_regression_can_fail_the_build(pine: Command, two_runs: list[str], order: tuple[int, int], code: int) -> None:
    """--fail-on regression is 1 when a scenario newly fails, and 0 when one is mended."""
    assert pine("compare", *(two_runs[place] for place in order), "--fail-on", "regression").code == code


def test_markdown_is_for_a_pull_request(pine: Command, two_runs: list[str]) -> None:
    """Only Markdown on stdout."""
    done = pine("compare", *two_runs, "--format", "markdown")
    assert done.out.startswith("### ❌ 1 newly failing")
    assert "page:" not in done.out


def test_variants_within_one_run(pine: Command, write: Write) -> None:
    """The second variant fails where the first passed; a variant that is not there is answered with those that are."""
    write("scenarios/varied.yaml", VARIED)
    pine("run")
    done = pine("compare", "latest", "--variants", "good", "bad")
    assert "number  1/1 -> 0/1" in done.out
    wrong = pine("compare", "latest", "--variants", "good", "bda")
    assert wrong.code == 2
    assert "has no variant 'bda'; did you mean 'bad'? it has bad, good" in wrong.err


def test_one_run_alone_is_no_comparison(pine: Command, two_runs: list[str]) -> None:
    """Without a second run or variants, and with the same run twice, the way out is told."""
    for arguments in (["latest"], ["latest", two_runs[1]]):
        done = pine("compare", *arguments)
        assert done.code == 2
        assert "--variants BEFORE AFTER" in done.err
