"""Scenario files that cannot be run: told with place and remedy, exit code 2, and nothing is left behind."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from tests.harness.cli.command import Command
from tests.harness.cli.suites import REFUSED

Write = Callable[[str, str], Path]

ONE = "scenarios:\n  - id: a\n    brief: {base: standard}\n    expect: {status: completed}\n"
BOMB = "a: &a [1, 1]\n" + "".join(f"{n}: &{n} [{', '.join(['*' + b] * 10)}]\n" for b, n in pairwise("abcdefghi"))

BAD = {
    "a syntax error": ("suite: [\n", ["bad.yaml:2:1", "YAML syntax error"]),
    "a duplicate key": ("suite: a\nsuite: b\n" + ONE, ["bad.yaml:2:1", "'suite' is written twice", "line 1", "remove"]),
    "an unknown field": (
        ONE.replace("brief", "breif"),
        ["bad.yaml:3:5", "scenarios[0].breif", "unknown key 'breif'", "allowed: id", "did you mean 'brief'?"],
    ),
    "an unknown field of the brief": (
        ONE.replace("standard", "standard, caler: negotiator"),
        ["bad.yaml:3:29", "unknown key 'caler'", "did you mean 'caller'?"],
    ),
    "a wrong type": (ONE + "    runs: many\n", ["bad.yaml:5:11", "scenarios[0].runs", "'many'", "a whole number"]),
    "a wrong choice": (
        ONE.replace("completed", "complete"),
        ["bad.yaml:4:22", "'complete'", "did you mean 'completed'?"],
    ),
    "an empty file": ("", ["bad.yaml:1:1", "the file is empty"]),
    "50,000 nested lists": ("suite: " + "[" * 50_000, ["bad.yaml:1:107", "nested more than 100 deep"]),
    "an alias bomb": (BOMB, ["bad.yaml:", "more than 200,000 values"]),
    "an include that is missing": (
        "include: [comon.yaml]\n" + ONE,
        ["bad.yaml:1:11", "no file 'comon.yaml'", "'common.yaml'?"],
    ),
    "an include loop": (
        "include: [bad.yaml]\n" + ONE,
        ["bad.yaml:1:11", "include loop: bad.yaml -> bad.yaml", "remove"],
    ),
    "an unknown persona": (
        ONE + "    callee: {persona: dentl_receptionist}\n",
        ["bad.yaml:5:23", "'dentl_receptionist'", "did you mean 'dental_receptionist'?"],
    ),
    "an unknown option of a persona": (
        ONE + "    callee: {persona: dental_receptionist, with: {openigs: [tue]}}\n",
        ["bad.yaml:5:51", "'openigs'", "openings"],
    ),
    "an unknown variable": (
        "vars: {patient: Jane}\n" + ONE.replace("standard", 'standard, callee_name: "{{ pateint }}"'),
        ["bad.yaml:4:42", "unknown variable 'pateint'", "did you mean 'patient'?"],
    ),
}


@pytest.mark.parametrize(("text", "told"), BAD.values(), ids=BAD)
@pytest.mark.parametrize("command", ["run", "validate", "list"])
def test_a_bad_file_is_explained(pine: Command, write: Write, command: str, text: str, told: list[str]) -> None:
    """Place, what was found, what is allowed and how to mend it are on stderr; the exit code is 2, nothing is made."""
    write("common.yaml", "vars: {x: 1}\n")
    write("bad.yaml", text)
    said = pine(command, "bad.yaml")
    assert [words for words in told if words not in said.err] == []
    assert (said.code, said.out) == (2, "")
    assert not Path("reports").exists()


def test_all_problems_of_all_files_come_at_once(pine: Command, write: Write) -> None:
    """One broken file hides nothing of the next, and the last line counts them."""
    write("scenarios/a.yaml", "suite: [\n")
    write("scenarios/b.yaml", ONE + "    runs: many\n    tag: x\n")
    said = pine("validate")
    assert [line.split(" ")[0] for line in said.err.splitlines() if ".yaml:" in line] == [
        "pine-harness:",
        "scenarios/b.yaml:5:11:",
        "scenarios/b.yaml:6:5:",
    ]
    assert said.err.endswith("3 problems in 2 files\n")
    assert said.code == 2


def test_one_bad_file_keeps_the_good_ones_from_running(pine: Command, write: Write) -> None:
    """A run is all or nothing: with a broken file among its files no call is made."""
    write("scenarios/good.yaml", REFUSED)
    write("scenarios/bad.yaml", "suite: [\n")
    assert pine("run").code == 2
    assert not Path("reports").exists()


@pytest.mark.parametrize("command", ["run", "validate", "list"])
def test_a_missing_file_names_the_nearest(pine: Command, write: Write, command: str) -> None:
    """A mistyped path brings the name of the file that was probably meant."""
    write("quickstart.yaml", REFUSED)
    said = pine(command, "quikstart.yaml")
    assert "no file or folder 'quikstart.yaml'; did you mean 'quickstart.yaml'?" in said.err
    assert said.code == 2


def test_no_scenarios_folder_is_a_usage_error(pine: Command) -> None:
    """In a folder without suites `run` says what it looked for."""
    said = pine("run")
    assert (said.code, said.err) == (2, "pine-harness: no file or folder 'scenarios'\n")
