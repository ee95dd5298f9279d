"""A whole run on a staged target: what stands in the log, in which order, and that every trial is graded once."""

import asyncio

import pytest

from harness.model.brief import RequestBody
from harness.model.observation import Breakdown
from harness.model.record import Record, RunEnded, Trial, TrialGraded
from harness.model.scenario import Gate, HttpRequest, PassRule, Scenario
from harness.model.verdict import FailureKind, Verdict
from harness.runner.commands import Command, OpenStream
from harness.runner.plan import Plan
from harness.wire.records import encode
from tests.harness.runner.stage import SPAN, ListLog, StagedTarget, planned, scenario, suite


def ran(
    *scenarios: Scenario, target: StagedTarget | None = None, concurrency: int = 4, plan: Plan | None = None
) -> tuple[ListLog, RunEnded]:
    """Run scenarios and return the log and its end."""
    log = ListLog()
    runner = suite(target or StagedTarget(), log, concurrency=concurrency)
    return log, asyncio.run(runner.run(plan or planned(*scenarios)))


def kinds(records: list[Record]) -> list[str]:
    """The names of records."""
    return [record.record for record in records]


def test_the_log_of_one_trial() -> None:
    """Plan, start, each exchange and each observation as it happens, the trial's verdict, the scenario's, the end."""
    log, ended = ran(scenario())
    assert kinds(log.records) == [
        "scenario_planned", "trials_planned", "trial_started", "observed",
        "dial_intended", "exchanged", "dial_settled", "observed",
        "exchanged", "observed", "trial_graded", "scenario_graded", "run_ended",
    ]  # fmt: skip
    assert log.records[-1] == ended
    assert (ended.exit_code, ended.gate_met, ended.interrupted) == (0, True, False)
    assert ended.reason == "1 of 1 graded scenario passed, all must"


def test_the_log_keeps_the_checks() -> None:
    """A trial's record holds every result, for reports and regrades."""
    log, _ = ran(scenario(status="failed"))
    [graded] = log.of("trial_graded")
    assert [check.verdict for check in graded.verdict.checks] == [Verdict.FAILED]


def test_every_trial_has_one_start_and_one_verdict() -> None:
    """Whatever the concurrency, each planned trial starts once and is graded once; each scenario once."""
    plan = planned(*(scenario(f"s{number}", runs=number) for number in range(1, 6)))
    for concurrency in (1, 3, 100):
        log, ended = ran(plan=plan, concurrency=concurrency)
        everything = sorted(trial.trial_id for trial in plan.trials)
        assert sorted(record.trial.trial_id for record in log.of("trial_started")) == everything
        assert sorted(record.trial_id for record in log.of("trial_graded")) == everything
        assert sorted(record.scenario_id for record in log.of("scenario_graded")) == ["s1", "s2", "s3", "s4", "s5"]
        assert ended.exit_code == 0


def test_a_scenario_is_graded_after_its_last_trial() -> None:
    """A scenario's verdict follows its trials' verdicts and counts them all."""
    log, _ = ran(scenario("a", runs=3), scenario("b"))
    graded = [record for record in log.records if getattr(record, "scenario_id", "") == "a"]
    assert kinds(graded) == ["trial_graded"] * 3 + ["scenario_graded"]
    [verdict] = [record.verdict for record in log.of("scenario_graded") if record.scenario_id == "a"]
    assert (verdict.passed, verdict.graded) == (3, 3)


def test_times_never_go_back() -> None:
    """The times of a run's records are in order, up to its end."""
    log, ended = ran(scenario("a", runs=4))
    times = [record.at_s for record in log.records if hasattr(record, "at_s")]
    assert times == sorted(times)
    assert times[-1] == ended.at_s


def test_no_more_than_the_concurrency_run_at_once() -> None:
    """At most `concurrency` sessions are open together, and as many are when there is work for them."""
    now, most = 0, 0

    async def entered(_: Trial, command: Command) -> None:
        nonlocal now, most
        if isinstance(command, OpenStream):
            now += 1
            most = max(most, now)
            for _turn in range(5):
                await asyncio.sleep(0)
            now -= 1

    ran(scenario("a", runs=20), target=StagedTarget(before=entered), concurrency=3)
    assert most == 3


def test_each_trial_has_its_own_session_and_gives_it_back() -> None:
    """Nothing is shared between trials: a session each, closed once."""
    target = StagedTarget()
    ran(scenario("a", runs=3), target=target)
    assert [session.trial.index for session in target.sessions] == [1, 2, 3]
    assert [session.closed for session in target.sessions] == [1, 1, 1]


def test_a_trial_without_a_session_is_ungradable() -> None:
    """Where the target cannot make a session the trial says why, and the others run."""
    lost = Breakdown(kind=FailureKind.UNREACHABLE, message="connection refused")
    target = StagedTarget(refuse=lambda trial: lost if trial.scenario_id == "b" else None)
    log, ended = ran(scenario("a"), scenario("b"), target=target)
    verdicts = {record.scenario_id: record.verdict for record in log.of("scenario_graded")}
    assert verdicts["a"].verdict is Verdict.PASSED
    assert (verdicts["b"].verdict, verdicts["b"].kind) == (Verdict.UNGRADABLE, FailureKind.UNREACHABLE)
    assert (ended.exit_code, ended.gate_met) == (3, None)


def test_the_faults_of_a_scenario_are_set_before_its_first_step() -> None:
    """In their order; a scenario without faults asks for none."""
    target = StagedTarget(can=frozenset({"callee", "books", "faults"}))
    spoilt = scenario("spoilt", faults=({"kind": "reset"}, {"kind": "crlf"}))
    ran(spoilt, scenario("plain"), target=target)
    assert [session.faults for session in target.sessions] == [[{"kind": "reset"}, {"kind": "crlf"}], []]


def test_a_trial_whose_faults_cannot_be_set_is_ungradable() -> None:
    """Nothing is sent: what it is about cannot be seen. The session is given back."""
    broken = Breakdown(kind=FailureKind.UNREACHABLE, message="the mock is gone")
    target = StagedTarget(unset_faults=broken)
    log, ended = ran(scenario(faults=({"kind": "reset"},)), target=target)
    [graded] = log.of("trial_graded")
    assert (graded.verdict.verdict, graded.verdict.kind) == (Verdict.UNGRADABLE, FailureKind.UNREACHABLE)
    assert ended.exit_code == 3
    [session] = target.sessions
    assert (session.commands, session.closed) == ([], 1)


def test_skips_are_in_the_log_and_do_not_fail() -> None:
    """A skipped scenario is planned and graded in the log, with its reason and no trial."""
    log, ended = ran(scenario("a"), scenario("b", skip="later"))
    [skipped] = [record for record in log.of("scenario_graded") if record.scenario_id == "b"]
    assert (skipped.verdict.verdict, skipped.verdict.message) == (Verdict.SKIPPED, "later")
    assert len(log.of("scenario_planned")) == 2
    assert ended.exit_code == 0


def test_only_skips_is_a_run_without_trials() -> None:
    """A run of nothing but skips ends at once, with its log whole."""
    log, ended = ran(scenario("b", skip="later"))
    assert kinds(log.records) == ["scenario_planned", "scenario_graded", "trials_planned", "run_ended"]
    assert ended.reason == "0 of 0 graded scenarios passed, all must"


def test_pass_when_decides_over_trials() -> None:
    """A scenario whose trials may fail passes by its own rule."""
    log, ended = ran(scenario("a", status="failed", runs=4, pass_when=PassRule(kind="rate", value=0.0)))
    assert [record.verdict.verdict for record in log.of("trial_graded")] == [Verdict.FAILED] * 4
    assert ended.exit_code == 0


@pytest.mark.parametrize(("gate", "code"), [(Gate(), 1), (Gate(pass_rate=0.5), 0)])
def test_the_gate_gives_the_exit_code(gate: Gate, code: int) -> None:
    """One of two scenarios failed: the gate says what that means."""
    log = ListLog()
    plan = planned(scenario("a"), scenario("b", status="failed"))
    assert asyncio.run(suite(StagedTarget(), log, gate=gate).run(plan)).exit_code == code


def test_memory_holds_no_evidence() -> None:
    """What a trial's verdict keeps for the scenario's sum is its sentence: the checks are in the log."""
    log, _ = ran(scenario("a", runs=2))
    graded = [record for record in log.records if isinstance(record, TrialGraded)]
    assert all(record.verdict.checks for record in graded)


def test_the_secrets_of_a_raw_request_are_not_observed() -> None:
    """What a request step sent is in the log without its tokens and codes, in the scenario and in what was seen."""
    body = RequestBody(value={"request_token": "req-very-secret", "code": "4711"})
    step = HttpRequest(span=SPAN, method="POST", path="/api/v2/auth/email/verify", body=body)
    log, _ = ran(scenario(steps=(step,), expectations=()))
    assert [record.observation.body.value for record in log.of("observed")] == [
        {"request_token": "<request_token>", "code": "<code>"}
    ]
    assert "req-very-secret" not in "".join(map(encode, log.records))
