"""The two ends of the terminal: results on stdout, everything else on stderr; NO_COLOR is honoured by rich."""

import sys

from rich.console import Console


def out() -> Console:
    """Return the console of results; lines are never wrapped, so that paths can be copied."""
    return Console(file=sys.stdout, soft_wrap=True, highlight=False, markup=False)


def err() -> Console:
    """Return the console of progress and errors."""
    return Console(file=sys.stderr, soft_wrap=True, highlight=False, markup=False, stderr=True)


def complain(message: str) -> None:
    """Say on stderr what is wrong."""
    err().print(f"pine-harness: {message}", style="red")
