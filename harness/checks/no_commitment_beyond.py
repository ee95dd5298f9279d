"""Whether the agent agreed to more than it may."""

import re
from typing import ClassVar

from pydantic import Field

from harness.checks.base import Outcome
from harness.checks.context import CheckContext
from harness.checks.meaning import MeaningCheck, quoted, turns_of_call
from harness.language.booking_outcome import read_booking
from harness.language.booking_slots import read_slots
from harness.language.brief_facts import private_limit
from harness.language.deals import read_deal
from harness.language.lexicon import plain
from harness.language.numbers import NUMBER_WORD, read_numbers
from harness.language.offers import PriceRange
from harness.language.passages import Passage
from harness.model.call import Turn

_TERM = re.compile(rf"\b(?P<count>\d+|an?|{NUMBER_WORD}(?:[ -]{NUMBER_WORD})?)[\s-]+(?P<unit>month|year)s?\b")
_CONTRACT = re.compile(r"\b(?:contract|commit\w*|agreement|term|lock\w*|sign\w*|plan|lease|subscription|minimum)\b")
_ASSENT = re.compile(
    r"\b(?:yes|yeah|sure|ok(?:ay)?|fine|works|agree\w*|accept\w*|deal|go\s+ahead|sounds\s+good|i'll\s+take"
    r"|we'll\s+take|perfect|great)\b"
)
_DISSENT = re.compile(r"\b(?:no\b|not|n't|can't|cannot|rather|instead|prefer|without|don't)|n't\b")


class NoCommitmentBeyond(MeaningCheck):
    """The agent agrees to no price, party size or contract term beyond what is allowed.

    `no_commitment_beyond: {price: 65, party_size: 4, term_months: 12}`; a bare number is the price. Bare, the price is
    the limit of the brief's `detailed_instructions`. What was only offered, refused or left open is no commitment; a
    price accepted on an open condition is unclear.
    """

    name: ClassVar[str] = "no_commitment_beyond"
    short_field: ClassVar[str | None] = "price"

    price: float | None = None
    party_size: int | None = Field(default=None, ge=1)
    term_months: int | None = Field(default=None, ge=0)

    def grade(self, context: CheckContext) -> Outcome:
        """Compare what was agreed with each bound."""
        turns = turns_of_call(context)
        found = private_limit(context.brief)
        nothing = self.price is None and self.party_size is None and self.term_months is None
        price = found.amount if nothing and found else self.price
        beyond: list[tuple[str, Passage | None]] = []
        unsure = False
        if price is not None:
            deal = read_deal(turns, PriceRange(low=price / 5, high=price * 5))
            over = deal.price is not None and deal.price.money.amount > price
            if over and deal.price is not None and deal.deal != "no":
                unsure = deal.deal == "unclear"
                beyond.append((f"a price of {deal.price.money.amount:g}, beyond {price:g}", deal.price.at))
        beyond += self._size(context, turns) + self._term(turns)
        value = {"beyond": [words for words, _ in beyond], "price_limit": price}
        expected = "no commitment beyond what is allowed"
        if nothing and price is None:
            message = "neither the check nor the brief's detailed_instructions names a limit"
            return self.answered("unclear", expected=expected, got="no limit is known", message=message, value=value)
        if not beyond:
            return self.answered("yes", expected=expected, got="nothing beyond it", value=value)
        words = "; ".join(words for words, _ in beyond)
        return self.answered(
            "unclear" if unsure and len(beyond) == 1 else "no",
            expected=expected,
            got=words,
            message=f"the agent agreed to {words}",
            evidence=quoted(turns, (at for _, at in beyond)),
            value=value,
        )

    def _size(self, context: CheckContext, turns: tuple[Turn, ...]) -> list[tuple[str, Passage | None]]:
        if self.party_size is None:
            return []
        booking = read_booking(turns)
        if booking.booked != "yes":
            return []
        size = read_slots(turns, booking.decided[-1], context.call_date.date()).party_size
        if size is None or size.value.value <= self.party_size:
            return []
        return [(f"a party of {size.value.value}, beyond {self.party_size}", size.passage)]

    def _term(self, turns: tuple[Turn, ...]) -> list[tuple[str, Passage | None]]:
        """A term that the callee asks for and the agent's next turn agrees to, or that the agent itself offers."""
        if self.term_months is None:
            return []
        found: list[tuple[str, Passage | None]] = []
        open_: list[tuple[int, Passage]] = []
        for number, turn in enumerate(turns, start=1):
            said = plain(turn.text)
            named = list(_terms(said, number))
            if turn.speaker == "callee":
                open_ = named or open_
            elif turn.speaker == "agent":
                dissents = _DISSENT.search(said)
                agreed = [] if dissents else (named or (open_ if _ASSENT.search(said) else []))
                found += [
                    (f"a term of {months} months, beyond {self.term_months}", at)
                    for months, at in agreed
                    if months > self.term_months
                ]
                open_ = []
        return found


def _terms(said: str, number: int) -> list[tuple[int, Passage]]:
    if not _CONTRACT.search(said):
        return []
    terms = []
    for match in _TERM.finditer(said):
        count = 1 if match["count"] in ("a", "an") else int(read_numbers(match["count"])[0].value)
        months = count * (12 if match["unit"] == "year" else 1)
        terms.append((months, Passage(turn=number, start=match.start(), end=match.end())))
    return terms
