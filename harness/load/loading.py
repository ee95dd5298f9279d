"""What every part of one load shares."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from harness.load.files import Library
from harness.load.problems import Problems
from harness.load.variables import Variables
from harness.model.values import Json
from harness.source import Node


class TakesOptions(Protocol):
    """A persona or a kind of fault, as far as loading needs one."""

    def with_options(self, options: Mapping[str, Json]) -> object:
        """Accept options; raises UnknownName for an unknown one and HarnessError for a wrong value."""
        ...


Define: TypeAlias = Callable[[Node], TakesOptions]
"""Reads a persona file's value; raises ScenarioErrors with all that is wrong with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loading:
    """One suite being loaded. `personas` are the callees there are, by name, `faults` the kinds of them, `define` reads
    a persona of one's own; None where nobody said.
    """

    library: Library
    problems: Problems
    variables: Variables
    personas: Mapping[str, TakesOptions] | None = None
    define: Define | None = None
    faults: Mapping[str, TakesOptions] | None = None
