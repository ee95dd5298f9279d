"""Foreign text made safe for a reader."""

import pytest

from mock_gateway.visible import visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("Zoë, 東京", "Zoë, 東京"),
        ("two\r\nlines\tand a tab", "two\nlines\tand a tab"),
        ("\x1b[31m", "\u241b[31m"),
        ("a\u202eb", "a\\u202eb"),
        ("half \ud800", "half \ufffd"),
    ],
)
def test_nothing_in_a_text_can_hide(text: str, shown: str) -> None:
    """Controls, what reorders text and what is no text are shown; letters of every script stay."""
    assert visible(text) == shown
