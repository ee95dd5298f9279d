"""Every error this product raises on purpose, and where in a file a problem was found.

HarnessError
├── UsageError          a wrong argument, setting or path: exit 2
├── ScenarioErrors      one or more problems in scenario files, all reported at once: exit 2
├── SourceError         one text that is not YAML we accept; load turns it into a Problem
├── UnknownName         a name that a table does not hold, with the nearest one
├── DuplicateName       two entries of one table under one name
├── OversizedStreamError  a line or event of a stream beyond the decoder's bound (wire/sse.py)
├── CassetteError       a cassette that cannot be read or must not be written (wire/cassette.py)
├── ContractError       an API document that cannot be checked against (contract/schema.py)
├── CallLineError       a line of a calls file that is no call: an ungradable verdict (load/call_lines.py)
├── NothingSelected     no scenario is left after selection: exit 5 (app/run.py)
├── TargetRefused       a guard said no before any request was sent: exit 2
├── TargetUnreachable   the gateway is not there at all: exit 3
└── StoreError          a run log that cannot be written or read: exit 4
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Where something stands: a file as the user named it, a 1-based line and a 1-based column."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing wrong with a file.

    `key` is the dotted path to the offending key (`scenarios[2].brief.voice`), empty for the file as a whole.
    `message` says what was found and what is allowed; `fix` says what to do, with the nearest valid name.
    """

    span: Span
    message: str
    key: str = ""
    fix: str = ""

    def __str__(self) -> str:
        key = f"{self.key}: " if self.key else ""
        fix = f"\n    {self.fix}" if self.fix else ""
        return f"{self.span}: {key}{self.message}{fix}"


class HarnessError(Exception):
    """The root of the tree: catching it catches everything this product raises on purpose."""


class UsageError(HarnessError):
    """A wrong argument, setting or path; the message says what is allowed."""


class ScenarioErrors(HarnessError):
    """Everything wrong with a set of scenario files."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class SourceError(HarnessError):
    """A text that is not acceptable YAML; holds the one problem that stopped its reading."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


class UnknownName(HarnessError):
    """A name that a table does not hold."""

    def __init__(self, *, kind: str, name: str, nearest: str | None, allowed: Sequence[str]) -> None:
        self.kind, self.name, self.nearest, self.allowed = kind, name, nearest, tuple(allowed)
        hint = f"; did you mean {nearest!r}?" if nearest else f"; known: {', '.join(self.allowed)}"
        super().__init__(f"unknown {kind} {name!r}{hint}")


class DuplicateName(HarnessError):
    """Two entries of one table under the same name."""


class TargetRefused(HarnessError):
    """A guard refused the target before any request was sent to it."""


class TargetUnreachable(HarnessError):
    """Nothing answers where the gateway should be."""


class StoreError(HarnessError):
    """A run log that cannot be written or read."""
