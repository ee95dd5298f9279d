"""Arguments as they are written on a command line; imports nothing heavy."""

from collections.abc import Sequence

from harness.errors import UsageError


def variables_of(written: Sequence[str] | None) -> dict[str, str]:
    """Read NAME=VALUE pairs; raises UsageError for one without a name or a `=`."""
    pairs = {}
    for pair in written or ():
        name, equals, value = pair.partition("=")
        if not equals or not name.strip():
            raise UsageError(f"--var {pair!r} is not NAME=VALUE")
        pairs[name.strip()] = value
    return pairs
