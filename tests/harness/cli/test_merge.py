"""`pine-harness merge`: the runs of shards as one run with one report and one gate."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from harness.store.run_log import run_ids
from tests.harness.cli.command import Command
from tests.harness.cli.suites import MIXED, log_of

Write = Callable[[str, str], Path]
PARTS, ALL = Path("parts"), Path("all")

SUITE = """\
suite: Numbers
scenarios:
  - id: refused
    matrix: {number: ["4155550142", "5550142", "0142"]}
    brief: {base: standard, dialed_number: "{{ matrix.number }}"}
    expect: {error: INVALID_PHONE}
""" + "\n".join(
    f"  - {{id: alone-{number}, brief: {{base: standard, dialed_number: '{number}'}}, expect: {{error: INVALID_PHONE}}}}"  # noqa: E501 - a line of YAML
    for number in range(1, 7)
)


def shards(pine: Command, of: int, *more: str, path: str = "suite.yaml", into: Path = PARTS) -> None:
    """Run every shard of a suite."""
    for number in range(1, of + 1):
        assert pine("run", path, "--shard", f"{number}/{of}", "--seed", "1", "--out", str(into), *more).code in (0, 1)


def graded(reports: Path) -> dict[str, str]:
    """Return the verdicts of the newest run's scenarios."""
    return {it["scenario_id"]: it["verdict"]["verdict"] for it in log_of(reports) if it["record"] == "scenario_graded"}


def head_of(run_id: str) -> Any:
    """Return the head of a shard's run."""
    with (PARTS / run_id / "run.jsonl").open(encoding="utf-8") as log:
        return json.loads(log.readline())


def edit_heads(parts: Path, changed: dict[str, Any]) -> str:
    """Change the head of the first run under a folder, and return the run's id."""
    run_id = run_ids(parts)[0]
    log = parts / run_id / "run.jsonl"
    first, *rest = log.read_text(encoding="utf-8").splitlines(keepends=True)
    log.write_text(json.dumps({**json.loads(first), **changed}) + "\n" + "".join(rest), encoding="utf-8")
    return run_id


def test_shards_merged_say_what_one_run_says(pine: Command, write: Write) -> None:
    """Every scenario is there once, with the verdict of an unsharded run, and the gate's exit code."""
    write("suite.yaml", MIXED)
    assert pine("run", "suite.yaml", "--seed", "1").code == 1
    shards(pine, 2)
    merged = pine("merge", *run_ids(PARTS), "--out", str(PARTS))
    assert (merged.code, graded(PARTS)) == (1, graded(Path("reports")))
    assert "FAILED" in merged.last_line


def test_a_folder_of_runs_stands_for_all_of_them(pine: Command, write: Write) -> None:
    """What CI downloaded of its machines is named by its folder; a copy that `latest` became counts for nothing."""
    write("suite.yaml", SUITE)
    shards(pine, 3)
    shutil.copytree(PARTS / run_ids(PARTS)[-1], PARTS / "machine-3" / "latest")
    merged = pine("merge", str(PARTS), "--out", str(ALL))
    assert (merged.code, merged.err) == (0, "")
    assert len(graded(ALL)) == 9
    head = log_of(ALL)[0]
    assert (sorted(head["merged_from"]), head["trials"]) == (sorted(run_ids(PARTS)), 9)


def test_reports_of_a_merged_run_are_made_from_its_log(pine: Command, write: Write) -> None:
    """JUnit and `show` know every trial of every shard."""
    write("suite.yaml", SUITE)
    shards(pine, 3)
    assert pine("merge", str(PARTS), "--out", str(ALL), "--format", "junit").code == 0
    [junit] = ALL.glob("2*/junit.xml")
    assert junit.read_text(encoding="utf-8").count("<testcase") == 9
    for number in range(1, 7):
        assert pine("show", "latest", f"alone-{number}", "--out", str(ALL)).code == 0


def test_a_missing_shard_is_named_and_the_gate_not_met(pine: Command, write: Write) -> None:
    """What was not run cannot have passed."""
    write("suite.yaml", SUITE)
    shards(pine, 3)
    others = [run_id for run_id in run_ids(PARTS) if head_of(run_id)["part"]["number"] != 1]
    merged = pine("merge", *others, "--out", str(PARTS))
    assert merged.code == 3
    assert "shard 1/3 missing" in merged.err
    assert log_of(PARTS)[-1]["gate_met"] is None


def test_a_shard_that_is_empty_is_not_missing(pine: Command, write: Write) -> None:
    """A part into which no scenario falls leaves no run, and nobody waits for one."""
    write("suite.yaml", MIXED)
    shards(pine, 40)
    assert len(run_ids(PARTS)) < 40
    merged = pine("merge", str(PARTS), "--out", str(ALL))
    assert (merged.code, merged.err) == (1, "")


def test_a_shard_that_was_killed_is_named_and_its_scenarios_are_not_judged(pine: Command, write: Write) -> None:
    """A log without an end is merged as far as it goes, with its torn last line left out."""
    write("suite.yaml", SUITE)
    shards(pine, 2)
    run_id = run_ids(PARTS)[0]
    log = PARTS / run_id / "run.jsonl"
    lines = log.read_text(encoding="utf-8").splitlines(keepends=True)
    last = max(number for number, line in enumerate(lines) if '"record":"trial_graded"' in line)
    log.write_text("".join(lines[:last]) + lines[last][:40], encoding="utf-8")
    merged = pine("merge", str(PARTS), "--out", str(ALL))
    assert merged.code == 3
    assert f"run {run_id} did not come to its end" in merged.err
    assert sorted(graded(ALL).values()) == ["passed"] * 8 + ["ungradable"]


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"target": "mock at http://127.0.0.1:1"}, "different targets: mock at http://127.0.0.1:1 in"),
        ({"seed": 2}, "give every shard the same --seed"),
        ({"version": "0.0.1"}, "different versions of pine-harness: 0.0.1 in"),
        ({"paths": ["other.yaml"]}, "different paths: other.yaml in"),
        ({"strict": False}, "different rules for an answer that breaks the contract: it is noted in"),
        ({"regraded_from": "x"}, "different kinds of run: a regrade in"),
        ({"merged_from": ["x", "y"]}, "was merged already, of x, y: name those"),
        ({"part": None}, "different numbers of shards: no shard in"),
    ],
)
def test_runs_that_differ_are_refused(pine: Command, write: Write, changed: dict[str, Any], told: str) -> None:
    """What was made otherwise is no part of the same run; nothing is written."""
    write("suite.yaml", SUITE)
    shards(pine, 2)
    run_id = edit_heads(PARTS, changed)
    merged = pine("merge", str(PARTS), "--out", str(ALL))
    assert (merged.code, merged.out) == (2, "")
    assert told in merged.err
    assert run_id in merged.err
    assert not ALL.exists()


def test_every_reason_is_told_at_once(pine: Command, write: Write) -> None:
    """Two mistakes take one attempt to find."""
    write("suite.yaml", SUITE)
    shards(pine, 2)
    edit_heads(PARTS, {"seed": 2, "target": "elsewhere"})
    said = pine("merge", str(PARTS), "--out", str(ALL)).err
    assert "different targets" in said
    assert "different seeds" in said


def test_shards_of_another_version_of_the_suite_are_refused(pine: Command, write: Write) -> None:
    """A machine that had an older file is found, also where no scenario is in two of the runs."""
    write("suite.yaml", SUITE)
    assert pine("run", "suite.yaml", "--shard", "1/2", "--seed", "1", "--out", str(PARTS)).code == 0
    write("suite.yaml", SUITE.replace("alone-1", "alone-one"))
    assert pine("run", "suite.yaml", "--shard", "2/2", "--seed", "1", "--out", str(PARTS)).code == 0
    merged = pine("merge", str(PARTS), "--out", str(ALL))
    assert merged.code == 2
    assert "different suites (the scenarios of all shards, by digest)" in merged.err


def test_another_grader_is_refused(pine: Command, write: Write) -> None:
    """Verdicts of two versions of the grader make no one gate."""
    write("suite.yaml", SUITE)
    shards(pine, 2)
    log = PARTS / run_ids(PARTS)[0] / "run.jsonl"
    text = log.read_text(encoding="utf-8")
    lines = (
        line.replace('"grader":"', '"grader":"0.') if '"trial_graded"' in line else line for line in text.split("\n")
    )
    log.write_text("\n".join(lines), encoding="utf-8")
    merged = pine("merge", str(PARTS), "--out", str(ALL))
    assert merged.code == 2
    assert "different graders: 0." in merged.err


def test_the_same_trial_in_two_runs_is_refused(pine: Command, write: Write) -> None:
    """A shard that ran twice would count twice."""
    write("suite.yaml", SUITE)
    shards(pine, 1)
    shards(pine, 1)
    merged = pine("merge", str(PARTS), "--out", str(ALL))
    assert merged.code == 2
    assert "trial alone-1#1 is in both" in merged.err


def test_a_scenario_that_is_written_otherwise_is_refused(pine: Command, write: Write) -> None:
    """One id with two meanings is named."""
    write("suite.yaml", MIXED)
    assert pine("run", "suite.yaml", "-k", "left", "--seed", "1", "--out", str(PARTS)).code == 0
    write("suite.yaml", MIXED.replace("the office is closed", "another day"))
    assert pine("run", "suite.yaml", "-k", "left", "--seed", "1", "--out", str(PARTS)).code == 0
    merged = pine("merge", str(PARTS), "--out", str(ALL))
    assert merged.code == 2
    assert "scenario left-out is not the same in" in merged.err


def test_parts_that_processes_left_are_merged(pine: Command, write: Write) -> None:
    """After a crash the parts of a shared run make a run all the same."""
    write("suite.yaml", SUITE)
    shards(pine, 2)
    crashed = Path("crashed")
    crashed.mkdir()
    for number, run_id in enumerate(run_ids(PARTS)):
        text = (PARTS / run_id / "run.jsonl").read_text(encoding="utf-8")
        kept = [line for line in text.splitlines(keepends=True) if '"record":"run_ended"' not in line]
        (crashed / f"part-gw{number}.jsonl").write_text("".join(kept), encoding="utf-8")
    merged = pine("merge", str(crashed), "--out", str(ALL))
    assert (merged.code, merged.err, len(graded(ALL))) == (0, "", 9)


def test_a_merged_run_is_not_resumed(pine: Command, write: Write) -> None:
    """It was carried out elsewhere: going on is the matter of the run that did not end."""
    write("suite.yaml", SUITE)
    shards(pine, 2)
    assert pine("merge", run_ids(PARTS)[0], "--out", str(PARTS)).code == 3
    resumed = pine("resume", "latest", "--out", str(PARTS))
    assert resumed.code == 2
    assert "was merged of" in resumed.err


def test_where_no_run_is_nothing_is_merged(pine: Command) -> None:
    """A folder without runs is a mistake, not an empty merge."""
    Path("nothing").mkdir()
    merged = pine("merge", "nothing")
    assert merged.code == 2
    assert "nothing: no run is there" in merged.err
