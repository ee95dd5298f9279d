"""`pine-harness run`, as it is used: choosing scenarios, targets and seeds, and what it leaves."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.harness.cli.command import Command
from tests.harness.cli.gateways import mock
from tests.harness.cli.suites import LIVE, MIXED, REFUSED, conversations, log_of, only_run

Write = Callable[[str, str], Path]

TWICE = """\
scenarios:
  - id: cleaning
    runs: 2
    brief: {base: standard}
    callee: {persona: dental_receptionist}
    expect: {status: completed}
"""


def graded(reports: Path) -> list[str]:
    """Return the scenarios that were graded, sorted."""
    return sorted(record["scenario_id"] for record in log_of(reports) if record["record"] == "scenario_graded")


def test_a_gate_that_is_met_is_exit_code_0(pine: Command, write: Write) -> None:
    """Without paths the folder `scenarios` is run; the last line says the verdict and where the report is."""
    write("scenarios/refusals.yaml", REFUSED)
    said = pine("run")
    report = only_run(Path("reports")) / "report.html"
    assert said.code == 0
    assert said.out.startswith("PASSED 1 of 1 calls · 0 flaky · 0 ungradable · pass 100.0 %")
    assert said.out.endswith(f"report: {report}\n")
    assert said.out.count("\n") == 1


def test_a_gate_that_is_not_met_is_exit_code_1(pine: Command, write: Write) -> None:
    """What failed is told with its place, what was expected and found, and the command that runs it again."""
    write("s.yaml", MIXED)
    said = pine("run", "s.yaml", "--seed", "7")
    assert said.code == 1
    assert said.last_line.startswith("FAILED 1 of 2 calls")
    told = ["s.yaml:8", "agent never says “unobtainium”", "pine-harness run s.yaml -k fails --seed 7\n"]
    assert [words for words in told if words not in said.out] == []


def test_a_lenient_gate_is_met_by_what_it_allows(pine: Command, write: Write) -> None:
    """The suite's own gate decides the exit code."""
    write("s.yaml", MIXED + "gate: {pass_rate: {at_least: 0.5}}\n")
    assert pine("run", "s.yaml").code == 0


def test_every_run_leaves_its_log_and_its_reports(pine: Command, write: Write) -> None:
    """Each run has a folder of its own, and `latest` is the newest."""
    write("s.yaml", REFUSED)
    for _ in range(2):
        pine("run", "s.yaml", "--out", "kept/runs")
    runs = sorted(entry.name for entry in Path("kept/runs").iterdir() if entry.is_dir() and not entry.is_symlink())
    assert len(runs) == 2
    assert log_of(Path("kept/runs"))[0]["run_id"] in runs
    for run in runs:
        names = sorted(path.name for path in Path("kept/runs", run).iterdir())
        assert names == ["junit.xml", "report.html", "run.jsonl", "summary.json"]


@pytest.mark.parametrize(
    ("choice", "chosen"),
    [
        ([], ["fails", "left-out", "passes"]),
        (["-k", "PASS"], ["passes"]),
        (["-k", "nobody"], ["fails"]),
        (["-k", "passes", "-k", "fails"], ["fails", "passes"]),
        (["--tag", "good"], ["passes"]),
        (["--tag", "good", "--tag", "bad"], ["fails", "passes"]),
        (["-k", "s", "--tag", "bad"], ["fails"]),
    ],
)
def test_words_and_tags_choose(pine: Command, write: Write, choice: list[str], chosen: list[str]) -> None:
    """-k takes ids and titles whatever their case, --tag whole tags; several of one kind widen, two kinds narrow."""
    write("s.yaml", MIXED)
    pine("run", "s.yaml", *choice)
    assert graded(Path("reports")) == chosen


def test_several_paths_are_one_run(pine: Command, write: Write) -> None:
    """Files and folders may be mixed."""
    write("a.yaml", REFUSED)
    write("more/b.yaml", LIVE)
    pine("run", "a.yaml", "more")
    assert graded(Path("reports")) == ["anywhere", "refused"]


def test_var_sets_what_the_file_leaves_open(pine: Command, write: Write) -> None:
    """--var wins over `vars`, and reaches the brief that is sent."""
    write("s.yaml", "vars: {who: Jane}\n" + LIVE.replace("standard", 'standard, callee_name: "{{ who }}"'))
    pine("run", "s.yaml", "--var", "who=Dr. Abé")
    sent = [record["exchange"]["request_body"] for record in log_of(Path("reports")) if record["record"] == "exchanged"]
    assert any("Dr. Abé" in (body or "") for body in sent)


def test_the_same_seed_gives_the_same_conversations(pine: Command, write: Write) -> None:
    """A run is repeated to the word by its seed; another seed gives other words; no seed draws a new one."""
    write("s.yaml", TWICE)
    heard = []
    for seed in (["--seed", "1"], ["--seed", "1"], ["--seed", "2"], [], []):
        pine("run", "s.yaml", *seed)
        heard.append(conversations(Path("reports")))
    first, again, other, drawn, redrawn = heard
    assert len(first) == 2
    assert first == again
    assert first[0] != first[1]
    assert other not in (first, drawn)
    assert drawn != redrawn


@pytest.mark.parametrize("concurrency", ["1", "8"])
def test_concurrency_changes_no_conversation(pine: Command, write: Write, concurrency: str) -> None:
    """How many trials run at once is a matter of time only."""
    write("s.yaml", TWICE.replace("runs: 2", "runs: 6"))
    pine("run", "s.yaml", "--seed", "3", "--concurrency", "4")
    wanted = conversations(Path("reports"))
    pine("run", "s.yaml", "--seed", "3", "--concurrency", concurrency)
    assert conversations(Path("reports")) == wanted


def test_one_at_a_time_means_one_at_a_time(pine: Command, write: Write) -> None:
    """With --concurrency 1 a trial begins when the one before has its verdict."""
    write("s.yaml", TWICE.replace("runs: 2", "runs: 4"))
    pine("run", "s.yaml", "--concurrency", "1")
    kinds = [record["record"] for record in log_of(Path("reports"))]
    order = [kind for kind in kinds if kind in ("trial_started", "trial_graded")]
    assert order == ["trial_started", "trial_graded"] * 4


def test_a_mock_elsewhere_on_this_machine_is_a_target(pine: Command, write: Write) -> None:
    """--target URL of a running mock has accounts, callees and books as the embedded one does."""
    write("s.yaml", TWICE.replace("status: completed", "books: {booked: true}"))
    with mock() as server:
        said = pine("run", "s.yaml", "--target", server.url)
        url, asked = server.url, len(server.gateway.journal)
    assert (said.code, said.last_line[:18]) == (0, "PASSED 2 of 2 call")
    assert asked > 4
    assert log_of(Path("reports"))[0]["target"] == f"mock at {url}"


def test_a_dry_run_sends_nothing(pine: Command, write: Write) -> None:
    """It shows what would run, how often, and what would be skipped and why; no request, no folder."""
    write("s.yaml", MIXED.replace("tags: [bad]", "runs: 3"))
    with mock() as server:
        said = pine("run", "s.yaml", "--dry-run", "--seed", "9", "--target", server.url)
        url, asked = server.url, len(server.gateway.journal)
    lines = [line.split() for line in said.out.splitlines()]
    assert lines[1:3] == [["passes", "1", "1", "s.yaml:3"], ["fails", "3", "3", "s.yaml:8"]]
    assert "left-out  -     skipped  the office is closed" in said.out
    assert said.last_line == f"would run 4 trials with 4 calls on mock at {url}, seed 9"
    assert (said.code, asked) == (0, 0)
    assert not Path("reports").exists()


def test_progress_is_on_stderr(pine: Command, write: Write) -> None:
    """stdout has the results alone, so that they can be piped; stderr tells how far it is."""
    write("s.yaml", MIXED)
    said = pine("run", "s.yaml", "--seed", "4")
    assert said.err.splitlines()[0] == "2 calls on embedded mock, seed 4"
    assert "2/2 · 1 passed · 1 failed" in said.err
    assert "failed: fails" in said.err
    assert "seed 4\n" not in said.out.replace("--seed 4\n", "")


def test_the_command_is_in_the_log(pine: Command, write: Write) -> None:
    """A report says how its run was asked for, spelled so that a shell takes it again."""
    write("s.yaml", REFUSED)
    pine("run", "s.yaml", "-k", "its country")
    head = log_of(Path("reports"))[0]
    assert head["command"] == "pine-harness run s.yaml -k 'its country'"
    assert json.loads(Path("reports/latest/summary.json").read_text(encoding="utf-8"))["run"]["id"] == head["run_id"]
