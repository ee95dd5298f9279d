"""Grading as the terminal sees it: verdict lines to stdout or a file, one sentence at the end, the exit code."""

import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from harness.app.advisers import asking
from harness.app.grading import exit_code, grading, in_words
from harness.app.requests import judge_settings
from harness.cli.console import err
from harness.cli.console import out as stdout
from harness.errors import UsageError
from harness.load.call_lines import lines_of
from harness.model.verdict import Verdict

STDIN = Path("-")


def grade(calls: Path, expect: Path, out: Path | None, variables: Mapping[str, str]) -> int:
    """Grade the lines of `calls`, write their verdicts, and return the exit code."""
    counts: Counter[Verdict] = Counter()
    with asking(judge_settings()) as ask:
        ready = grading("stdin" if calls == STDIN else str(calls), expect, variables, ask)
        with _reading(calls) as source, _writing(out, calls) as sink:
            for graded in ready.grade(lines_of(source)):
                counts[graded.verdict] += 1
                # JSON's own escape is what a half of a surrogate pair becomes: UTF-8 has no spelling for it.
                sink.write(f"{graded.line}\n".encode("utf-8", "backslashreplace"))
                if out is None:
                    sink.flush()
    (err() if out is None else stdout()).print(in_words(counts))
    return exit_code(counts)


@contextmanager
def _reading(calls: Path) -> Iterator[BinaryIO]:
    if calls == STDIN:
        yield sys.stdin.buffer
        return
    try:
        file = calls.open("rb")
    except OSError as error:
        raise UsageError(f"{calls} cannot be read: {error.strerror or error}") from error
    with file:
        yield file


@contextmanager
def _writing(out: Path | None, calls: Path) -> Iterator[BinaryIO]:
    if out is None:
        yield sys.stdout.buffer
        return
    if out.exists() and calls.exists() and out.samefile(calls):
        raise UsageError(f"--out {out} is the file of the calls; name another")
    try:
        file = out.open("wb")
    except OSError as error:
        raise UsageError(f"--out {out} cannot be written: {error.strerror or error}") from error
    with file:
        yield file
