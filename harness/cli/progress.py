"""What a run shows on stderr while it goes: a live bar on a terminal, plain lines elsewhere."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

from harness.model.record import Record, RunStarted, ScenarioGraded, TrialGraded
from harness.model.verdict import Verdict
from harness.runner.ports import RunLog

PLAIN_STEPS = 10
"""Without a live bar a line is written at every tenth of the trials."""


class _Counts:
    """Trials ended so far, by verdict."""

    def __init__(self) -> None:
        self.ended: Counter[Verdict] = Counter()

    def __str__(self) -> str:
        shown = {Verdict.PASSED: "passed", Verdict.FAILED: "failed", Verdict.UNGRADABLE: "ungradable"}
        return " · ".join(f"{self.ended[verdict]} {word}" for verdict, word in shown.items() if self.ended[verdict])


class PlainProgress:
    """Writes a line for each scenario that did not pass, and one at every tenth of the way."""

    def __init__(self, console: Console) -> None:
        self._console, self._counts, self._planned = console, _Counts(), 0

    def write(self, record: Record) -> None:
        """Take note of one record."""
        if isinstance(record, RunStarted):
            self._planned = record.trials
            trials = f"{record.trials} call{'' if record.trials == 1 else 's'}"
            self._console.print(f"{trials} on {record.target}, seed {record.seed}")
        elif isinstance(record, TrialGraded) and not record.retried:
            before = self._tenths()
            self._counts.ended[record.verdict.verdict] += 1
            if self._tenths() > before:
                self._console.print(f"{self._counts.ended.total()}/{self._planned} · {self._counts}")
        elif isinstance(record, ScenarioGraded) and record.verdict.verdict in (Verdict.FAILED, Verdict.UNGRADABLE):
            self._console.print(f"{record.verdict.verdict}: {record.scenario_id}")

    def _tenths(self) -> int:
        return self._counts.ended.total() * PLAIN_STEPS // max(self._planned, 1)


class LiveProgress:
    """A bar with the counts behind it."""

    def __init__(self, bar: Progress) -> None:
        self._bar, self._counts = bar, _Counts()
        self._task = bar.add_task("starting", total=None, counts="")

    def write(self, record: Record) -> None:
        """Take note of one record."""
        if isinstance(record, RunStarted):
            self._bar.update(self._task, total=record.trials, description=f"calling {record.target}")
        elif isinstance(record, TrialGraded) and not record.retried:
            self._counts.ended[record.verdict.verdict] += 1
            self._bar.update(self._task, advance=1, counts=Text(str(self._counts)))


@contextmanager
def progress(console: Console) -> Iterator[RunLog]:
    """Yield what watches a run: live on a terminal, plain lines elsewhere."""
    if not console.is_terminal:
        yield PlainProgress(console)
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[counts]}"),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        yield LiveProgress(bar)
