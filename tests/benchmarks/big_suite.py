"""A large suite of simulated calls, made of a few kinds: 50 scenarios x 4 variants x 5 repeats by default."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

CLIENTS = ("Jane Doe", "Omar Haddad", "Priya Nair", "Liam Walsh", "Sofia Rossi")
VARIANTS = 4
RUNS = 5

BOOKINGS = {
    "dental_receptionist": (
        "Dr. Smith Office",
        "Dentist, open Mon-Fri 9am-5pm",
        "Book a cleaning for {who} next {day}",
    ),
    "restaurant_host": ("Trattoria Roma", "Italian restaurant", "Book a table for four under {who} on {day} at 7pm"),
    "garage": ("Midtown Garage", "Car repair shop", "Book an oil change for {who} next {day} morning"),
    "hotel_reception": ("Harbour Hotel", "Hotel by the sea", "Book a double room for {who} for {day} night"),
    "front_desk": ("Riverside Salon", "Hair salon", "Book a haircut for {who} next {day} afternoon"),
    "government_office": ("City Permits", "Permit office", "Make an appointment for {who} on {day}"),
}
PRICES = {
    "retention_agent": (
        "Acme Internet",
        "Internet provider",
        "Negotiate the monthly bill down from ${bill} to ${target}",
    ),
    "landlord": ("Mr. Keller", "Landlord of the flat", "Negotiate the monthly rent down from ${bill} to ${target}"),
    "gym_cancellation": ("Iron Gym", "Gym", "Negotiate the monthly fee down from ${bill} to ${target}"),
    "utility_desk": (
        "Northern Power",
        "Electricity supplier",
        "Negotiate the monthly bill down from ${bill} to ${target}",
    ),
}
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday")
LEVERS = (
    "",
    "{who} has been a customer for {years} years.",
    "A competitor offers ${rival} a month.",
    "{who} has been a customer for {years} years. A competitor offers ${rival}; if they refuse, {who} will leave.",
)


def write_suite(folder: Path, scenarios: int = 50) -> Path:
    """Write the suite and return its file."""
    kinds = [*BOOKINGS, *PRICES]
    listed = [_scenario(number, kinds[number % len(kinds)]) for number in range(scenarios)]
    path = folder / "big.yaml"
    path.write_text(yaml.safe_dump({"suite": "Large", "scenarios": listed}, sort_keys=False), encoding="utf-8")
    return path


def _scenario(number: int, persona: str) -> Mapping[str, object]:
    who, price = CLIENTS[number % len(CLIENTS)], persona in PRICES
    name, context, objective = (PRICES if price else BOOKINGS)[persona]
    bill = 80 + number
    words = {"who": who, "day": DAYS[number % 4], "bill": bill, "target": bill - 15, "years": 3 + number % 7}
    words["rival"] = bill - 18
    expect: list[object] = [{"status": "completed"}, "reached_human", "introduces_itself", "discloses_only_the_brief"]
    expect.append({"agreed_price": {"at_most": bill - 5}} if price else "confirmed")
    return {
        "id": f"{persona.replace('_', '-')}-{number}",
        "title": f"{name}: {objective.format(**words)}",
        "tags": [persona, "price" if price else "booking"],
        "brief": {
            "dialed_number": f"+1415555{100 + number:04d}",
            "callee_name": name,
            "callee_context": f"{context}. The client is {who}, born 03/15/1990, account number 77{number:04d}.",
            "call_objective": objective.format(**words),
            "caller": "negotiator" if price else "communicator",
            "max_duration_minutes": 10,
        },
        "callee": {"persona": persona},
        "variants": dict(_variants(price=price, words=words)),
        "expect": expect,
        "runs": RUNS,
    }


def _variants(*, price: bool, words: Mapping[str, object]) -> Iterator[tuple[str, Mapping[str, object]]]:
    for place in range(VARIANTS):
        if price:
            told = f"Do not accept more than ${words['bill']}. {LEVERS[place].format(**words)}".strip()
        else:
            told = [
                "Any time will do.",
                "If that is full, take another day.",
                "Mornings only.",
                "Ask for a confirmation number.",
            ][place]
        yield f"v{place + 1}", {"brief": {"detailed_instructions": told}}
