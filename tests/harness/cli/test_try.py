"""`pine-harness try`: a call as a chat, many as a distribution, JSON, and briefs that cannot be tried."""

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.harness.cli.command import COMMAND, PATIENCE_S, Command
from tests.harness.cli.test_terminal import ESCAPE, on_a_terminal

Write = Callable[[str, str], Path]

BRIEF = """\
dialed_number: "+14155550142"
callee_name: Dr. Smith Office
callee_context: Local dentist office, open Mon-Fri 9am-5pm. The patient is Jane Doe.
call_objective: Schedule a dental cleaning appointment for Jane Doe next Tuesday afternoon
caller: communicator
"""
SUITE = """\
scenarios:
  - id: books
    brief: {base: standard}
    call_date: 2026-05-04T10:00-07:00
    callee: {persona: hotel_reception, with: {mood: friendly}}
    expect: {status: completed}
  - id: sends-nonsense
    body_text: "{"
    expect: {error: INVALID_REQUEST}
"""


def test_one_call_is_a_chat_with_what_came_of_it(pine: Command, write: Write) -> None:
    """Who picks up and why, the turns with their times, the books, and the fact that the brief does not say."""
    write("b.yaml", BRIEF)
    said = pine("try", "b.yaml", "--with", "insists=true")
    assert (said.code, said.err) == (0, "")
    lines = said.out.splitlines()
    assert lines[0].startswith("dental_receptionist  The front desk")
    assert lines[1] == "Fri 06 Mar 2026, 09:00 · communicator · seed 1"
    assert "with insists yes" in lines
    assert "picks up as the brief says dentist, dental, cleaning" in lines
    assert any(line.startswith("0:00 callee ") for line in lines)
    assert "✗ REFUSED  cannot verify date of birth" in lines
    assert said.last_line.startswith("  date of birth  asked for at 0:")
    assert said.last_line.endswith("the brief does not say it, and the callee went no further without")


def test_a_brief_that_says_everything_is_told_so(pine: Command, write: Write) -> None:
    """And the booking stands with its day and time."""
    write("b.yaml", BRIEF.replace("Jane Doe.", "Jane Doe, born 03/15/1990."))
    said = pine("try", "b.yaml")
    assert "✓ BOOKED  a dental cleaning appointment under Jane Doe on Tue 10 Mar 2026 at 15:30" in said.out
    assert said.last_line == "The agent was asked for nothing that the brief does not say."


def test_many_calls_are_a_distribution(pine: Command, write: Write) -> None:
    """Shares of all calls, an example of each outcome, reasons, and the missing fact."""
    write("b.yaml", BRIEF)
    said = pine(
        "try",
        "b.yaml",
        "--runs",
        "40",
        "--persona",
        "hostile",
        "--with",
        "asks_for=date_of_birth",
        "--with",
        "insists=true",
    )
    assert said.code == 0
    assert "seeds 1 to 40" in said.out
    refused = next(line for line in said.out.splitlines() if line.startswith("refused"))
    assert "█" in refused
    assert "--seed " in refused
    assert "why not" in said.out
    assert "date of birth" in said.out.partition("the brief does not say it")[2]


def test_an_example_is_that_call_again(pine: Command, write: Write) -> None:
    """`--seed` of an outcome's example makes one call with that outcome."""
    write("b.yaml", BRIEF)
    arguments = ("try", "b.yaml", "--persona", "hostile", "--json")
    many = json.loads(pine(*arguments, "--runs", "40").out)
    assert sum(outcome["n"] for outcome in many["outcomes"]) == many["n"] == len(many["calls"]) == 40
    for outcome in many["outcomes"]:
        one = json.loads(pine(*arguments, "--seed", str(outcome["example_seed"])).out)
        assert one["outcome"] == outcome["outcome"]


def test_json_of_one_call_is_whole(pine: Command, write: Write) -> None:
    """Transcript, books, price, and the missing facts."""
    write("b.yaml", BRIEF)
    told = json.loads(pine("try", "b.yaml", "--json").out)
    assert told["transcript"][0]["speaker"] == "callee"
    assert told["books"]["booked"] is True
    assert told["missing"][0]["fact"] == "date of birth"
    assert told["credits"] >= 70


def test_the_json_body_of_the_post_is_a_brief(pine: Command, write: Write) -> None:
    """As it is copied out of a program."""
    body = {"dialed_number": "+14155550142", "callee_name": "Dr. Smith", "callee_context": "A dentist."}
    write(
        "b.json",
        json.dumps({**body, "call_objective": "Book a cleaning for Jane Doe on Tuesday", "caller": "communicator"}),
    )
    assert pine("try", "b.json").code == 0


def test_a_scenario_brings_its_callee_and_date(pine: Command, write: Write) -> None:
    """Named behind a #."""
    write("s.yaml", SUITE)
    said = pine("try", "s.yaml#books")
    assert said.code == 0
    assert said.out.startswith("hotel_reception ")
    assert "Mon 04 May 2026, 10:00" in said.out
    assert "picks up as the scenario says" in said.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["none.yaml"], "no brief 'none.yaml'"),
        (["bb.yaml"], "did you mean 'b.yaml'?"),
        (["s.yaml"], "is a suite: name one of its scenarios, as s.yaml#books"),
        (["s.yaml#boks"], "did you mean 'books'?"),
        (["s.yaml#sends-nonsense"], "starts no call with a brief"),
        (["b.yaml", "--persona", "dentel_receptionist"], "did you mean 'dental_receptionist'?"),
        (["b.yaml", "--persona", "none.yaml"], "the persona file 'none.yaml' is not there"),
        (["b.yaml", "--with", "openigs=tue"], "did you mean 'openings'?"),
        (["b.yaml", "--call-date", "soon"], "--call-date 'soon' is no date"),
        (["b.yaml", "--var", "a=b"], "--var a: the brief b.yaml has no {{ a }}"),
        (["b.yaml", "--runs", "0"], "--runs"),
        (["."], "cannot be read: Is a directory"),
    ],
)
def test_wrong_arguments(pine: Command, write: Write, arguments: list[str], words: str) -> None:
    """Are told on stderr, with exit code 2."""
    write("b.yaml", BRIEF)
    write("s.yaml", SUITE)
    said = pine("try", *arguments)
    assert (said.code, said.out) == (2, "")
    assert words in said.err


def test_a_brief_that_the_api_refuses(pine: Command, write: Write) -> None:
    """All of its problems, each at its line and in the API's words."""
    write(
        "b.yaml",
        BRIEF.replace("+14155550142", "4155550142").replace(
            "Schedule a dental cleaning appointment for Jane Doe next Tuesday afternoon", "Call them"
        ),
    )
    said = pine("try", "b.yaml")
    assert (said.code, said.out) == (2, "")
    assert "b.yaml:1:16: dialed_number: INVALID_PHONE: " in said.err
    assert "b.yaml:4:17: call_objective: INSUFFICIENT_DETAIL: " in said.err
    assert "2 problems in 1 file" in said.err


def test_stdin_is_a_brief() -> None:
    """`-` reads it, and problems are placed in it."""
    for text, code in (("base: standard\n", 0), ("base: standard\nvoise: male\n", 2)):
        done = subprocess.run(
            [COMMAND, "try", "-"], input=text, capture_output=True, text=True, timeout=PATIENCE_S, check=False
        )
        assert done.returncode == code
    assert "stdin:2:1: voise: unknown key 'voise'" in done.stderr


def test_variables_are_filled_in(pine: Command, write: Write) -> None:
    """`--var NAME=VALUE`, as for scenarios."""
    write("b.yaml", BRIEF.replace("Dr. Smith Office", '"{{ office }}"'))
    assert "Bright Teeth" in pine("try", "b.yaml", "--var", "office=Bright Teeth").out


def test_escape_codes_of_a_brief_cannot_reach_the_terminal(write: Write) -> None:
    """Colour is the product's own; what the brief says is shown without power over the screen."""
    write("b.yaml", BRIEF.replace("Dr. Smith Office", '"Dr. \\e]0;owned\\a\\e[2J Smith"'))
    code, screen = on_a_terminal("try", "b.yaml")
    assert code == 0
    assert f"{ESCAPE}[" in screen
    assert f"{ESCAPE}]0" not in screen
    assert f"{ESCAPE}[2J" not in screen


def test_no_colour_where_it_is_not_wanted(pine: Command, write: Write) -> None:
    """Not in a pipe, and not under NO_COLOR."""
    write("b.yaml", BRIEF)
    assert ESCAPE not in pine("try", "b.yaml").out
    _, screen = on_a_terminal("try", "b.yaml", environment={"NO_COLOR": "1"})
    assert f"{ESCAPE}[36m" not in screen
    assert f"{ESCAPE}[1;3" not in screen


@pytest.mark.parametrize(
    "arguments", [["try", "b.yaml"], ["try", "b.yaml", "--runs", "30", "--persona", "hostile"], ["personas"]]
)
def test_eighty_columns_are_enough(write: Write, arguments: list[str]) -> None:
    """No line is broken by the terminal."""
    write("b.yaml", BRIEF)
    _, screen = on_a_terminal(*arguments, environment={"COLUMNS": "80", "NO_COLOR": "1"})
    plain = re.sub(r"\x1b\[[\d;]*m", "", screen).splitlines()
    assert max(map(len, plain)) <= 80
