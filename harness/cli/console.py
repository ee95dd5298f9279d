"""The two ends of the terminal: results on stdout, everything else on stderr; NO_COLOR is honoured by rich."""

import os
import sys

from rich.console import Console, RenderableType
from rich.measure import Measurement
from rich.table import Column, Table
from rich.text import Text

_UNBOUNDED = 1_000_000
_FOLDED_FROM, _HANGING, _NARROWEST = 4, 2, 40
_READING_WIDTH = 110


class _Results(Console):
    """Results on stdout; when their reader goes away (as `| head` does) the command goes on and ends as it would."""

    def on_broken_pipe(self) -> None:
        """Write to nowhere from here on; rich itself would end the process with exit code 1."""
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def out() -> Console:
    """Return the console of results; lines are never wrapped, so that paths can be copied."""
    return _Results(file=sys.stdout, soft_wrap=True, highlight=False, markup=False)


def err() -> Console:
    """Return the console of progress and errors."""
    return Console(file=sys.stderr, soft_wrap=True, highlight=False, markup=False, stderr=True)


def complain(message: str) -> None:
    """Say on stderr what is wrong."""
    err().print(f"pine-harness: {message}", style="red")


def columns(*headers: str) -> Table:
    """Return a table without lines that folds what is too long for a terminal and cuts nothing off."""
    return Table(*(Column(header, overflow="fold") for header in headers), box=None, pad_edge=False)


def print_folded(text: Text) -> None:
    """Print a summary: on a terminal what is indented folds within its margin; paths and commands stay on one line."""
    console = out()
    if not console.is_terminal:
        console.print(text)
        return
    for line in text.split("\n"):
        indent = len(line.plain) - len(line.plain.lstrip(" "))
        if indent < _FOLDED_FROM or console.width < _NARROWEST:
            console.print(line)
            continue
        for count, part in enumerate(line[indent:].wrap(console, console.width - indent - _HANGING)):
            part.rstrip()
            console.print(Text(" " * (indent + (_HANGING if count else 0))) + part)


def print_page(page: RenderableType) -> None:
    """Print what is read from top to bottom: no wider than reads well; elsewhere lines are whole, without padding."""
    console = out()
    if console.is_terminal:
        console.width = min(console.width, _READING_WIDTH)
        console.print(page, soft_wrap=False)
        return
    console.width = max(1, Measurement.get(console, console.options.update(width=_UNBOUNDED), page).maximum)
    with console.capture() as captured:
        console.print(page)
    console.print("\n".join(line.rstrip() for line in captured.get().splitlines()))


def print_rows(rows: RenderableType) -> None:
    """Print tables on stdout: fitted to a terminal, elsewhere each row on one line, so that it can be searched."""
    console = out()
    if not console.is_terminal:
        unbounded = console.options.update(width=_UNBOUNDED)
        console.width = max(1, Measurement.get(console, unbounded, rows).maximum)
    console.print(rows)
