"""Dialogue acts: what a turn does, before any word is chosen.

Both sides speak in acts and hear acts; text is made from them last. After Schatzmann et al. 2007, "Agenda-based user
simulation for bootstrapping a POMDP dialogue system".
"""

from dataclasses import dataclass

from mock_gateway.simulation.openings import Slot
from mock_gateway.simulation.wish import Wish


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act. `kind` names it and decides which of the other fields mean something.

    `fact` is a piece of identity or information ("date_of_birth"), or which variant of an act this is; `name` is a
    person's; `words` is text to be spoken; `slots` are times on offer; `wish` is what the caller would take;
    `amount` is a price (of a hold, a queue or a transfer: its seconds), by the `per` ("night") where it has one;
    `party_size` a number of people, `nights` how long a stay is.
    """

    kind: str
    fact: str = ""
    name: str = ""
    words: str = ""
    slots: tuple[Slot, ...] = ()
    wish: Wish | None = None
    amount: float | None = None
    per: str = ""
    party_size: int | None = None
    nights: int | None = None


def act(kind: str, words: str = "", *, fact: str = "") -> Act:
    """Return an act that needs no more than words."""
    return Act(kind=kind, words=words, fact=fact)
