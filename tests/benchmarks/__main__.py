"""`make bench`: measurements as ratios within one run, printed and never asserted: machines are noisy.

`python -m tests.benchmarks NAME...` makes only some of them.
"""

import argparse
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from tests.benchmarks import cold_start, mock_load, mock_start, mock_streams, report, run_cpu, simulation

MEASUREMENTS: Mapping[str, Callable[[], Iterator[str]]] = MappingProxyType(
    {
        "cold_start": cold_start.measure,
        "run_cpu": run_cpu.measure,
        "mock_start": mock_start.measure,
        "mock_load": mock_load.measure,
        "mock_streams": mock_streams.measure,
        "simulation": simulation.measure,
        "report": report.measure,
    }
)


def main() -> None:
    """Print the measurements that were asked for, or all of them."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=main.__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"some of: {', '.join(MEASUREMENTS)}")
    names = parser.parse_args().names or list(MEASUREMENTS)
    for unknown in sorted(set(names) - set(MEASUREMENTS)):
        parser.error(f"{unknown} is not a measurement; there are {', '.join(MEASUREMENTS)}")
    for name in names:
        for line in MEASUREMENTS[name]():
            print(line, flush=True)  # noqa: T201 printing is what a benchmark does


if __name__ == "__main__":
    main()
