"""A stored run graded anew: the same calls, today's expectations, and what the log leaves open."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

import pytest

from harness.contract import Contract
from harness.errors import StoreError
from harness.grade import GRADER_VERSION
from harness.grade.trial import Grader
from harness.model.call import Call, Turn
from harness.model.judgement import Judgement, OpinionRequest
from harness.model.observation import Observation
from harness.model.record import (
    Judged,
    Observed,
    Record,
    RunEnded,
    ScenarioGraded,
    ScenarioPlanned,
    Trial,
    TrialGraded,
    TrialStarted,
)
from harness.model.scenario import Authenticate, CheckSpec, Expectation, Gate, PassRule, Scenario
from harness.model.values import Json
from harness.model.verdict import FailureKind, ScenarioVerdict, TrialVerdict, Verdict
from harness.runner.gate import ExitCode
from harness.runner.opinions import Advisers
from harness.runner.regrade import Change, Regrade, with_expectations_of
from tests.harness.runner.stage import FRIDAY, SPAN, KeptContract, ListLog, scenario

COMPLETED = Call(
    call_id="c-1",
    status="completed",
    raw_status="completed",
    transcript=(Turn(speaker="callee", text="Tuesday at 3 PM it is."),),
)
PASSED = TrialVerdict(verdict=Verdict.PASSED, kind=None, message="", score=1.0)


def judging(base: Scenario, name: str, args: Json, **changes: Json) -> Scenario:
    """A scenario, judged by one check of its last step."""
    spec = CheckSpec(name=name, args=args, span=SPAN)
    step = len(base.steps) - 1
    return replace(base, expectations=(Expectation(expectation_id=name, check=spec, step=step),), **changes)


LOGGED = judging(scenario(), "status", "completed")


def trial(logged: Scenario, index: int, *, graded: bool = True, grader: str = GRADER_VERSION) -> list[Record]:
    """What the log holds of one trial, which passed."""
    planned = Trial(scenario_id=logged.scenario_id, index=index, seed=index, call_date=FRIDAY)
    seen = Observation(step=len(logged.steps) - 1, call_name="call", call=COMPLETED)
    records: list[Record] = [
        TrialStarted(trial=planned, at_s=float(index)),
        Observed(trial_id=planned.trial_id, observation=seen),
    ]
    if graded:
        records.append(
            TrialGraded(
                trial_id=planned.trial_id,
                scenario_id=logged.scenario_id,
                at_s=index + 0.5,
                verdict=PASSED,
                grader=grader,
            )
        )
    return records


ENDED = RunEnded(at_s=9.0, exit_code=0, gate_met=True, reason="")


def regraded(
    records: Sequence[Record],
    today: Scenario | None = None,
    *,
    contract: Contract | None = None,
    advisers: Advisers | None = None,
) -> tuple[ListLog, Regrade, RunEnded]:
    """Grade a log anew by today's scenario; None: by what it holds."""
    log = ListLog()
    anew = Regrade(
        log=log,
        grader=Grader(contract or KeptContract(), strict=True),
        today={today.scenario_id: today} if today else {},
        advisers=advisers,
    )

    async def run() -> RunEnded:
        for record in records:
            await anew.take(record)
        return await anew.end(Gate())

    return log, anew, asyncio.run(run())


def test_the_same_expectations_say_the_same() -> None:
    """Nothing changes, and every record but the verdicts is the log's own."""
    records = [ScenarioPlanned(scenario=LOGGED), *trial(LOGGED, 1), ENDED]
    log, anew, ended = regraded(records)
    assert anew.changes == []
    assert [record.record for record in log.records] == [
        "scenario_planned", "trial_started", "observed", "trial_graded", "scenario_graded", "run_ended",
    ]  # fmt: skip
    assert log.records[:3] == records[:3]
    assert (ended.exit_code, ended.at_s, ended.interrupted) == (ExitCode.GATE_MET, 9.0, False)


def test_todays_expectations_judge_the_calls_of_then() -> None:
    """A verdict that is another now is told, and decides the run."""
    today = judging(LOGGED, "says", "Wednesday")
    log, anew, ended = regraded([ScenarioPlanned(scenario=LOGGED), *trial(LOGGED, 1), ENDED], today)
    assert anew.changes == [Change(trial_id="s#1", before=Verdict.PASSED, after=Verdict.FAILED)]
    assert ended.exit_code == ExitCode.GATE_NOT_MET
    [graded] = log.of("trial_graded")
    assert (graded.grader, graded.at_s) == (GRADER_VERSION, 1.5)
    assert [check.check for check in graded.verdict.checks] == ["says"]


def test_what_judges_is_todays_and_what_was_done_is_the_logs() -> None:
    """Rules and texts come from today's scenario; steps, runs and account from the log's."""
    today = judging(
        LOGGED,
        "says",
        "Tuesday",
        title="New",
        runs=9,
        min_score=0.5,
        pass_when=PassRule(kind="any"),
        account={"credits": 1},
    )
    merged = with_expectations_of(LOGGED, today)
    assert merged is not None
    assert (merged.title, merged.min_score, merged.pass_when.kind) == ("New", 0.5, "any")
    assert (merged.steps, merged.runs, merged.account) == (LOGGED.steps, 1, None)


@pytest.mark.parametrize("steps", [LOGGED.steps[:2], (*LOGGED.steps, Authenticate(span=SPAN))])
def test_another_flow_is_judged_as_logged(steps: Json) -> None:
    """Expectations read steps by their place: for other steps they mean nothing."""
    today = judging(replace(LOGGED, steps=steps), "says", "Wednesday")
    assert with_expectations_of(LOGGED, today) is None
    _, anew, _ = regraded([ScenarioPlanned(scenario=LOGGED), *trial(LOGGED, 1), ENDED], today)
    assert anew.changes == []


def test_repeats_are_summed_up_anew() -> None:
    """By today's pass_when, over all the trials of the log."""
    logged = replace(LOGGED, runs=3)
    today = judging(logged, "says", "Wednesday", pass_when=PassRule(kind="any"))
    records = [ScenarioPlanned(scenario=logged), *trial(logged, 1), *trial(logged, 2), *trial(logged, 3), ENDED]
    log, anew, _ = regraded(records, today)
    assert len(anew.changes) == 3
    [verdict] = [record.verdict for record in log.of("scenario_graded")]
    assert (verdict.verdict, verdict.passed, verdict.graded) == (Verdict.FAILED, 0, 3)


def test_skips_stay_skips() -> None:
    """What was not run then has nothing to grade now."""
    skip = ScenarioVerdict(
        verdict=Verdict.SKIPPED, kind=FailureKind.BY_AUTHOR, message="closed", passed=0, graded=0, ungradable=0
    )
    records: list[Record] = [ScenarioPlanned(scenario=LOGGED), ScenarioGraded(scenario_id="s", verdict=skip), ENDED]
    log, _, _ = regraded(records, judging(LOGGED, "says", "Wednesday"))
    assert [record.verdict for record in log.of("scenario_graded")] == [skip]


def test_a_known_issue_is_weighed_anew() -> None:
    """A skip that stands for a failure has trials, and may be mended by other expectations."""
    logged = judging(LOGGED, "says", "Wednesday", known_issue="GW-1")
    excused = ScenarioVerdict(
        verdict=Verdict.SKIPPED, kind=FailureKind.KNOWN_ISSUE, message="GW-1", passed=0, graded=1, ungradable=0
    )
    records: list[Record] = [
        ScenarioPlanned(scenario=logged), *trial(logged, 1), ScenarioGraded(scenario_id="s", verdict=excused), ENDED,
    ]  # fmt: skip
    log, _, _ = regraded(records, judging(LOGGED, "says", "Tuesday"))
    assert [record.verdict.verdict for record in log.of("scenario_graded")] == [Verdict.PASSED]


def test_a_log_that_was_cut_off_is_graded_as_far_as_it_goes() -> None:
    """A trial that had no verdict is ungradable, as is one that never began, and the run counts as interrupted."""
    logged = replace(LOGGED, runs=3)
    records = [ScenarioPlanned(scenario=logged), *trial(logged, 1), *trial(logged, 2, graded=False)]
    log, anew, ended = regraded(records)
    assert anew.changes == [Change(trial_id="s#2", before=None, after=Verdict.UNGRADABLE)]
    [verdict] = [record.verdict for record in log.of("scenario_graded")]
    assert (verdict.verdict, verdict.graded, verdict.ungradable) == (Verdict.UNGRADABLE, 1, 2)
    assert (ended.interrupted, ended.gate_met, ended.at_s) == (True, None, 2.0)


def test_the_graders_of_then_are_noted() -> None:
    """So that a comparison across versions can say so."""
    logged = replace(LOGGED, runs=2)
    records = [ScenarioPlanned(scenario=logged), *trial(logged, 1, grader="0"), *trial(logged, 2, grader=""), ENDED]
    assert regraded(records)[1].graders == {"0", ""}


def test_a_log_out_of_order_is_told() -> None:
    """A verdict of a trial that never began is no crash of ours."""
    *_, graded = trial(LOGGED, 1)
    with pytest.raises(StoreError, match="s#1 was graded before it began"):
        regraded([ScenarioPlanned(scenario=LOGGED), graded])


class OneJudge:
    """Says yes, and counts."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def judge(self, request: OpinionRequest) -> Judgement:
        """Say yes."""
        self.asked.append(request.asked)
        return Judgement(key=request.key, kind="judge", answer="yes", reason="it is so")


def test_only_a_new_question_is_asked() -> None:
    """The judge's answers are read from the log; another rubric is asked about, and its answer kept."""
    logged = judging(LOGGED, "judge", "The callee is polite.")
    judge = OneJudge()
    first, _, _ = regraded([ScenarioPlanned(scenario=logged), *trial(logged, 1), ENDED], advisers=Advisers(judge=judge))
    assert judge.asked == ["The callee is polite."]
    [kept] = first.of("judged")
    started, seen, graded = trial(logged, 1)
    again = [ScenarioPlanned(scenario=logged), started, seen, Judged(trial_id="s#1", judgement=kept.judgement), graded]
    regraded([*again, ENDED], advisers=Advisers(judge=judge))
    assert judge.asked == ["The callee is polite."]
    today = judging(LOGGED, "judge", "The callee is kind.")
    log, anew, _ = regraded([*again, ENDED], today, advisers=Advisers(judge=judge))
    assert judge.asked == ["The callee is polite.", "The callee is kind."]
    assert (anew.changes, len(log.of("judged"))) == ([], 2)


def test_a_try_that_was_begun_anew_counts_nowhere() -> None:
    """It is graded and logged again, still marked, and the scenario's verdict is that of the last try."""
    log = ListLog()
    regrade = Regrade(log=log, grader=Grader(KeptContract(), strict=True), today={})
    first = Trial(scenario_id="s", index=1, seed=1, call_date=FRIDAY)
    last = replace(first, retry=1)
    seen = Observation(step=2, call_name="call", call=COMPLETED)
    lost = TrialVerdict(verdict=Verdict.UNGRADABLE, kind=FailureKind.TIMEOUT, message="", score=None)
    records: list[Record] = [
        ScenarioPlanned(scenario=scenario(retries=1)),
        TrialStarted(trial=first, at_s=0.0),
        TrialGraded(trial_id="s#1", scenario_id="s", at_s=1.0, verdict=lost, retried=True),
        TrialStarted(trial=last, at_s=1.0),
        Observed(trial_id="s#1.2", observation=seen),
        TrialGraded(trial_id="s#1.2", scenario_id="s", at_s=2.0, verdict=PASSED),
        RunEnded(at_s=2.0, exit_code=0, gate_met=True, reason=""),
    ]

    async def regraded() -> None:
        for record in records:
            await regrade.take(record)
        await regrade.end(Gate())

    asyncio.run(regraded())
    assert [(it.trial_id, it.retried) for it in log.of("trial_graded")] == [("s#1", True), ("s#1.2", False)]
    assert [it.verdict.verdict for it in log.of("scenario_graded")] == [Verdict.PASSED]
    assert regrade.changes == []
