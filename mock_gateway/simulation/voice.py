"""From acts to words: templates, drawn without repeating one in a call, with what the act says filled in."""

import random
import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from harness.language.date_readers import MONTHS
from mock_gateway.simulation.acts import Act
from mock_gateway.simulation.openings import DAYS, WHOLE_DAY, Slot, spoken_count, spoken_day, spoken_time

EVENING = 17 * 60
_SIGNS = {"USD": "$", "GBP": "£", "EUR": "€", "CAD": "$", "AUD": "$", "NZD": "$", "SGD": "$", "HKD": "$"}
_OF_A_DAY = re.compile(rf"(?:{'|'.join((*DAYS, *MONTHS))}|the \d)", re.I)
_BOOKED = frozenset(
    {
        *("reservation", "booking", "table", "visit", "room", "session", "flight", "viewing", "meeting", "class"),
        *("lesson", "tour", "delivery", "pickup", "inspection", "court", "call"),
    }
)
_FACT_WORDS = {
    "name": "name",
    "date_of_birth": "date of birth",
    "phone": "phone number",
    "email": "email address",
    "address": "address",
    "account_number": "account number",
    "member_id": "member ID",
    "insurance": "insurance",
    "confirmation_number": "confirmation number",
    "policy_number": "policy number",
    "claim_number": "claim number",
    "order_number": "order number",
    "prescription_number": "prescription number",
    "license_plate": "license plate",
    "vehicle": "year, make and model of the vehicle",
    "reason": "reason",
    "last_four": "last four digits on the account",
    "zip_code": "zip code",
}


def fact_words(fact: str) -> str:
    """Say which fact is meant: "date of birth"."""
    return _FACT_WORDS.get(fact, fact.replace("_", " "))


def money_words(amount: float, currency: str = "USD", period: str | None = None) -> str:
    """Say a price: "$62.50 a month"."""
    shown = f"{amount:,.0f}" if float(amount).is_integer() else f"{amount:,.2f}"
    sign = _SIGNS.get(currency)
    price = f"{sign}{shown}" if sign else f"{shown} {currency}"
    return f"{price} {'an' if period == 'hour' else 'a'} {period}" if period else price


def joined(items: Sequence[str], word: str = "or") -> str:
    """Join words as a list is spoken: "a, b or c"."""
    if len(items) <= 1:
        return "".join(items)
    return f"{', '.join(items[:-1])} {word} {items[-1]}"


def slot_words(slots: Sequence[Slot], today: date | None = None) -> str:
    """Say times, naming each day once: "Tuesday, March 10th at 2 PM or 3:30 PM"; with `today`, that day by its name."""
    groups: list[tuple[str, list[str]]] = []
    for slot in slots:
        day = spoken_day(slot.day) if slot.day != today else "tonight" if slot.minute >= EVENING else "today"
        if not groups or groups[-1][0] != day:
            groups.append((day, []))
        if slot.minute != WHOLE_DAY:
            groups[-1][1].append(spoken_time(slot.minute))
    return joined([f"{day} at {joined(times)}" if times else day for day, times in groups])


def when_words(slot: Slot, today: date) -> str:
    """Say one time as people do once the day is known: "tonight at 7 PM", "Tuesday at 3:30 PM"."""
    is_evening = slot.minute >= EVENING
    day = ("tonight" if is_evening else "today") if slot.day == today else slot.weekday.capitalize()
    return day if slot.minute == WHOLE_DAY else f"{day} at {spoken_time(slot.minute)}"


def _noun(service: str) -> str:
    """Name a booking by the last word of what is booked, where that is one: "reservation", else "appointment"."""
    last = service.split()[-1] if service else ""
    return last if last in _BOOKED else "appointment"


def _summary(item: Act) -> str:
    """Say what is being booked: "a dental cleaning for Jane Doe on Tuesday, March 10th at 3:30 PM"."""
    what = item.words or "an appointment"
    party = f" for {spoken_count(item.party_size)}" if item.party_size and _seats(item.party_size, what) else ""
    who = (f", under {item.name}" if party else f" for {item.name}") if item.name else ""
    when = _stay_words(item) if item.nights else f"on {slot_words(item.slots)}"
    return f"{what}{party} {when}{who}" if party else f"{what}{who} {when}"


def _seats(size: int, what: str) -> bool:
    """Whether a booking is for a party: one of a single person only where there is a table to lay."""
    return (size > 1 or _noun(what) in ("table", "reservation")) and not what.endswith("s")


def _stay_words(item: Act) -> str:
    """Say a stay: "from Friday, March 20th to Monday, March 23rd, three nights"."""
    first, nights = item.slots[0].day, item.nights or 1
    last = spoken_day(first + timedelta(days=nights))
    return f"from {spoken_day(first)} to {last}, {nights_words(nights)}"


def nights_words(nights: int) -> str:
    """Say how long a stay is: "three nights"."""
    return f"{spoken_count(nights)} night{'s' if nights > 1 else ''}"


class Voice:
    """One side's way of speaking: `phrases` is act, `act.fact`, `act@mood` -> templates, which `terms` fill in."""

    def __init__(
        self, phrases: Mapping[str, Sequence[str]], rng: random.Random, terms: Mapping[str, str], today: date
    ) -> None:
        self._phrases, self._rng, self._terms, self._today = phrases, rng, terms, today
        self._used: dict[str, list[str]] = {}

    def say(self, acts: Sequence[Act], mood: str = "") -> str:
        """Return the words of a turn."""
        return " ".join(text for text in self.texts(acts, mood) if text)

    def texts(self, acts: Sequence[Act], mood: str = "") -> list[str]:
        """Return the words of each act of a turn; empty for an act without any."""
        return [self._words(item, mood) for item in acts]

    def _words(self, item: Act, mood: str) -> str:
        variant = f"{item.kind}.{item.fact}"
        keys = (f"{variant}@{mood}", variant, f"{item.kind}@{mood}", item.kind)
        templates = next((self._phrases[key] for key in keys if key in self._phrases), ())
        if not templates:
            return item.words.replace("{business}", self._terms.get("business", ""))
        text = self._draw(item.kind, templates).format_map(self._terms_of(item))
        words = " ".join(text.split())
        return words[:1].upper() + words[1:]

    def _draw(self, kind: str, templates: Sequence[str]) -> str:
        used = self._used.setdefault(kind, [])
        fresh = [template for template in templates if template not in used]
        if not fresh:
            used.clear()
            fresh = list(templates)
        chosen = fresh[int(self._rng.random() * len(fresh))]
        used.append(chosen)
        return chosen

    def _terms_of(self, item: Act) -> dict[str, str]:
        currency, period = self._terms.get("currency", "USD"), self._terms.get("period") or None
        if item.per:
            period = item.per
        first = item.slots[0] if item.slots else None
        wish = item.wish.words if item.wish else ""
        return {
            **self._terms,
            "words": item.words,
            "name": item.name,
            "fact": fact_words(item.fact),
            "slots": slot_words(item.slots, self._today),
            "when": when_words(first, self._today) if first else "",
            "wish": wish,
            "on_wish": f"on {wish}" if _OF_A_DAY.match(wish) else wish,
            "nights": nights_words(item.nights) if item.nights else "",
            "price": money_words(item.amount, currency, period) if item.amount is not None else "",
            "booking": _noun(item.words),
            "summary": _summary(item) if first else "",
            "party": spoken_count(item.party_size) if item.party_size else "",
        }
