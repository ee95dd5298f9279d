"""Simulated calls and personas as text and JSON, from calls that nobody simulated."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from rich.console import Console, RenderableType

from harness.model.values import Json
from harness.render.personas import PersonaCard, grouped_tables
from harness.render.simulated import MissingFact, Outcome, Setting, SimulatedCall, SimulatedTurn
from harness.render.simulated_call import simulated_call
from harness.render.simulated_calls import quantile, simulated_calls
from harness.render.simulated_json import call_json, calls_json

ESCAPE = "\x1b[2J"
SETTING = Setting(
    brief="b.yaml",
    caller="negotiator",
    persona="desk",
    title="A desk",
    why="as --persona says",
    chosen=False,
    call_date=datetime(2026, 3, 6, 9, 0, tzinfo=UTC),
    options={},
    price="target $60",
)


def call(seed: int = 1, outcome: Outcome = Outcome.BOOKED, reason: str = "", **books: Json) -> SimulatedCall:
    """Return a call of two turns, in which one fact was missing."""
    return SimulatedCall(
        seed=seed,
        turns=(
            SimulatedTurn(speaker="callee", text="Your date of birth?", at_seconds=0.4),
            SimulatedTurn(speaker="agent", text="I don't have it.", at_seconds=61.0),
        ),
        status="completed",
        raw_status="completed",
        ring_seconds=4.0,
        duration_seconds=60.0 * seed,
        credits=50.0 + seed,
        outcome=outcome,
        reason=reason,
        books={"answered_by": "human", "booked": False, "hung_up_by": None, **books},
        missing=(MissingFact(words="date of birth", at_seconds=61.0, decisive=True),),
        summary="",
    )


def written(shown: RenderableType, width: int = 80) -> str:
    """Return what a plain terminal would show."""
    console = Console(width=width, color_system=None)
    with console.capture() as captured:
        console.print(shown)
    return captured.get()


BOOKED: Mapping[str, Json] = {
    "booked": True,
    "date": "2026-03-10",
    "time": "15:30",
    "name": "Jane",
    "service": "a table",
    "party_size": 4,
}


@pytest.mark.parametrize(
    ("outcome", "books", "told"),
    [
        (Outcome.BOOKED, BOOKED, "BOOKED  a table for 4 under Jane on Tue 10 Mar 2026 at 15:30"),
        (Outcome.BOOKED, {"booked": True, "date": "2026-03-10"}, "BOOKED  on Tue 10 Mar 2026"),
        (
            Outcome.AGREED,
            {"agreed_price": 62.5, "currency": "USD", "period": "month"},
            "PRICE AGREED  62.50 USD a month  (the brief: target $60)",
        ),
        (Outcome.TOLD, {"gave": {"opening_hours": "nine to five"}}, "told      opening hours: nine to five"),
        (Outcome.MESSAGE, {"answered_by": "voicemail", "message_left": True}, "answered  by a voicemail"),
        (Outcome.DONE, {"verified": False}, "identity  not verified"),
        (Outcome.DONE, {"verified": True}, "identity  verified"),
        (Outcome.DONE, {"hung_up_by": "callee"}, "hung up   the callee"),
        (Outcome.DONE, {}, "hung up   nobody: both sides said goodbye"),
    ],
)
def test_the_books_are_told_in_words(outcome: Outcome, books: Mapping[str, Json], told: str) -> None:
    """Each thing that the callee wrote down."""
    assert told in written(simulated_call(SETTING, call(outcome=outcome, **books)))


@pytest.mark.parametrize(("raw", "told"), [("Timeout", "the time was up"), ("TooLongSilence", "stayed silent")])
def test_a_call_that_nobody_ended(raw: str, told: str) -> None:
    """Says what ended it, and the raw status beside the documented one."""
    text = written(simulated_call(SETTING, replace(call(), raw_status=raw)))
    assert told in text
    assert f"completed ({raw})" in text


def test_a_missing_fact_is_the_last_thing_told() -> None:
    """With its moment, and that it ended the call."""
    text = written(simulated_call(SETTING, call()), width=200)
    assert text.rstrip().endswith(
        "date of birth  asked for at 1:01; the brief does not say it, and the callee went no further without"
    )


def test_shares_have_their_interval_and_an_example() -> None:
    """Three of four: 75 %, Wilson 30.1 to 95.4; the first seed of each outcome."""
    calls = [call(seed, Outcome.REFUSED if seed == 3 else Outcome.BOOKED, "full" * (seed == 3)) for seed in range(1, 5)]
    lines = written(simulated_calls(SETTING, calls)).splitlines()
    [booked] = [line for line in lines if line.startswith("booked")]
    [refused] = [line for line in lines if line.startswith("refused")]
    assert booked.split() == ["booked", "3", "75.0", "%", "30.1-95.4", "█" * 15, "--seed", "1"]
    assert refused.split() == ["refused", "1", "25.0", "%", "4.6-69.9", "█" * 5, "--seed", "3"]
    assert "  4  date of birth  in 100.0 % of calls; it ended 4 of them  --seed 1" in [line.rstrip() for line in lines]
    assert "duration  p50 2:00, p90 4:00" in [line.rstrip() for line in lines]


def test_agreed_prices_are_told_with_their_number() -> None:
    """Lowest, median and highest of those calls alone that agreed on one."""
    calls = [call(seed, Outcome.AGREED, agreed_price=price) for seed, price in enumerate((60, 62, 70), start=1)]
    text = written(simulated_calls(SETTING, [*calls, call(4)]), width=200)
    assert "agreed price  lowest 60, median 62, highest 70, n 3 (brief: target $60)" in text


def test_only_the_first_reasons_are_told() -> None:
    """And how many more there are."""
    calls = [call(seed, Outcome.REFUSED, f"reason {seed}") for seed in range(1, 12)]
    text = written(simulated_calls(SETTING, calls))
    assert "reason 8" in text
    assert "reason 9" not in text
    assert "and 3 more" in text


@pytest.mark.parametrize(("share", "value"), [(0.5, 2), (0.9, 4), (0.0, 1), (1.0, 4)])
def test_quantiles_are_values_that_occurred(share: float, value: float) -> None:
    """The nearest rank of four."""
    assert quantile([4, 1, 3, 2], share) == value


def test_json_has_what_the_text_has() -> None:
    """One call whole, many with their shares."""
    one = json.loads(call_json(SETTING, call(agreed_price=60)))
    assert (one["books"]["agreed_price"], one["transcript"][1]["speaker"]) == (60, "agent")
    many = json.loads(calls_json(SETTING, [call(1), call(2, Outcome.REFUSED, "full")]))
    assert [(it["outcome"], it["n"], it["example_seed"]) for it in many["outcomes"]] == [
        ("booked", 1, 1),
        ("refused", 1, 2),
    ]
    assert many["reasons"] == {"full": 1}
    assert many["missing"] == {"date of birth": 2}
    assert many["agreed_prices"] is None


def test_foreign_text_has_no_power() -> None:
    """Escape codes and halves of characters are shown as visible text, on a terminal and in JSON."""
    foreign = f"{ESCAPE}\ud800"
    poisoned = replace(
        call(),
        books={**call().books, **BOOKED, "name": foreign, "gave": {foreign: foreign}},
        turns=(SimulatedTurn(speaker="callee", text=foreign, at_seconds=0.0),),
        reason=foreign,
        missing=(MissingFact(words=foreign, at_seconds=0.0, decisive=False),),
    )
    setting = replace(SETTING, persona=foreign, title=foreign, why=foreign, options={foreign: foreign}, price=foreign)
    refused = replace(poisoned, outcome=Outcome.REFUSED)
    for shown in (simulated_call(setting, poisoned), simulated_calls(setting, [poisoned, refused])):
        text = written(shown)
        assert "\x1b" not in text
        text.encode()
    for told in (call_json(setting, poisoned), calls_json(setting, [poisoned])):
        assert "\x1b" not in told
        told.encode()
    card = PersonaCard(group=foreign, name=foreign, kind=foreign, deals_with=foreign, title=foreign)
    assert "\x1b" not in written(grouped_tables([card]))
