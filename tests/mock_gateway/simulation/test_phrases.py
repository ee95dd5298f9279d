"""The words: every template can be filled in, and no two calls need to sound alike."""

import random
from datetime import date

import pytest

from mock_gateway.simulation.acts import Act
from mock_gateway.simulation.agent_phrases import AGENT_PHRASES
from mock_gateway.simulation.business_phrases import BUSINESS_PHRASES
from mock_gateway.simulation.callee_phrases import CALLEE_PHRASES
from mock_gateway.simulation.openings import Slot
from mock_gateway.simulation.task_phrases import TASK_PHRASES
from mock_gateway.simulation.voice import Voice, money_words, slot_words
from mock_gateway.simulation.wish import Wish

FRIDAY, TUESDAY = date(2026, 3, 6), date(2026, 3, 10)
TERMS = {"business": "The Office", "me": "Sam", "client": "Jane Doe", "daytime": "morning"}


@pytest.mark.parametrize(
    "table",
    [AGENT_PHRASES, TASK_PHRASES, CALLEE_PHRASES, BUSINESS_PHRASES],
    ids=["agent", "task", "callee", "business"],
)
def test_every_template_can_be_spoken(table: dict[str, tuple[str, ...]]) -> None:
    """No template names a term that no act fills in, and none is empty."""
    spoken = Act(
        kind="any",
        fact="name",
        name="Jane",
        words="a visit",
        slots=(Slot(TUESDAY, 930),),
        wish=Wish(words="Tuesday"),
        amount=60.0,
        party_size=4,
    )
    for templates in table.values():
        voice = Voice({"any": templates}, random.Random(1), TERMS, FRIDAY)
        assert all("{" not in voice.say([spoken]) and voice.say([spoken]) for _ in templates)


def test_a_template_is_not_repeated_before_all_are_used() -> None:
    """Saying goodbye as often as there are ways to do it uses each once."""
    voice = Voice(AGENT_PHRASES, random.Random(3), TERMS, FRIDAY)
    said = {voice.say([Act(kind="bye")]) for _ in AGENT_PHRASES["bye"]}
    assert len(said) == len(AGENT_PHRASES["bye"])


@pytest.mark.parametrize(
    ("amount", "currency", "period", "words"),
    [
        (60.0, "USD", "month", "$60 a month"),
        (62.5, "GBP", None, "£62.50"),
        (2100.0, "USD", "month", "$2,100 a month"),
        (80.0, "USD", "hour", "$80 an hour"),
    ],
)
def test_prices_are_spoken_with_currency_and_period(
    amount: float, currency: str, period: str | None, words: str
) -> None:
    """Whole amounts have no cents."""
    assert money_words(amount, currency, period) == words


def test_times_of_one_day_name_it_once() -> None:
    """Two times of a Tuesday are one phrase, and tonight is called so where the day is known."""
    assert slot_words([Slot(TUESDAY, 840), Slot(TUESDAY, 930)]) == "Tuesday, March 10th at 2 PM or 3:30 PM"
    assert slot_words([Slot(FRIDAY, 1140)], FRIDAY) == "tonight at 7 PM"
