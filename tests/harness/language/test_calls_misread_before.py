"""Sentences that were once misread: each says what the callee, or the agent, did and did not do."""

import pytest

from harness.checks.agreed_price import AgreedPrice
from harness.checks.callee_committed import CalleeCommitted
from harness.checks.confirmed import Confirmed
from harness.checks.obtained import Obtained
from harness.checks.reached_human import ReachedHuman
from harness.checks.used_fallback import UsedFallback
from harness.language.times import read_times
from tests.harness.checks.calls import Lines, graded, passes

HOLD = "C: Bear with me, I'm going to put you on a brief hold."


@pytest.mark.parametrize(
    "lines",
    [
        ("A: Saturday at 3pm, please.", HOLD, "A: Sure, I'll hold."),
        ("A: Saturday at 3pm, please.", HOLD, "A: Okay.", "C: Hmm, nothing on Saturday at 3pm."),
        ("A: I'd like a lower rate.", "C: Great, I've set that up: $70 a month.", "A: Thanks."),
        ("A: I want to cancel my membership.", "C: Done.", "A: A number?", "C: The confirmation number is 10575."),
    ],
)
def test_holds_rates_and_cancellations_are_no_bookings(lines: Lines) -> None:
    """A hold promises nothing, and what is done in another matter books nothing."""
    assert not passes(Confirmed(), lines)


@pytest.mark.parametrize("end", ["Good, I've written it down.", "Good, I'll be there.", "Great, it's on my calendar."])
def test_a_note_after_a_reading_back_and_a_yes_books(end: str) -> None:
    """A friend or a landlord settles an appointment without the word."""
    read_back = "C: So a lunch on Sunday, December 6th at 1 PM, is that right?"
    lines = ("A: Would Sunday at 1 suit?", read_back, "A: That's it, yes.", f"C: {end}")
    assert passes(Confirmed.from_args({"day": "sunday", "time": "13:00"}), lines)


@pytest.mark.parametrize(
    "lines",
    [
        ("C: It's $1,470.", "A: No, $1,470 is too high.", "C: Sorry.", "A: I'll take that back to my client."),
        ("C: It's $69.", "A: $69 is too high for us.", "C: A pity.", "A: Okay. We'll leave it there. Bye now."),
        ("A: It's currently $79.99.", "C: I can't change prices.", "A: Alright, thanks.", "C: Alright, take care."),
        ("A: $50 is what we want.", "C: I talked to my supervisor, and we could do $71.99."),
        ("A: We'd like $1,800 a month\u2014", "C: Hang on, hang on. Okay, go ahead."),
        ("C: The lowest is $85.", "A: Okay,"),
        ("C: What's the account number?", "A: It's 40912.", "C: Thank you."),
        ("C: And the vehicle?", "A: It's a 2019 Honda Civic.", "C: Great."),
    ],
)
def test_no_price_is_agreed(lines: Lines) -> None:
    """Refusals, present prices, counter-offers, interruptions and identifiers make no deal."""
    assert not passes(AgreedPrice(), lines)


def test_a_refused_extra_leaves_the_price_agreed_before() -> None:
    """An offer made on top and turned down does not undo the deal."""
    lines = ("A: Would you take $450?", "C: Deal.", "C: $455 with delivery?", "A: No, I'll pick it up.")
    assert passes(AgreedPrice(exactly=450), lines)


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("Okay, the membership is cancelled.", "yes"),
        ("I've ordered the refill.", "yes"),
        ("I'm going to put you on a brief hold.", "no"),
        ("I'll transfer you to the billing department.", "no"),
        ("I'll put it under the number you're calling from.", "no"),
        ("You've reached Amy. Leave a message and we'll call you back.", "no"),
    ],
)
def test_a_hold_or_a_transfer_commits_to_nothing(said: str, answer: str) -> None:
    """What is done commits; holds, transfers, notes and a greeting's promise do not."""
    assert graded(CalleeCommitted(), ("A: Hello.", f"C: {said}")).value == {"committed": answer}


@pytest.mark.parametrize(
    ("about", "lines", "held"),
    [
        (
            "whether there is a change fee",
            ("A: Is there a change fee?", "C: There's no change fee on this fare."),
            True,
        ),
        (
            "whether a plan is possible",
            ("A: Is a plan possible?", "C: Who is this?", "A: An assistant.", "C: Let me see. Yes, it is."),
            True,
        ),
        (
            "when you close on Saturdays",
            ("A: When do you close?", "C: We're open Monday to Saturday, eight to six."),
            True,
        ),
        ("the status of the claim", ("A: What's the status?", "C: I'll need the claim number."), False),
        ("the status of the claim", ("A: What's the status?", "C: One second, the computer is slow today."), False),
        ("the status of the claim", ("C: Thank you for calling Prairie Claims.", "A: Hello."), False),
    ],
)
def test_an_answer_is_told_from_a_delay(about: str, lines: Lines, held: bool) -> None:
    """The question stays open over side questions; delays and demands are no answers."""
    assert passes(Obtained(about=about), lines) is held


def test_a_time_is_the_same_however_it_is_said() -> None:
    """`is` compares hours, not spellings."""
    lines = ("A: When is check-in?", "C: Check-in is from three in the afternoon.")
    assert passes(Obtained.from_args({"about": "the check-in time", "is": "3pm"}), lines)


@pytest.mark.parametrize(
    ("lines", "by"),
    [
        (("C: All our lines are busy. Please hold for the next available person.",), "hold"),
        (("C: For billing, press one.", "A: Billing.", "C: Sorry, that is not a valid option."), "ivr"),
        (("C: Palace. Make it short.",), "human"),
        (("C: I'll transfer you to the retention team. One moment.",), "human"),
    ],
)
def test_machines_are_told_from_curt_people(lines: Lines, by: str) -> None:
    """A queue is hold, an error line is a menu, and a curt greeting is a person's."""
    assert graded(ReachedHuman(), lines).value == {"answered_by": by}


@pytest.mark.parametrize(
    "refusal",
    [
        "Hmm, nothing on Saturday at 7pm. The closest I have is 7:30 PM.",
        "Sorry, there's nothing left then. Would 7:30 PM work?",
        "We're full at seven, I'm afraid.",
    ],
)
def test_a_refusal_in_one_breath_with_other_times_is_one(refusal: str) -> None:
    """The fallback after it counts."""
    assert passes(UsedFallback(fallback="7:30pm"), ("A: Saturday at 7pm?", f"C: {refusal}", "A: 7:30 pm, please."))


@pytest.mark.parametrize(("text", "count"), [("from Friday, one night", 0), ("for 1 night", 0), ("at one at night", 1)])
def test_one_night_is_no_hour(text: str, count: int) -> None:
    """The length of a stay is no time of day."""
    assert len([time for time in read_times(text) if not time.part]) == count


@pytest.mark.parametrize(
    "lines",
    [
        ("A: I need to order two large pizzas for delivery at 6:30pm.", "C: Alright, that's done.", "A: Thank you."),
        ("A: I'm calling to order flowers for Friday.", "C: It's in the system now."),
        ("A: It's about the rent. Could you make it $1,990?", "C: Yes.", "A: We have a deal.", "C: Done."),
        ("A: Could you make it $95?", "C: Sure.", "A: Deal.", "C: Great, I've set that up: $95."),
        (
            "A: I'm calling to book a table.",
            "C: Under what name?",
            "A: I wasn't given one.",
            "C: No problem, I'll put it under the number you're calling from.",
            "A: Thank you.",
            "C: Goodbye.",
        ),
    ],
)
def test_an_order_a_price_and_a_number_are_no_booking(lines: Lines) -> None:
    """That something is done confirms only what was asked as a booking."""
    assert graded(Confirmed(), lines).value["booked"] != "yes"


@pytest.mark.parametrize(
    "refusal", ["We can't hold tables.", "We can't squeeze you in.", "I can't really see you today."]
)
def test_what_cannot_be_done_is_refused(refusal: str) -> None:
    """With or without an adverb between."""
    lines = ("A: Can I book a table?", "C: I'll put you down.", f"C: Oh, {refusal}", "A: Okay.", "C: Bye.")
    assert graded(Confirmed(), lines).value["booked"] == "no"


def test_a_ride_that_is_ordered_is_a_booking() -> None:
    """Other than an order of goods."""
    assert passes(Confirmed(), ("A: I'd like to order a taxi for 6:30pm.", "C: Alright, that's done."))


@pytest.mark.parametrize(
    ("answer", "held"),
    [
        ("As I tell everybody: Yes, it is.", True),
        ("Yeah, yeah.", False),
        ("Hard to say.", False),
        ("We may get back to you.", False),
        ("There's nobody by that name here.", False),
    ],
)
def test_an_answer_is_told_from_putting_off(answer: str, held: bool) -> None:
    """A lead-in takes nothing away from an answer, and impatience is none."""
    lines = ("A: Could you tell me whether the prescription is ready?", f"C: {answer}")
    assert passes(Obtained(about="whether the prescription is ready"), lines) is held


def test_a_question_stays_open_when_the_agent_was_not_told_something() -> None:
    """ "They didn't tell me why" is no other question."""
    lines = (
        "A: Is the prescription ready?",
        "C: For what reason?",
        "A: They didn't tell me why.",
        "C: Sure. Yes, it is.",
    )
    assert passes(Obtained(about="whether the prescription is ready"), lines)


@pytest.mark.parametrize("end", ["That's still more than we had in mind. Could", "I'd like to think. Would"])
def test_a_question_cut_short_takes_no_price(end: str) -> None:
    """Its first word is no answer by the verb alone."""
    assert not passes(AgreedPrice(), ("A: Can it be $95?", "C: I could do $114 a month.", f"A: {end}"))


def test_the_price_at_present_is_no_offer() -> None:
    """However it is introduced."""
    opening = "A: At the moment it comes to $104, and my client would like—"
    assert not passes(AgreedPrice(), (opening, "C: Yeah, yeah. Get to the point."))


def test_a_name_before_a_full_stop_introduces_a_person() -> None:
    """Who comes to the phone after a queue is a person."""
    lines = ("C: All our lines are busy. Please hold.", "C: Hello, Trattoria Fontana, Greg here.", "A: Hi.")
    assert graded(ReachedHuman(), lines).value == {"answered_by": "human"}


def test_taking_care_of_it_is_a_commitment() -> None:
    """Other than taking a note."""
    assert passes(CalleeCommitted(), ("A: Please cancel the membership.", "C: Okay, I'll take care of it."))
