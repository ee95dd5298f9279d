"""What calls from a file are held against: `EXPECT.yaml`, and the `expect` that a line of a calls file may bring."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from harness.errors import ScenarioErrors, UsageError
from harness.load.expectations import number, read_expect
from harness.load.explain import read_form
from harness.load.files import Library, SourceFile, nearest_file
from harness.load.forms import Form
from harness.load.problems import Problems, Spot, did_you_mean
from harness.load.rules import read_call_date
from harness.load.variables import Variables
from harness.model.scenario import Expectation
from harness.model.values import Json
from harness.source import Node

STEP = 0
"""A call from a file has one step: it was there."""


class ExpectForm(Form):
    """A mapping with `expect`, and what else grading goes by."""

    expect: Any
    call_date: Any = None
    min_score: Annotated[float | None, Field(ge=0, le=1)] = None
    vars: dict[str, Json] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What calls are held against. `call_date` is what "today" was for a call that does not say; None: nobody said."""

    expectations: tuple[Expectation, ...]
    call_date: datetime | None = None
    min_score: float | None = None


def load_expectations(path: Path, *, variables: Mapping[str, str], environment: Mapping[str, str]) -> Expected:
    """Return what an expectations file demands: a list of checks, a mapping of them, or a mapping with `expect`.

    Raises UsageError for a path that cannot be read or a `--var` that the file does not know, and ScenarioErrors with
    every problem of the file.
    """
    problems = Problems()
    library = Library(problems)
    used: set[str] = set()
    file = _read(path, library)
    expected = None
    if file is not None:
        top = Spot(node=file.node)
        vars_ = top.get("vars")
        declared = dict(vars_.entries()) if vars_ else {}
        filled = Variables(declared, variables, environment, problems, used).fill(top)
        expected = _expected(filled, problems)
        used |= set(declared)
    if len(problems) or expected is None:
        raise ScenarioErrors(problems.sorted(library.names))
    for name in variables:
        if name not in used:
            known = tuple(sorted(used))
            hint = did_you_mean(name, known) or f"known: {', '.join(known) or 'none'}"
            raise UsageError(f"--var {name}: {path} has no variable {name!r}; {hint}")
    return expected


def read_own_expect(value: Json, *, file: str, line: int) -> tuple[Expectation, ...]:
    """Return what a line's own `expect` demands. Raises ScenarioErrors, located at the line, with all its problems."""
    problems = Problems()
    node = Node(value=None, file=file, line=line, column=1, end_line=line).with_value(value)
    expectations = number(read_expect(Spot(node=node, key="expect"), STEP, problems), problems)
    if len(problems):
        raise ScenarioErrors(problems.sorted())
    return expectations


def _read(path: Path, library: Library) -> SourceFile | None:
    if not path.is_file():
        hint = nearest_file(path)
        what = "is a folder" if path.is_dir() else "is not there"
        raise UsageError(f"--expect {str(path)!r} {what}" + (f"; {hint}" if hint else ""))
    try:
        return library.read(path)
    except OSError as error:
        raise UsageError(f"--expect {str(path)!r} cannot be read: {error.strerror}") from None


def _expected(top: Spot, problems: Problems) -> Expected | None:
    if "expect" not in top.node:
        return Expected(expectations=number(read_expect(top, STEP, problems), problems))
    form = read_form(ExpectForm, top, problems)
    call_date = top.get("call_date")
    date = read_call_date(call_date, problems) if call_date else None
    expectations = number(read_expect(top.at("expect"), STEP, problems), problems)
    if form is None:
        return None
    return Expected(expectations=expectations, call_date=date, min_score=form.min_score)
