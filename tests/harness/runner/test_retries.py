"""`retries`: a trial that the network broke is begun anew, one that failed never, and none that may have rung twice."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from harness.model.call import Call
from harness.model.exchange import Exchange
from harness.model.observation import ApiError, Breakdown, Observation
from harness.model.record import Trial
from harness.model.values import Json
from harness.model.verdict import FailureKind, TrialVerdict, Verdict
from harness.runner.commands import Command, Event, Failed, OpenStream, PollCall
from harness.runner.retries import INFRASTRUCTURE, next_try
from tests.harness.runner.stage import FRIDAY, ListLog, StagedSession, StagedTarget, planned, scenario, suite

TRIAL = Trial(scenario_id="s", index=3, seed=7, call_date=FRIDAY)
NOTHING = Observation(step=0, call_name="")
PLACED = Observation(step=1, call_name="call", call=Call(call_id="c", status="in_progress", raw_status="in_progress"))
UNKNOWN = Observation(
    step=1, call_name="call", breakdown=Breakdown(kind=FailureKind.DIAL_UNKNOWN, message="lost after it was sent")
)
UNSURE = Observation(
    step=1,
    call_name="call",
    error=ApiError(http_status=503, code=None, message="", exchange=1, may_have_dialled=True),
)


def ungradable(kind: FailureKind) -> TrialVerdict:
    """A verdict of one kind."""
    return TrialVerdict(verdict=Verdict.UNGRADABLE, kind=kind, message="why", score=None)


@pytest.mark.parametrize("kind", list(FailureKind))
def test_only_what_the_network_or_the_gateway_did_is_tried_again(kind: FailureKind) -> None:
    """A crashed check, an absent judge, an interruption or a dial that nobody knows of is not."""
    expected = kind in {"unreachable", "gateway_error", "unreadable", "timeout", "sign_in"}
    again = next_try(TRIAL, 1, ungradable(kind), [NOTHING], rings_nobody=True)
    assert (again is not None) is expected
    assert (kind in INFRASTRUCTURE) is expected


@pytest.mark.parametrize("verdict", [Verdict.PASSED, Verdict.FAILED])
def test_a_verdict_is_never_drawn_again(verdict: Verdict) -> None:
    """A failure is no accident of the network: trying until it passes would hide it."""
    found = TrialVerdict(verdict=verdict, kind=FailureKind.TIMEOUT, message="", score=0.0)
    assert next_try(TRIAL, 9, found, [NOTHING], rings_nobody=True) is None


@pytest.mark.parametrize(("retry", "retries", "expected"), [(0, 0, None), (0, 1, 1), (1, 1, None), (1, 2, 2)])
def test_so_many_times(retry: int, retries: int, expected: int | None) -> None:
    """`retries` counts what comes after the first try."""
    found = next_try(
        replace(TRIAL, retry=retry), retries, ungradable(FailureKind.TIMEOUT), [NOTHING], rings_nobody=True
    )
    assert (found.retry if found else None) == expected


@pytest.mark.parametrize(
    ("seen", "rings_nobody", "expected"),
    [
        (NOTHING, False, True),
        (PLACED, True, True),
        (PLACED, False, False),
        (UNSURE, True, True),
        (UNSURE, False, False),
        (UNKNOWN, True, False),
        (UNKNOWN, False, False),
    ],
)
def test_no_phone_rings_twice_for_one_trial(seen: Observation, rings_nobody: bool, expected: bool) -> None:
    """Where phones ring, a trial whose call has an id or may have been placed is left as it is."""
    again = next_try(TRIAL, 1, ungradable(FailureKind.TIMEOUT), [NOTHING, seen], rings_nobody=rings_nobody)
    assert (again is not None) is expected


def test_a_further_try_has_a_name_and_a_seed_of_its_own() -> None:
    """The same seed would meet the same fault on the mock; which one is drawn depends on the trial alone."""
    first = next_try(TRIAL, 2, ungradable(FailureKind.TIMEOUT), [], rings_nobody=True)
    assert first is not None
    second = next_try(first, 2, ungradable(FailureKind.TIMEOUT), [], rings_nobody=True)
    assert second is not None
    assert [TRIAL.trial_id, first.trial_id, second.trial_id] == ["s#3", "s#3.2", "s#3.3"]
    assert len({TRIAL.seed, first.seed, second.seed}) == 3
    assert first == next_try(TRIAL, 2, ungradable(FailureKind.SIGN_IN), [], rings_nobody=True)
    assert max(first.seed, second.seed) < 2**53


def ran(refused: int, retries: int) -> ListLog:
    """Run one trial on a target that refuses the first `refused` tries."""
    log, target = ListLog(), StagedTarget()
    broken = Breakdown(kind=FailureKind.UNREACHABLE, message="nobody there")
    target.refuse = lambda trial: broken if trial.retry < refused else None
    asyncio.run(suite(target, log).run(planned(scenario(retries=retries))))
    return log


@pytest.mark.parametrize(
    ("refused", "retries", "verdicts", "scenario_verdict"),
    [
        (0, 2, ["passed"], "passed"),
        (1, 2, ["ungradable retried", "passed"], "passed"),
        (2, 2, ["ungradable retried", "ungradable retried", "passed"], "passed"),
        (3, 2, ["ungradable retried", "ungradable retried", "ungradable"], "ungradable"),
        (1, 0, ["ungradable"], "ungradable"),
    ],
)
def test_the_last_try_is_the_trials_verdict(
    refused: int, retries: int, verdicts: list[str], scenario_verdict: str
) -> None:
    """Each try is in the log with its verdict; those that were begun anew are marked, and count nowhere."""
    log = ran(refused, retries)
    found = [f"{it.verdict.verdict}{' retried' * it.retried}" for it in log.of("trial_graded")]
    assert found == verdicts
    [concluded] = log.of("scenario_graded")
    assert (concluded.verdict.verdict, concluded.verdict.graded + concluded.verdict.ungradable) == (scenario_verdict, 1)


def test_a_run_that_is_being_stopped_tries_nothing_again() -> None:
    """After a halt no trial begins, and a further try is one."""
    log, target = ListLog(), StagedTarget()
    runner = suite(target, log)

    def refuse(_: Trial) -> Breakdown:
        runner.halt("enough")
        return Breakdown(kind=FailureKind.UNREACHABLE, message="nobody there")

    target.refuse = refuse
    asyncio.run(runner.run(planned(scenario(retries=3))))
    assert [record.retried for record in log.of("trial_graded")] == [False]


class DeafSession(StagedSession):
    """Starts calls, and never tells what came of them."""

    async def perform(self, command: Command) -> Event:
        """Fail whatever asks for a result."""
        if isinstance(command, OpenStream | PollCall):
            return Failed(at_s=1e9, kind=FailureKind.UNREACHABLE, message="lost", sent=True)
        return await super().perform(command)


class DeafTarget(StagedTarget):
    """Opens deaf sessions."""

    async def open(
        self, trial: Trial, account: Mapping[str, Json] | None, keep: Callable[[Exchange], None]  # noqa: ARG002
    ) -> StagedSession | Breakdown:  # fmt: skip
        """Make a session."""
        return DeafSession(trial=trial, keep=keep)


@pytest.mark.parametrize(("can", "tries"), [({"callee", "books"}, ["s#1", "s#1.2"]), (set(), ["s#1"])])
def test_a_call_that_was_placed_is_tried_again_on_a_mock_only(can: set[str], tries: list[str]) -> None:
    """Where the target cannot plan who picks up, phones ring: a result that never came is no reason to ring again."""
    log = ListLog()
    asyncio.run(suite(DeafTarget(can=frozenset(can)), log).run(planned(scenario(retries=1), can=frozenset(can))))
    assert [record.trial_id for record in log.of("trial_graded")] == tries
