"""`pine-harness audit`: from scenario files to what would slip through, and its exit codes."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.harness.cli.command import Command
from tests.harness.cli.suites import REFUSED, log_of

BOOKING = """\
suite: Bookings
defaults:
  brief: {base: standard}
  callee: {persona: dental_receptionist, with: {openings: ["tue 15:30"]}}
scenarios:
  - id: lax
    expect: {status: completed}
  - id: strict
    expect:
      - status: completed
      - confirmed: {day: tuesday, time: "15:30"}
      - no_invented_facts
      - books: {booked: true}
"""
NEVER = """\
scenarios:
  - {id: never, brief: {base: standard}, expect: {status: failed}}
"""
OTHERS = """\
scenarios:
  - {id: issue, brief: {base: standard}, known_issue: "#7", expect: {status: completed}}
  - {id: closed, brief: {base: standard}, skip: the office is closed, expect: {status: completed}}
  - {id: live, brief: {base: standard}, runs_on: [live], expect: {status: completed}}
  - {id: wire, brief: {base: standard}, unaudited: about the wire, expect: {status: completed}}
"""


@pytest.fixture(autouse=True)
def suites(write: Callable[[str, str], Path]) -> None:
    """The default folder has a lax and a strict scenario, and one about an error."""
    write("scenarios/bookings.yaml", BOOKING)
    write("scenarios/errors.yaml", REFUSED)
    write("never.yaml", NEVER)
    write("others.yaml", OTHERS)


def test_lax_expectations_are_told_what_to_add(pine: Command) -> None:
    """A good scenario catches all, a lax one nothing; scenarios about errors are left out in one line."""
    said = pine("audit")
    assert said.code == 0
    assert '- confirmed: {day: tuesday, time: "15:30"}    # catches callee_refuses' in said.out
    assert "left out 1 scenario: refused (no transcript to break)" in said.out
    assert "left out: books (scenarios/bookings.yaml:13)" in said.out
    assert said.last_line.startswith("CAUGHT 9 of 18 broken calls · 50.0 %")


def test_good_expectations_catch_nine_of_ten(pine: Command) -> None:
    """The strict scenario meets the gate of 0.9."""
    assert pine("audit", "-k", "strict", "--min-caught", "0.9").code == 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["-k", "lax", "--min-caught", "0.1"], 1),
        (["--min-caught", "0.9"], 1),
        (["--min-caught", "0.5"], 0),
        (["--min-caught", "1.1"], 2),
        (["missing.yaml"], 2),
        (["--run", "missing"], 2),
        (["never.yaml"], 3),
        (["scenarios/errors.yaml"], 3),
        (["others.yaml"], 3),
        (["-k", "nothing"], 5),
    ],
)
def test_exit_codes(pine: Command, arguments: list[str], code: int) -> None:
    """0 enough, 1 too few caught, 2 usage, 3 could not judge, 5 nothing selected."""
    assert pine("audit", *arguments).code == code


def test_why_a_scenario_was_not_audited(pine: Command) -> None:
    """A scenario that never passes, and those that are not to be run, are named with the reason."""
    said = pine("audit", "never.yaml", "others.yaml").out
    assert (
        "could not judge 1 scenario: never (its call did not pass: status: the call is completed, not failed)" in said
    )
    assert "left out 1 scenario: issue (known issue #7)" in said
    assert "left out 1 scenario: closed (the office is closed)" in said
    assert "left out 1 scenario: wire (about the wire)" in said
    assert "left out 1 scenario: live (runs_on is live, and the target is mock)" in said


def test_the_same_seed_says_the_same(pine: Command) -> None:
    """Without --seed every audit is of the same calls; another seed is another conversation."""
    first, again = pine("audit", "--format", "json").out, pine("audit", "--format", "json").out
    assert first == again
    assert json.loads(pine("audit", "--seed", "5", "--format", "json").out)["calls"] != json.loads(first)["calls"]


def test_the_calls_of_an_earlier_run(pine: Command, folder: Path, write: Callable[[str, str], Path]) -> None:
    """`--run` makes no call: it takes the transcripts of the run, and the expectations that the files have today."""
    pine("run", "-k", "lax", "--seed", "3")
    write("scenarios/bookings.yaml", BOOKING.replace("expect: {status: completed}", "expect: {reached_human: null}"))
    said = pine("audit", "-k", "lax", "--run", "latest", "--format", "json")
    assert said.code == 0
    read = json.loads(said.out)
    run_id = next(record["run_id"] for record in log_of(folder / "reports") if record["record"] == "run_started")
    assert read["source"] == f"run {run_id}"
    assert {"callee_gone", "voicemail", "empty_transcript"} == {
        mutant["mutation"] for mutant in read["calls"][0]["mutants"] if mutant["caught"]
    }


def test_a_run_that_has_no_such_scenario(pine: Command) -> None:
    """A scenario that the run never made is not judged, and it is said."""
    pine("run", "-k", "lax")
    said = pine("audit", "-k", "strict", "--run", "latest")
    assert said.code == 3
    assert "could not judge 1 scenario: strict (the run has no trial of it)" in said.out


def test_a_run_of_other_steps(pine: Command, write: Callable[[str, str], Path]) -> None:
    """Expectations on steps that the run did not have cannot be judged on it."""
    pine("run", "-k", "lax")
    steps = (
        "steps: [{start_call: {as: one, brief: {base: standard}}}, {await_result: one, expect: {status: completed}}]"
    )
    write("scenarios/bookings.yaml", f"scenarios: [{{id: lax, {steps[:-1]}]}}]\n")
    said = pine("audit", "-k", "lax", "--run", "latest")
    assert said.code == 3
    assert "could not judge 1 scenario: lax (its steps are not those of the run)" in said.out
