"""Accounts: who may call, in what state, and what awaits their next calls. Every account is a tenant of its own."""

import hashlib
import re
from collections import OrderedDict, deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from harness.model.values import Json
from mock_gateway.assumptions import Assumptions
from mock_gateway.ledger import Ledger
from mock_gateway.magic import MAGIC_EMAILS

if TYPE_CHECKING:
    from mock_gateway.call import Call  # calls know their account: the other direction is a type only
    from mock_gateway.simulation import Persona  # takes 0.1 s to import, and most accounts need none

TokenState = Literal["valid", "expired", "revoked"]
AccountClock = Literal["shared", "stepped"]
EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+")
_KEPT_MESSAGES = 1_000
_KEPT_DIALS = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountState:
    """What an account is like: what the control plane and magic emails set.

    Under a "stepped" clock time stands still for the account's calls, whatever the gateway's clock does, but for what
    the control plane moves it.
    """

    code: str
    credits: float
    token: TokenState = "valid"  # noqa: S105 - a state, not a secret
    subscription: bool = True
    phone_registered: bool = True
    do_not_call: frozenset[str] = frozenset()
    clock: AccountClock = "shared"


@dataclass(slots=True, kw_only=True)
class Plan:
    """Who answers an account's next `times` calls. `persona` None: whom the number or the brief asks for.

    `own` is a persona that came with the plan, of which `persona` is the name; None: a shipped one.
    """

    persona: str | None = None
    own: "Persona | None" = None
    options: Mapping[str, Json] = field(default_factory=dict)
    call_date: datetime | None = None
    seed: int | None = None
    times: int = 1


class Account:
    """One account, its credits, its plans and the calls it has in progress.

    `ahead_seconds` is how far its own time, in which its tokens expire, is ahead of the gateway's.
    """

    __slots__ = ("active", "ahead_seconds", "dialled", "email", "ledger", "made", "plans", "state", "user_id")

    def __init__(self, *, user_id: str, email: str, state: AccountState) -> None:
        self.user_id, self.email, self.made = user_id, email, state
        self.restore()

    def restore(self) -> None:
        """Bring the account back to the state in which it was made; its calls are the call book's to forget."""
        self.state = self.made
        self.ledger = Ledger(self.made.credits)
        self.plans: deque[Plan] = deque()
        self.active: list[Call] = []
        self.dialled: dict[str, deque[float]] = {}
        self.ahead_seconds = 0.0

    def note_dialled(self, number: str, at: float) -> None:
        """Remember that a number was dialled, at a simulated second."""
        self.dialled.setdefault(number, deque(maxlen=_KEPT_DIALS)).append(at)

    def dialled_since(self, number: str, since: float) -> int:
        """Return how often a number was dialled after the simulated second `since`."""
        return sum(at > since for at in self.dialled.get(number, ()))

    @property
    def answers_next(self) -> str | None:
        """The persona planned to answer the account's next call, None where the number or the brief decides."""
        return self.plans[0].persona if self.plans else None

    def take_plan(self) -> Plan | None:
        """Return the plan for the account's next call and use it up, None when nothing was planned."""
        if not self.plans:
            return None
        plan = self.plans[0]
        plan.times -= 1
        if plan.times <= 0:
            self.plans.popleft()
        return plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """An email that the gateway would have sent. `sent_at` is Unix time."""

    email: str
    code: str
    sent_at: float
    request_token_id: str


class AccountBook:
    """All accounts, found by email and by user id, and the emails sent to them."""

    def __init__(self, assumptions: Assumptions) -> None:
        self._assumptions = assumptions
        self._by_email: dict[str, Account] = {}
        self._by_id: dict[str, Account] = {}
        self._made = 0
        self.inbox: deque[Message] = deque(maxlen=_KEPT_MESSAGES)

    def __len__(self) -> int:
        return len(self._by_id)

    def default_state(self) -> AccountState:
        """Return the state of an account of which nothing was said."""
        return AccountState(code=self._assumptions.sign_in_code, credits=self._assumptions.starting_credits)

    def fresh_email(self) -> str:
        """Return an address that no account has."""
        while True:
            self._made += 1
            email = f"account-{self._made}@{self._assumptions.account_domain}"
            if email not in self._by_email:
                return email

    def make(self, email: str, state: AccountState) -> Account:
        """Make an account, in place of the one that had the address."""
        email = email.lower()
        account = Account(user_id=user_id_of(email), email=email, state=state)
        self._by_email[email] = self._by_id[account.user_id] = account
        return account

    def by_id(self, user_id: str) -> Account | None:
        """Return the account with a user id."""
        return self._by_id.get(user_id)

    def peek(self, email: str) -> Account | None:
        """Return the account of an address if it was made already."""
        return self._by_email.get(email.lower())

    def by_email(self, email: str) -> Account | None:
        """Return the account of an address; any address of the account domain has one, as its name asks for it."""
        email = email.lower()
        account = self._by_email.get(email)
        if account is not None:
            return account
        local, _, domain = email.partition("@")
        if domain != self._assumptions.account_domain:
            return None
        magic = MAGIC_EMAILS.get(local.partition("+")[0])
        if magic is not None and not magic.exists:
            return None
        state = self.default_state()
        return self.make(email, magic.applied_to(state) if magic else state)

    def all(self) -> tuple[Account, ...]:
        """Return every account."""
        return tuple(self._by_id.values())

    def clear(self) -> None:
        """Forget every account and email."""
        self._by_email.clear()
        self._by_id.clear()
        self.inbox.clear()


def user_id_of(email: str) -> str:
    """Return the user id of an address: ten digits, the same in every process, so that stored credentials stay good."""
    digest = hashlib.sha256(email.encode("ascii", "backslashreplace")).digest()
    return str(1_000_000_000 + int.from_bytes(digest[:8], "big") % 9_000_000_000)


class SpentTokens:
    """Which request tokens were used, and how many wrong codes each has seen. Remembers the last few thousand."""

    def __init__(self, kept: int = 10_000) -> None:
        self._wrong: OrderedDict[str, int] = OrderedDict()
        self._used: OrderedDict[str, None] = OrderedDict()
        self._kept = kept

    def used(self, token_id: str) -> bool:
        """Whether a request token has signed somebody in."""
        return token_id in self._used

    def use(self, token_id: str) -> None:
        """Note that a request token has signed somebody in."""
        self._used[token_id] = None
        if len(self._used) > self._kept:
            self._used.popitem(last=False)

    def wrong_codes(self, token_id: str) -> int:
        """Return how many wrong codes came with a request token."""
        return self._wrong.get(token_id, 0)

    def count_wrong(self, token_id: str) -> None:
        """Note a wrong code."""
        self._wrong[token_id] = self._wrong.pop(token_id, 0) + 1
        if len(self._wrong) > self._kept:
            self._wrong.popitem(last=False)
