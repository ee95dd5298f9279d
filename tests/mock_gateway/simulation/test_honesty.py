"""What holds of every call, whatever the brief and whoever picks up."""

import random
import re
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.language.numbers import read_numbers
from mock_gateway.catalogue import load_personas
from mock_gateway.simulation import Conversation, Persona, choose_persona, simulate
from mock_gateway.simulation.agent_phrases import AGENT_PHRASES
from mock_gateway.simulation.knowledge import read_brief
from mock_gateway.simulation.task_phrases import TASK_PHRASES

FRIDAY = datetime.fromisoformat("2026-03-06T09:00-08:00")
RAW_STATUSES = {
    *("completed", "HungupByPeer", "HungupByLocal", "NoAnswer", "Declined", "DialFailed", "TooLongSilence", "Timeout"),
}
PERSONAS = load_personas()
WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
TEMPLATE_WORDS = {
    word
    for table in (AGENT_PHRASES, TASK_PHRASES)
    for templates in table.values()
    for text in templates
    for word in WORD.findall(text)
}

STATED = [
    "Schedule a dental cleaning appointment for next Tuesday afternoon",
    "Book a table for 6 people on Saturday at 7:30pm",
    "Please call them and reserve a room for March 20 to March 22 for Ana Souza",
    "Reschedule my appointment from March 12 at 10am to the following Friday morning",
    "Negotiate the monthly bill down from $89.99 to $60/mo or less",
    "Lower my rent from $2,100 to $1,950 a month",
    "Get a discount on the annual premium",
    "Cancel my gym membership",
    "Ask whether they accept walk-ins and how long the wait is",
    "Tell Maria that I will be 20 minutes late",
    "Find out the status of claim CLM-2231",
    "My internet has been down for 3 days and I want a refund of $45",
    "Book something",
    "Reserva una mesa para cuatro personas mañana a las ocho",
    "🍕🍕 for 2 😀",
    "",
]
SENTENCES = [
    "If that is full, take Wednesday or Thursday afternoon.",
    "Any time after 3pm works too.",
    "Not on Mondays.",
    "Target: $60/mo. Acceptable range: up to $65/mo.",
    "Mention the competitor's offer of $49.99.",
    "Walk away above $95.",
    "I have been a customer for 8 years and I will switch if they do not help.",
    "Prefer a quiet table if possible.",
    "Ask if parking is free.",
    "Get a confirmation number.",
    "Patient Jane Doe, born 03/15/1990, phone 415-555-0134.",
    "Account number AB-99213. Account holder: Paul Chen.",
    "Party of 5.",
]
OBJECTIVES = st.sampled_from(STATED)
INSTRUCTIONS = st.lists(st.sampled_from(SENTENCES), max_size=5).map(" ".join)
STRANGE = st.text(max_size=300) | st.text(alphabet="0123456789$/-: ", max_size=80)
TEXTS = OBJECTIVES | INSTRUCTIONS | STRANGE | st.just("word " * 4000) | st.just("$1 7pm Tuesday (" * 500)
BRIEFS = st.fixed_dictionaries(
    {},
    optional={
        "callee_name": st.sampled_from(["Dr. Smith Office", "The Italian Place", "Comcast", "Mom"]) | STRANGE,
        "callee_context": TEXTS | st.none() | st.integers(),
        "call_objective": OBJECTIVES | TEXTS,
        "detailed_instructions": INSTRUCTIONS | TEXTS,
        "caller": st.sampled_from(["communicator", "negotiator", "robot"]),
    },
)
CALLEES = st.sampled_from(sorted(PERSONAS)).map(PERSONAS.find)
SEEDS = st.integers(min_value=0, max_value=2**40)


@given(brief=BRIEFS, persona=CALLEES, seed=SEEDS, limit=st.floats(min_value=0, max_value=7200))
@settings(max_examples=80, deadline=None)
def test_every_call_ends_in_time_and_in_a_known_status(
    brief: dict[str, Any], persona: Persona, seed: int, limit: float
) -> None:
    """No call exceeds its limit, turns never overlap, and the raw status is one of the gateway's."""
    call = simulate(brief, persona, FRIDAY, seed, limit)
    assert call.raw_status in RAW_STATUSES
    assert call.duration_seconds <= limit + 0.01
    ends = [turn.at_seconds + turn.seconds for turn in call.turns]
    assert all(end <= limit + 0.02 for end in ends)
    assert all(end <= turn.at_seconds + 0.02 for end, turn in zip(ends, call.turns[1:], strict=False))
    assert all(turn.text.strip() for turn in call.turns)


@given(brief=BRIEFS, persona=CALLEES, seed=SEEDS)
@settings(max_examples=40, deadline=None)
def test_the_same_arguments_give_the_same_call(brief: dict[str, Any], persona: Persona, seed: int) -> None:
    """Nothing but the arguments decides anything."""
    assert simulate(brief, persona, FRIDAY, seed, 7200.0) == simulate(dict(brief), persona, FRIDAY, seed, 7200.0)


@given(brief=BRIEFS, persona=CALLEES, seed=SEEDS)
@settings(max_examples=80, deadline=None)
def test_the_agent_says_no_number_and_no_name_of_its_own(brief: dict[str, Any], persona: Persona, seed: int) -> None:
    """Each number and each capitalised word of the agent stands in the brief, or the callee said it before."""
    call = simulate(brief, persona, FRIDAY, seed, 7200.0)
    known = " ".join(value for value in brief.values() if isinstance(value, str))
    for turn in call.turns:
        if turn.speaker == "agent":
            assert not _invented_numbers(turn.text, known), (turn.text, call.turns)
            assert not _invented_names(turn.text, known), (turn.text, call.turns)
        known = f"{known} {turn.text}"


@given(brief=BRIEFS, persona=CALLEES, seed=SEEDS, limit=st.sampled_from([30.0, 60.0, 90.0, 120.0, 7200.0]))
@settings(max_examples=80, deadline=None)
def test_the_books_hold_only_what_was_said(brief: dict[str, Any], persona: Persona, seed: int, limit: float) -> None:
    """A booking was read back and agreed to, a price was offered and accepted, also when the call is cut short."""
    call = simulate(brief, persona, FRIDAY, seed, limit)
    heard = " ".join(turn.text for turn in call.turns if turn.speaker == "user")
    if call.books["booked"]:
        assert call.books["day"].capitalize() in heard
        assert str(int(call.books["date"][-2:])) in heard
        assert _spoken(call.books.get("time", "")) in heard
        assert call.books.get("name", "") in heard
    price = call.books.get("agreed_price")
    if price is not None:
        assert price in {number.value for number in read_numbers(heard)}
        assert price in {number.value for number in read_numbers(_of_agent(call))}


@given(brief=BRIEFS, persona=CALLEES, seed=SEEDS)
@settings(max_examples=80, deadline=None)
def test_the_agent_never_accepts_beyond_its_limit(brief: dict[str, Any], persona: Persona, seed: int) -> None:
    """An agreed price is at most the limit of the brief, and a booked time is one that the brief allows."""
    call = simulate(brief, persona, FRIDAY, seed, 7200.0)
    knows = read_brief(brief, FRIDAY.date())
    ceiling = knows.prices.ceiling
    if ceiling is not None and "agreed_price" in call.books:
        assert call.books["agreed_price"] <= ceiling


@given(brief=BRIEFS)
@settings(max_examples=40, deadline=None)
def test_somebody_picks_up_every_brief(brief: dict[str, Any]) -> None:
    """The default persona of any brief is one that there is."""
    assert choose_persona(brief, PERSONAS.values()) in PERSONAS


@pytest.mark.prove
def test_five_thousand_calls_are_honest() -> None:
    """Over 5,000 seeded calls nothing is invented and the limit holds."""
    draw = random.Random(20260306)
    briefs = [_drawn_brief(draw) for _ in range(500)]
    callees = list(PERSONAS.values())
    calls = [
        (brief, simulate(brief, callees[(index + turn) % len(callees)], FRIDAY, index, 7200.0))
        for index, brief in enumerate(briefs)
        for turn in range(10)
    ]
    for brief, call in calls:
        known = " ".join(str(value) for value in brief.values())
        ceiling = read_brief(brief, FRIDAY.date()).prices.ceiling
        assert ceiling is None or call.books.get("agreed_price", 0.0) <= ceiling
        for turn in call.turns:
            if turn.speaker == "agent":
                assert not _invented_numbers(turn.text, known), (turn.text, call.turns)
                assert not _invented_names(turn.text, known), (turn.text, call.turns)
            known = f"{known} {turn.text}"


def _drawn_brief(draw: random.Random) -> dict[str, Any]:
    return {
        "callee_name": draw.choice(["Dr. Smith Office", "The Italian Place", "Comcast", "FitLife Gym"]),
        "callee_context": " ".join(draw.sample(SENTENCES, 3)),
        "call_objective": draw.choice(STATED),
        "detailed_instructions": " ".join(draw.sample(SENTENCES, 3)),
        "caller": draw.choice(["communicator", "negotiator"]),
    }


def _invented_numbers(text: str, known: str) -> set[float]:
    """The numbers of `text` that `known` does not hold, but for the "one" of "one more thing"."""
    said = {number.value for number in read_numbers(text)} - {1.0}
    if not said:
        return set()
    allowed = {number.value for number in read_numbers(known)}
    digits = set(re.findall(r"\d+", known))
    return {value for value in said if value not in allowed and f"{value:g}" not in digits}


def _invented_names(text: str, known: str) -> set[str]:
    words = {word for word in WORD.findall(text) if word[0].isupper() and word not in TEMPLATE_WORDS}
    lowered = known.lower()
    return {word for word in words if word.lower() not in lowered}


def _of_agent(call: Conversation) -> str:
    return " ".join(turn.text for turn in call.turns if turn.speaker == "agent")


def _spoken(clock: str) -> str:
    if not clock or clock == "12:00":
        return ""
    hour, minute = (int(part) for part in clock.split(":"))
    return f"{hour % 12 or 12}" if minute == 0 else f"{hour % 12 or 12}:{minute:02d}"
