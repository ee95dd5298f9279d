"""Functions of the user's own: found beside their scenarios, called in a thread, read as judgements."""

import asyncio
import json
import sys
from pathlib import Path
from textwrap import dedent

import pytest

from harness.app.user_code import FunctionCaller
from harness.model.judgement import Judgement, OpinionRequest
from harness.model.values import Json

ABOUT = {
    "transcript": [{"speaker": "agent", "text": "Hello, Jane Doe calling."}, {"speaker": "callee", "text": "Hi."}],
    "brief": {"callee_name": "Dr. Smith"},
    "call": {"status": "completed"},
    "books": None,
    "call_date": "2026-03-06T09:00:00-08:00",
}


def asking(folder: Path, name: str, **args: Json) -> OpinionRequest:
    """A request for a function beside a suite in a folder."""
    return OpinionRequest(kind="python", asked=name, about=ABOUT, args=args, file=str(folder / "suite.yaml"))


def called(folder: Path, code: str, name: str = "rules:f", *, limit_s: float = 10.0, **args: Json) -> Judgement:
    """What a function of rules.py says of the call."""
    (folder / "rules.py").write_text(dedent(code), encoding="utf-8")
    return asyncio.run(FunctionCaller(limit_s).call(asking(folder, name, **args)))


def test_a_function_gets_all_that_is_known_of_the_call(tmp_path: Path) -> None:
    """Transcript, brief, call, books and day, as plain values."""
    found = called(tmp_path, "import json\ndef f(call):\n    return True, json.dumps(call, sort_keys=True)\n")
    assert json.loads(found.reason) == ABOUT


@pytest.mark.parametrize(("who", "answer"), [("Jane", "yes"), ("John", "no")])
def test_arguments_are_given_by_name(tmp_path: Path, who: str, answer: str) -> None:
    """One function serves many checks."""
    code = "def f(call, who):\n    return who in call['transcript'][0]['text']\n"
    found = called(tmp_path, code, who=who)
    assert (found.answer, found.error, found.key) == (answer, "", asking(tmp_path, "rules:f", who=who).key)


def test_what_a_function_changes_changes_nothing(tmp_path: Path) -> None:
    """It has a copy: the next function, and the log, see the call as it was."""
    called(tmp_path, "def f(call):\n    call['transcript'].clear()\n    return True\n")
    assert len(ABOUT["transcript"] or ()) == 2


def test_a_crash_shows_the_users_lines_alone(tmp_path: Path) -> None:
    """The message is the exception's; the traceback begins in the user's file."""
    code = """
        def deeper(call):
            return call["nothing"]

        def f(call):
            return deeper(call)
    """
    found = called(tmp_path, code)
    assert found.answer is None
    assert found.error == "rules:f raised KeyError: 'nothing'"
    assert found.detail.startswith("Traceback (most recent call last):\n")
    assert [line for line in found.detail.splitlines() if "File" in line] == [
        f'  File "{tmp_path}/rules.py", line 6, in f',
        f'  File "{tmp_path}/rules.py", line 3, in deeper',
    ]
    assert "harness/app" not in found.detail


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("def f(call:\n", "rules:f raised SyntaxError: "),
        ("import nothing_of_the_kind\n", "rules:f raised ModuleNotFoundError: No module named 'nothing_of_the_kind'"),
        ("1 / 0\n", "rules:f raised ZeroDivisionError: division by zero"),
        ("import sys\ndef f(call):\n    sys.exit(3)\n", "rules:f raised SystemExit: 3"),
        ("def f(call):\n    raise KeyboardInterrupt\n", "rules:f raised KeyboardInterrupt"),
        ("def f():\n    return True\n", "rules:f raised TypeError: "),
        ("def ff(call):\n    return True\n", "rules:f: rules.py has no function 'f'"),
        ("def _f(call):\n    return True\nf = 3\n", "rules:f: rules.py has no function 'f'"),
        ("async def f(call):\n    return True\n", "rules:f: is async, and was not awaited; write a plain function"),
        ("def f(call):\n    pass\n", "rules:f: returned None; allowed: a bool, (bool, message), or {verdict, "),
    ],
)
def test_what_cannot_be_called_says_why(tmp_path: Path, code: str, error: str) -> None:
    """No module, no function, no verdict: the judgement has no answer, and a line that says what is wrong."""
    found = called(tmp_path, code)
    assert found.answer is None
    assert found.error.startswith(error)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("ruless:f", "there is no ruless.py in {folder}; did you mean 'rules'?"),
        ("rules:greet", "rules.py has no function 'greet'; did you mean 'greets'?"),
        ("nowhere.near:f", "there is no near.py in {folder}/nowhere"),
    ],
)
def test_a_typo_names_the_nearest(tmp_path: Path, name: str, hint: str) -> None:
    """As everywhere else."""
    found = called(tmp_path, "def greets(call):\n    return True\n", name)
    assert found.error == f"{name}: " + hint.format(folder=tmp_path)


def test_a_module_of_a_package_and_its_neighbours(tmp_path: Path) -> None:
    """A dotted module stands in a folder; a module imports those beside it."""
    (tmp_path / "checks").mkdir()
    (tmp_path / "checks" / "polite.py").write_text("import words\ndef f(call):\n    return words.SAID\n")
    (tmp_path / "words.py").write_text("SAID = True\n")
    assert called(tmp_path, "", "checks.polite:f").answer == "yes"


def test_two_suites_may_have_modules_of_one_name(tmp_path: Path) -> None:
    """Neither the module nor its neighbours are taken for those of another folder, and nothing is left behind."""
    caller, before, path = FunctionCaller(), set(sys.modules), list(sys.path)
    for name, said in (("a", True), ("b", False)):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "rules.py").write_text("import words\ndef f(call):\n    return words.SAID\n")
        (folder / "words.py").write_text(f"SAID = {said}\n")
    answers = [asyncio.run(caller.call(asking(tmp_path / name, "rules:f"))).answer for name in ("a", "b")]
    assert answers == ["yes", "no"]
    assert sys.path == path
    assert {name for name in set(sys.modules) - before if not name.startswith("pine_harness_user_code_")} == set()


def test_a_module_is_loaded_once(tmp_path: Path) -> None:
    """A run's calls share what a module sets up."""
    (tmp_path / "rules.py").write_text("CALLS = []\ndef f(call):\n    CALLS.append(1)\n    return len(CALLS) == 2\n")
    caller = FunctionCaller()
    assert [asyncio.run(caller.call(asking(tmp_path, "rules:f"))).answer for _ in range(2)] == ["no", "yes"]


WAITS = """
    import threading
    GATE, STARTED = threading.Event(), []
    def f(call):
        STARTED.append(1)
        GATE.wait()
        return True
    def let_go(call):
        GATE.set()
        return True
    def started(call):
        return True, len(STARTED)
"""


def test_a_function_that_does_not_return_is_left_behind(tmp_path: Path) -> None:
    """After its time the run goes on; while it still runs it is not started again, and others are not held up."""
    (tmp_path / "rules.py").write_text(dedent(WAITS))

    async def calls() -> list[Judgement]:
        caller = FunctionCaller(limit_s=0.2)
        found = [await caller.call(asking(tmp_path, name)) for name in ("rules:f", "rules:f", "rules:started")]
        await caller.call(asking(tmp_path, "rules:let_go"))
        again = found[1]
        for _ in range(100_000):  # until the loop hears that it returned, which takes its thread a moment
            if again.answer is not None:
                break
            await asyncio.sleep(0)
            again = await caller.call(asking(tmp_path, "rules:f"))
        return [*found, again]

    first, second, other, later = asyncio.run(calls())
    assert first.error == "rules:f did not return within 0.2 s"
    assert second.error == "rules:f still runs from an earlier call, and is not called again"
    assert (other.answer, other.reason) == ("yes", "1")
    assert later.answer == "yes"


def test_a_module_that_does_not_load_in_time(tmp_path: Path) -> None:
    """Loading is the user's code too."""
    code = "import threading\nthreading.Event().wait(1)\ndef f(call):\n    return True\n"
    assert called(tmp_path, code, limit_s=0.1).error == "rules:f did not return within 0.1 s"
