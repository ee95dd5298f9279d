"""The view of a run, built from its records alone."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from harness.errors import StoreError
from harness.model.record import Exchanged, Observed, Record, RunEnded, RunStarted, TrialGraded
from harness.model.verdict import FailureKind, TrialVerdict, Verdict
from harness.render import summary
from harness.render.chat import chat
from harness.render.pack import meta
from harness.render.tally import State, Tally
from harness.render.terminal import last_line
from harness.render.view import RunView
from tests.harness.render.golden import printed
from tests.harness.render.sample_run import BILL, FLOW, TABLE, interrupted_run, passing_run, sample_run


def test_scenarios_stand_failed_first() -> None:
    """Failed scenarios come first, steady ones before flaky ones, then what could not be judged; skipped ones last."""
    states = [(scenario.scenario.scenario_id, scenario.state) for scenario in RunView.of(sample_run()).ranked]
    assert states == [
        ("bill-under-65", State.FAILED),
        ("national-number", State.FAILED),
        ("table-for-four", State.FAILED),
        ("stream-breaks", State.UNGRADABLE),
        ("cleaning-on-tuesday", State.PASSED),
        ("sixth-concurrent-call", State.PASSED),
        ("expired-token", State.SKIPPED),
        ("closed-for-holidays", State.SKIPPED),
    ]


def test_a_known_issue_is_no_failed_call() -> None:
    """A trial that failed as its known issue says counts as skipped, so that it lowers no pass rate."""
    assert RunView.of(sample_run()).call_tally == Tally(
        failed=4, ungradable=1, unfinished=0, passed=5, skipped=1, flaky=1
    )


def test_the_rate_is_over_graded_calls() -> None:
    """The pass rate leaves out what could not be judged, and comes with its interval."""
    tally = RunView.of(sample_run()).call_tally
    assert (tally.passed, tally.graded, tally.rate) == (5, 9, 5 / 9)
    assert tally.interval is not None
    assert tally.interval.low < 5 / 9 < tally.interval.high


def test_nothing_graded_is_no_rate() -> None:
    """Without a graded call there is no rate and no interval, not a rate of 0."""
    tally = Tally.of([State.UNGRADABLE, State.SKIPPED])
    assert (tally.rate, tally.interval) == (None, None)


def test_repeats_are_in_order_however_they_ran() -> None:
    """Repeats stand by index even when concurrency started them in another order."""
    records = sample_run()
    started = [n for n, record in enumerate(records) if record.record == "trial_started"]
    first, last = started[2], started[6]
    records[first], records[last] = records[last], records[first]
    trials = next(view.trials for view in RunView.of(records).scenarios if view.scenario is TABLE)
    assert [trial.trial.index for trial in trials] == [1, 2, 3, 4, 5]
    assert [trial.number for trial in trials] == [3, 4, 5, 6, 7]


def test_deciding_checks_are_the_required_failures() -> None:
    """An optional check that failed decides nothing."""
    trial = RunView.of(sample_run()).find("bill-under-65#1")
    assert trial is not None
    assert [check.check for check in trial.deciding] == ["agreed_price"]


def test_a_flow_keeps_every_stage_in_order() -> None:
    """Each observation of a flow is a stage, with the checks that read that call after that step."""
    view = next(view for view in RunView.of(sample_run()).scenarios if view.scenario is FLOW)
    stages = view.trials[0].stages
    seen = [(stage.label, stage.seen.call_name) for stage in stages]
    assert seen[:1] + seen[5:7] == [
        ("step 2: start_call", "held[1]"),
        ("step 3: start_call", "sixth"),
        ("step 4: await_result", "held[1]"),
    ]
    assert [check.check for check in stages[5].checks] == ["error"]
    assert len(view.trials[0].calls) == 5


def test_an_interrupted_run_shows_what_was_done() -> None:
    """A log that stops in the middle gives its finished trial, an unfinished one, and scenarios without a verdict."""
    view = RunView.of(interrupted_run())
    assert view.interrupted
    assert view.ended is None
    assert (view.call_tally.passed, view.call_tally.unfinished) == (1, 1)
    assert view.scenario_tally.unfinished == 7
    unfinished = view.find(BILL.scenario_id)
    assert unfinished is not None
    assert unfinished.duration_s is None
    assert len(unfinished.stages) == 2


@pytest.mark.parametrize("keep", [1, 2, 9, 12, 20, 35, 60])
def test_any_cut_of_a_log_is_a_view(keep: int) -> None:
    """Wherever a run was killed, its log gives a view."""
    view = RunView.of(sample_run()[:keep])
    assert view.interrupted
    assert view.call_tally.total == len(view.trials)


def _headless(records: list[Record]) -> list[Record]:
    return records[1:]


def _empty(_: list[Record]) -> list[Record]:
    return []


def _unplanned(records: list[Record]) -> list[Record]:
    return [record for record in records if record.record != "scenario_planned"]


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (_headless, "begins with run_started, found scenario_planned"),
        (_empty, "the run log is empty"),
        (_unplanned, "trial cleaning-on-tuesday#1 belongs to scenario 'cleaning-on-tuesday'"),
    ],
)
def test_damage_is_named(damage: Callable[[list[Record]], list[Record]], words: str) -> None:
    """A log that is not one says what is wrong with it."""
    with pytest.raises(StoreError, match=words):
        RunView.of(damage(sample_run()))


def test_a_scenario_name_finds_its_worst_call() -> None:
    """Asked for a scenario instead of a call, the view gives the first repeat that failed."""
    found = RunView.of(sample_run()).find("table-for-four")
    assert found is not None
    assert found.trial.trial_id == "table-for-four#2"


def test_joined_logs_speak_with_the_first_head() -> None:
    """Logs of several workers, one after the other, are one run under the first head."""
    other = passing_run()
    records = [*sample_run()[:-1], *(record for record in other if not isinstance(record, TrialGraded | RunEnded))]
    view = RunView.of(records)
    assert view.started is records[0]
    assert len(view.scenarios) == 8


def with_a_retry() -> list[Record]:
    """The sample's first trial, begun anew once."""
    records: list[Record] = []
    for record in sample_run():
        records.append(record)
        if record.record == "trial_started" and record.trial.trial_id == "bill-under-65#1":
            lost = TrialVerdict(verdict=Verdict.UNGRADABLE, kind=FailureKind.TIMEOUT, message="no result", score=None)
            name = record.trial.scenario_id
            records.append(
                TrialGraded(trial_id="bill-under-65#1", scenario_id=name, at_s=record.at_s, verdict=lost, retried=True)
            )
            records.append(replace(record, trial=replace(record.trial, retry=1)))
    return [_moved(record) for record in records]


def _moved(record: Record) -> Record:
    """Give what the first try left to the second."""
    if not isinstance(record, Exchanged | Observed | TrialGraded) or record.trial_id != "bill-under-65#1":
        return record
    if isinstance(record, TrialGraded) and record.retried:
        return record
    return replace(record, trial_id="bill-under-65#1.2")


def test_a_trial_that_was_begun_anew_is_one_call_that_says_so() -> None:
    """The last try is the call, found by either name; the reasons for the tries before it are told with it."""
    view, plain = RunView.of(with_a_retry()), RunView.of(sample_run())
    found = view.find("bill-under-65#1")
    assert found is not None
    assert found is view.find("bill-under-65#1.2")
    assert (found.trial.trial_id, found.retried) == ("bill-under-65#1.2", ("no result",))
    assert view.call_tally == plain.call_tally


def test_a_retry_is_told_in_every_view() -> None:
    """The last line counts retries, the chat, the report and the summary tell the reason."""
    view = RunView.of(with_a_retry())
    assert " · 1 retried · " in last_line(view).plain
    assert "retried after: no result" in printed(chat(view, "bill-under-65#1"))
    [call] = [it for it in summarised_calls(view) if it["id"] == "bill-under-65#1.2"]
    assert call["retried"] == ["no result"]
    found = view.find("bill-under-65#1")
    assert found is not None
    assert "retried after: no result" in meta(found)


def summarised_calls(view: RunView) -> list[Any]:
    """The calls of summary.json."""
    return [call for scenario in json.loads(summary.render(view))["scenarios"] for call in scenario["calls"]]


def test_a_measurement_says_so() -> None:
    """A run whose gate decides nothing shows the gate's word and that it is not the exit code."""
    records = sample_run()
    head = records[0]
    assert isinstance(head, RunStarted)
    records[0] = replace(head, gate=replace(head.gate, binding=False))
    assert "a measurement: decides no exit code" in last_line(RunView.of(records)).plain
