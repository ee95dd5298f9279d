"""Calls from a file graded one by one: a line in, a verdict out, and nothing kept of it."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from harness.app.advisers import Ask
from harness.app.clock import wall_now
from harness.errors import ScenarioErrors
from harness.grade.call import grade_call, opinions_on, told_call
from harness.grade.ready import ReadyChecks
from harness.load.call_lines import CallLine, CallLineError, read_call_line
from harness.load.expect_file import Expected, load_expectations, read_own_expect
from harness.model.scenario import Expectation
from harness.model.verdict import Verdict
from harness.render.verdict_line import ungradable_line, verdict_line
from harness.runner.gate import ExitCode
from harness.stats.intervals import wilson


@dataclass(frozen=True, slots=True, kw_only=True)
class GradedCall:
    """One line's verdict, and the line of JSON that tells it."""

    verdict: Verdict
    line: str


def grading(file: str, expect: Path, variables: Mapping[str, str], ask: Ask | None = None) -> "Grading":
    """Return what grades the lines of the calls file called `file`. Raises as `load_expectations` does."""
    return Grading(file, load_expectations(expect, variables=variables, environment=os.environ), wall_now(), ask)


class Grading:
    """Grades lines. `today` is the day of a call for which neither its line nor the expectations name one.

    `ask` answers what a judge or the user's own code must say; None: nobody does.
    """

    def __init__(self, file: str, expected: Expected, today: datetime, ask: Ask | None = None) -> None:
        self._file, self._expected, self._ask = file, expected, ask
        self._today = expected.call_date or today
        self._checks = ReadyChecks()
        self._own: tuple[str, tuple[Expectation, ...], ReadyChecks] | None = None

    def grade(self, lines: Iterable[bytes]) -> Iterator[GradedCall]:
        """Yield a verdict for each line, in order; a line that is no call is ungradable and stops nothing."""
        for number, line in enumerate(lines, start=1):
            try:
                told = read_call_line(line)
            except CallLineError as error:
                yield self._ungradable(number, error.call, str(error))
                continue
            yield self._graded(number, told)

    def _graded(self, number: int, told: CallLine) -> GradedCall:
        try:
            expectations, checks = self._expectations(told, number)
        except ScenarioErrors as errors:
            return self._ungradable(number, told.name, "; ".join(_words(errors)))
        except RecursionError:
            return self._ungradable(number, told.name, "expect: nested too deeply")
        context = told_call(told.call, told.document, brief=told.brief, call_date=told.call_date or self._today)
        asked = opinions_on(expectations, context, checks)
        if asked and self._ask is not None:
            context = replace(context, judgements=self._ask(asked))
        verdict = grade_call(expectations, context, checks, self._expected.min_score)
        return GradedCall(verdict=verdict.verdict, line=verdict_line(_name(told.name, number), verdict))

    def _expectations(self, told: CallLine, number: int) -> tuple[tuple[Expectation, ...], ReadyChecks]:
        if told.expect is None:
            return self._expected.expectations, self._checks
        written = repr(told.expect)
        if self._own is None or self._own[0] != written:
            # Only the last line's are kept: each line may bring its own, and memory stays what it is.
            self._own = written, read_own_expect(told.expect, file=self._file, line=number), ReadyChecks()
        return self._own[1], self._own[2]

    def _ungradable(self, number: int, name: str | int | None, message: str) -> GradedCall:
        line = ungradable_line(_name(name, number), f"{self._file}:{number}: {message}")
        return GradedCall(verdict=Verdict.UNGRADABLE, line=line)


def _name(name: str | int | None, number: int) -> str | int:
    return f"line {number}" if name is None else name


def _words(errors: ScenarioErrors) -> Iterator[str]:
    for problem in errors.problems:
        yield f"{problem.key}: {problem.message}" + (f"; {problem.fix}" if problem.fix else "")


def exit_code(counts: Counter[Verdict]) -> ExitCode:
    """Return 3 where a call could not be judged, else 1 where one failed, else 0; 5 where there was none."""
    if counts[Verdict.UNGRADABLE]:
        return ExitCode.COULD_NOT_JUDGE
    if counts[Verdict.FAILED]:
        return ExitCode.GATE_NOT_MET
    return ExitCode.GATE_MET if counts.total() else ExitCode.NOTHING_SELECTED


def in_words(counts: Counter[Verdict]) -> str:
    """Say how many calls got which verdict, and the pass rate with its interval."""
    passed, graded = counts[Verdict.PASSED], counts[Verdict.PASSED] + counts[Verdict.FAILED]
    calls = f"{counts.total()} call{'' if counts.total() == 1 else 's'}"
    parts = [f"{counts[verdict]} {verdict}" for verdict in (Verdict.PASSED, Verdict.FAILED, Verdict.UNGRADABLE)]
    interval = wilson(passed, graded)
    if interval is None:
        return f"{calls}: {', '.join(parts)}"
    rate = f"pass {passed / graded:.1%} of {graded} (95 % interval {interval.low:.1%} to {interval.high:.1%})"
    return f"{calls}: {', '.join(parts)}; {rate}"
