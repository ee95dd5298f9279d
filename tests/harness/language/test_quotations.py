"""Quotations found in what was said."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.language.quotations import find_quotation

TEXTS = [
    "Hello,  this is Dr. Smith\u2019s office \u2014 how can I help?",
    "Stra\u00dfe 5, caf\u00e9 \ufb01ne,\nTuesday at 3:30\u00a0PM.",
]


@pytest.mark.parametrize(
    ("quotation", "turn", "words"),
    [
        ("this is Dr. Smith\u2019s office", 1, "this is Dr. Smith\u2019s office"),
        ("THIS IS DR. SMITH'S OFFICE - HOW", 1, "this is Dr. Smith\u2019s office \u2014 how"),
        ("hello, this", 1, "Hello,  this"),
        ("\u201chow can I help?\u201d", 1, "how can I help?"),
        ("... how can I help?", 1, "how can I help?"),
        ("strasse 5", 2, "Stra\u00dfe 5"),
        ("cafe\u0301 fine", 2, "caf\u00e9 \ufb01ne"),
        ("fine, Tuesday at 3:30 PM", 2, "\ufb01ne,\nTuesday at 3:30\u00a0PM"),
        ("Tues\u200bday", 2, "Tuesday"),
    ],
)
def test_spelling_does_not_count(quotation: str, turn: int, words: str) -> None:
    """Case, white space, and the kinds of quotation marks and dashes are the quoter's own."""
    found = find_quotation(TEXTS, quotation)
    assert found is not None
    assert (found.turn, TEXTS[found.turn - 1][found.start : found.end]) == (turn, words)


@pytest.mark.parametrize(
    "quotation",
    [
        "Wednesday",
        "this is Dr Smith's",
        "help? Strasse",
        "",
        "  ",
        "...",
        "\u2014",
        "caffe",
        "Tuesday ... 3:30",
        "3.30",
    ],
)
def test_other_words_are_found_nowhere(quotation: str) -> None:
    """Any other character counts, quotes do not run over two turns, and marks alone quote nothing."""
    assert find_quotation(TEXTS, quotation) is None


@given(st.lists(st.text(), max_size=3), st.data())
def test_any_part_that_says_something_is_found(texts: list[str], data: st.DataObject) -> None:
    """Whatever stands in a text is found, as words that read the same."""
    if not texts:
        return
    text = data.draw(st.sampled_from(texts))
    start = data.draw(st.integers(0, len(text)))
    part = text[start : data.draw(st.integers(start, len(text)))]
    if any(character.isalnum() and character.isascii() for character in part):
        assert find_quotation(texts, part) is not None


def test_long_calls_take_their_length() -> None:
    """Twenty thousand turns are looked through in a moment."""
    began = process_time()
    assert find_quotation(["a b " * 10] * 20_000, "a b c") is None
    assert process_time() - began < 5
