"""Which briefs are too vague to act on, both ways: no sound brief is refused, no vague one gets through."""

from collections.abc import Mapping

import pytest

from harness.language.vagueness import insufficient_detail
from harness.model.brief import STANDARD_BRIEF
from harness.model.values import Json

COMMUNICATOR: Mapping[str, Json] = {
    "callee_name": "Dr. Smith Office",
    "callee_context": "Local dentist office, open Mon-Fri 9am-5pm",
    "call_objective": "Schedule a dental cleaning appointment for next Tuesday afternoon",
    "caller": "communicator",
}

REFERENCE_BRIEFS: Mapping[str, Mapping[str, Json]] = {
    "standard": STANDARD_BRIEF,
    "dentist": COMMUNICATOR,
    "sdk quickstart": {
        **COMMUNICATOR,
        "call_objective": "Schedule a dental cleaning for next Tuesday afternoon",
        "detailed_instructions": "",
    },
    "internet provider": {
        "callee_name": "Internet Provider Support",
        "callee_context": "Current plan: 200 Mbps at $89.99/mo. Competitor offer: same speed at $49.99/mo.",
        "call_objective": "Negotiate the monthly bill down from $89.99 to $60/mo or less",
        "detailed_instructions": "Target: $60/mo. Acceptable range: up to $65/mo. Do not change plan tier.",
        "caller": "negotiator",
    },
    "restaurant": {
        "callee_name": "The Italian Place",
        "callee_context": "Italian restaurant on Main Street. Making a reservation for dinner.",
        "call_objective": "Make a dinner reservation for 4 people tonight at 7pm",
        "detailed_instructions": "If 7pm is not available, try 7:30 or 8pm. Prefer a booth if possible.",
        "caller": "communicator",
    },
}

SOUND_OBJECTIVES = (
    "Make a dinner reservation for 4 people tonight at 7pm",
    "Cancel my gym membership",
    "Cancel subscription",
    "Get a refund for order 4471",
    "Ask about opening hours",
    "Ask about your return policy",
    "Confirm my appointment tomorrow at 3",
    "Reserve a table",
    "Book a haircut",
    "Order two large pepperoni pizzas for pickup",
    "Find out whether the pharmacy has my prescription ready",
    "Check the status of my claim",
    "Dispute the $45 late fee",
    "Negotiate my internet bill",
    "Reschedule the oil change to Friday",
    "Ask whether they take walk-ins",
    "Call the dentist to schedule a cleaning",
    "Talk to billing about the duplicate charge on my March invoice",
    "Get a quote for repainting a two-bedroom apartment",
    "Wish grandma a happy birthday",
    "Renew library books",
    "Report a power outage at 12 Elm Street",
    "Book a table at La Casa de los Abuelos for four",
    "Tell the landlord that the heating is broken",
    "Help me get a refund",
    "Ask if they have size 9 in stock",
    "Check in on my order",
    "Get a refund",
    "Find out the price of a brake job on a 2014 Civic",
    "Let them know we're running 15 minutes late",
    "Say I will be late for my 3pm appointment",
    "Leave a message that the package arrived",
    "Thank Maria for the flowers and invite her to lunch on Sunday",
)

VAGUE_OBJECTIVES = (
    "",
    "   ",
    "hi",
    "call",
    "call them",
    "Call them please!",
    "help me",
    "Please help me with this",
    "talk to them",
    "Talk to Dr. Smith",
    "Call Dr. Smith Office",
    "Call the dentist",
    "Speak with someone",
    "do the thing",
    "do something",
    "fix it",
    "fix my problem",
    "Handle it",
    "Take care of it for me",
    "Deal with the issue",
    "Resolve my issue",
    "sort things out",
    "ask a question",
    "Ask about stuff",
    "get information",
    "Find out what's up",
    "make a call",
    "I need help with something",
    "appointment",
    "negotiate",
    "Say hello",
    "discuss some things with them",
    "test",
    "asdf qwerty",
    "12345",
    "...",
)

VAGUE_CONTEXTS = (
    "",
    "  ",
    "...",
    "a business",
    "company",
    "a person",
    "someone",
    "n/a",
    "none",
    "unknown",
    "idk",
    "test",
)
SOUND_CONTEXTS = (
    "Dentist",
    "My landlord",
    "ISP",
    "Bank",
    "Comcast",
    "My mom",
    "Support line of Acme Energy",
    "Dr. Lee",
)

FOREIGN_OBJECTIVES = (
    "Reservar una mesa para cuatro personas esta noche a las siete",
    "Llame al dentista y pida una cita",
    "Prendre rendez-vous chez le dentiste pour mardi prochain",
    "Bitte vereinbaren Sie einen Termin für nächsten Dienstag",
    "Prenota un tavolo per due domani sera",
    "Marque uma consulta para terça-feira",
    "Maak een afspraak voor morgen middag",
    "Zarezerwuj stolik dla czterech osób na jutro wieczorem",
    "预约下周二下午洗牙",
    "次の火曜日の午後に予約を取る",
    "Позвоните стоматологу завтра утром",
)

NO_STRATEGY: tuple[Mapping[str, Json], ...] = (
    {"callee_context": "Internet provider", "detailed_instructions": ""},
    {"callee_context": "Local dentist office. Open Mon-Fri 9am-5pm."},
    {"callee_context": "Internet provider", "detailed_instructions": "Be polite and friendly."},
)
STRATEGY: tuple[Mapping[str, Json], ...] = (
    {"callee_context": "Internet provider. The current bill is $89.99."},
    {"callee_context": "Internet provider", "detailed_instructions": "Mention the offer of a competitor."},
    {"callee_context": "Internet provider", "detailed_instructions": "Ten years a loyal customer, paid on time."},
    {"callee_context": "Internet provider", "detailed_instructions": "If they refuse, ask for a supervisor."},
    {"callee_context": "Landlord", "detailed_instructions": "Anything 5% lower is fine"},
)


@pytest.mark.parametrize("brief", REFERENCE_BRIEFS.values(), ids=REFERENCE_BRIEFS.keys())
def test_the_references_own_briefs_are_sound(brief: Mapping[str, Json]) -> None:
    """Every example brief of the API reference, and the documented standard brief, is detailed enough."""
    assert insufficient_detail(brief) is None


@pytest.mark.parametrize("objective", SOUND_OBJECTIVES)
def test_a_short_but_sound_objective_passes(objective: str) -> None:
    """An action and what it is about are enough, however few the words."""
    assert insufficient_detail({**COMMUNICATOR, "call_objective": objective}) is None


@pytest.mark.parametrize("objective", VAGUE_OBJECTIVES)
def test_a_vague_objective_is_named(objective: str) -> None:
    """An objective without an action and its object is refused, and the reason names the field."""
    assert (insufficient_detail({**COMMUNICATOR, "call_objective": objective}) or "").startswith("call_objective ")


@pytest.mark.parametrize("context", VAGUE_CONTEXTS)
def test_an_empty_context_is_named(context: str) -> None:
    """A context that does not say who is called is refused, and the reason names the field."""
    assert (insufficient_detail({**COMMUNICATOR, "callee_context": context}) or "").startswith("callee_context ")


@pytest.mark.parametrize("context", SOUND_CONTEXTS)
def test_a_one_line_context_passes(context: str) -> None:
    """Saying who is called is enough of a context."""
    assert insufficient_detail({**COMMUNICATOR, "callee_context": context}) is None


@pytest.mark.parametrize("objective", FOREIGN_OBJECTIVES)
def test_a_brief_in_another_language_is_refused(objective: str) -> None:
    """Calls are English-only: an objective in another language or script is refused as such."""
    assert "not in English" in (insufficient_detail({**COMMUNICATOR, "call_objective": objective}) or "")


@pytest.mark.parametrize("fields", NO_STRATEGY)
@pytest.mark.parametrize("caller", [{}, {"caller": "negotiator"}], ids=["omitted", "negotiator"])
def test_a_negotiator_without_strategy_is_told_so(fields: Mapping[str, Json], caller: Mapping[str, Json]) -> None:
    """A negotiator, also by omission, needs a target, a limit, leverage or a fallback."""
    brief = {"callee_name": "Acme", "call_objective": "Negotiate the monthly bill", **fields, **caller}
    assert "strategy" in (insufficient_detail(brief) or "")


@pytest.mark.parametrize("fields", NO_STRATEGY)
def test_a_communicator_needs_no_strategy(fields: Mapping[str, Json]) -> None:
    """The same briefs pass for a communicator."""
    assert insufficient_detail({**COMMUNICATOR, **fields}) is None


@pytest.mark.parametrize("fields", STRATEGY)
def test_any_sign_of_strategy_is_enough(fields: Mapping[str, Json]) -> None:
    """One target, limit, piece of leverage or fallback makes a negotiator's brief sound."""
    brief = {"callee_name": "Acme", "call_objective": "Negotiate the monthly bill", "caller": "negotiator", **fields}
    assert insufficient_detail(brief) is None


@pytest.mark.parametrize("value", [None, 7, ["Schedule a cleaning"], {}])
def test_values_of_another_type_count_as_absent(value: Json) -> None:
    """A field that is not a string reads as empty here: its type is another error."""
    assert "empty" in (insufficient_detail({**COMMUNICATOR, "call_objective": value}) or "")
