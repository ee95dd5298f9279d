"""What the caller reads out of a brief."""

from datetime import date
from typing import Any

import pytest

from mock_gateway.simulation.knowledge import Knowledge, read_brief
from mock_gateway.simulation.openings import Slot

FRIDAY = date(2026, 3, 6)
TUESDAY, WEDNESDAY, THURSDAY = date(2026, 3, 10), date(2026, 3, 11), date(2026, 3, 12)


def knows(objective: str = "", instructions: str = "", context: str = "", **fields: Any) -> Knowledge:
    brief = {"call_objective": objective, "detailed_instructions": instructions, "callee_context": context, **fields}
    return read_brief(brief, FRIDAY)


@pytest.mark.parametrize(
    ("objective", "kind", "form"),
    [
        ("Schedule a dental cleaning for next Tuesday afternoon", "booking", "order"),
        ("Please call the restaurant and book a table for 4", "booking", "order"),
        ("I'd like you to reserve a room", "booking", "order"),
        ("Reschedule my appointment to Friday", "booking", "order"),
        ("Negotiate the monthly bill down to $60", "price", "order"),
        ("Get a better rate on my car insurance", "price", "order"),
        ("Lower my rent", "price", "order"),
        ("Ask whether they take walk-ins", "errand", "question"),
        ("Find out the status of my order", "errand", "question"),
        ("Get the price of an oil change", "errand", "question"),
        ("Cancel my gym membership", "errand", "order"),
        ("Confirm my appointment on Tuesday at 3pm", "errand", "order"),
        ("Tell Maria that I will be late", "errand", "notice"),
        ("My package never arrived and I want a refund", "errand", "sentence"),
        ("Reserva una mesa para cuatro personas", "errand", "foreign"),
        ("", "errand", "nothing"),
    ],
)
def test_the_kind_of_task_follows_from_the_objective(objective: str, kind: str, form: str) -> None:
    """An objective sets a booking, a price or an errand, in one of six forms."""
    purpose = knows(objective).purpose
    assert (purpose.kind, purpose.form) == (kind, form)


@pytest.mark.parametrize(
    ("objective", "request_words"),
    [
        ("Please call them and book a table for 4 tonight.", "book a table for 4 tonight"),
        ("Cancel my gym membership", "cancel their gym membership"),
        ("I want to cancel our reservation", "cancel their reservation"),
        ("Ask whether they accept Delta Dental", "whether you accept Delta Dental"),
        ("Tell Maria that I will be late", "they will be late"),
        ("Follow up on the status of claim 88213", "about the status of claim 88213"),
    ],
)
def test_the_request_is_put_as_a_caller_would(objective: str, request_words: str) -> None:
    """The words of the objective are turned from the client's into the caller's."""
    assert knows(objective).purpose.request == request_words


@pytest.mark.parametrize(
    ("objective", "service"),
    [
        ("Schedule a dental cleaning for next Tuesday", "a dental cleaning"),
        ("Reschedule my haircut to Friday", "the haircut"),
        ("Change flight from April 3 to April 5", "a flight"),
        ("Book for Tuesday", ""),
    ],
)
def test_what_is_booked_is_named_as_the_callee_would(objective: str, service: str) -> None:
    """The service has an article and nobody's pronoun."""
    assert knows(objective).purpose.service == service


@pytest.mark.parametrize(
    ("objective", "instructions", "taken", "not_taken"),
    [
        ("Book a cleaning next Tuesday afternoon", "", [(TUESDAY, 900)], [(TUESDAY, 600), (WEDNESDAY, 900)]),
        (
            "Book a cleaning next Tuesday afternoon",
            "If Tuesday is full, take Wednesday or Thursday afternoon.",
            [(TUESDAY, 900), (WEDNESDAY, 900), (THURSDAY, 1000)],
            [(WEDNESDAY, 600)],
        ),
        (
            "Book a table tonight at 7pm",
            "If 7pm is not available, try 7:30 or 8pm.",
            [(FRIDAY, 1140), (FRIDAY, 1170), (FRIDAY, 1200)],
            [(FRIDAY, 1260), (TUESDAY, 1140)],
        ),
        (
            "Book a haircut tomorrow at 2:30pm",
            "If not, any time after 4pm works.",
            [(date(2026, 3, 7), 870), (date(2026, 3, 7), 1020)],
            [(date(2026, 3, 7), 900)],
        ),
        (
            "Book an oil change next week before 11am",
            "Not on Tuesday.",
            [(WEDNESDAY, 540)],
            [(TUESDAY, 540), (WEDNESDAY, 700)],
        ),
        ("Reschedule my checkup from Tuesday 3pm to Thursday at 5pm", "", [(THURSDAY, 1020)], [(TUESDAY, 900)]),
        (
            "Book a driving test",
            "Mornings preferred. Not on Fridays.",
            [(TUESDAY, 600)],
            [(TUESDAY, 900), (FRIDAY, 600)],
        ),
        ("Book a haircut on Tuesday", "Any time works.", [(TUESDAY, 600), (WEDNESDAY, 900)], []),
        ("Change my flight to April 5 morning", "", [(date(2026, 4, 5), 420)], [(date(2026, 4, 5), 900)]),
    ],
)
def test_wishes_and_fallbacks_say_which_times_are_allowed(
    objective: str, instructions: str, taken: list[tuple[date, int]], not_taken: list[tuple[date, int]]
) -> None:
    """A time is allowed exactly when the objective or a fallback covers it and nothing rules it out."""
    wishes = knows(objective, instructions).wishes
    assert [slot for slot in taken if not wishes.takes(Slot(*slot))] == []
    assert [slot for slot in not_taken if wishes.takes(Slot(*slot))] == []


def test_opening_hours_and_births_are_no_wishes() -> None:
    """Dates and times that say something else do not become times to book."""
    wishes = knows("Book a cleaning", "", "Open Mon-Fri 9am-5pm. Jane Doe, born March 15, 1990.").wishes
    assert wishes.listed == ()


@pytest.mark.parametrize(
    ("objective", "instructions", "context", "expected"),
    [
        (
            "Negotiate the bill down from $89.99 to $60/mo or less",
            "Target: $60/mo. Acceptable range: up to $65/mo.",
            "Current plan: 200 Mbps at $89.99/mo. Competitor offer: same speed at $49.99/mo.",
            (89.99, 60.0, 65.0, 49.99),
        ),
        ("Lower my bill", "Get it to $80 or less.", "I pay $120/month.", (120.0, 80.0, 80.0, None)),
        ("Lower my bill", "Target $80, walk away above $95", "I pay $120 a month.", (120.0, 80.0, 95.0, None)),
        ("Negotiate my rent to $2,000, max $2,050", "", "Rent is $2,100/month.", (2100.0, 2000.0, 2050.0, None)),
        ("Lower my bill", "Aim for $50-60.", "", (None, 50.0, 60.0, None)),
        ("Lower my bill", "", "", (None, None, None, None)),
    ],
)
def test_prices_are_read_by_role(
    objective: str, instructions: str, context: str, expected: tuple[float | None, ...]
) -> None:
    """Current price, target, limit and a competitor's offer are told apart."""
    prices = knows(objective, instructions, context).prices
    assert (prices.current, prices.target, prices.limit, prices.competitor) == expected


@pytest.mark.parametrize(
    ("context", "client"),
    [
        ("Patient Jane Doe, born 03/15/1990.", "Jane Doe"),
        ("The patient is Jane Doe, an existing patient.", "Jane Doe"),
        ("Account holder: Paul Chen. Account number 991.", "Paul Chen"),
        ("Member since 2021, member ID FL-20881. Member name: Paul Chen.", "Paul Chen"),
        ("My name is José García-López", "José García-López"),
        ("Local dentist office, open Mon-Fri", None),
        ("Ask for Dr. Smith.", None),
    ],
)
def test_the_client_is_the_one_the_call_is_for(context: str, client: str | None) -> None:
    """The name under a label is the client's; the callee's own is not."""
    assert knows("Book a cleaning", "", context, callee_name="Dr. Smith Office").client == client


@pytest.mark.parametrize(
    ("context", "fact", "value"),
    [
        ("Jane Doe, DOB 7/4/1961", "date_of_birth", "7/4/1961"),
        ("She was born on March 15, 1990.", "date_of_birth", "March 15, 1990"),
        ("Callback number: (415) 555-0199.", "phone", "(415) 555-0199"),
        ("Account number: AB-12345.", "account_number", "AB-12345"),
        ("Claim number CLM-88213", "claim_number", "CLM-88213"),
        ("Confirmation code QX7P2L.", "confirmation_number", "QX7P2L"),
        ("2018 Honda Civic, plate 7ABC123", "license_plate", "7ABC123"),
        ("Drives a 2018 Honda Civic.", "vehicle", "2018 Honda Civic"),
        ("Lives at 221 Baker Street, Springfield", "address", "221 Baker Street, Springfield"),
        ("Insurance: Delta Dental PPO", "insurance", "Delta Dental PPO"),
        ("jane@example.com", "email", "jane@example.com"),
    ],
)
def test_facts_are_read_as_the_brief_puts_them(context: str, fact: str, value: str) -> None:
    """A labelled fact is known under its name, in the brief's own words."""
    assert knows("", "", context).details.get(fact) == value


@pytest.mark.parametrize(
    ("instructions", "levers"),
    [
        ("Mention the competitor's offer of $49.99.", ("competitor",)),
        ("I have been a customer for 8 years.", ("tenure",)),
        ("I will switch if they refuse.", ("walk_away",)),
        ("Be polite.", ()),
    ],
)
def test_leverage_is_what_the_brief_gives(instructions: str, levers: tuple[str, ...]) -> None:
    """A competitor's price, a long tenure and the readiness to leave are leverage; nothing else is."""
    assert knows("Lower my bill to $60", instructions).levers == levers


def test_preferences_and_questions_come_from_the_instructions() -> None:
    """What is wished for besides time and price is kept to be brought up later."""
    read = knows(
        "Book a table tonight at 7pm", "Prefer a booth if possible. Ask if parking is free. Quiet corner preferred."
    )
    assert read.preferences == ("a booth", "a quiet corner")
    assert read.questions == ("if parking is free",)
