"""A judge's reply read as a vote, or as the reason why it is none."""

import json

import pytest

from harness.judge.reply import read_vote, shown, transcript_texts
from tests.harness.judge.servers import CALL, asking, reply

TEXTS = [text for _, text in CALL]


def test_a_reply_is_a_vote_with_its_quotes_in_place() -> None:
    """Each quote is evidence with its turn and span, in the transcript's own spelling."""
    vote = read_vote(reply("yes", "tuesday  at 3:30 pm", "that's right", reason=" Read back. "), TEXTS)
    assert (vote.answer, vote.reason, vote.error) == ("yes", "Read back.", "")
    assert [(it.turn, it.quote) for it in vote.evidence] == [
        (2, "Tuesday at 3:30 PM"),
        (3, "that\N{RIGHT SINGLE QUOTATION MARK}s right"),
    ]
    for item in vote.evidence:
        assert item.turn is not None
        assert TEXTS[item.turn - 1][item.start : item.end] == item.quote


def test_blank_quotes_say_nothing() -> None:
    """Some models fill the list with an empty text where there is nothing to quote."""
    assert read_vote(reply("no", "", "  "), TEXTS).evidence == ()


@pytest.mark.parametrize(
    "quote", ["Wednesday at 3:30 PM", "Tuesday at 3:30 AM", "please. Tuesday at 3:30", "...", "Yes. That's right", "?!"]
)
def test_an_invented_quote_is_no_vote(quote: str) -> None:
    """A quote that stands in no turn makes the whole reply worthless, whatever else it says."""
    vote = read_vote(reply("yes", "Tuesday", quote), TEXTS)
    assert vote.answer is None
    assert vote.error == f"the judge quotes what nobody said: {shown(quote)}"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("yes", "Invalid JSON"),
        ("", "Invalid JSON"),
        ("```json\n" + reply("yes") + "\n```", "Invalid JSON"),
        (reply("yes") + " ", ""),
        (reply("maybe"), "answer: Input should be 'yes', 'no' or 'unclear'"),
        ('{"answer": "yes", "reason": "x"}', "quotes: Field required"),
        ('{"answer": "yes", "reason": "x", "quotes": "Tuesday"}', "quotes: Input should be a valid"),
        ('{"answer": true, "reason": "x", "quotes": []}', "answer: "),
        ('{"answer": "yes", "reason": "x", "quotes": [], "score": 1}', "score: Extra inputs"),
        ("[]", "should be an object"),
        ("null", "should be an object"),
        ("[" * 100_000, "Invalid JSON"),
    ],
)
def test_a_reply_of_another_form_is_no_vote(content: str, words: str) -> None:
    """Only the form that was asked for counts; white space around it is none of its form."""
    vote = read_vote(content, TEXTS)
    assert (vote.answer is None) is bool(words)
    assert words in vote.error
    assert len(vote.error) < 1000


def test_a_reply_that_escapes_half_a_pair_is_no_vote() -> None:
    """A text that no file could hold is not taken over."""
    assert read_vote('{"answer": "yes", "reason": "\\ud83d", "quotes": []}', TEXTS).answer is None


def test_the_texts_are_the_turns() -> None:
    """A call without a transcript has nothing to quote."""
    assert transcript_texts(asking().about) == TEXTS
    assert transcript_texts({"transcript": None}) == []
    assert json.loads(reply("no"))["quotes"] == []
