"""Whatever the brief and whoever picks up: nothing is invented, the books are true, limits hold."""

from dataclasses import replace

import pytest

from harness.model.call import FOLDED_STATUS, TERMINAL_STATUSES
from mock_gateway.simulation import SpokenTurn
from tests.prove.simulation.sample import CALLS, Drawn, sample
from tests.prove.simulation.situations import PERSONAS
from tests.prove.simulation.transcripts import invented, not_borne_out, says_limit_first

SHOWN = 20

pytestmark = pytest.mark.prove


def test_the_sample_is_large_and_varied() -> None:
    """Five thousand calls, every persona often, many briefs, and most outcomes among them."""
    assert len(sample()) == CALLS >= 5_000
    by_persona = {name: sum(drawn.persona == name for drawn in sample()) for name in PERSONAS}
    assert min(by_persona.values()) >= 50
    assert len({str(drawn.brief) for drawn in sample()}) >= 500
    assert sum(drawn.books["booked"] for drawn in sample()) >= 500
    assert sum("agreed_price" in drawn.books for drawn in sample()) >= 300


def test_the_agent_invents_nothing() -> None:
    """No name, number, date, time or price that neither the brief nor the callee said before."""
    assert _shown({drawn.title: found for drawn in sample() if (found := invented(drawn))}) == []


def test_the_transcript_bears_the_books_out() -> None:
    """What is booked was read back and agreed to, what was agreed was offered and accepted, what was told was said."""
    assert _shown({drawn.title: found for drawn in sample() if (found := not_borne_out(drawn))}) == []


def test_the_agent_never_accepts_beyond_its_limit() -> None:
    """The limit is the one that the brief's author labelled, not the one that the simulator read."""
    limited = [drawn for drawn in sample() if drawn.labelled.limit is not None]
    agreed = [drawn for drawn in limited if "agreed_price" in drawn.books]
    assert len(agreed) >= 100
    assert [drawn.title for drawn in agreed if drawn.books["agreed_price"] > (drawn.labelled.limit or 0)] == []


def test_the_agent_never_tells_its_limit() -> None:
    """It names that price only where the callee named it before."""
    told = {drawn.title: [words] for drawn in sample() if (words := says_limit_first(drawn))}
    assert _shown(told) == []


def test_no_call_is_longer_than_it_may_be() -> None:
    """`max_duration_minutes` holds for the duration and for each turn."""
    assert [drawn.title for drawn in sample() if drawn.call.duration_seconds > drawn.max_seconds] == []
    ends = [(turn.at_seconds + turn.seconds, drawn) for drawn in sample() for turn in drawn.call.turns]
    assert [drawn.title for end, drawn in ends if end > drawn.max_seconds + 0.02] == []


def test_every_call_ends_in_a_known_status() -> None:
    """One of the reference, or one of the raw ones that clients fold."""
    statuses = {drawn.call.raw_status for drawn in sample()}
    assert {FOLDED_STATUS.get(status) for status in statuses} <= TERMINAL_STATUSES
    assert len(statuses) >= 6


def _shown(found: dict[str, list[str]]) -> list[str]:
    return [f"{title}: {'; '.join(what)}" for title, what in found.items()][:SHOWN]


def _booked() -> Drawn:
    return next(drawn for drawn in sample() if drawn.books["booked"] and "time" in drawn.books)


def _agreed() -> Drawn:
    return next(drawn for drawn in sample() if "agreed_price" in drawn.books)


def _with_turn(drawn: Drawn, text: str) -> Drawn:
    turn = SpokenTurn(speaker="agent", text=text, at_seconds=0.0, seconds=1.0)
    return replace(drawn, call=replace(drawn.call, turns=(turn, *drawn.call.turns)))


@pytest.mark.parametrize(
    ("words", "fact"),
    [
        ("It's for Barnaby.", "name Barnaby"),
        ("The account number is 77120499.", "number 7.71205e+07"),
        ("It's for eleven people.", "number 11"),
        ("Another shop asks $31.17.", "price 31.17"),
        ("It was on December 24th.", "date 2026-12-24"),
        ("Could we say 4:44 AM?", "time 04:44"),
    ],
)
def test_an_invention_would_be_seen(words: str, fact: str) -> None:
    """Each kind of fact, said by the agent first, is found by the reader that the proof stands on."""
    found = invented(_with_turn(_booked(), words))
    assert any(one.startswith(fact) for one in found), found


@pytest.mark.parametrize(
    "books",
    [
        {"date": "2027-01-01"},
        {"time": "03:33"},
        {"name": "Somebody Else"},
        {"party_size": 77},
        {"hung_up_by": "nobody"},
    ],
)
def test_books_that_lie_would_be_seen(books: dict[str, str]) -> None:
    """An entry that nobody spoke of is found."""
    drawn = _booked()
    lying = replace(drawn, call=replace(drawn.call, books={**drawn.books, **books}))
    assert not_borne_out(drawn) == []
    assert not_borne_out(lying)


def test_a_price_that_nobody_named_would_be_seen() -> None:
    """An agreed price of the books is looked for in the words of both sides."""
    drawn = _agreed()
    lying = replace(drawn, call=replace(drawn.call, books={**drawn.books, "agreed_price": 12.34}))
    assert not_borne_out(lying)
