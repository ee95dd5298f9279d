"""How long a report takes to write, in CPU time, beside reading the same log as JSON; and how much memory it takes."""

import json
import resource
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from harness.app.report import view_of
from harness.model.record import Record, ScenarioPlanned, TrialStarted
from harness.render import html
from harness.store.run_log import LOG_NAME
from harness.wire.records import encode
from tests.harness.render.outcomes_run import outcome_records

SIZES = (1_000, 10_000)
_REPEATS = 5


def measure() -> Iterator[str]:
    """Yield one line for each size of run."""
    for calls in SIZES:
        with TemporaryDirectory() as folder:
            log = Path(folder) / LOG_NAME
            _write(log, calls)
            _report(Path(folder))  # imports, codecs and compiled templates are not measured
            base = time.process_time()
            with log.open(encoding="utf-8") as lines:
                for line in lines:
                    json.loads(line)
            read = time.process_time() - base
            before = _peak_mib()
            base = time.process_time()
            size = _report(Path(folder))
            took = time.process_time() - base
            yield (
                f"report of {calls:,} calls: {took:.2f} s CPU, {took / read:.2f} x reading its log of "
                f"{log.stat().st_size / 1e6:.1f} MB as JSON; {size / 1000:,.0f} KB; "
                f"peak memory grew by {_peak_mib() - before:.1f} MiB"
            )


def _report(folder: Path) -> int:
    path = folder / "report.html"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(html.pieces(view_of(folder)))
    return path.stat().st_size


def _write(path: Path, calls: int) -> None:
    counts = {
        f"s{number}/v{variant}": (4, _REPEATS) for number in range(calls // 4 // _REPEATS) for variant in range(4)
    }
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f"{encode(record)}\n" for record in _in_order(outcome_records(counts)))


def _in_order(records: list[Record]) -> Iterator[Record]:
    """As a runner writes them: every scenario before the first trial."""
    planned = [record for record in records if isinstance(record, ScenarioPlanned)]
    first = next(place for place, record in enumerate(records) if isinstance(record, ScenarioPlanned | TrialStarted))
    yield from records[:first]
    yield from planned
    yield from (record for record in records[first:] if not isinstance(record, ScenarioPlanned))


def _peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
