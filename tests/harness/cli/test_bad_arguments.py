"""Wrong arguments, settings and places: exit code 2, with what is allowed; 5 when nothing is selected."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.harness.cli.command import Command
from tests.harness.cli.suites import MIXED, REFUSED

Write = Callable[[str, str], Path]

WITNESS = """
import sys
asked = []
sys.addaudithook(lambda event, args: asked.append((event, args)) if event in
                 ("socket.getaddrinfo", "socket.gethostbyname", "socket.connect", "socket.sendto") else None)
from harness.cli import main
try:
    main()
finally:
    print("asked of the network:", asked)
"""
"""Runs the command and says which names it looked up and where it connected to, as the interpreter itself saw it."""


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["run", "s.yaml", "--var", "who"], ["--var 'who' is not NAME=VALUE"]),
        (["run", "s.yaml", "--var", "=Jane"], ["--var '=Jane' is not NAME=VALUE"]),
        (["run", "s.yaml", "--var", "who=Jane"], ["--var who", "no scenario file has a variable 'who'"]),
        (["run", "s.yaml", "--target", "lvie"], ["--target: 'lvie'", "mock, live", "http://127.0.0.1:8765"]),
        (["run", "s.yaml", "--concurrency", "0"], ["concurrency", "0", "at least 1"]),
        (["run", "s.yaml", "--concurrency", "many"], ["--concurrency", "integer"]),
        (["run", "s.yaml", "--seed", "-1"], ["seed", "-1", "at least 0"]),
        (["run", "s.yaml", "--sed", "1"], ["No such option: --sed", "--seed"]),
        (["rnu"], ["No such command 'rnu'", "'run'"]),
        (["schema", "scenarios"], ["scenarios", "'scenario'", "'settings'"]),
        (["schema", "-o", "nowhere/x.json"], ["--output nowhere/x.json cannot be written", "No such file"]),
        (["show"], ["Missing argument"]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_a_wrong_argument_is_explained(pine: Command, write: Write, arguments: list[str], told: list[str]) -> None:
    """What is wrong and what is allowed are on stderr, the exit code is 2, and no run is begun."""
    write("s.yaml", REFUSED)
    said = pine(*arguments)
    assert [words for words in told if words not in said.err] == []
    assert (said.code, said.out) == (2, "")
    assert not Path("reports").exists()


def witnessed(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command under the witness."""
    command = [sys.executable, "-c", WITNESS, *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)


@pytest.mark.parametrize("target", ["https://pine.example", "http://192.0.2.1:8765", "http://127.0.0.1.pine.example"])
def test_a_target_elsewhere_is_refused_before_anything_is_sent(write: Write, target: str) -> None:
    """A run that could ring a phone ends with 2; not even a name is looked up."""
    write("s.yaml", REFUSED)
    done = witnessed("run", "s.yaml", "--target", target)
    assert f"target {target} is not on this machine" in done.stderr
    assert "real phones" in done.stderr
    assert (done.returncode, done.stdout) == (2, "asked of the network: []\n")


def test_the_witness_sees_connections(write: Write) -> None:
    """The proof above would notice: a target on this machine is connected to."""
    write("s.yaml", REFUSED)
    assert "socket.connect" in witnessed("run", "s.yaml", "--target", "http://127.0.0.1:9").stdout


@pytest.mark.parametrize("out", ["taken", "taken/below"])
def test_out_at_a_file_is_a_usage_error(pine: Command, write: Write, out: str) -> None:
    """Where reports cannot be kept is told before a call is made, with the path and the option."""
    write("s.yaml", REFUSED)
    write("taken", "mine\n")
    said = pine("run", "s.yaml", "--out", out)
    assert f"{out}/" in said.err
    assert "cannot be made: Not a directory; name another folder with --out" in said.err
    assert (said.code, said.out) == (2, "")
    assert Path("taken").read_text(encoding="utf-8") == "mine\n"


@pytest.mark.parametrize("command", [["run"], ["run", "--dry-run"], ["list"]])
@pytest.mark.parametrize("choice", [["-k", "absent"], ["--tag", "nothing"], ["-k", "passes", "--tag", "bad"]])
def test_nothing_selected_is_exit_code_5(pine: Command, write: Write, command: list[str], choice: list[str]) -> None:
    """A selection that is empty is never a silent success."""
    write("scenarios/s.yaml", MIXED)
    said = pine(*command, *choice)
    assert "nothing selected" in said.err
    assert "3 scenarios" in said.err
    assert (said.code, said.out) == (5, "")
    assert not Path("reports").exists()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("concurency = 2\n", ["pine-harness.toml:1", "'concurency'", "did you mean 'concurrency'?"]),
        ("target = \n", ["pine-harness.toml is not TOML"]),
        ('concurrency = "2"\n', ["pine-harness.toml:1", "concurrency", "a whole number"]),
    ],
)
def test_a_wrong_settings_file_is_explained(pine: Command, write: Write, text: str, told: list[str]) -> None:
    """A mistake in pine-harness.toml is told like one in a scenario file."""
    write("s.yaml", REFUSED)
    write("pine-harness.toml", text)
    said = pine("run", "s.yaml")
    assert [words for words in told if words not in said.err] == []
    assert said.code == 2


@pytest.mark.parametrize("name", ["PINE_HARNESS_CONCURENCY", "PINE_HARNESS_SEEDS"])
def test_an_unknown_environment_variable_is_explained(
    pine: Command, write: Write, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """A mistyped variable is not silently without effect."""
    write("s.yaml", REFUSED)
    monkeypatch.setenv(name, "2")
    said = pine("run", "s.yaml")
    assert f"unknown environment variable '{name}'" in said.err
    assert said.code == 2


def test_help_without_a_command_is_a_usage_error(pine: Command) -> None:
    """`pine-harness` alone shows its commands."""
    said = pine()
    assert "Commands:" in said.out + said.err
    assert said.code == 2
