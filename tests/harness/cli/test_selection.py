"""What of a suite is run, and how often: families, shards, what failed before, measurements and limits."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.harness.cli.command import Command
from tests.harness.cli.suites import MIXED, REFUSED, log_of

Write = Callable[[str, str], Path]
REPORTS = Path("reports")

FAMILY = """\
scenarios:
  - id: refused
    title: "{{ matrix.number }} has no country"
    matrix: {number: ["4155550142", "5550142"]}
    brief: {base: standard, dialed_number: "{{ matrix.number }}"}
    expect: {error: INVALID_PHONE}
    variants:
      plain:
      brief: {brief: {detailed_instructions: null}}
  - id: alone
    brief: {base: standard, dialed_number: "4155550142"}
    expect: {error: INVALID_PHONE}
"""
MEMBERS = [
    "refused[4155550142]/plain",
    "refused[4155550142]/brief",
    "refused[5550142]/plain",
    "refused[5550142]/brief",
]
BROKEN = """\
defaults: {faults: [{route: auth_request, kind: reset}], brief: {base: standard}}
scenarios:
  - {id: broken, retries: 0, expect: {status: completed}}
  - {id: later, expect: {status: completed}}
"""
"""Nothing of it can be judged."""

FAILING = """\
scenarios:
  - {id: fails, brief: {base: standard, dialed_number: "4155550142"}, expect: {error: TOKEN_EXPIRED}, runs: 4}
"""


def graded(kind: str = "scenario_graded") -> list[str]:
    """Of the newest run, the scenarios that were graded."""
    return sorted(record["scenario_id"] for record in log_of(REPORTS) if record["record"] == kind)


def records(kind: str) -> list[Any]:
    """The records of one kind of the newest run."""
    return [record for record in log_of(REPORTS) if record["record"] == kind]


@pytest.mark.parametrize(
    ("word", "chosen"),
    [
        ("refused", MEMBERS),
        ("refused[5550142]", MEMBERS[2:]),
        ("/brief", MEMBERS[1::2]),
        ("refused[4155550142]/plain", MEMBERS[:1]),
        ("5550142 has", MEMBERS[2:] + MEMBERS[:2]),
    ],
)
def test_a_family_is_chosen_whole_or_in_part(pine: Command, write: Write, word: str, chosen: list[str]) -> None:
    """-k takes the family's id, a cell, a variant's name, the whole id, or words of a title."""
    write("s.yaml", FAMILY)
    assert pine("run", "s.yaml", "-k", word).code == 0
    assert graded() == sorted(chosen)


def test_list_shows_variants_below_their_scenario(pine: Command, write: Write) -> None:
    """A family is a line, its members are indented below it with their own places; what is alone is not."""
    write("s.yaml", FAMILY)
    lines = pine("list", "s.yaml").out.splitlines()
    assert [line.split("  ")[0] or line.split()[0] for line in lines] == ["id", "refused", *MEMBERS, "alone"]
    assert [line.startswith("  ") for line in lines] == [False, False, True, True, True, True, False]
    assert lines[2].rstrip().endswith("s.yaml:8")


def test_show_takes_the_id_of_a_member(pine: Command, write: Write) -> None:
    """One call is shown by the id that every report gives it; a family's id stands for the worst of its calls."""
    write("s.yaml", FAMILY)
    pine("run", "s.yaml")
    assert "refused[5550142]/brief#1" in pine("show", "latest", "refused[5550142]/brief#1").out
    assert "refused[4155550142]/plain#1" in pine("show", "latest", "refused").out


def test_the_log_knows_family_cell_and_variant(pine: Command, write: Write) -> None:
    """Comparisons read them from the log."""
    write("s.yaml", FAMILY)
    pine("run", "s.yaml", "-k", "refused")
    found = records("scenario_planned")[-1]["scenario"]
    assert (found["family"], found["variant"], found["cell"]) == ("refused", "brief", {"number": "5550142"})


def test_shards_run_everything_once_between_them(pine: Command, write: Write) -> None:
    """A family is in one shard; together the shards are the suite."""
    write("s.yaml", FAMILY)
    ran = []
    for number in (1, 2, 3):
        said = pine("run", "s.yaml", "--shard", f"{number}/3", "--out", f"part{number}")
        assert said.code == 0
        ran.append([it["scenario_id"] for it in log_of(Path(f"part{number}")) if it["record"] == "scenario_graded"]
                   if Path(f"part{number}").exists() else [])  # fmt: skip
    assert sorted(name for part in ran for name in part) == sorted([*MEMBERS, "alone"])
    assert sum("refused[5550142]/plain" in part for part in ran) == 1
    assert next(part for part in ran if MEMBERS[0] in part)[:4] == MEMBERS


def test_an_empty_shard_is_no_mistake(pine: Command, write: Write) -> None:
    """More machines than scenarios is nobody's failure; that nothing at all is selected still is."""
    write("s.yaml", REFUSED)
    said = [pine("run", "s.yaml", "--shard", f"{number}/2") for number in (1, 2)]
    assert [it.code for it in said] == [0, 0]
    assert sum("is empty: other shards have all 1 scenarios" in it.out for it in said) == 1
    assert pine("run", "s.yaml", "--shard", "1/2", "-k", "nobody").code == 5


@pytest.mark.parametrize("written", ["0/2", "3/2", "1", "a/b", "1/0", "-1/2", "1/2/3", ""])
def test_a_shard_that_is_none_is_told(pine: Command, write: Write, written: str) -> None:
    """The message shows the form."""
    write("s.yaml", REFUSED)
    said = pine("run", "s.yaml", f"--shard={written}")
    assert (said.code, "is not i/n" in said.err) == (2, True)


def test_what_failed_last_is_run_again(pine: Command, write: Write) -> None:
    """--last-failed takes what did not pass from the latest run, and its paths."""
    write("s.yaml", MIXED)
    assert pine("run", "s.yaml").code == 1
    assert pine("run", "--last-failed").code == 1
    assert graded() == ["fails"]
    write("s.yaml", MIXED.replace("- says: {speaker: agent, text: unobtainium}", "- delivered_by: stream"))
    assert [pine("run", "--last-failed").code for _ in range(2)] == [0, 5]


def test_what_could_not_be_judged_or_was_not_run_is_run_again(pine: Command, write: Write) -> None:
    """Only what passed or was skipped is left out."""
    write("s.yaml", BROKEN)
    write("t.yaml", REFUSED)
    assert pine("run", "s.yaml", "t.yaml").code == 3
    pine("run", "--last-failed", "--concurrency", "1", "--timeout", "0")
    assert graded() == ["broken", "later"]
    pine("run", "--last-failed")
    assert graded() == ["broken", "later"]


def test_failures_of_a_named_run_are_run_again(pine: Command, write: Write) -> None:
    """--failed-from takes a run's id; words narrow what it names."""
    write("s.yaml", MIXED)
    pine("run", "s.yaml")
    run = records("run_started")[0]["run_id"]
    pine("run", "s.yaml", "-k", "passes")
    pine("run", "--failed-from", run)
    assert graded() == ["fails"]
    said = pine("run", "--failed-from", run, "-k", "passes")
    assert (said.code, "-k passes what did not pass before" in said.err) == (5, True)


def test_nothing_failed_is_nothing_to_run(pine: Command, write: Write) -> None:
    """Exit code 5, in words of its own."""
    write("s.yaml", REFUSED)
    pine("run", "s.yaml")
    said = pine("run", "--last-failed")
    assert (said.code, "nothing to run again" in said.err) == (5, True)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--last-failed"], "no run called 'latest' in reports/"),
        (["--failed-from", "2026"], "no run called '2026' in reports/"),
        (["--last-failed", "--failed-from", "x"], "--last-failed stands beside --failed-from"),
    ],
)
def test_a_run_that_is_not_there_is_told(pine: Command, write: Write, arguments: list[str], told: str) -> None:
    """A usage error, before anything is sent."""
    write("s.yaml", REFUSED)
    said = pine("run", "s.yaml", *arguments)
    assert (said.code, told in said.err) == (2, True)


def test_a_measurement_shows_the_gate_and_never_fails_the_build(pine: Command, write: Write) -> None:
    """--repeat replaces `runs`, interleaved; failures are shown, and the exit code is 0."""
    write("s.yaml", FAILING + REFUSED.partition("scenarios:\n")[2])
    said = pine("run", "s.yaml", "--repeat", "3")
    assert said.code == 0
    assert said.last_line.startswith("FAILED 3 of 6 calls")
    order = [record["trial"]["scenario_id"] for record in records("trial_started")]
    assert order == ["fails", "refused"] * 3
    [ended] = records("run_ended")
    assert (ended["gate_met"], ended["exit_code"]) == (False, 0)
    assert "measured by --repeat" in ended["reason"]


def test_a_measurement_that_measured_nothing_is_told(pine: Command, write: Write) -> None:
    """Nothing could be judged: exit code 3, as there is no figure."""
    write("s.yaml", BROKEN)
    assert pine("run", "s.yaml", "--repeat", "2").code == 3


def test_no_call_begins_after_so_many_failures(pine: Command, write: Write) -> None:
    """The rest is in the log as not run; the failure is the exit code."""
    write("s.yaml", FAILING)
    said = pine("run", "s.yaml", "--max-failures", "2", "--concurrency", "1")
    assert said.code == 1
    assert [len(records(kind)) for kind in ("trial_graded", "trial_not_run")] == [2, 2]
    assert "(--max-failures 2)" in records("run_ended")[0]["reason"]


def test_no_call_begins_after_the_time_is_up(pine: Command, write: Write) -> None:
    """What was begun is collected; without a failure the run could not be judged, a measurement could."""
    write("s.yaml", FAILING.replace("TOKEN_EXPIRED", "INVALID_PHONE"))
    arguments = ("run", "s.yaml", "--timeout", "0", "--concurrency", "1")
    assert pine(*arguments).code == 3
    assert [len(records(kind)) for kind in ("trial_graded", "trial_not_run")] == [1, 3]
    assert pine(*arguments, "--repeat", "3").code == 0


@pytest.mark.parametrize("arguments", [["--repeat", "0"], ["--max-failures", "0"], ["--timeout", "-1"]])
def test_a_number_that_means_nothing_is_refused(pine: Command, write: Write, arguments: list[str]) -> None:
    """A usage error."""
    write("s.yaml", REFUSED)
    assert pine("run", "s.yaml", *arguments).code == 2


def test_a_trial_that_the_network_broke_is_retried_and_says_so(pine: Command, write: Write) -> None:
    """`retries` of a scenario: the log keeps every try, the terminal counts them."""
    write("s.yaml", BROKEN.replace("retries: 0", "retries: 2"))
    said = pine("run", "s.yaml", "-k", "broken")
    assert (said.code, " · 2 retried · " in said.last_line) == (3, True)
    assert [record["retried"] for record in records("trial_graded")] == [True, True, False]
