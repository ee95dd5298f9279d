"""A run that several processes carry out, each with a target of its own, joined into one log and one report.

Each process writes a part, `<run>/part-<worker>.jsonl`; the main process joins the parts when all are done.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from harness.app.advisers import ready_advisers
from harness.app.clock import RunClock
from harness.app.guarding import Terms, admit
from harness.app.interrupts import until_interrupted
from harness.app.report import view_of, write_reports
from harness.app.run import RunRequest, run_head, suite_on
from harness.app.target import ReadyTarget, ready_target
from harness.errors import StoreError
from harness.model.record import Record, RunEnded, RunStarted, ScenarioGraded
from harness.model.scenario import Gate, Scenario
from harness.model.verdict import ScenarioVerdict
from harness.render.terminal import last_line
from harness.render.view import RunView
from harness.runner.gate import ExitCode, judge_run, strictest
from harness.runner.opinions import Advisers
from harness.runner.plan import Selection, make_plan
from harness.store.run_log import LOG_NAME, RunLogFile, point_latest_at, read_records

PART = "part-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """One scenario's verdict, and the view of what led to it."""

    verdict: ScenarioVerdict
    view: RunView


class _Capture:
    """Hands records to the part's file, but for the end of each suite that was not interrupted; keeps one's."""

    def __init__(self, file: RunLogFile, head: RunStarted) -> None:
        self._file = file
        self.records: list[Record] = [head]

    def write(self, record: Record) -> None:
        self.records.append(record)
        if not isinstance(record, RunEnded) or record.interrupted:
            self._file.write(record)


class Part:
    """This process's share of a run: its own loop, target and file, all made when the first scenario runs."""

    def __init__(self, request: RunRequest, run_id: str, worker: str) -> None:
        self._request, self._run_id = request, run_id
        self.folder = request.reports / run_id
        self._path = self.folder / f"{PART}{worker}.jsonl"
        self._gates: list[Gate] = []
        self._scenarios: Sequence[Scenario] = ()
        self._runner = asyncio.Runner()
        self._stack = AsyncExitStack()
        self._clock = RunClock()
        self._open: tuple[ReadyTarget, RunLogFile, RunStarted] | None = None
        self._advisers = Advisers()

    @property
    def used(self) -> bool:
        """Whether any scenario ran here."""
        return self._open is not None

    def add_gate(self, gate: Gate | None) -> None:
        """Take note of a suite's gate, before the first scenario runs."""
        if gate is not None:
            self._gates.append(gate)

    def will_run(self, scenarios: Sequence[Scenario]) -> None:
        """Take note of all that will run here, before the first does: a guard judges it as one plan."""
        self._scenarios = tuple(scenarios)

    def run(self, scenario: Scenario) -> Ran:
        """Run all trials of one scenario and return what came of it; raises KeyboardInterrupt after a Ctrl-C."""
        try:
            return self._runner.run(until_interrupted(self._run(scenario), lambda _: None))
        except asyncio.CancelledError:
            raise KeyboardInterrupt from None

    def close(self) -> None:
        """Close the target, the file and the loop."""
        if self._open is not None:
            self._runner.run(self._stack.aclose())
        self._runner.close()

    async def _run(self, scenario: Scenario) -> Ran:
        ready, file, head = await self._opened()
        capture = _Capture(file, head)
        suite = suite_on(ready, capture, self._clock, self._request.concurrency, head.gate, self._advisers)
        ended = await suite.run(make_plan([scenario], Selection(), ready.ground, self._request.seed))
        if ended.interrupted:
            raise asyncio.CancelledError
        graded = next(record for record in capture.records if isinstance(record, ScenarioGraded))
        return Ran(verdict=graded.verdict, view=RunView.of(capture.records))

    @asynccontextmanager
    async def _admitted(self) -> AsyncIterator[ReadyTarget]:
        """Open the target, and the fence before it where there is one. Raises TargetRefused for what may not ring."""
        request = self._request
        async with ready_target(request.target, self._clock, request.live, request.here, request.driver) as ready:
            plan = make_plan(self._scenarios, Selection(), ready.ground, request.seed)
            terms = Terms(
                settings=request.live, reports=request.reports, confirmed=request.confirmed, workers=request.workers
            )
            admit(ready, plan, terms)
            yield ready

    async def _opened(self) -> tuple[ReadyTarget, RunLogFile, RunStarted]:
        if self._open is None:
            ready = await self._stack.enter_async_context(self._admitted())
            self._advisers = await self._stack.enter_async_context(ready_advisers(self._request.judge))
            file = self._stack.enter_context(RunLogFile(self._path, durable=ready.rings))
            gate = strictest(self._gates)
            head = run_head(self._request, ready, run_id=self._run_id, trials=0, gate=gate)
            file.write(head)
            self._open = (ready, file, head)
        return self._open


def has_parts(folder: Path) -> bool:
    """Whether any process left a part in a run's folder."""
    return any(folder.glob(f"{PART}*.jsonl"))


def join(folder: Path) -> str:
    """Join the parts in a run's folder into its log, write the reports, and return the run's last line.

    Raises StoreError when there is no part or one cannot be read.
    """
    parts = sorted(folder.glob(f"{PART}*.jsonl"))
    if not parts:
        raise StoreError(f"{folder}: no part of a run is there")
    with RunLogFile(folder / LOG_NAME) as log:
        for record in joined(list(read_records(part)) for part in parts):
            log.write(record)
    for part in parts:
        part.unlink()
    point_latest_at(folder)
    view = view_of(folder)
    reports = write_reports(view, folder)
    return last_line(view, report=str(reports[0])).plain


def joined(parts: Iterable[list[Record]]) -> Iterator[Record]:
    """Yield one run's records from those of its parts: one head, what each part has, one end."""
    found = list(parts)
    heads = [record for part in found for record in part if isinstance(record, RunStarted)]
    rest = [record for part in found for record in part if not isinstance(record, RunStarted | RunEnded)]
    interrupted = any(isinstance(record, RunEnded) for part in found for record in part)
    gate = strictest(head.gate for head in heads)
    trials = sum(record.record == "trial_started" and not record.trial.retry for record in rest)
    yield replace(min(heads, key=lambda head: head.started_at), gate=gate, trials=trials)
    yield from rest
    verdict = judge_run((record.verdict for record in rest if isinstance(record, ScenarioGraded)), gate)
    at_s = max((record.at_s for record in rest if record.record in ("trial_started", "trial_graded")), default=0.0)
    yield RunEnded(
        at_s=at_s,
        exit_code=ExitCode.INTERRUPTED if interrupted else verdict.exit_code,
        gate_met=None if interrupted else verdict.met,
        reason=f"interrupted; so far: {verdict.reason}" if interrupted else verdict.reason,
        interrupted=interrupted,
    )
