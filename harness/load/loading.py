"""What every part of one load shares."""

from collections.abc import Collection
from dataclasses import dataclass

from harness.load.files import Library
from harness.load.problems import Problems
from harness.load.variables import Variables


@dataclass(frozen=True, slots=True, kw_only=True)
class Loading:
    """One suite being loaded. `personas` are the names a callee may have, None where nobody said."""

    library: Library
    problems: Problems
    variables: Variables
    personas: Collection[str] | None = None
