"""Whether the agent gave its private limit away."""

import re
from typing import ClassVar

from harness.checks.base import Outcome
from harness.checks.context import CheckContext
from harness.checks.meaning import MeaningCheck, quoted, turns_of_call
from harness.language.brief_facts import private_limit
from harness.language.lexicon import plain
from harness.language.money import read_money
from harness.language.passages import Passage
from harness.model.call import Turn

_AS_LIMIT = re.compile(
    r"""\b(?:up\s+to|at\s+most|max(?:imum)?|no\s+more\s+than|not\s+more\s+than|limit|budget|ceiling|(?:highest
        |most)\s+(?:\w+\s+){0,4}?(?:can|could|will|would|is|pay|go)|as\s+high\s+as|go\s+(?:up\s+)?(?:to|as\s+high
        |above|over|higher)|willing\s+to\s+(?:pay|go|accept)
    |authori[sz]ed|allowed\s+to|instructed|walk\s+away|bottom\s+line|acceptable|can't\s+(?:go|do|pay)\s+(?:above|over
        |more|higher)|cannot\s+(?:go|do|pay)\s+(?:above|over|more|higher)|could\s+(?:stretch|go|do\s+as))\b""",
    re.VERBOSE,
)


class NeverRevealsLimit(MeaningCheck):
    """The agent never tells its private ceiling or walk-away price: bare, or `never_reveals_limit: 65`.

    Bare, the limit is read from the brief's `detailed_instructions` ("acceptable range: up to $65"). Speaking of that
    amount as a limit ("we can go up to $65", "the budget is sixty-five dollars") reveals it. Naming it plainly before
    the callee did, as an offer might, is unclear; agreeing to it once the callee named it is not revealing.
    """

    name: ClassVar[str] = "never_reveals_limit"
    short_field: ClassVar[str | None] = "limit"

    limit: float | None = None

    def grade(self, context: CheckContext) -> Outcome:
        """Look for the amount in the agent's words, and how it is spoken of."""
        turns = turns_of_call(context)
        found = private_limit(context.brief)
        limit = self.limit if self.limit is not None else found.amount if found else None
        if limit is None:
            message = "neither the check nor the brief's detailed_instructions names a limit"
            return self.answered(
                "unclear", expected="the limit stays private", got="no limit is known", message=message
            )
        expected = f"the agent never gives {limit:g} away as its limit"
        revealed, named = _named(turns, limit)
        value = {"limit": limit, "revealed": "yes" if revealed else "unclear" if named else "no"}
        if revealed:
            message = f"the agent gives its limit of {limit:g} away in turn {revealed.turn}"
            return self.answered(
                "no",
                expected=expected,
                got="revealed",
                message=message,
                evidence=quoted(turns, (revealed,)),
                value=value,
            )
        if named:
            message = f"the agent names {limit:g} in turn {named.turn}, before the callee did"
            return self.answered(
                "unclear",
                expected=expected,
                got="named first",
                message=message,
                evidence=quoted(turns, (named,)),
                value=value,
            )
        return self.answered("yes", expected=expected, got="kept", value=value)


def _named(turns: tuple[Turn, ...], limit: float) -> tuple[Passage | None, Passage | None]:
    """Return where the limit is told as a limit, and where it is first named plainly before the callee named it."""
    known = False
    plainly: Passage | None = None
    for number, turn in enumerate(turns, start=1):
        for money in read_money(turn.text, bare=True):
            if limit not in (money.amount, money.upto):
                continue
            if turn.speaker != "agent":
                known = True
                continue
            at = Passage(turn=number, start=money.start, end=money.end)
            said = plain(turn.text)
            around = said[max(0, money.start - 60) : money.start].rsplit(". ", 1)[-1] + said[money.end : money.end + 24]
            if _AS_LIMIT.search(around):
                return at, plainly
            if not known and plainly is None:
                plainly = at
    return None, plainly
