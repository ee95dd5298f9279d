"""The summary of a call: one or two sentences of what its transcript bears out."""

from collections.abc import Iterable, Mapping
from datetime import date

from harness.model.values import Json
from mock_gateway.simulation.acts import Act
from mock_gateway.simulation.knowledge import Knowledge
from mock_gateway.simulation.openings import spoken_day, spoken_time
from mock_gateway.simulation.voice import money_words, nights_words

_NOT_REACHED = {
    "NoAnswer": "Nobody answered the call.",
    "Declined": "The call was declined.",
    "DialFailed": "The number could not be dialled.",
    "TooLongSilence": "The call was picked up, but nobody spoke.",
}
_MACHINES = {
    "voicemail": "The call reached a voicemail.",
    "ivr": "The call reached an automated menu and no person.",
    "hold": "The call was held in a queue and no person answered.",
    "fax": "The call reached a fax machine.",
    "screener": "The call was answered by a screening service and not put through.",
    "silence": "The call was picked up, and nobody spoke.",
}


def summarise(books: Mapping[str, Json], log: Iterable[tuple[str, Act]], raw_status: str, knows: Knowledge) -> str:
    """Say what came of the call, from its record and its acts alone."""
    if raw_status in _NOT_REACHED:
        return _NOT_REACHED[raw_status]
    if books["answered_by"] in _MACHINES:
        said = [_MACHINES[books["answered_by"]], "A message was left." if books.get("message_left") else ""]
        return " ".join(sentence for sentence in said if sentence)
    outcome = _outcome(books, knows)
    answers = [item.words for speaker, item in log if speaker == "user" and item.kind == "answer"]
    told = [f"The callee said: {words}" for words in answers]
    ending = "The call reached its time limit." if raw_status == "Timeout" else ""
    return " ".join(sentence for sentence in (outcome, *told, ending) if sentence)


def _outcome(books: Mapping[str, Json], knows: Knowledge) -> str:
    if books["booked"]:
        day = spoken_day(date.fromisoformat(books["date"]))
        who = f" for {books['name']}" if books.get("name") else ""
        when = f"on {day}{_at(books)}" if "nights" not in books else f"from {day} for {nights_words(books['nights'])}"
        return f"The callee confirmed the booking{who} {when}{_cost(books, knows)}."
    if "agreed_price" in books:
        prices = knows.prices
        return (
            f"The callee and the agent agreed on {money_words(books['agreed_price'], prices.currency, prices.period)}."
        )
    if books.get("done"):
        return "The callee said that the request is taken care of."
    if books.get("gave"):
        return ""
    if books.get("refused"):
        return f"Nothing was agreed: {books['refused']}."
    return "Nothing was agreed."


def _cost(books: Mapping[str, Json], knows: Knowledge) -> str:
    if "price" not in books:
        return ""
    return f" at {money_words(books['price'], knows.prices.currency, books.get('per'))}"


def _at(books: Mapping[str, Json]) -> str:
    if "time" not in books:
        return ""
    hour, minute = books["time"].split(":")
    return f" at {spoken_time(int(hour) * 60 + int(minute))}"
