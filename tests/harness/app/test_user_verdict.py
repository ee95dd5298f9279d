"""What a user's function may return."""

import pytest

from harness.app.user_verdict import NotAVerdict, read_verdict
from harness.model.judgement import OpinionAnswer
from harness.model.values import Json
from harness.model.verdict import Evidence

ABOUT = {"transcript": [{"speaker": "agent", "text": "Hello there."}, {"speaker": "callee", "text": "Hi."}]}


@pytest.mark.parametrize(
    ("said", "answer", "message"),
    [
        (True, "yes", ""),
        (False, "no", ""),
        ((True, "fine"), "yes", "fine"),
        ((False, None), "no", ""),
        (("unclear", "who knows"), "unclear", "who knows"),
        ({"verdict": True}, "yes", ""),
        ({"verdict": "no", "message": "rude"}, "no", "rude"),
        ({"verdict": "passed"}, "yes", ""),
        ({"verdict": "failed"}, "no", ""),
        ({"verdict": "unclear", "message": 3, "evidence": None}, "unclear", "3"),
    ],
)
def test_what_counts(said: Json, answer: OpinionAnswer, message: str) -> None:
    """A bool, a pair, or a dict."""
    found = read_verdict(said, ABOUT)
    assert (found.answer, found.message, found.evidence) == (answer, message, ())


@pytest.mark.parametrize(
    ("evidence", "found"),
    [
        ("hello THERE", [Evidence(quote="Hello there", turn=1, start=0, end=11)]),
        (["Hi", "never said"], [Evidence(quote="Hi", turn=2, start=0, end=2), Evidence(quote="never said")]),
        ({"turn": 2}, [Evidence(quote="Hi.", turn=2)]),
        ([{"turn": 1, "quote": "Hello"}], [Evidence(quote="Hello", turn=1)]),
        ([], []),
    ],
)
def test_evidence_gets_its_place(evidence: Json, found: list[Evidence]) -> None:
    """Quotes are looked up; a turn may be named instead."""
    assert list(read_verdict({"verdict": True, "evidence": evidence}, ABOUT).evidence) == found


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (None, "returned None; allowed: a bool, (bool, message), or {verdict, message, evidence}"),
        (1, "returned 1;"),
        ("yes", "returned 'yes';"),
        ([True, "x"], "returned [True, 'x'];"),
        ((True, "x", "y"), "returned (True, 'x', 'y');"),
        ((1, "x"), "returned the verdict 1; allowed: True, False, 'yes', 'no', 'unclear'"),
        ({}, "returned a dict with no verdict; allowed: verdict, message, evidence"),
        (
            {"verdict": True, "mesage": "x"},
            "returned a dict with the key 'mesage'; allowed: verdict, message, evidence",
        ),
        ({"verdict": None}, "returned the verdict None;"),
        ({"verdict": "maybe"}, "returned the verdict 'maybe';"),
        ({"verdict": []}, "returned the verdict [];"),
        ({"verdict": True, "evidence": [3]}, "returned the evidence 3; allowed: a quote, or {turn, quote}"),
        ({"verdict": True, "evidence": [{"turn": 3}]}, "returned the evidence {'turn': 3};"),
        ({"verdict": True, "evidence": [{"turn": True}]}, "returned the evidence {'turn': True};"),
    ],
)
def test_what_says_nothing_is_refused(said: Json, words: str) -> None:
    """Anything else is no verdict: neither a truthy value nor a key that nobody reads is taken for one."""
    with pytest.raises(NotAVerdict) as caught:
        read_verdict(said, ABOUT)
    assert str(caught.value).startswith(words)
