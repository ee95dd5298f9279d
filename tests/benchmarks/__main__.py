"""`make bench`: measurements as ratios within one run, printed and never asserted: machines are noisy."""

from tests.benchmarks import cold_start, run_cpu

MEASUREMENTS = (cold_start.measure, run_cpu.measure)


def main() -> None:
    """Print every measurement."""
    for measure in MEASUREMENTS:
        for line in measure():
            print(line, flush=True)  # noqa: T201 printing is what a benchmark does


if __name__ == "__main__":
    main()
