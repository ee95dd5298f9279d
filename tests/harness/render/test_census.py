"""What is counted over the log's lines, held against the same counted over decoded records."""

from collections import Counter
from collections.abc import Callable

import pytest

from harness.model.record import Record
from harness.render.census import Census, TrialCensus
from harness.render.coverage import coverage, operations
from harness.render.timing import percentile, timing
from harness.render.view import RunView
from tests.harness.render.hostile import hostile_run
from tests.harness.render.sample_run import interrupted_run, sample_run

RUNS = [sample_run, interrupted_run, hostile_run]


def counted(view: RunView) -> Census:
    """The census of a run."""
    census = Census()
    for trial in view.trials:
        counting = TrialCensus(census)
        for line in trial.lines():
            counting.take(line)
        counting.done()
    return census


@pytest.mark.parametrize("records", RUNS)
def test_every_answer_is_counted(records: Callable[[], list[Record]]) -> None:
    """Routes and statuses are those of the exchanges, whatever their bodies and headers hold."""
    view = RunView.of(records())
    census = counted(view)
    exchanges = [exchange for trial in view.trials for exchange in trial.exchanges]
    assert census.answers == Counter((exchange.route, exchange.status) for exchange in exchanges)
    created = [exchange for exchange in exchanges if exchange.route == "call_create" and exchange.status is not None]
    assert sorted(census.set_up) == pytest.approx(sorted(each.ended_s - each.sent_s for each in created))


@pytest.mark.parametrize("records", RUNS)
def test_every_ended_call_is_counted_once(records: Callable[[], list[Record]]) -> None:
    """Raw statuses, durations and credits are those of the calls as they were last seen."""
    view = RunView.of(records())
    census = counted(view)
    ended = [call for trial in view.trials for call in trial.calls if call.raw_status != "in_progress"]
    assert sum(census.statuses.values()) == len(ended)
    assert sorted(census.durations) == sorted(c.duration_seconds for c in ended if c.duration_seconds is not None)
    assert sorted(census.credits) == sorted(c.credits_charged for c in ended if c.credits_charged is not None)


def test_streams_and_codes_of_the_sample() -> None:
    """Heartbeats, results, a stream that broke off, what polling delivered, and each refusal's code."""
    census = counted(RunView.of(sample_run()))
    assert census.streams == {
        "opened": 8, "heartbeat": 7, "result": 7, "broke off": 1, "delivered by stream": 7, "delivered by poll": 5,
    }  # fmt: skip
    assert {code for _, code in census.codes} == {"INVALID_PHONE", "AUTH_REQUIRED", "RATE_LIMITED"}


def test_what_is_not_covered_is_told() -> None:
    """Each group lists all that there is; what the run never saw counts 0."""
    view = RunView.of(sample_run())
    census = counted(view)
    groups = {group.title: group for group in coverage(view, census)}
    codes = {item.name: item.count for item in groups["Error codes"].items}
    assert (codes["INVALID_PHONE"], codes["DND_BLOCKED"]) == (1, 0)
    assert groups["Error codes"].covered == 3
    seen = operations(census)
    create = dict(zip(seen.statuses, dict(seen.rows)["call_create"], strict=True))
    assert (create["200"], create["400"], create["402"], create["404"]) == (13, 1, 0, None)


def test_percentiles_are_values_that_were_measured() -> None:
    """Nearest rank: never a number between two calls."""
    values = [float(value) for value in range(1, 11)]
    assert [percentile(values, share) for share in (0.5, 0.9, 0.95)] == [5, 9, 10]
    assert percentile([7.0], 0.5) == 7


def test_the_slowest_come_first() -> None:
    """Ten at most, slowest first."""
    view = RunView.of(sample_run())
    slowest = [trial.duration_s or 0 for trial in timing(view, counted(view)).slowest]
    assert slowest == sorted(slowest, reverse=True)
    assert len(slowest) == 10
