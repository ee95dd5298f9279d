"""What is asked and what is answered."""

import json
from dataclasses import replace

import pytest

from harness.model.judgement import Judgement, OpinionRequest, Vote
from harness.model.values import Json

REQUEST = OpinionRequest(kind="judge", asked="It went well.", about={"call": {"duration_seconds": 30}, "books": None})


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "python"},
        {"asked": "It went badly."},
        {"about": {"call": {"duration_seconds": 31}, "books": None}},
        {"about": {"call": {"duration_seconds": "30"}, "books": None}},
        {"args": {"amount": 1}},
        {"file": "other.yaml"},
        {"votes": 3},
        {"model": "m"},
    ],
)
def test_another_question_has_another_key(change: Json) -> None:
    """All that an answer depends on is in the key."""
    assert replace(REQUEST, **change).key != REQUEST.key


@pytest.mark.parametrize(
    "about",
    [
        {"books": None, "call": {"duration_seconds": 30}},
        {"call": {"duration_seconds": 30.0}, "books": None},
        json.loads(json.dumps(REQUEST.about)),
    ],
)
def test_the_same_question_read_back_has_the_same_key(about: Json) -> None:
    """Neither the order of keys nor 30.0 for 30, which a log's reader may make of it, is another question."""
    assert replace(REQUEST, about=about).key == REQUEST.key


def test_a_half_of_a_pair_has_the_key_of_what_a_log_makes_of_it() -> None:
    """A log writes U+FFFD in its place: the call read back from it is the same."""
    broken, kept = ({"transcript": [{"text": f"a{mark}"}]} for mark in ("\ud83d", "\N{REPLACEMENT CHARACTER}"))
    assert replace(REQUEST, about=broken).key == replace(REQUEST, about=kept).key


def test_the_votes_that_agree() -> None:
    """Those of the answer that was given; none where there is none."""
    votes = (Vote(answer="yes"), Vote(answer="no"), Vote(answer="yes"), Vote(answer=None, error="x"))
    assert Judgement(key="k", kind="judge", answer="yes", votes=votes).agreeing == 2
    assert Judgement(key="k", kind="judge", answer=None, votes=votes).agreeing == 0
