"""The check `says`, and how a text is looked for in a turn."""

import pytest
from pydantic import ValidationError

from harness.checks import CHECKS
from harness.checks.text_match import MAX_REGEX_CHARACTERS, regex_pattern, words_pattern
from harness.model.values import Json
from tests.harness.checks.contexts import holds, outcome, seen

TALK = seen(
    "A: Hello, this is Jane Doe's assistant.",
    "C: We have Tuesday at 15:30.",
    "A: Tuesday it is. That's $60.50, right?",
    "S: silence from both sides for 25 seconds",
)


@pytest.mark.parametrize(
    ("args", "held"),
    [
        ("Tuesday", True),
        ("tuesday AT", True),
        ("Friday", False),
        ("Tues", False),
        ("uesday", False),
        ({"text": "Tuesday"}, True),
        ({"text": "Tuesday", "speaker": "agent"}, True),
        ({"text": "15:30", "speaker": "agent"}, False),
        ({"text": "15:30", "speaker": "callee"}, True),
        ({"text": "15:30", "speaker": "user"}, True),
        ({"text": "silence", "speaker": "system"}, True),
        ({"any_of": ["Friday", "Tuesday"]}, True),
        ({"any_of": ["Friday", "Monday"]}, False),
        ({"all_of": ["Jane Doe", "15:30"]}, True),
        ({"all_of": ["Jane Doe", "Friday"]}, False),
        ({"all_of": ["Jane Doe", "15:30"], "speaker": "agent"}, False),
        ({"regex": r"\d\d:\d\d"}, True),
        ({"regex": "tuesday"}, False),
        ({"regex": "(?i)tuesday"}, True),
        ({"regex": r"^We"}, True),
        ({"text": "Tuesday", "any_of": ["Friday"]}, False),
        ({"text": "Tuesday", "any_of": ["Jane Doe"], "all_of": ["15:30"], "regex": "right"}, True),
    ],
)
def test_demands(args: Json, held: bool) -> None:
    """Every demand that is written must be met, in any turn of the speaker; words are whole, a regex is as written."""
    assert holds("says", args, TALK) is held


def test_evidence_is_where_it_was_said() -> None:
    """Each turn that holds the words is evidence, numbered from 1, with the span of the words."""
    found = outcome("says", "tuesday", TALK)
    assert [(item.turn, item.quote) for item in found.evidence] == [(2, "Tuesday"), (3, "Tuesday")]
    assert found.message == "somebody says “Tuesday” in turn 2"
    said = "We have Tuesday at 15:30."
    assert [said[item.start : item.end] for item in found.evidence[:1]] == ["Tuesday"]


def test_a_miss_says_what_was_looked_for() -> None:
    """The message names the speaker and the texts that were not said."""
    assert (
        outcome("says", {"speaker": "agent", "any_of": ["x1", "x2"]}, TALK).message == "agent never says “x1” or “x2”"
    )
    assert outcome("says", "x1", TALK).message == "nobody says “x1”"


def test_no_transcript_is_not_an_empty_one() -> None:
    """Without a transcript nothing was said, and that is the message."""
    assert outcome("says", "x", seen()).message == "there is no transcript"
    assert outcome("says", "x", seen(call={"transcript": []})).message == "nobody says “x”"


def test_words_late_in_a_long_turn_are_found() -> None:
    """Words are looked for in the whole of a turn, however long."""
    assert holds("says", "Tuesday", seen("A: " + "well, " * 2000 + "Tuesday"))


@pytest.mark.parametrize(
    "args",
    [
        None,
        "",
        "   ",
        "\t\n",
        {},
        {"text": ""},
        {"text": " "},
        {"any_of": []},
        {"any_of": ["x", " "]},
        {"all_of": [""]},
        {"speaker": "agent"},
        {"text": "x", "speaker": "robot"},
        {"text": "x", "speeker": "agent"},
        {"regex": "("},
        {"regex": ""},
        {"regex": "a" * (MAX_REGEX_CHARACTERS + 1)},
        5,
        ["x"],
    ],
)
def test_demands_that_say_nothing_are_refused(args: Json) -> None:
    """An empty text is said by everybody, so it is no demand; nor is what is no text, speaker or pattern."""
    with pytest.raises(ValidationError):
        CHECKS["says"].from_args(args)


@pytest.mark.parametrize(
    ("text", "said", "found"),
    [
        ("Tuesday", "on tuesday.", True),
        ("Tuesday", "Tuesdays", False),
        (" Tuesday ", "Tuesdays", False),
        ("Jane  Doe", "Jane\nDoe", True),
        ("Jane Doe", "JaneDoe", False),
        ("don't", "I don\N{RIGHT SINGLE QUOTATION MARK}t", True),
        ("don\N{RIGHT SINGLE QUOTATION MARK}t", "I don't", True),
        ("$60", "for $60 a month", True),
        ("$60", "for $600", False),
        ("a.b", "axb", False),
        ("(yes)", "he said (yes)", True),
        ("3", "13", False),
        ("caf\N{LATIN SMALL LETTER E WITH ACUTE}", "the CAF\N{LATIN CAPITAL LETTER E WITH ACUTE}", True),
        ("Anna", "Annabel", False),
        ("_x_", "a_x_b", True),
    ],
)
def test_words(text: str, said: str, found: bool) -> None:
    """Whole words, whatever their case, spacing and apostrophes; signs stand for themselves."""
    assert bool(words_pattern(text).search(said)) is found


def test_a_pattern_is_the_users_own() -> None:
    """A regular expression is taken as it is, case included."""
    assert regex_pattern("Tues").search("Tuesday")
    assert not regex_pattern("tues").search("Tuesday")
