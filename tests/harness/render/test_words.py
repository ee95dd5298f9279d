"""How numbers and foreign text are worded."""

import pytest

from harness.render.words import NO_DATA, duration, interval_words, number, one_line, percent, plural, visible
from harness.stats.intervals import Interval


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, NO_DATA), (0.0, "0 ms"), (0.038, "38 ms"), (0.9996, "1.0s"), (4.21, "4.2s"), (59.94, "59.9s"),
        (59.96, "1m00s"), (252, "4m12s"), (3599.6, "1h00m"), (3720, "1h02m"),
    ],
)  # fmt: skip
def test_durations(seconds: float | None, words: str) -> None:
    """A time span is worded by its size, and no data is a dash."""
    assert duration(seconds) == words


@pytest.mark.parametrize(
    ("share", "words"),
    [(None, NO_DATA), (0.0, "0.0 %"), (1.0, "100.0 %"), (0.95, "95.0 %"), (0.9999, "99.9 %"), (0.0001, "0.1 %")],
)
def test_percents_never_round_to_certainty(share: float | None, words: str) -> None:
    """Only all is 100 % and only none is 0 %."""
    assert percent(share) == words


def test_intervals() -> None:
    """An interval is worded in percent, none as a dash."""
    assert interval_words(Interval(low=0.863, high=0.983)) == "86.3-98.3"
    assert interval_words(None) == NO_DATA


@pytest.mark.parametrize(("value", "words"), [(None, NO_DATA), (0, "0"), (90.0, "90"), (1234, "1,234"), (0.5, "0.50")])
def test_numbers(value: float | None, words: str) -> None:
    """A plain number has no fraction that is none."""
    assert number(value) == words


@pytest.mark.parametrize(("count", "words"), [(0, "0 calls"), (1, "1 call"), (1200, "1,200 calls")])
def test_plurals(count: int, words: str) -> None:
    """A noun agrees with its count."""
    assert plural(count, "call") == words


@pytest.mark.parametrize(
    ("foreign", "shown"),
    [
        ("plain text", "plain text"),
        ("héllo — 電話 🎉", "héllo — 電話 🎉"),
        ("two\r\nlines\tand tab", "two\nlines\tand tab"),
        ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
        ("a\rb", "a␍b"),
        ("nul\x00 bel\x07 del\x7f", "nul␀ bel␇ del␡"),
        ("c1 \x9b2J", "c1 \\x9b2J"),
        ("rtl \u202egnp.exe", "rtl \\u202egnp.exe"),
        ("isolate \u2066x\u2069", "isolate \\u2066x\\u2069"),
        ("lone \ud800", "lone \ufffd"),
    ],
)
def test_what_obeys_or_hides_becomes_visible(foreign: str, shown: str) -> None:
    """Control characters and what reorders text become visible signs; everything else stays as it is."""
    assert visible(foreign) == shown


def test_one_line_cuts_with_an_ellipsis() -> None:
    """Text is put on one line and cut to the limit, ellipsis included."""
    assert one_line("a\n  b\tc") == "a b c"
    assert one_line("abcdef", 4) == "abc…"
