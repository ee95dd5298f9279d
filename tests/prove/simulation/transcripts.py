"""What a transcript alone says: facts of the agent that came from nowhere, and whether it bears the books out."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from harness.language.brief_facts import brief_text
from harness.language.dates import read_dates
from harness.language.money import read_money
from harness.language.numbers import read_numbers
from harness.language.times import read_times
from harness.model.values import Json
from mock_gateway.simulation import SpokenTurn
from mock_gateway.simulation.agent_phrases import AGENT_PHRASES
from mock_gateway.simulation.openings import DAYS
from mock_gateway.simulation.task_phrases import TASK_PHRASES
from tests.prove.simulation.sample import Drawn

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_IDIOM = re.compile(r"\bone (?:more|correction|moment|second|thing|last)\b|\bno one\b", re.I)
_OF_THE_CALENDAR = {
    *(day.capitalize() for day in DAYS),
    *(date(2026, month, 1).strftime("%B") for month in range(1, 13)),
    *("AM", "PM"),
}
_TEMPLATE_WORDS = {
    word
    for table in (AGENT_PHRASES, TASK_PHRASES)
    for templates in table.values()
    for text in templates
    for word in _WORD.findall(text)
}
_YES = re.compile(r"\b(?:yes|right|correct|exactly|that's it|perfect|sounds good)\b", re.I)
_NO = re.compile(r"^\W*(?:sorry, (?:no|that)|not quite|one correction|no\b)", re.I)


class Source:
    """All that the agent may repeat at some moment of a call."""

    def __init__(self, brief_says: str, today: date) -> None:
        self._today, self._text = today, ""
        self._numbers: set[float] = set()
        self._prices: set[float] = set()
        self._days = {today}
        self._times: set[tuple[int, int]] = set()
        self.hear(brief_says)

    def hear(self, text: str) -> None:
        """Take in one more text; white space says nothing."""
        text = " ".join(text.split())
        self._text = f"{self._text} {text.lower()}"
        self._numbers |= {number.value for number in read_numbers(text)} | {float(run) for run in _runs(text)}
        self._prices |= {amount for money in read_money(text, bare=True) for amount in (money.amount, money.upto or 0)}
        for found in read_dates(text, self._today):
            self._days |= {found.day, *found.also}
        for moment in read_times(text):
            self._times |= {(at.hour, at.minute) for at in (moment.at, moment.until) if at}

    def lacks(self, text: str) -> Iterator[str]:
        """Yield every number, price, date, time and name of `text` that was never heard."""
        said = _IDIOM.sub(" ", text)
        for number in read_numbers(said):
            if number.value not in self._numbers and number.value not in self._prices:
                yield f"number {number.value:g}"
        for money in read_money(said):
            if money.amount not in self._prices:
                yield f"price {money.amount:g}"
        for found in read_dates(said, self._today):
            if found.kind == "date" and found.day not in self._days:
                yield f"date {found.day.isoformat()}"
        for moment in read_times(said):
            if not moment.part and (moment.at.hour, moment.at.minute) not in self._times:
                yield f"time {moment.at:%H:%M}"
        for word in _WORD.findall(said):
            is_name = word[0].isupper() and word not in _TEMPLATE_WORDS and word not in _OF_THE_CALENDAR
            if is_name and word.lower().removesuffix("'s") not in self._text:
                yield f"name {word}"


def _runs(text: str) -> list[str]:
    return [run for run in re.findall(r"\d+", text) if len(run) < 16]


def invented(drawn: Drawn) -> list[str]:
    """Return what the agent says that neither brief nor callee said before, with the turn's text."""
    source = Source(brief_text(drawn.brief), drawn.call_date.date())
    found = []
    for turn in drawn.call.turns:
        if turn.speaker == "agent":
            found += [f"{fact} in “{turn.text}”" for fact in source.lacks(turn.text)]
        else:
            source.hear(turn.text)
    return found


def not_borne_out(drawn: Drawn) -> list[str]:
    """Return the entries of the books that the transcript does not bear out."""
    books, turns = drawn.books, drawn.call.turns
    wrong = []
    if books["booked"] and not _was_read_back(books, turns, drawn.call_date.date()):
        wrong.append(f"booked {_shown(books)}, never read back and agreed to")
    wrong += [
        f"{key} {books[key]}, never offered and accepted"
        for key in ("agreed_price", "price")
        if key in books and not _was_agreed(books[key], turns)
    ]
    heard = " ".join(turn.text for turn in turns if turn.speaker == "user")
    for question, words in books.get("gave", {}).items():
        if words.lower() not in heard.lower():
            wrong.append(f"gave {words!r} ({question}), never said")
    gone = {"HungupByPeer": "callee", "Declined": "callee", "HungupByLocal": "agent"}.get(drawn.call.raw_status)
    if books["hung_up_by"] != gone:
        wrong.append(f"hung up by {books['hung_up_by']}, while the status is {drawn.call.raw_status}")
    if books["answered_by"] == "human" and not heard:
        wrong.append("answered by a human, who never speaks")
    return wrong


def _was_read_back(books: Mapping[str, Json], turns: Sequence[SpokenTurn], today: date) -> bool:
    for index, turn in enumerate(turns[:-1]):
        answer = turns[index + 1]
        if turn.speaker != "user" or answer.speaker != "agent" or not _YES.search(answer.text):
            continue
        if not _NO.search(answer.text) and _says_all(books, turn.text, today):
            return True
    return False


def _says_all(books: Mapping[str, Json], text: str, today: date) -> bool:
    days = {day for found in read_dates(text, today) for day in (found.day, *found.also)}
    times = {f"{moment.at:%H:%M}" for moment in read_times(text)}
    sizes = {int(number.value) for number in read_numbers(text)}
    return (
        date.fromisoformat(books["date"]) in days
        and ("time" not in books or books["time"] in times)
        and ("party_size" not in books or books["party_size"] in sizes or "for two" in text)
        and str(books.get("name", "")) in text
    )


def _was_agreed(price: float, turns: Sequence[SpokenTurn]) -> bool:
    for index, turn in enumerate(turns):
        offered = turn.speaker == "user" and price in _prices(turn.text)
        if offered and any(later.speaker == "agent" and price in _prices(later.text) for later in turns[index + 1 :]):
            return True
    return False


def _prices(text: str) -> set[float]:
    return {money.amount for money in read_money(text)}


def says_limit_first(drawn: Drawn) -> str | None:
    """Return the turn in which the agent names its limit before the callee did; None where it never does."""
    limit = drawn.labelled.limit
    for turn in drawn.call.turns:
        if limit in _prices(turn.text):
            return turn.text if turn.speaker == "agent" else None
    return None


def _shown(books: Mapping[str, Json]) -> str:
    return ", ".join(f"{key} {books[key]}" for key in ("date", "time", "name", "party_size") if key in books)
