"""The checks `judge` and `python`: what they ask, and what they make of the answer."""

from dataclasses import replace

import pytest
from pydantic import ValidationError

from harness.checks import CHECKS
from harness.checks.base import Outcome
from harness.checks.context import CheckContext
from harness.model.judgement import Judgement, OpinionAnswer, Vote
from harness.model.values import Json
from harness.model.verdict import Evidence, FailureKind, Verdict
from tests.harness.checks.contexts import seen

RUBRIC = "The callee read the appointment back."
TALK = replace(seen("A: Tuesday?", "C: Tuesday it is."), written_in="suites/a.yaml")
P, F, U = Verdict.PASSED, Verdict.FAILED, Verdict.UNGRADABLE


def told(name: str, args: Json, answer: OpinionAnswer | None, context: CheckContext = TALK, **fields: Json) -> Outcome:
    """What a check says when its question was answered so."""
    check = CHECKS[name].from_args(args)
    request = check.opinion(context)
    assert request is not None
    judgement = Judgement(**{"key": request.key, "kind": request.kind, "answer": answer, **fields})
    return check.grade(replace(context, judgements={request.key: judgement}))


@pytest.mark.parametrize(
    ("args", "answer", "verdict"),
    [
        (RUBRIC, "yes", P),
        (RUBRIC, "no", F),
        (RUBRIC, "unclear", F),
        (RUBRIC, None, U),
        ({"rubric": RUBRIC, "unclear": "accept"}, "unclear", P),
        ({"rubric": RUBRIC, "unclear": "accept"}, "no", F),
        ({"rubric": RUBRIC, "unclear": "accept"}, None, U),
    ],
)
@pytest.mark.parametrize("name", ["judge", "python"])
def test_an_answer_is_a_verdict(name: str, args: Json, answer: OpinionAnswer | None, verdict: Verdict) -> None:
    """Yes passes, no fails, unclear fails unless it is accepted, and no answer is ungradable."""
    if name == "python":
        args = (
            {"call": "rules:f", **{key: it for key, it in args.items() if key != "rubric"}} if args != RUBRIC else "m:f"
        )
    assert told(name, args, answer).verdict is verdict


@pytest.mark.parametrize(
    ("args", "answer", "verdict"),
    [
        ({"judge": RUBRIC}, "yes", F),
        ({"judge": RUBRIC}, "no", P),
        ({"judge": RUBRIC}, "unclear", F),
        ({"judge": RUBRIC}, None, U),
        ({"judge": {"rubric": RUBRIC, "unclear": "accept"}}, "unclear", P),
        ({"python": "rules:f"}, "yes", F),
        ({"python": "rules:f"}, "no", P),
    ],
)
def test_the_opposite_of_an_answer(args: Json, answer: OpinionAnswer | None, verdict: Verdict) -> None:
    """Under `not`, yes and no change places; unclear and unanswered stay what they are."""
    assert told("not", args, answer, error="nobody home" if answer is None else "").verdict is verdict


def test_the_reason_is_shown_in_every_verdict() -> None:
    """What the judge said is the message of a failure, negated or not, and of what could not be judged."""
    assert told("judge", RUBRIC, "no", reason="Nobody did.").message == "Nobody did."
    assert told("judge", RUBRIC, "unclear", reason="Perhaps.").message == "unclear: Perhaps."
    assert told("judge", RUBRIC, "unclear").message == "unclear"
    assert told("judge", RUBRIC, "no").message == "the answer is no"
    assert told("not", {"judge": RUBRIC}, "yes", reason="It did.").message == "It did."
    assert told("judge", RUBRIC, None, error="HTTP 500").message == "HTTP 500"
    assert told("not", {"judge": RUBRIC}, None, error="HTTP 500").message == "HTTP 500"


def test_what_is_known_of_the_answer_is_kept() -> None:
    """Evidence, votes, model and what it took."""
    evidence = (Evidence(quote="Tuesday it is", turn=2, start=0, end=13),)
    votes = (Vote(answer="yes"), Vote(answer="no"), Vote(answer="yes"))
    fields: dict[str, Json] = {"evidence": evidence, "votes": votes, "model": "m", "temperature": 0.0}
    found = told("judge", RUBRIC, "yes", input_tokens=300, output_tokens=60, cost_usd=0.0012, **fields)
    assert found.evidence == evidence
    assert (found.expected, found.got) == (RUBRIC, "yes (2 of 3 votes)")
    assert found.value == {"answer": "yes", "votes": ["yes", "no", "yes"], "agreeing": 2, "model": "m"}
    assert found.detail == "m at temperature 0, 300 + 60 tokens, $0.001200"
    again = told("judge", RUBRIC, "yes", cached=True, notes=("x is torn",), input_tokens=0, output_tokens=0, **fields)
    assert again.detail == "m at temperature 0, from the cache\nx is torn"


def test_kinds_of_what_could_not_be_judged() -> None:
    """A judge without an answer is the judge's; a function without one has crashed, and shows where."""
    assert told("judge", RUBRIC, None).kind is FailureKind.JUDGE
    crashed = told("python", "rules:f", None, error="raised KeyError", detail="Traceback")
    assert (crashed.kind, crashed.detail) == (FailureKind.CHECK_CRASHED, "Traceback")


@pytest.mark.parametrize(("name", "args"), [("judge", RUBRIC), ("python", "rules:f")])
def test_nobody_was_asked(name: str, args: Json) -> None:
    """Without a judgement for this very question the check cannot be judged; another question's does not serve."""
    other = Judgement(key="of another question", kind="judge", answer="yes")
    found = CHECKS[name].from_args(args).grade(replace(TALK, judgements={other.key: other}))
    assert found.verdict is U
    assert found.message == f"nobody was asked about this call: no judgement of {name} is kept for it"


@pytest.mark.parametrize("args", [{"judge": RUBRIC}, {"not": {"judge": RUBRIC}}])
def test_there_is_nothing_to_judge(args: dict[str, Json]) -> None:
    """Without a transcript nobody is asked, and neither the sentence nor its opposite holds."""
    [(name, written)] = args.items()
    check = CHECKS[name].from_args(written)
    assert check.opinion(seen()) is None
    assert check.grade(seen()).verdict is F
    assert check.grade(seen()).message == "there is no transcript"


def test_a_judge_sees_the_brief_the_day_and_the_transcript() -> None:
    """And nothing else: neither the summary nor the callee's books can put words in its mouth."""
    request = CHECKS["judge"].from_args({"rubric": RUBRIC, "votes": 3, "model": "m"}).opinion(TALK)
    assert request is not None
    assert (request.kind, request.asked, request.votes, request.model) == ("judge", RUBRIC, 3, "m")
    assert set(request.about) == {"brief", "call_date", "transcript"}
    assert request.about["transcript"] == [
        {"speaker": "agent", "text": "Tuesday?"},
        {"speaker": "callee", "text": "Tuesday it is."},
    ]


def test_a_function_sees_all_that_is_known() -> None:
    """Transcript, brief, call, books and day, and the file beside which it stands."""
    request = CHECKS["python"].from_args({"call": "rules:f", "args": {"amount": 65}}).opinion(TALK)
    assert request is not None
    assert (request.kind, request.asked, request.args, request.file) == (
        "python",
        "rules:f",
        {"amount": 65},
        "suites/a.yaml",
    )
    assert set(request.about) == {"transcript", "brief", "call", "books", "call_date"}
    assert request.about["call"]["status"] == "completed"
    unanswered = CHECKS["python"].from_args("rules:f").opinion(seen())
    assert unanswered is not None
    assert unanswered.about["transcript"] is None


@pytest.mark.parametrize(
    ("name", "args", "words"),
    [
        ("judge", None, "Field required"),
        ("judge", "  ", "needs a sentence to judge"),
        ("judge", {"rubric": RUBRIC, "votes": 2}, "write an odd number, such as 3"),
        ("judge", {"rubric": RUBRIC, "votes": 0}, "greater than or equal to 1"),
        ("judge", {"rubric": RUBRIC, "votes": 27}, "less than or equal to 25"),
        ("judge", {"rubric": RUBRIC, "unclear": "pass"}, "'fail' or 'accept'"),
        ("judge", {"rubric": RUBRIC, "model": ""}, "at least 1 character"),
        ("python", None, "Field required"),
        ("python", "rules", "write module:function"),
        ("python", "rules.py:f", ""),
        ("python", "../rules:f", "write module:function"),
        ("python", "a:b:c", "write module:function"),
        ("python", {"call": "a:b", "args": [1]}, "valid dictionary"),
    ],
)
def test_what_cannot_be_asked_is_refused(name: str, args: Json, words: str) -> None:
    """A wrong argument is the file's fault, told before anything runs."""
    if not words:
        assert CHECKS[name].from_args(args).name == name
        return
    with pytest.raises(ValidationError, match=words):
        CHECKS[name].from_args(args)


def test_other_checks_ask_nothing() -> None:
    """A check that decides by itself costs no question, negated or not."""
    assert CHECKS["says"].from_args("Tuesday").opinion(TALK) is None
    assert CHECKS["not"].from_args({"says": "Tuesday"}).opinion(TALK) is None
