"""A callee with a price: an opening offer, a floor, and what moves it between the two.

Its offers follow a time-dependent tactic (tactics.py) from the bill down to a reservation value. Without leverage
that value stays well above the floor; a competitor's offer, a long tenure or the readiness to leave each bring it
closer.
"""

import math

from mock_gateway.simulation.acts import Act, act
from mock_gateway.simulation.persona import Persona
from mock_gateway.simulation.tactics import conceded
from mock_gateway.simulation.terms import Prices
from mock_gateway.simulation.traits import Traits

DEFAULT_BILL = 79.99
NEAR = 0.15
"""Within this part of the whole way, haggling on is not worth it: the callee meets the target."""


class Sale:
    """The bargaining side of a callee's business."""

    def __init__(self, persona: Persona, traits: Traits, purpose: Act) -> None:
        self._prices: Prices | None = persona.prices
        self._traits = traits
        prices = persona.prices or Prices()
        self._bill = prices.bill if prices.bill is not None else purpose.amount or DEFAULT_BILL
        self._floor = min(self._bill, prices.floor if prices.floor is not None else prices.share * self._bill)
        self._unlocked = min(1.0, max(0.0, prices.base + traits.luck))
        self._moved_by = prices.moved_by
        self._told_bill = purpose.amount == self._bill
        self._asked = False
        self._target: float | None = None
        self._round = 0
        self._offer: float | None = None
        self._agreed: float | None = None
        self._closed = self._refused = False

    def hear(self, heard: Act) -> None:
        """Take in what the caller said."""
        match heard.kind:
            case "ask_price":
                self._target = heard.amount
            case "lever" | "loyalty" | "loyal_years":
                self._unlocked = min(1.0, self._unlocked + self._moved_by.get(heard.fact, 0.0))
            case "accept_price":
                self._agreed = heard.amount
            case "refuse_price":
                self._refused = True

    def go_on(self) -> tuple[Act, ...]:
        """Return the next move of the bargaining."""
        if self._agreed is not None:
            deal = (Act(kind="deal", amount=self._agreed),) if not self._closed else ()
            self._closed = True
            return deal
        if self._refused:
            return (act("price_refused"),)
        if self._prices is None:
            return (act("no_change"),)
        if not self._told_bill:
            self._told_bill = True
            return (Act(kind="state_bill", amount=self._bill),)
        if self._target is None and not self._asked and self._traits.waits_for_target:
            self._asked = True
            return (act("ask_target"),)
        return (self._improve(self._prices),)

    @property
    def reservation(self) -> float:
        """The least that this callee takes from this caller, as far as the call has gone."""
        return self._bill - self._unlocked * (self._bill - self._floor)

    def _improve(self, prices: Prices) -> Act:
        self._round += 1
        share = conceded(self._round, prices.rounds, prices.tactic)
        least = self.reservation
        amount = self._rounded(self._bill - share * (self._bill - least), least)
        final = self._round >= prices.rounds
        if self._offer is not None:
            amount = min(amount, self._offer)
        near = amount - NEAR * (self._bill - least)
        if self._target is not None and max(near, least) <= self._target:
            self._offer = self._target
            return Act(kind="meet_price", amount=self._target)
        if amount >= self._bill:
            return act("no_change", fact="firm") if final else act("stand_firm")
        unchanged = self._offer is not None and amount >= self._offer
        self._offer = amount
        if final or (unchanged and self._round > 2):
            return Act(kind="best_price", amount=amount)
        return Act(kind="offer_price", fact="again" if self._round > 1 else "", amount=amount)

    def _rounded(self, amount: float, least: float) -> float:
        """Round up to a price that somebody would say, never below `least`."""
        step = 10 ** max(0, int(math.log10(max(self._bill, 1))) - 2) if self._bill >= 200 else 1.0
        cents = round(self._bill - math.floor(self._bill), 2)
        for ending in sorted({0.0, cents}):
            candidate = math.floor(amount / step) * step + ending
            if candidate >= amount - 1e-9 and candidate >= least:
                return round(candidate, 2)
        return round(max(math.ceil(amount / step) * step, float(math.ceil(least))), 2)
