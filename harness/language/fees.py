"""Fees that the callee adds to a price after it was agreed."""

import re
from collections.abc import Sequence

from harness.language.deals import DealOutcome
from harness.language.lexicon import plain
from harness.language.money import read_money
from harness.language.offers import Offer
from harness.language.passages import Passage
from harness.model.call import Turn

_ADDED = re.compile(
    r"""\b(?:plus|additional|extra|added|another|on\s+top|fees?|surcharge|tax(?:es)?|service\s+charge|set-?up
        |activation|processing|also\s+be|there(?:'s|\s+is|
    \s+will\s+be)\s+(?:also\s+)?an?)\b""",
    re.VERBOSE,
)
_WAIVED = re.compile(
    r"\b(?:waiv\w+|no\s+(?:extra|additional|fees?)|without|included?|off|credit|remov\w+|instead\s+of|refund\w*"
    r"|discount)\b"
)


def added_fees(turns: Sequence[Turn], outcome: DealOutcome) -> tuple[Offer, ...]:
    """Return the fees that the callee names from the turn of the agreement on; nothing where no deal was made."""
    if outcome.deal != "yes" or outcome.price is None or not outcome.decided:
        return ()
    agreed = max(passage.turn for passage in outcome.decided)
    fees = []
    for number in range(agreed, len(turns) + 1):
        turn = turns[number - 1]
        if turn.speaker != "callee":
            continue
        said = plain(turn.text)
        for money in read_money(turn.text):
            around = said[max(0, money.start - 48) : money.end + 32]
            if money.amount == outcome.price.money.amount or _WAIVED.search(around) or not _ADDED.search(around):
                continue
            fees.append(Offer(money=money, by="callee", at=Passage(turn=number, start=money.start, end=money.end)))
    return tuple(fees)
