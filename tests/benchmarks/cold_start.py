"""How much longer `pine-harness --version` takes than a bare interpreter."""

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

ROUNDS = 15


def measure() -> Iterator[str]:
    """Yield one line: medians of paired runs, and their difference."""
    command = [str(Path(sys.executable).with_name("pine-harness")), "--version"]
    bare = [sys.executable, "-c", "pass"]
    pairs = [(_seconds(command), _seconds(bare)) for _ in range(ROUNDS)]
    ours, theirs = median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)
    extra = median(pair[0] - pair[1] for pair in pairs)
    yield (
        f"cold start: pine-harness --version {ours * 1000:.0f} ms, python -c pass {theirs * 1000:.0f} ms, "
        f"{extra * 1000:.0f} ms more (n={ROUNDS} pairs; at most 150 ms wanted)"
    )


def _seconds(command: Sequence[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started
