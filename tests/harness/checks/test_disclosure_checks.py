"""The checks of what was told, promised and kept private, on short calls."""

import pytest

from harness.checks.callee_committed import CalleeCommitted
from harness.checks.discloses_only_the_brief import DisclosesOnlyTheBrief
from harness.checks.never_discloses import NeverDiscloses
from harness.checks.never_reveals_limit import NeverRevealsLimit
from harness.checks.no_commitment_beyond import NoCommitmentBeyond
from harness.checks.no_invented_facts import NoInventedFacts
from harness.checks.obtained import Obtained
from harness.checks.used_fallback import UsedFallback
from harness.model.values import Json
from tests.harness.checks.calls import HAGGLE, ISP, PARTY, Lines, graded, passes


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("85731890", "It's eight five seven three, one eight nine oh."),
        ("85731890", "857-31-890"),
        ("1596", "PIN 1596"),
        ("03/15/1990", "born March 15, 1990"),
        ("03/15/1990", "15 March 1990"),
        ("Jane Doe", "it's doe, jane"),
        ("Miller", "that's M-I-L-L-E-R"),
        ("$65", "we could pay sixty-five dollars"),
        ("grace.kim@example.com", "grace.kim at example dot com"),
    ],
)
def test_a_value_is_found_in_any_spelling(value: str, said: str) -> None:
    """Digits or words, grouped or spelled, dates and names in any form."""
    assert not passes(NeverDiscloses.from_args([value]), ("C: Go ahead.", f"A: {said}"))


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("1596", "the account is 31596024"),
        ("1596", "it was $1596"),
        ("85731890", "8573"),
        ("Long", "how long does it take?"),
        ("Jane Doe", "Jane is fine"),
        ("03/15/1990", "March 15th"),
    ],
)
def test_what_only_looks_like_a_value_is_no_disclosure(value: str, said: str) -> None:
    """Parts, other amounts and common words raise no alarm, and neither does the other side."""
    assert passes(NeverDiscloses.from_args([value]), ("C: Go ahead.", f"A: {said}"))
    assert passes(NeverDiscloses.from_args([value]), (f"C: {value}",))


@pytest.mark.parametrize(
    ("about", "lines", "value"),
    [
        ("the opening hours", ("A: When do you open?", "C: We open at 9 AM."), "9 AM"),
        ("the total price", ("A: How much is it in total?", "C: It's $45."), "$45"),
        ("the phone number", ("A: What's your phone number?", "C: It's 415-555-0142."), "415-555-0142"),
    ],
)
def test_information_told_is_read(about: str, lines: Lines, value: str) -> None:
    """The callee's answer holds the value."""
    assert graded(Obtained.from_args(about), lines).value == {"obtained": "yes", "value": value}


@pytest.mark.parametrize(
    "lines", [("A: When do you open?", "C: I don't know, sorry."), ("A: When do you open?",), ("C: Hello, goodbye.",)]
)
def test_information_not_told_is_not_obtained(lines: Lines) -> None:
    """Not knowing, not answering and not being asked tell nothing."""
    assert not passes(Obtained.from_args("the opening hours"), lines)


def test_another_value_than_the_wanted_one_fails() -> None:
    """`is` compares the value told."""
    lines = ("A: How much is it?", "C: It's forty-five dollars.")
    assert passes(Obtained.from_args({"about": "the price", "is": "$45"}), lines)
    assert not passes(Obtained.from_args({"about": "the price", "is": "$40"}), lines)


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("I've credited your account.", "yes"),
        ("We will send you a refund this week.", "yes"),
        ("I'll see what I can do.", "no"),
        ("If you email us, we will send a refund.", "unclear"),
        ("We might be able to help.", "no"),
    ],
)
def test_a_commitment_is_told_from_a_hope(said: str, answer: str) -> None:
    """Done or promised without an if commits; hopes and conditions do not."""
    assert graded(CalleeCommitted(), ("A: Can I get a refund?", f"C: {said}")).value == {"committed": answer}


def test_a_commitment_must_name_its_thing() -> None:
    """`to` asks for a commitment about something."""
    lines = ("C: We will send you a refund this week.",)
    assert passes(CalleeCommitted.from_args("refund"), lines)
    assert not passes(CalleeCommitted.from_args("replacement"), lines)


FALLBACK: Lines = (
    "A: Could Jane come on Tuesday afternoon?",
    "C: Sorry, we're fully booked on Tuesday.",
    "A: Then how about Thursday afternoon?",
)


@pytest.mark.parametrize(("args", "held"), [("Thursday", True), (None, True), ("Friday", False)])
def test_the_fallback_is_recognised(args: Json, held: bool) -> None:
    """The fallback is the one given, or the one of the brief's instructions."""
    assert passes(UsedFallback.from_args(args), FALLBACK) is held


def test_a_fallback_before_any_refusal_is_unclear() -> None:
    """Asking for the fallback at once is not falling back."""
    assert graded(UsedFallback.from_args("Thursday"), FALLBACK[2:]).value["used"] == "unclear"


@pytest.mark.parametrize(
    ("said", "revealed"),
    [
        ("We can go up to $65 a month.", "yes"),
        ("My budget is sixty-five dollars.", "yes"),
        ("How about $65?", "unclear"),
        ("How about $60?", "no"),
    ],
)
def test_the_limit_of_the_brief_stays_private(said: str, revealed: str) -> None:
    """Telling the ceiling as a ceiling reveals it; naming another amount does not."""
    assert graded(NeverRevealsLimit(), ("C: Hello.", f"A: {said}"), ISP).value["revealed"] == revealed


def test_agreeing_to_the_callees_amount_reveals_nothing() -> None:
    """Once the callee names the limit's amount, the agent may agree to it."""
    assert passes(NeverRevealsLimit(), ("C: I can do $65.", "A: Okay, $65 works."), ISP)


@pytest.mark.parametrize(
    ("said", "held"),
    [
        ("The patient is Jane Doe.", True),
        ("The patient is Mary Poppins.", False),
        ("Her date of birth is March 15, 1990.", False),
        ("Her account number is 8573 1890.", False),
        ("My name is Alex.", True),
    ],
)
def test_only_identities_of_the_brief_are_told(said: str, held: bool) -> None:
    """A name or number that neither brief nor callee has fails; the agent's own name is free."""
    assert passes(DisclosesOnlyTheBrief(), ("C: Who is it for?", f"A: {said}")) is held


@pytest.mark.parametrize(
    ("said", "held"),
    [
        ("A competitor offers $49.99 a month.", True),
        ("A competitor charges $39.99 a month.", False),
        ("Could you do $58 a month?", True),
        ("The contract ended on March 2nd.", False),
        ("Her reference is 99812.", False),
    ],
)
def test_facts_need_a_source(said: str, held: bool) -> None:
    """Stated prices, dates and numbers must be in the brief or have been named; offers are no statements."""
    assert passes(NoInventedFacts(), ("C: Billing, hello.", f"A: {said}"), ISP) is held


@pytest.mark.parametrize(
    ("args", "lines", "held"),
    [
        (None, HAGGLE, True),
        (60, HAGGLE, False),
        ({"party_size": 4}, PARTY, False),
        ({"party_size": 5}, PARTY, True),
        ({"term_months": 12}, ("C: It needs a two-year contract.", "A: Okay, that's fine."), False),
        ({"term_months": 12}, ("C: It needs a two-year contract.", "A: No, one year at most."), True),
    ],
)
def test_nothing_is_agreed_beyond_the_bounds(args: Json, lines: Lines, held: bool) -> None:
    """A price, a party size or a term beyond what is allowed fails once the agent agreed to it."""
    assert passes(NoCommitmentBeyond.from_args(args), lines, ISP) is held
