"""CPU of 1,000 one-call scenarios, against that of a bare asyncio + httpx loop making the same requests of the mock.

Each side is a process of its own that prints the CPU seconds it spent after its imports, its embedded mock included.
"""

import subprocess
import sys
from collections.abc import Iterator
from statistics import median

ROUNDS = 3
CALLS = 1000
WANTED = 2.5


def measure() -> Iterator[str]:
    """Yield one line: median CPU of each side, and the median of the paired ratios."""
    pairs = [(_cpu_s("tests.benchmarks.side_harness"), _cpu_s("tests.benchmarks.side_bare")) for _ in range(ROUNDS)]
    ours, bare = median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)
    ratio = median(pair[0] / pair[1] for pair in pairs)
    yield (
        f"run CPU: {CALLS} scenarios {ours:.2f} s, bare loop {bare:.2f} s, ratio {ratio:.2f} "
        f"(n={ROUNDS} pairs; at most {WANTED} wanted)"
    )


def _cpu_s(module: str) -> float:
    done = subprocess.run([sys.executable, "-m", module, str(CALLS)], check=True, capture_output=True, text=True)
    return float(done.stdout.strip().splitlines()[-1])
