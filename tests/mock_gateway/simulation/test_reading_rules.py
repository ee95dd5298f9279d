"""Rules of reading that were once broken: each line is English that somebody wrote."""

from datetime import date
from typing import Any

import pytest

from mock_gateway.simulation.knowledge import Knowledge, read_brief
from mock_gateway.simulation.wishes import read_wishes

FRIDAY = date(2026, 3, 6)


def knows(objective: str, instructions: str = "", context: str = "", callee: str = "The Place") -> Knowledge:
    brief: dict[str, Any] = {
        "callee_name": callee,
        "call_objective": objective,
        "detailed_instructions": instructions,
        "callee_context": context,
        "caller": "negotiator",
    }
    return read_brief(brief, FRIDAY)


@pytest.mark.parametrize(
    ("objective", "request_words"),
    [
        (
            "Octopuses have three hearts. Rebook the flight to Denver on Wednesday.",
            "rebook the flight to Denver on Wednesday",
        ),
        ("Thank you so much for your help. Cancel my membership.", "cancel their membership"),
        ("I have had this internet plan for years. Please call and cancel it.", "cancel their internet plan"),
        ("Call Dr. Smith's office and schedule a cleaning", "schedule a cleaning"),
        ("What time do they close on July 3?", "What time do you close on July 3"),
    ],
)
def test_the_task_is_found_wherever_it_stands(objective: str, request_words: str) -> None:
    """Small talk before it, a title in it, and a question put as one."""
    assert knows(objective).purpose.request == request_words


@pytest.mark.parametrize(
    ("context", "size"),
    [
        ("The chess club has 27 members. The table is for 5 people.", 5),
        ("The recipe calls for 3 eggs and 200 grams of flour.", None),
        ("There'll be six of us.", 6),
    ],
)
def test_a_party_is_of_people_for_whom_something_is_booked(context: str, size: int | None) -> None:
    """Members, eggs and other counts are none."""
    assert knows("Book a table on Saturday at 7pm", context=context).party_size == size


@pytest.mark.parametrize(
    "sentence",
    [
        "The concert lasted until 11pm that night.",
        "The garden gets plenty of sun.",
        "The Great Fire of London began on September 2, 1666.",
        "The movie starts at 9pm and is terribly long.",
        "She works until 3 on Mondays.",
        "Call me back before 5pm.",
    ],
)
def test_times_of_something_else_are_no_wishes(sentence: str) -> None:
    """A wish orders, prefers or allows."""
    assert len(knows("Book a table on Saturday at 7pm", sentence).wishes.listed) == 1


def test_a_day_that_has_passed_cannot_be_had() -> None:
    """Naming only days of the past is not the same as any day."""
    wishes = knows("Book a haircut for March 2").wishes
    assert [wish.days for wish in wishes.listed] == [(date(2026, 3, 2),)]


@pytest.mark.parametrize(
    ("objective", "instructions", "context", "expected"),
    [
        ("Get the bill back to $79", "", "Bill went up from $79 to $104.", (104, 79, None, None)),
        (
            "Negotiate the repair quote down from $240 to $200",
            "",
            "Their quote for the repair is $240.",
            (240, 200, None, None),
        ),
        (
            "Get a better price",
            "Absolute maximum is $13,200.",
            "The car is listed at $14,500.",
            (14500, None, 13200, None),
        ),
        ("Lower my bill to $60", "I can go up to $70.", "I pay $90. Another gym offers $55.", (90, 60, 70, 55)),
        (
            "Reduce the charge",
            "Objective: $62. Upper bound: $68.50.",
            "Present charge: $84.37. Larkspur advertises $59.99.",
            (84.37, 62, 68.5, 59.99),
        ),
        ("Lower the price", "want 60. 65 max", "they charge me 82 a month now", (82, 60, 65, None)),
        (
            "Lower the price",
            "We hope for 1.250 €, until 1.400 € it is ok.",
            "She asks 1.600 €.",
            (1600, 1250, 1400, None),
        ),
        (
            "Ask for a lower price of $1,000",
            "If they can't do $1,000, I could manage $1,150.",
            "Their quote is $1,350",
            (1350, 1000, 1150, None),
        ),
        ("Lower my bill", "Go for $15 off, so $60.", "I pay $75. I was quoted $58 elsewhere.", (75, 60, None, 58)),
        ("Negotiate my rent: he wants $2,400, I'd like to stay at $2,200", "", "", (2400, 2200, None, None)),
    ],
)
def test_amounts_by_role(objective: str, instructions: str, context: str, expected: tuple[float | None, ...]) -> None:
    """Paid, wanted, still acceptable, asked by somebody else."""
    prices = knows(objective, instructions, context).prices
    assert (prices.current, prices.target, prices.limit, prices.competitor) == expected


@pytest.mark.parametrize(
    ("instructions", "leaves"),
    [
        ("If they won't help, I'll go elsewhere.", True),
        ("Otherwise we will book the Linden Inn.", True),
        ("Should they refuse, we will award the contract to the other bidder.", True),
        ("WALK AWAY: yes, if above the maximum", True),
        ("Bluff that I will cancel.", False),
        ("Do not threaten to cancel.", False),
        ("Do not cancel the policy on this call.", False),
    ],
)
def test_the_will_to_leave_is_read_and_its_denial_too(instructions: str, leaves: bool) -> None:
    """A lever that the brief forbids is none."""
    assert ("walk_away" in knows("Lower my bill to $60", instructions).details) == leaves


@pytest.mark.parametrize(
    ("instructions", "days", "earliest", "latest"),
    [
        ("Wed 4/29, after 6pm", (date(2026, 4, 29),), 18 * 60, 24 * 60),
        ("The Thursday after, the 12th, from 2 on", (date(2026, 3, 12),), 14 * 60, 24 * 60),
        ("14 March, between 0900 and 1130", (date(2026, 3, 14),), 9 * 60, 11 * 60 + 30),
        ("arrive on 03.04.2026 at half four", (date(2026, 4, 3),), 16 * 60 + 30, 16 * 60 + 30),
        ("Friday the 13th between half past nine and eleven", (date(2026, 3, 13),), 9 * 60 + 30, 11 * 60),
        ("DATE: 3/12\nTIME: 8:00 AM", (date(2026, 3, 12),), 8 * 60, 8 * 60),
    ],
)
def test_days_and_times_as_many_countries_write_them(
    instructions: str, days: tuple[date, ...], earliest: int, latest: int
) -> None:
    """A weekday beside its date is one day; clocks of four digits, dots and halves are times."""
    wishes = knows("Book a table", instructions).wishes.listed
    assert [(wish.days, wish.earliest, wish.latest) for wish in wishes] == [(days, earliest, latest)]


def test_days_that_are_not_available_are_no_wishes() -> None:
    """What the client cannot do is ruled out, however it is put."""
    wishes = knows("Book a table on Monday", "She is not available on Wednesday or Thursday.").wishes
    assert [wish.words for wish in wishes.listed] == ["Monday"]
    assert len(wishes.refused) == 2


@pytest.mark.parametrize(
    ("context", "client"),
    [
        ("booked for kayla brandt, thx", "kayla brandt"),
        ("It's Orla Quinn is the name.", "Orla Quinn"),
        ("Wild Thistle quoted us more.", None),
        ("Site is 2200 W Fulton St.", None),
    ],
)
def test_a_client_is_no_firm_and_no_street(context: str, client: str | None) -> None:
    """A name that quotes a price or ends in a street is not the client's."""
    assert knows("book a table on saturday", context=context).client == client


@pytest.mark.parametrize(
    ("objective", "days"),
    [
        ("Book a lesson next week, Tuesday or Wednesday afternoon.", [10, 11]),
        ("Book a table next week (Tuesday or Thursday).", [10, 12]),
        ("Book a cleaning next week on Thursday.", [12]),
    ],
)
def test_days_of_a_week_that_is_named_are_of_that_week(objective: str, days: list[int]) -> None:
    """The week alone is then no wish: Monday was not asked for."""
    listed = read_wishes(objective, "", "", date(2026, 3, 6)).listed
    assert [[day.day for day in wish.days] for wish in listed] == [[day] for day in days]


def test_a_part_of_the_day_keeps_its_day_and_a_refusal_takes_none() -> None:
    """The afternoon is that of the Tuesday that is named; with Monday ruled out it is any other day's."""
    today = date(2026, 3, 6)
    (wish,) = read_wishes("Book a lesson Tuesday afternoon next week.", "", "", today).listed
    assert (wish.days, wish.earliest) == ((date(2026, 3, 10),), 12 * 60)
    found = read_wishes("Book a lesson in the afternoon, not on Monday.", "", "", today)
    assert [(wish.days, wish.earliest) for wish in found.listed] == [((), 12 * 60)]
    assert [wish.days for wish in found.refused] == [(date(2026, 3, 9),)]
