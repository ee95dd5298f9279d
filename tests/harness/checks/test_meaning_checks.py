"""Confirmed, agreed_price and reached_human on short calls: passed, failed, unclear, and what was parsed."""

import pytest

from harness.checks.agreed_price import AgreedPrice
from harness.checks.confirmed import Confirmed
from harness.checks.reached_human import ReachedHuman
from harness.model.values import Json
from harness.model.verdict import Verdict
from tests.harness.checks.calls import HAGGLE, PARTY, Lines, graded, passes

BOOKED: Lines = (
    "C: Dr. Smith's office, how can I help?",
    "A: I'd like a cleaning for Jane Doe next Tuesday at 2 PM, please.",
    "C: Two is taken, I'm afraid. How about half past three?",
    "A: That works, please book it.",
    "C: Okay, I've got Jane Doe down for Tuesday, March 10th at 3:30 PM.",
    "A: Thank you, goodbye.",
)


def test_a_booking_is_parsed_with_the_last_values_standing() -> None:
    """`value` holds what was booked: the day, its date, and the time that replaced the refused one."""
    assert graded(Confirmed(), BOOKED).value == {
        "booked": "yes",
        "day": "tuesday",
        "date": "2026-03-10",
        "time": "15:30",
        "party_size": None,
    }


@pytest.mark.parametrize(
    "args",
    [
        {"day": "tuesday"},
        {"day": "next Tuesday", "time": "15:30"},
        {"date": "2026-03-10"},
        {"time": {"between": ["12:00", "17:00"]}},
        {"time": "3:30 PM", "name": "Jane Doe"},
    ],
)
def test_the_values_that_were_confirmed_pass(args: Json) -> None:
    """Days and times are compared by what they mean."""
    assert passes(Confirmed.from_args(args), BOOKED)


@pytest.mark.parametrize(
    "args",
    [
        {"day": "wednesday"},
        {"date": "2026-03-17"},
        {"time": "14:00"},
        {"time": {"at_most": "15:00"}},
        {"party_size": 4},
        {"name": "John Roe"},
    ],
)
def test_other_values_fail(args: Json) -> None:
    """A superseded time fails though it was said, and so does a value that the call never names."""
    assert not passes(Confirmed.from_args(args), BOOKED)


def test_a_value_never_named_is_unclear_and_can_be_accepted() -> None:
    """`unclear: accept` passes what the call leaves open, and nothing that it denies."""
    assert passes(Confirmed.from_args({"party_size": 4, "unclear": "accept"}), BOOKED)
    assert not passes(Confirmed.from_args({"day": "wednesday", "unclear": "accept"}), BOOKED)


def test_evidence_points_at_the_deciding_words() -> None:
    """The passage that states the booking is quoted from its turn."""
    evidence = graded(Confirmed.from_args({"time": "15:30"}), BOOKED).evidence
    assert [(item.turn, item.quote) for item in evidence] == [
        (5, "Okay, I've got Jane Doe down for Tuesday, March 10th at 3:30 PM."),
        (5, "3:30 PM"),
    ]


@pytest.mark.parametrize(
    "end",
    [
        ("C: I'll call you back to confirm.",),
        ("C: I can pencil you in, but I need to ask the doctor.",),
        ("C: I'm sorry, we're fully booked.",),
        ("C: So that's Tuesday at 2 for Jane Doe, is that right?",),
        ("C: So that's Tuesday at 2 for Jane Doe, is that right?", "A: Yes, that's right."),
        ("C: We could do Tuesday at 2.", "A: Great, please book it."),
        ("C: You're booked for Tuesday at 2.", "A: Thanks.", "C: Oh wait, sorry, that slot was just taken."),
        ("C: You're booked for Tuesday at 2.", "A: Sorry, please cancel that."),
        ("C: If you pay a deposit I can book that.",),
        (),
    ],
)
def test_what_is_not_settled_is_not_confirmed(end: Lines) -> None:
    """Tentative answers, callbacks, refusals, read-backs, offers and bookings taken back confirm nothing."""
    assert not passes(Confirmed(), ("A: A cleaning for Jane Doe on Tuesday at 2, please.", *end))


def test_an_empty_transcript_confirms_nothing() -> None:
    """`completed` with nothing said fails every check of meaning that wants something."""
    assert not passes(Confirmed(), ())
    assert not passes(ReachedHuman(), ())
    assert not passes(AgreedPrice(), ())


@pytest.mark.parametrize(("size", "held"), [(5, True), (4, False), ({"at_least": 5}, True)])
def test_the_corrected_party_size_stands(size: Json, held: bool) -> None:
    """The last size said is the one that was booked."""
    assert passes(Confirmed.from_args({"party_size": size}), PARTY) is held


def test_the_accepted_offer_is_the_price() -> None:
    """`value` holds the deal, its amount, currency and period."""
    value = {"deal": "yes", "amount": 62, "currency": "USD", "period": "month"}
    assert graded(AgreedPrice.from_args({"at_most": 65, "currency": "USD"}), HAGGLE).value == value


@pytest.mark.parametrize(
    ("args", "held"),
    [
        ({"at_most": 65, "currency": "USD"}, True),
        ({"between": [60, 65], "period": "month"}, True),
        (62, True),
        ({"at_most": 61}, False),
        ({"at_most": 65, "currency": "EUR"}, False),
        ({"at_most": 65, "period": "year"}, False),
    ],
)
def test_a_price_is_compared_with_its_range_currency_and_period(args: Json, held: bool) -> None:
    """Each part of the demand can fail by itself."""
    assert passes(AgreedPrice.from_args(args), HAGGLE) is held


@pytest.mark.parametrize(
    "end",
    [
        ("A: That's too much for us, we'll have to look elsewhere.",),
        ("A: Let me think about it and call you back.", "C: Sure."),
        ("A: Could you do $55?",),
        (),
    ],
)
def test_an_offer_nobody_accepted_is_no_deal(end: Lines) -> None:
    """Refused, put off, countered and unanswered offers are no deal."""
    assert graded(AgreedPrice(), (*HAGGLE[:3], *end)).value["deal"] != "yes"


def test_fees_added_after_the_deal_count() -> None:
    """A fee that the callee names after the agreement lifts the price above the bound."""
    lines = (*HAGGLE[:4], "C: Great, that's applied. There's also a $10 processing fee.")
    assert not passes(AgreedPrice.from_args({"at_most": 65}), lines)


@pytest.mark.parametrize(
    ("lines", "by"),
    [
        (("C: Hello, this is Ann, how can I help?",), "human"),
        (("C: You've reached Ann. Please leave a message after the tone.", "A: Hi Ann."), "voicemail"),
        (("C: For billing, press one. For support, press two.",), "ivr"),
        (("C: All our agents are busy. Please stay on the line.",), "hold"),
        (("C: Please state your name and the reason for your call.",), "screener"),
        (("C: The number you have dialed is not in service.",), "carrier"),
        (("A: Hello? Hello?", "S: silence from both sides for 25 seconds"), "silence"),
        (("C: For billing, press one.", "C: Billing, this is Sam, what can I do for you?"), "human"),
    ],
)
def test_who_answered_is_told_apart(lines: Lines, by: str) -> None:
    """Each kind of machine is named, and a person after a machine is a person."""
    outcome = graded(ReachedHuman(), lines)
    assert (outcome.value["answered_by"], outcome.verdict is Verdict.PASSED) == (by, by == "human")
