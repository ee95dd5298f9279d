"""Where a call comes to its outcome: the callee's turn without which it would have come to nothing."""

import re
from dataclasses import dataclass
from typing import Literal

from harness.grade.mutation.subject import Subject
from harness.language.answering import read_answering
from harness.language.booking_outcome import read_booking
from harness.language.commitments import read_commitments
from harness.language.dates import read_dates
from harness.language.deals import DealOutcome, read_deal
from harness.language.digits import read_digit_runs
from harness.language.lexicon import plain
from harness.language.money import read_money
from harness.language.times import read_times

Kind = Literal["booking", "deal", "help"]

_REFUSES = re.compile(
    r"\b(?:can't|cannot|can\s+not|couldn't|unable|not\s+able|unfortunately|i'm\s+afraid|we're\s+full"
    r"|fully\s+booked|(?:have|there's)\s+nothing|don't\s+have|wrong\s+number|not\s+something|have\s+to\s+(?:ask|check))\b"
)

DONE = re.compile(r"\b(?:done|processed|cancel+ed|completed|taken\s+care\s+of|all\s+set|ready)\b")
"""What a callee says of an errand that it carried out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settling:
    """The outcome of a call: `answer` is the callee's turn that grants it, `settled` the one that makes it binding."""

    kind: Kind
    answer: int
    settled: int


def settling(subject: Subject) -> Settling | None:
    """Return where a booking was confirmed, a price agreed or an errand answered; None where nothing of it was."""
    if subject.deal is not None and not _wants_booking(subject):
        return _deal(subject, subject.deal)
    return _booking(subject) if subject.slots is not None else _help(subject)


def _wants_booking(subject: Subject) -> bool:
    """Whether what was made can be a booking: "done" alone may be said of a price too."""
    return subject.slots is not None and bool(read_dates(subject.wish, subject.today) or read_times(subject.wish))


def _booking(subject: Subject) -> Settling | None:
    """The booking is made where, read from the end, the call first has one that stands."""
    made = len(subject.turns)
    while made > 1 and read_booking(subject.turns[: made - 1]).booked == "yes":
        made -= 1
    stated = min((made, *(passage.turn for passage in read_booking(subject.turns[:made]).decided)))
    return Settling(kind="booking", answer=stated, settled=stated) if stated > 1 else None


def _deal(subject: Subject, deal: DealOutcome) -> Settling | None:
    """The price is agreed where, read from the end, that price first stands."""
    amount = deal.price.money.amount if deal.price else None
    settled = len(subject.turns)
    while settled > 1 and _stands(read_deal(subject.turns[: settled - 1], subject.plausible), amount):
        settled -= 1
    answer = min(first_naming(subject, amount) or settled, settled)
    while answer > 1 and subject.turns[answer - 1].speaker != "callee":
        answer -= 1
    return Settling(kind="deal", answer=answer, settled=settled) if answer > 1 else None


def _stands(deal: DealOutcome, amount: float | None) -> bool:
    return deal.deal == "yes" and deal.price is not None and deal.price.money.amount == amount


def first_naming(subject: Subject, amount: float | None) -> int | None:
    """Return the callee's first turn that names an amount."""
    for number, turn in enumerate(subject.turns, start=1):
        if turn.speaker == "callee" and any(money.amount == amount for money in read_money(turn.text, bare=True)):
            return number
    return None


def _help(subject: Subject) -> Settling | None:
    """The first answer to the agent's request, in a call where a person told or promised something and refused nothing.

    A haggle without a deal is a refusal. A call that was refused cannot be broken by a refusal.
    """
    asked = subject.first_by("agent")
    answer = subject.first_by("callee", after=asked) if asked else None
    if asked is None or answer is None or subject.plausible or read_answering(subject.turns).human != "yes":
        return None
    heard = [turn.text for turn in subject.turns[asked:] if turn.speaker == "callee"]
    if any(_REFUSES.search(plain(text)) for text in heard) or not any(_tells(text, subject) for text in heard):
        return None
    return Settling(kind="help", answer=answer, settled=answer)


def _tells(text: str, subject: Subject) -> bool:
    return bool(
        any(read_commitments(text))
        or DONE.search(plain(text))
        or read_money(text)
        or read_times(text)
        or read_dates(text, subject.today)
        or any(len(run.digits) >= 4 for run in read_digit_runs(text))
    )
