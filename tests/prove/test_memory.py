"""How much a long run keeps in memory: verdicts, and not what was said."""

import asyncio
import gc
import sys
import tracemalloc
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from harness.app.clock import RunClock
from harness.app.report import view_of, write_reports
from harness.grade.trial import Grader
from harness.model.exchange import Exchange
from harness.model.record import Record, ScenarioPlanned, Trial, TrialGraded
from harness.model.scenario import Gate
from harness.model.values import Json
from harness.runner.attempt import Patience
from harness.runner.commands import Answered, Command, CreateCall, Event, OpenStream, Streamed
from harness.runner.suite import Conditions, Suite
from harness.store.run_log import LOG_NAME, RunLogFile, read_records
from tests.harness.runner.stage import KeptContract, StagedSession, StagedTarget, planned, scenario
from tests.harness.store.records import head

SCENARIOS, FIRST = 10_000, 2_000
MOST_PER_THOUSAND = 2 * 1024 * 1024
TURNS = [{"speaker": "agent" if turn % 2 else "user", "text": f"turn {turn}: {'word ' * 40}"} for turn in range(40)]
"""A transcript of 9 kB: ten thousand of them are 90 MB."""

pytestmark = pytest.mark.prove


class TalkativeSession(StagedSession):
    """Answers with a long transcript, and keeps no list of what it was asked."""

    async def perform(self, command: Command) -> Event:
        """Answer a command as a good gateway does."""
        await asyncio.sleep(0)
        call: dict[str, Json] = {"call_id": f"call-{self.trial.scenario_id}", "status": "in_progress"}
        if isinstance(command, CreateCall):
            self._exchange(1, "POST")
            return Answered(at_s=0, exchange=1, status=200, body=call)
        if isinstance(command, OpenStream):
            self._exchange(2, "GET")
            result = call | {"status": "completed", "transcript": [dict(turn) for turn in TURNS]}
            return Streamed(at_s=0, exchange=2, result=result, last_event_id=None)
        return await super().perform(command)


class TalkativeTarget(StagedTarget):
    """Keeps no list of its sessions."""

    async def open(
        self, trial: Trial, account: Mapping[str, Json] | None, keep: Callable[[Exchange], None]  # noqa: ARG002
    ) -> StagedSession:  # fmt: skip
        """Make a session."""
        return TalkativeSession(trial=trial, keep=keep)


@dataclass
class Weighed:
    """The log on disk, and what is in memory each time that a thousand trials have ended, in bytes."""

    file: RunLogFile
    ended: int = 0
    bytes: dict[int, int] = field(default_factory=dict)

    def write(self, record: Record) -> None:
        """Keep a record."""
        self.file.write(record)
        self.ended += isinstance(record, TrialGraded)
        if isinstance(record, TrialGraded) and self.ended % 1000 == 0:
            gc.collect()
            self.bytes[self.ended] = tracemalloc.get_traced_memory()[0]


def ran(folder: Path, scenarios: int) -> Weighed:
    """Run so many scenarios and return what was in memory on the way."""
    plan = planned(*(scenario(f"s{number}") for number in range(scenarios)))
    conditions = Conditions(concurrency=10, patience=Patience(), gate=Gate())
    with RunLogFile(folder / LOG_NAME) as file:
        log = Weighed(file)
        log.write(head())
        grader = Grader(KeptContract(), strict=True)
        suite = Suite(target=TalkativeTarget(), log=log, clock=RunClock(), grader=grader, conditions=conditions)
        asyncio.run(suite.run(plan))
    return log


def test_what_was_said_is_not_kept(tmp_path: Path) -> None:
    """From the 2,000th to the 10,000th result a run, and then its view, grow by less than 2 MiB for each thousand."""
    ran(tmp_path / "small", 10)  # what is imported, compiled and cached once is not what a result keeps
    write_reports(view_of(tmp_path / "small"), tmp_path / "small")
    tracemalloc.start()
    try:
        log = ran(tmp_path / "run", SCENARIOS)
        before = tracemalloc.get_traced_memory()[0]
        plan = [record for record in read_records(tmp_path / "run" / LOG_NAME) if isinstance(record, ScenarioPlanned)]
        planned_bytes = tracemalloc.get_traced_memory()[0] - before
        del plan
        tracemalloc.reset_peak()
        view = view_of(tmp_path / "run")
        write_reports(view, tmp_path / "run")
        gc.collect()
        held, peak = (value - before for value in tracemalloc.get_traced_memory())
    finally:
        tracemalloc.stop()
    assert view.call_tally.passed == SCENARIOS
    held -= planned_bytes  # the view knows what each scenario says, which is no result
    grown = (log.bytes[SCENARIOS] - log.bytes[FIRST]) / ((SCENARIOS - FIRST) / 1000)
    size = (tmp_path / "run" / LOG_NAME).stat().st_size
    sys.stdout.write(
        f"per 1,000 results: the run {grown / 1024:.0f} KiB, the view {held / SCENARIOS * 1000 / 1024:.0f} KiB "
        f"(at most {peak / SCENARIOS * 1000 / 1024:.0f} KiB while reports are written); "
        f"the log {size / SCENARIOS * 1000 / 1024:.0f} KiB\n"
    )
    assert grown < MOST_PER_THOUSAND
    assert held / (SCENARIOS / 1000) < MOST_PER_THOUSAND
