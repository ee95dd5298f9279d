"""`pine-harness personas`: the list, one page each, the options, and the check of files."""

from collections.abc import Callable
from pathlib import Path

import pytest

from mock_gateway.catalogue import load_personas
from mock_gateway.simulation.options import OPTIONS
from tests.harness.cli.command import Command
from tests.harness.cli.test_terminal import on_a_terminal

Write = Callable[[str, str], Path]
GOOD = "name: parrot\ntitle: A parrot\ngreeting: Polly wants a cracker.\n"
BAD = "name: parrot\nmood: angry\nopenigs: [tue]\n"


def test_the_list_has_a_line_for_each(pine: Command) -> None:
    """In a pipe: its name, kind, what it deals with, and its title, to be searched."""
    lines = pine("personas").out.splitlines()
    assert {line.split()[0] for line in lines[1:]} == set(load_personas())
    [desk] = [line for line in lines if line.startswith("retention_agent ")]
    assert "business" in desk
    assert "price" in desk
    assert "A retention desk" in desk


def test_on_a_terminal_they_stand_in_groups() -> None:
    """And the last line says how to go on."""
    _, screen = on_a_terminal("personas", environment={"NO_COLOR": "1", "COLUMNS": "80"})
    assert screen.index("business") < screen.index("person") < screen.index("nobody to talk to")
    assert "personas NAME explains one" in screen


@pytest.mark.parametrize("name", sorted(load_personas()))
def test_each_is_explained(pine: Command, name: str) -> None:
    """With a command to try it and a line for a scenario, and every option that its file sets."""
    said = pine("personas", name)
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith(f"{name}  ")
    assert f"--persona {name}" in said.out
    assert f"callee: {{persona: {name}" in said.out


def test_prices_are_explained_with_an_example(pine: Command) -> None:
    """Bill, floor, what moves it, and what that comes to."""
    said = pine("personas", "retention_agent")
    assert "a competitor's offer +45%" in said.out
    assert "of 79.99 it goes to about 66.67 where nothing moves it" in said.out


def test_an_unknown_name_is_told_with_the_nearest(pine: Command) -> None:
    """On stderr, exit code 2."""
    said = pine("personas", "voicemal")
    assert (said.code, said.out) == (2, "")
    assert "did you mean 'voicemail'?" in said.err


def test_the_options_are_listed_with_what_they_allow(pine: Command) -> None:
    """Every one."""
    lines = pine("personas", "--options").out.splitlines()
    assert [line.split()[0] for line in lines[1:]] == list(OPTIONS)
    assert any(line.startswith("mood ") and "friendly or neutral or rushed or hostile" in line for line in lines)


def test_a_shipped_file_is_a_beginning(pine: Command, write: Write) -> None:
    """What `--yaml` prints passes the check."""
    write("mine.yaml", pine("personas", "retention_agent", "--yaml").out)
    assert pine("personas", "check", "mine.yaml").code == 0


def test_a_sound_file_is_told_so(pine: Command, write: Write) -> None:
    """On stdout, with exit code 0, and its page can be shown too."""
    write("parrot.yaml", GOOD)
    said = pine("personas", "check", "parrot.yaml")
    assert (said.code, said.out) == (0, "parrot: sound (business; A parrot)\n")
    assert pine("personas", "parrot.yaml").out.startswith("parrot  business\nA parrot\n")


def test_all_problems_of_all_files_are_told(pine: Command, write: Write) -> None:
    """With their places, exit code 2."""
    write("bad.yaml", BAD)
    write("worse.yaml", "[\n")
    write("parrot.yaml", GOOD)
    said = pine("personas", "check", "bad.yaml", "parrot.yaml", "worse.yaml")
    assert (said.code, said.out) == (2, "")
    for words in ("bad.yaml:1:1: title: missing", "bad.yaml:2:7: mood", "bad.yaml:3:1: openigs", "worse.yaml:2:1"):
        assert words in said.err
    assert "4 problems in 2 files" in said.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check"], "personas check needs a file"),
        (["check", "none.yaml"], "the persona file 'none.yaml' is not there"),
        (["garage", "friend"], "personas takes one name"),
        (["--yaml"], "name it"),
    ],
)
def test_wrong_arguments(pine: Command, arguments: list[str], words: str) -> None:
    """On stderr, exit code 2."""
    said = pine("personas", *arguments)
    assert (said.code, said.out) == (2, "")
    assert words in said.err


def test_a_persona_of_ones_own_in_a_scenario_and_in_try(pine: Command, write: Write) -> None:
    """The same file answers in both."""
    write("cast/parrot.yaml", GOOD)
    write(
        "s.yaml",
        "scenarios:\n"
        "  - id: parrot\n"
        "    brief: {base: standard}\n"
        "    callee: {persona: cast/parrot.yaml, with: {mood: friendly}}\n"
        "    expect: {says: {speaker: callee, text: Polly wants a cracker}}\n",
    )
    assert pine("run", "s.yaml").code == 0
    assert "Polly wants a cracker" in pine("try", "s.yaml#parrot").out
    write("b.yaml", "base: standard\n")
    assert "Polly wants a cracker" in pine("try", "b.yaml", "--persona", "cast/parrot.yaml").out
