"""What a trial's grading asks of others beforehand, and that it reads nothing but the answers."""

import pytest

from harness.grade.trial import Evidences, Grader
from harness.model.judgement import Judgement, OpinionAnswer, OpinionRequest
from harness.model.observation import Breakdown, Observation
from harness.model.scenario import Expectation
from harness.model.verdict import FailureKind, TrialVerdict, Verdict
from tests.harness.grade.makers import COMPLETED, FRIDAY, ToldContract, expect, refusal, saw, scenario

RUBRIC = "The callee offered a table."
JUDGED = expect("judge", RUBRIC)
GRADER = Grader(ToldContract({}), strict=True)


def asked(
    *expectations: Expectation, seen: tuple[Observation, ...] = (saw(2, call=COMPLETED),)
) -> list[OpinionRequest]:
    """What must be asked for a trial."""
    return list(GRADER.opinions(scenario(*expectations), Evidences(observations=seen, exchanges={}, call_date=FRIDAY)))


def graded_with(*judgements: Judgement, expectation: Expectation = JUDGED) -> TrialVerdict:
    """The verdict of a trial for which these judgements are kept."""
    evidences = Evidences(
        observations=(saw(2, call=COMPLETED),),
        exchanges={},
        call_date=FRIDAY,
        judgements={it.key: it for it in judgements},
    )
    return GRADER.grade(scenario(expectation), evidences)


def test_a_judge_is_asked_of_the_call_that_its_step_saw() -> None:
    """One request for one expectation on one call."""
    [request] = asked(expect("status", "completed"), JUDGED)
    assert (request.kind, request.asked) == ("judge", RUBRIC)
    assert len(request.about["transcript"]) == 2


def test_the_same_question_is_asked_once() -> None:
    """Two expectations that differ only in what they make of the answer share it; so do `judge` and its `not`."""
    same = [JUDGED, expect("judge", {"rubric": RUBRIC, "unclear": "accept"}), expect("not", {"judge": RUBRIC})]
    assert len(asked(*same)) == 1
    assert len(asked(JUDGED, expect("judge", {"rubric": RUBRIC, "votes": 3}))) == 2


def test_a_function_is_looked_for_beside_its_own_file() -> None:
    """The request names the file in which the check is written."""
    [request] = asked(expect("python", "rules:f"))
    assert request.file == "s.yaml"
    [request] = asked(expect("not", {"python": "rules:f"}))
    assert request.file == "s.yaml"


@pytest.mark.parametrize(
    "seen",
    [
        (),
        (saw(1, call=COMPLETED),),
        (saw(2, call=None, error=refusal()),),
        (saw(2, call=COMPLETED, breakdown=Breakdown(kind=FailureKind.TIMEOUT, message="late")),),
    ],
    ids=["no observation", "another step's", "refused", "broken off"],
)
def test_nobody_is_asked_in_vain(seen: tuple[Observation, ...]) -> None:
    """Where grading would not look at the answer, no question is put."""
    assert asked(JUDGED, expect("python", "rules:f"), seen=seen) == []


def test_a_check_that_cannot_be_read_asks_nothing() -> None:
    """Its crash is told when it is graded, not before."""
    assert asked(expect("judge", {"no": "rubric"}), expect("nonsense")) == []


@pytest.mark.parametrize(
    ("answer", "verdict", "kind"),
    [
        ("yes", Verdict.PASSED, None),
        ("no", Verdict.FAILED, FailureKind.EXPECTATION),
        ("unclear", Verdict.FAILED, FailureKind.EXPECTATION),
        (None, Verdict.UNGRADABLE, FailureKind.JUDGE),
    ],
)
def test_the_trial_is_graded_by_the_answer(
    answer: OpinionAnswer | None, verdict: Verdict, kind: FailureKind | None
) -> None:
    """What nobody could answer is ungradable, of kind judge, and never failed."""
    [request] = asked(JUDGED)
    found = graded_with(Judgement(key=request.key, kind="judge", answer=answer, error="" if answer else "HTTP 500"))
    assert (found.verdict, found.kind) == (verdict, kind)


def test_without_judgements_nothing_is_decided() -> None:
    """Grading asks nobody itself."""
    assert graded_with().verdict is Verdict.UNGRADABLE
    assert graded_with().kind is FailureKind.JUDGE


def test_a_crash_of_the_users_code_shows_its_traceback() -> None:
    """The check is ungradable, and the traceback is the result's detail."""
    [request] = asked(expect("python", "rules:f"))
    judgement = Judgement(key=request.key, kind="python", answer=None, error="raised KeyError", detail="Traceback …")
    [result] = graded_with(judgement, expectation=expect("python", "rules:f")).checks
    assert (result.verdict, result.kind) == (Verdict.UNGRADABLE, FailureKind.CHECK_CRASHED)
    assert (result.message, result.detail) == ("raised KeyError", "Traceback …")
