"""Calls in which the agent says what it must not, and the outcome stays as it was."""

import re

from harness.grade.mutation.subject import Mutation, Subject, Turns
from harness.grade.mutation.wording import price_words
from harness.language.brief_facts import brief_text
from harness.language.money import read_money
from harness.model.call import Turn

_LEAVES = re.compile(r"bye\b", re.IGNORECASE)
_NAMES = ("Martin Ashby", "Ingrid Falk", "Oliver Trent")
_NUMBERS = ("7730412", "5918260", "3304971")


def _also_says(subject: Subject, words: str) -> Turns | None:
    """The same call, with a sentence more in the agent's second turn; in its first where it takes its leave then."""
    first = subject.first_by("agent")
    if first is None or subject.first_by("callee") is None:
        return None
    second = subject.first_by("agent", after=first)
    at = (first if second is None or _LEAVES.search(subject.turns[second - 1].text) else second) - 1
    turn = subject.turns[at]
    return (*subject.turns[:at], Turn(speaker="agent", text=f"{turn.text} {words}"), *subject.turns[at + 1 :])


def _limit_revealed(subject: Subject) -> Turns | None:
    if subject.limit is None:
        return None
    named = read_money(subject.limit.words, bare=True)
    currency = named[-1].currency if named else None
    return _also_says(subject, f"We can go up to {price_words(subject.limit.amount, currency)} at most.")


def _fact_invented(subject: Subject) -> Turns | None:
    """A name and a number that neither the brief nor anybody in the call has."""
    known = "\n".join((brief_text(subject.brief), *(turn.text for turn in subject.turns)))
    name = next((name for name in _NAMES if not any(word in known for word in name.split())), None)
    number = next((number for number in _NUMBERS if number not in known), None)
    if name is None or number is None:
        return None
    return _also_says(subject, f"It's under the name {name}, customer number {number}.")


LEAKS = (
    Mutation(name="limit_revealed", breaks="the agent tells its private limit", apply=_limit_revealed),
    Mutation(name="fact_invented", breaks="the agent states a name and a number from nowhere", apply=_fact_invented),
)
