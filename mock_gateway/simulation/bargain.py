"""How the agent bargains: a private curve from target to limit decides what it accepts, the brief decides what it says.

The agent never names a price of its own making: only the target, the current price and a competitor's offer that the
brief states. Its limit is never spoken. Tactics after Faratin et al. 1998 (tactics.py).
"""

from mock_gateway.simulation.acts import Act, act
from mock_gateway.simulation.knowledge import Knowledge
from mock_gateway.simulation.tactics import Tactic, conceded

DEADLINE = 4


class Bargain:
    """The agenda of a negotiation. A communicator only passes the wish on: it neither presses nor uses leverage."""

    def __init__(self, knows: Knowledge) -> None:
        self._knows, self._prices = knows, knows.prices
        self._levers = list(knows.levers) if knows.caller == "negotiator" else []
        self._tactic: Tactic = "boulware" if knows.levers else "linear"
        self._round = 0
        self._asked_target = self._over = False
        self._bill = knows.prices.current
        self._extras = [act("question", words) for words in knows.questions]
        if knows.wants_confirmation:
            self._extras.append(act("ask_confirmation"))

    def opening(self) -> Act:
        """Say what the price is and that it should come down."""
        purpose = self._knows.purpose
        kind = "with_bill" if self._prices.current is not None else "no_bill"
        kind = "listed" if self._prices.is_listed and kind == "with_bill" else kind
        kind = "raise" if self._prices.is_raise else kind
        return Act(kind="purpose", fact=f"price_{kind}", words=purpose.thing or "price", amount=self._prices.current)

    def hear(self, heard: Act) -> tuple[Act, ...]:
        """Answer an offer or a question about money."""
        match heard.kind:
            case "state_bill":
                self._bill = heard.amount if self._bill is None else self._bill
                return self._ask()
            case "ask_target":
                return self._press() if self._prices.target is not None or self._levers else (act("no_target"),)
            case "stand_firm":
                return self._press()
            case "offer_price" | "meet_price" | "best_price":
                return self._weigh(heard)
            case "deal":
                self._over = True
                return self.next() or (act("thank"),)
            case "answer" | "cannot_answer" | "give_confirmation":
                return self.next() or (act("thank", fact="anyway" if heard.kind == "cannot_answer" else ""),)
            case "no_change" | "price_refused" | "noncommittal":
                return (act("give_up_price"), act("bye"))
            case _:
                return ()

    def next(self) -> tuple[Act, ...]:
        """Bring up what is still open."""
        return (self._extras.pop(0),) if self._over and self._extras else ()

    def accepts(self, amount: float, *, final: bool) -> bool:
        """Whether the agent takes `amount` now: within its limit, and by then as good as it still hopes for."""
        if self._prices.is_floor:
            least = self._prices.limit if self._prices.limit is not None else self._prices.target
            return least is not None and amount >= least
        ceiling = self._prices.ceiling
        if ceiling is None:
            improves = self._bill is not None and amount < self._bill
            return improves and (final or self._knows.caller == "communicator")
        if amount > ceiling:
            return False
        target = min(self._prices.target if self._prices.target is not None else ceiling, ceiling)
        hope = target + conceded(self._round, DEADLINE, self._tactic) * (ceiling - target)
        return final or amount <= hope or self._knows.caller == "communicator"

    def _ask(self) -> tuple[Act, ...]:
        if self._prices.target is None:
            return self._press()
        self._asked_target = True
        return (Act(kind="ask_price", amount=self._prices.target),)

    def _press(self) -> tuple[Act, ...]:
        said: list[Act] = []
        if self._levers:
            lever = self._levers.pop(0)
            said.append(self._lever(lever))
        if self._prices.target is not None and (not self._asked_target or not said):
            self._asked_target = True
            said.append(Act(kind="ask_price", fact="again" if self._round else "", amount=self._prices.target))
        elif not said or len(said) == 1:
            said.append(act("press"))
        return tuple(said)

    def _lever(self, lever: str) -> Act:
        details = self._knows.details
        if lever == "tenure" and "tenure" not in details:
            if "loyalty" in details:
                return act("loyalty", details["loyalty"], fact=lever)
            return act("loyal_years", details["years"], fact=lever)
        amount = self._prices.competitor if lever == "competitor" else None
        words = details.get(lever, "")
        return Act(kind="lever", fact=lever, words=words[:1].lower() + words[1:], amount=amount)

    def _weigh(self, heard: Act) -> tuple[Act, ...]:
        amount, final = heard.amount or 0.0, heard.kind == "best_price"
        self._round += 1
        if self.accepts(amount, final=final):
            return (Act(kind="accept_price", amount=amount),)
        if final:
            return (Act(kind="refuse_price", amount=amount),)
        return self._press()
