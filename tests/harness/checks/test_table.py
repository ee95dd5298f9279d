"""The table of checks: none is missing from it, and each is documented by examples that it takes."""

import inspect
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from pydantic import ValidationError

import harness.checks
from harness.checks import CHECKS
from harness.checks.base import Check
from harness.model.values import Json
from harness.source import read

FOLDER = Path(harness.checks.__file__).parent

FORMS: dict[str, list[tuple[Json, Json]]] = {
    "status": [("completed", {"is": "completed"})],
    "error": [("INVALID_PHONE", {"code": "INVALID_PHONE"})],
    "http_status": [(200, {"exactly": 200})],
    "credits_charged": [(90, {"exactly": 90})],
    "duration_seconds": [(90, {"exactly": 90})],
    "delivered_by": [("stream", {"way": "stream"})],
    "says": [("Tuesday", {"text": "Tuesday"})],
    "summary": [(True, {"present": True}), (None, {}), (None, True)],
    "not": [("summary", {"summary": None})],
}
"""For each check with a short form: what is written short, and the same written long."""


def defined() -> Iterator[type[Check]]:
    """Every check that a file of the folder defines."""
    for path in sorted(FOLDER.glob("*.py")):
        module = import_module(f"harness.checks.{path.stem}" if path.stem != "__init__" else "harness.checks")
        for _, found in inspect.getmembers(module, inspect.isclass):
            if issubclass(found, Check) and hasattr(found, "name") and found.__module__ == module.__name__:
                yield found


def examples(check: type[Check]) -> list[str]:
    """The examples in a check's docstring: what stands in backticks and begins with the check's name."""
    text = inspect.cleandoc(check.__doc__ or "").replace("\n", " ")
    found: list[str] = re.findall(r"`([^`]+)`", text)
    return [one for one in found if one == check.name or one.startswith(f"{check.name}:")]


def test_no_check_is_missing_from_the_table() -> None:
    """A file in harness/checks that defines a check has a line in the table; the line is easily forgotten."""
    missing = {check.__name__: check.__module__ for check in defined() if CHECKS.get(check.name) is not check}
    assert not missing, f"not in harness/checks/table.py: {missing}"


def test_one_check_a_file() -> None:
    """A file defines one check, so that the listing of the folder is the list of the checks."""
    modules = [check.__module__ for check in defined()]
    assert sorted(set(modules)) == sorted(modules)


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_is_in_the_file_of_its_name(name: str) -> None:
    """`says` is in says.py; a name that Python keeps for itself has an underscore after it."""
    assert CHECKS[name].__module__.rpartition(".")[2].removesuffix("_") == name


@pytest.mark.parametrize("name", CHECKS)
def test_the_docstring_shows_examples_that_work(name: str) -> None:
    """Each check's docstring is its documentation: every example in it is accepted; without one, the bare name is."""
    check = CHECKS[name]
    assert (check.__doc__ or "").strip()
    assert check.__doc__ != Check.__doc__
    for example in examples(check) or [name]:
        written = read(example, file="docstring").value
        check.from_args(None if written == name else written[name])


@pytest.mark.parametrize("name", CHECKS)
def test_no_check_takes_what_it_does_not_know(name: str) -> None:
    """A field that a check does not have is refused; only the callee's books may have any entry."""
    if name == "books":
        return
    with pytest.raises(ValidationError):
        CHECKS[name].from_args({"no_such_field": 1})


@pytest.mark.parametrize(("name", "short", "long"), [(name, *pair) for name, pairs in FORMS.items() for pair in pairs])
def test_short_and_long_say_the_same(name: str, short: Json, long: Json) -> None:
    """A short form is the same check as its long form."""
    spelling = {"check"}  # `not` keeps what was written
    written = [CHECKS[name].from_args(args).model_dump(exclude=spelling) for args in (short, long)]
    assert written[0] == written[1]


@pytest.mark.parametrize("name", CHECKS)
def test_arguments_are_fixed_once_read(name: str) -> None:
    """A check is frozen: grading one call cannot change the grading of the next."""
    assert CHECKS[name].model_config.get("frozen") is True


def test_the_base_grades_nothing() -> None:
    """A check must say how it grades."""
    with pytest.raises(NotImplementedError):
        Check().grade(None)  # type: ignore[arg-type]  # never looked at
