"""The faults that are set on one gateway: which strikes a request, and when each is spent."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random

from harness.model.values import Json
from mock_gateway.clock import Clock
from mock_gateway.faults.fault import ANY, Fault


@dataclass(slots=True, kw_only=True, eq=False)
class Rule:
    """A fault that is set. `user_id` None: for every account; `until` is a simulated second; `seen` counts matches."""

    fault_id: str
    fault: Fault
    settings: Mapping[str, Json]
    user_id: str | None
    until: float | None
    random: Random = field(repr=False)
    seen: int = 0
    struck: int = 0
    withdrawn: bool = False

    @property
    def times_left(self) -> int | None:
        """For how many more requests it is set, None where that has no end."""
        times: int | None = self.settings["times"]
        return None if times is None else times - self.seen

    def matches(self, route: str, user_id: str | None) -> bool:
        """Whether a request is one that it is set for."""
        if self.user_id is not None and self.user_id != user_id:
            return False
        wanted = self.settings["route"]
        return route in self.fault.routes if wanted == ANY else route == wanted

    def draws(self) -> bool:
        """Count a request that matches, and draw whether it is struck."""
        self.seen += 1
        share: float = self.settings["share"]
        strikes = share >= 1 or self.random.random() < share
        self.struck += strikes
        return strikes


class FaultBook:
    """The rules in the order in which they were set: the first that matches a request and draws it strikes it.

    `changed` is called when there are rules and were none, or the other way round.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._rules: list[Rule] = []
        self._made = 0
        self.changed: Callable[[], None] = _nothing

    def __len__(self) -> int:
        return len(self._rules)

    @property
    def reads_accounts(self) -> bool:
        """Whether it matters whose request it is."""
        return any(rule.user_id is not None for rule in self._rules)

    def add(self, fault: Fault, settings: Mapping[str, Json], user_id: str | None) -> Rule:
        """Set a fault, with settings that `Fault.with_options` returned."""
        self._made += 1
        for_seconds: float | None = settings.get("for_seconds")
        rule = Rule(
            fault_id=f"fault-{self._made}",
            fault=fault,
            settings=settings,
            user_id=user_id,
            until=None if for_seconds is None else self._clock.now() + for_seconds,
            random=Random(settings.get("seed")),  # noqa: S311 - drawn by the user's seed
        )
        self._keep([*self._rules, rule])
        return rule

    def all(self) -> tuple[Rule, ...]:
        """Return the rules that are not spent."""
        self._drop_spent()
        return tuple(self._rules)

    def remove(self, *, fault_id: str | None = None, user_id: str | None = None) -> int:
        """Take back one rule, an account's, or all, and return how many there were."""
        going = [
            rule
            for rule in self._rules
            if (fault_id is None or rule.fault_id == fault_id) and (user_id is None or rule.user_id == user_id)
        ]
        for rule in going:
            rule.withdrawn = True
        self._keep([rule for rule in self._rules if rule not in going])
        return len(going)

    def striking(self, route: str, user_id: str | None) -> Rule | None:
        """Return the rule that strikes a request, counting the request for every rule that was asked."""
        self._drop_spent()
        found = next((rule for rule in self._rules if rule.matches(route, user_id) and rule.draws()), None)
        self._drop_spent()
        return found

    def _drop_spent(self) -> None:
        now = self._clock.now()
        left = [
            rule
            for rule in self._rules
            if (rule.until is None or now < rule.until) and (rule.times_left is None or rule.times_left > 0)
        ]
        if len(left) != len(self._rules):
            self._keep(left)

    def _keep(self, rules: list[Rule]) -> None:
        was, self._rules = bool(self._rules), rules
        if was is not bool(rules):
            self.changed()


def _nothing() -> None:
    """Do nothing: nobody watches."""
