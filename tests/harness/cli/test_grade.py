"""`pine-harness grade`: verdict lines, the sentence at the end, and exit codes."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.harness.cli.command import COMMAND, PATIENCE_S, Command

GOOD = {"id": "good", "status": "completed", "call_id": "c-1", "transcript": [{"speaker": "user", "text": "Hello"}]}
POOR = {"id": "poor", "transcript": [{"speaker": "user", "text": "No."}]}
EXPECT = "- says: hello\n"

Write = Callable[[str, str], Path]


@pytest.fixture(autouse=True)
def files(write: Write) -> None:
    """Expectations, and three files of calls."""
    write("expect.yaml", EXPECT)
    write("good.jsonl", json.dumps(GOOD) + "\n")
    write("poor.jsonl", json.dumps(GOOD) + "\n" + json.dumps(POOR) + "\n")
    write("bad.jsonl", json.dumps(POOR) + "\n{\n")
    write("empty.jsonl", "")


@pytest.mark.parametrize(
    ("calls", "code", "verdicts"),
    [
        ("good.jsonl", 0, ["passed"]),
        ("poor.jsonl", 1, ["passed", "failed"]),
        ("bad.jsonl", 3, ["failed", "ungradable"]),
        ("empty.jsonl", 5, []),
    ],
)
def test_a_line_out_for_each_line_in(pine: Command, calls: str, code: int, verdicts: list[str]) -> None:
    """The verdicts go to stdout as JSON lines and nothing else does; the sentence goes to stderr."""
    said = pine("grade", calls, "--expect", "expect.yaml")
    assert said.code == code
    assert [json.loads(line)["verdict"] for line in said.out.splitlines()] == verdicts
    assert said.err.startswith(f"{len(verdicts)} call")


def test_out_takes_the_verdicts(pine: Command, folder: Path) -> None:
    """Then the sentence is the result on stdout."""
    said = pine("grade", "poor.jsonl", "--expect", "expect.yaml", "--out", "verdicts.jsonl")
    assert (said.code, said.err) == (1, "")
    assert said.out.startswith("2 calls: 1 passed, 1 failed, 0 ungradable")
    lines = (folder / "verdicts.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["good", "poor"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("missing.jsonl", "--expect", "expect.yaml"), "missing.jsonl cannot be read: No such file or directory"),
        ((".", "--expect", "expect.yaml"), ". cannot be read: Is a directory"),
        (("good.jsonl", "--expect", "expct.yaml"), "--expect 'expct.yaml' is not there; did you mean 'expect.yaml'?"),
        (("good.jsonl", "--expect", "expect.yaml", "--out", "good.jsonl"), "--out good.jsonl is the file of the calls"),
        (("good.jsonl", "--expect", "expect.yaml", "--out", "no/such.jsonl"), "--out no/such.jsonl cannot be written"),
        (("good.jsonl", "--expect", "expect.yaml", "--var", "a=b"), "--var a: expect.yaml has no variable 'a'"),
        (("good.jsonl",), "--expect"),
    ],
)
def test_wrong_arguments(pine: Command, folder: Path, arguments: tuple[str, ...], words: str) -> None:
    """They are told, with exit code 2, and no file is touched."""
    said = pine("grade", *arguments)
    assert said.code == 2
    assert words in said.err
    assert json.loads((folder / "good.jsonl").read_text(encoding="utf-8")) == GOOD


def test_problems_of_the_expectations_are_located(pine: Command, write: Write) -> None:
    """File, line and column of each, before any call is graded."""
    write("expect.yaml", "expect:\n  - sais: hello\n  - status: done\n")
    said = pine("grade", "good.jsonl", "--expect", "expect.yaml")
    assert (said.code, said.out) == (2, "")
    assert "expect.yaml:2:5: expect[0].sais: unknown check 'sais'" in said.err
    assert "expect.yaml:3:13: expect[1].status: unknown status 'done'" in said.err


def test_calls_come_from_a_pipe() -> None:
    """`-` reads stdin, and each verdict is written before the next call is read."""
    with subprocess.Popen(
        [COMMAND, "grade", "-", "--expect", "expect.yaml"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as running:  # fmt: skip
        assert running.stdin is not None
        assert running.stdout is not None
        for call in (GOOD, POOR):
            running.stdin.write(json.dumps(call) + "\n")
            running.stdin.flush()
            assert json.loads(running.stdout.readline())["id"] == call["id"]
        rest, _ = running.communicate(timeout=PATIENCE_S)
    assert (rest, running.returncode) == ("", 1)
