"""`pine-harness regrade`: a run judged by today's expectations, into a folder of its own."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from harness.grade import GRADER_VERSION
from tests.harness.cli.command import Command
from tests.harness.cli.suites import MIXED, REFUSED, log_of, only_run

Write = Callable[[str, str], Path]

OTHER_STEPS = """\
scenarios:
  - id: refused
    steps:
      - start_call: {brief: {base: standard}}
        expect: {status: failed}
"""
STRICTER = REFUSED.replace("INVALID_PHONE", "INSUFFICIENT_DETAIL")


def head_of(run: Path) -> dict[str, Any]:
    """The first record of a run's log."""
    with (run / "run.jsonl").open(encoding="utf-8") as log:
        head: dict[str, Any] = json.loads(log.readline())
        return head


@pytest.fixture
def ran(pine: Command, write: Write, folder: Path) -> Path:
    """A run of one scenario that passed: its folder."""
    write("scenarios/refused.yaml", REFUSED)
    assert pine("run").code == 0
    return only_run(folder / "reports")


def test_nothing_changed(pine: Command, ran: Path) -> None:
    """The same files give the same verdicts, in a new folder beside the run, and `latest` stays the run that called."""
    before = (ran / "run.jsonl").read_bytes()
    said = pine("regrade", "latest")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("0 of 1 verdicts changed\nPASSED 1 of 1 calls")
    made = ran.with_name(f"{ran.name}-regrade")
    assert sorted(path.name for path in made.iterdir()) == sorted(path.name for path in ran.iterdir())
    assert (ran / "run.jsonl").read_bytes() == before
    assert (ran.parent / "latest").resolve() == ran
    head = head_of(made)
    assert (head["run_id"], head["regraded_from"]) == (made.name, ran.name)
    assert head["command"] == "pine-harness regrade latest"


def test_todays_expectations_decide(pine: Command, write: Write, ran: Path) -> None:
    """A changed file changes verdict, reports and exit code, and nothing is called."""
    write("scenarios/refused.yaml", STRICTER)
    said = pine("regrade", ran.name)
    assert said.code == 1
    assert said.out.startswith("1 of 1 verdicts changed\n  refused#1: passed -> failed\n")
    made = ran.with_name(f"{ran.name}-regrade")
    assert 'failures="1"' in (made / "junit.xml").read_text(encoding="utf-8")
    exchanges = [line for line in (ran / "run.jsonl").read_text("utf-8").splitlines() if '"exchanged"' in line]
    assert all(line in (made / "run.jsonl").read_text("utf-8") for line in exchanges)


def test_as_logged_reads_no_file(pine: Command, write: Write, ran: Path) -> None:
    """By the expectations of then, whatever stands in the files now."""
    write("scenarios/refused.yaml", "scenarios: [")
    assert pine("regrade", ran.name, "--as-logged").code == 0


def test_other_files_may_be_named(pine: Command, write: Write, ran: Path) -> None:
    """Scenarios are matched by their ids."""
    write("strict/any.yaml", STRICTER)
    assert pine("regrade", ran.name, "strict").code == 1
    assert pine("regrade", ran.name).code == 0


@pytest.mark.parametrize(
    ("now", "note"),
    [
        (REFUSED.replace("id: refused", "id: other"), "refused: the scenario is not there any more"),
        (
            OTHER_STEPS,
            "refused: its steps have changed since the run",
        ),
    ],
)
def test_what_cannot_be_judged_by_today_is_judged_as_logged(
    pine: Command, write: Write, ran: Path, now: str, note: str
) -> None:
    """And stderr says which and why."""
    write("scenarios/refused.yaml", now)
    said = pine("regrade", ran.name)
    assert said.code == 0
    assert f"{note}; graded by the expectations in the log" in said.err


def test_files_that_are_gone(pine: Command, ran: Path, folder: Path) -> None:
    """The log is enough, and that is said."""
    (folder / "scenarios" / "refused.yaml").unlink()
    (folder / "scenarios").rmdir()
    said = pine("regrade", ran.name)
    assert said.code == 0
    assert "scenarios is not there any more" in said.err
    assert "graded by the expectations in the log" in said.err


def test_problems_of_todays_files_stop_it(pine: Command, write: Write, ran: Path) -> None:
    """They are told as by validate, and no folder is made."""
    write("scenarios/refused.yaml", REFUSED.replace("expect:", "expct:"))
    said = pine("regrade", ran.name)
    assert said.code == 2
    assert "scenarios/refused.yaml:7:5: scenarios[0].expct: unknown key 'expct'" in said.err
    assert only_run(ran.parent) == ran


def test_another_graders_verdicts_are_named(pine: Command, ran: Path) -> None:
    """A run of another version of the grader is compared with a word of warning."""
    log = ran / "run.jsonl"
    log.write_text(log.read_text("utf-8").replace(f'"grader":"{GRADER_VERSION}"', '"grader":"0"'), encoding="utf-8")
    said = pine("regrade", ran.name)
    expected = f"graded by grader version 0, this is version {GRADER_VERSION}: changes may be the grader's own"
    assert expected in said.err


def test_each_regrade_has_a_folder_of_its_own(pine: Command, ran: Path) -> None:
    """Nothing is overwritten."""
    for _ in range(3):
        pine("regrade", ran.name)
    names = sorted(entry.name for entry in ran.parent.iterdir() if entry.is_dir() and not entry.is_symlink())
    assert names == [ran.name, f"{ran.name}-regrade", f"{ran.name}-regrade-2", f"{ran.name}-regrade-3"]


def test_skips_and_failures_come_through(pine: Command, write: Write, folder: Path) -> None:
    """A run with every verdict is the same run after an unchanged regrade."""
    write("scenarios/mixed.yaml", MIXED)
    assert pine("run").code == 1
    run = only_run(folder / "reports")
    assert pine("regrade", "latest").code == 1

    def verdicts(of: Path) -> list[Any]:
        lines = (of / "run.jsonl").read_text(encoding="utf-8").splitlines()
        records = [json.loads(line) for line in lines]
        return sorted(
            (it["scenario_id"], it["verdict"]["verdict"]) for it in records if it["record"] == "scenario_graded"
        )

    assert verdicts(run.with_name(f"{run.name}-regrade")) == verdicts(run)
    assert len(log_of(folder / "reports")) > 0


def test_no_such_run(pine: Command, ran: Path) -> None:
    """The newest runs are named."""
    said = pine("regrade", "nothing")
    assert said.code == 2
    assert ran.name in said.err
