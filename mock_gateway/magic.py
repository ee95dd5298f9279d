"""Magic inputs: numbers, emails and codes that lead to one outcome each, with no configuration.

The numbers are of the fiction range +1 415 555 0100 to 0199, which phonenumbers takes for valid and which reaches
nobody. The reference's own example numbers are ordinary. Unlike most magic numbers, those of a refused or failed call
aside, every one of these that was placed still brings its final event.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from harness.model.values import Json

if TYPE_CHECKING:
    from mock_gateway.accounts import AccountState  # accounts reads this table: the other direction is a type only

ReadError = Literal["NOT_FOUND", "ACCESS_DENIED", "TOKEN_EXPIRED"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MagicNumber:
    """One magic number: `refused` at POST, `unreadable` afterwards, or answered by `persona` and ending as `ends`."""

    number: str
    meaning: str
    persona: str | None = None
    options: Mapping[str, Json] = field(default_factory=dict)
    ends: str | None = None
    refused: str | None = None
    unreadable: ReadError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MagicEmail:
    """One magic local part of an address, also with `+anything` behind it. `exists` False: no account has it."""

    local_part: str
    meaning: str
    changes: Mapping[str, Any] = field(default_factory=dict)
    exists: bool = True

    def applied_to(self, state: "AccountState") -> "AccountState":
        """Return an account's state as this address asks for it."""
        return replace(state, **self.changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class MagicCode:
    """One magic sign-in code: `refused` is what it answers, whatever the account's own code is."""

    code: str
    meaning: str
    refused: str


def _number(last_two: int, meaning: str, **outcome: Any) -> MagicNumber:
    return MagicNumber(number=f"+141555501{last_two:02d}", meaning=meaning, **outcome)


_NUMBERS = (
    _number(0, "ends as Completed", ends="Completed"),
    _number(1, "ends as HungupByPeer: the callee listens and hangs up", persona="hangs_up", ends="HungupByPeer"),
    _number(2, "ends as HungupByLocal: the agent hangs up", ends="HungupByLocal"),
    _number(3, "ends as Timeout: a queue until max_duration_minutes is reached", persona="holds_the_line"),
    _number(4, "ends as TooLongSilence: somebody picks up and nobody speaks", persona="silent_line"),
    _number(5, "ends as Failed: the call breaks off half way", ends="Failed"),
    _number(6, "ends as InternalError: the call never begins", persona="no_answer", ends="InternalError"),
    _number(7, "ends as DialFailed", persona="no_answer", options={"kind": "dial_failed"}),
    _number(8, "ends as NoAnswer: nobody picks up", persona="no_answer"),
    _number(9, "ends as Declined: the callee declines the call", persona="declines_call"),
    _number(10, "ends as Cancelled, half way through the call", ends="Cancelled"),
    _number(20, "the callee answers and declines what is asked", persona="decliner"),
    _number(21, "a voicemail answers", persona="voicemail"),
    _number(22, "an automated menu answers, and leads to nobody", persona="ivr_dead_end"),
    _number(23, "a person answers who has nothing to do with it", persona="wrong_number"),
    _number(24, "a dental receptionist answers", persona="dental_receptionist"),
    _number(25, "a restaurant's host answers", persona="restaurant_host"),
    _number(26, "a retention desk answers", persona="retention_agent"),
    _number(50, "POST answers AUTH_REQUIRED", refused="AUTH_REQUIRED"),
    _number(51, "POST answers TOKEN_EXPIRED", refused="TOKEN_EXPIRED"),
    _number(52, "POST answers SUBSCRIPTION_REQUIRED", refused="SUBSCRIPTION_REQUIRED"),
    _number(53, "POST answers PHONE_REQUIRED", refused="PHONE_REQUIRED"),
    _number(54, "POST answers INVALID_REQUEST", refused="INVALID_REQUEST"),
    _number(55, "POST answers INVALID_PHONE", refused="INVALID_PHONE"),
    _number(56, "POST answers INSUFFICIENT_DETAIL", refused="INSUFFICIENT_DETAIL"),
    _number(57, "POST answers POLICY_VIOLATION", refused="POLICY_VIOLATION"),
    _number(58, "POST answers DND_BLOCKED", refused="DND_BLOCKED"),
    _number(59, "POST answers INSUFFICIENT_CREDITS", refused="INSUFFICIENT_CREDITS"),
    _number(60, "POST answers RATE_LIMITED", refused="RATE_LIMITED"),
    _number(61, "POST answers INTERNAL_ERROR (HTTP 500)", refused="INTERNAL_ERROR"),
    _number(70, "the call is placed, and reading it answers NOT_FOUND", unreadable="NOT_FOUND"),
    _number(71, "the call is placed, and reading it answers ACCESS_DENIED", unreadable="ACCESS_DENIED"),
    _number(72, "the call is placed, and reading it answers TOKEN_EXPIRED", unreadable="TOKEN_EXPIRED"),
)

_EMAILS = (
    MagicEmail(local_part="expired", meaning="its access tokens have expired", changes={"token": "expired"}),
    MagicEmail(local_part="revoked", meaning="its access tokens are revoked", changes={"token": "revoked"}),
    MagicEmail(local_part="nosub", meaning="no active subscription", changes={"subscription": False}),
    MagicEmail(local_part="nophone", meaning="no registered phone number", changes={"phone_registered": False}),
    MagicEmail(local_part="nocredits", meaning="no credits", changes={"credits": 0}),
    MagicEmail(local_part="onecall", meaning="credits for the base charge of one call", changes={"credits": 50}),
    MagicEmail(local_part="unknown", meaning="no account has this address", exists=False),
)

_CODES = (
    MagicCode(code="0000", meaning="is always wrong", refused="wrong_code"),
    MagicCode(code="0410", meaning="answers as if the request token had expired", refused="TOKEN_EXPIRED"),
    MagicCode(code="0429", meaning="answers as if too many wrong codes had been sent", refused="RATE_LIMITED"),
)

MAGIC_NUMBERS: Mapping[str, MagicNumber] = MappingProxyType({entry.number: entry for entry in _NUMBERS})
MAGIC_EMAILS: Mapping[str, MagicEmail] = MappingProxyType({entry.local_part: entry for entry in _EMAILS})
MAGIC_CODES: Mapping[str, MagicCode] = MappingProxyType({entry.code: entry for entry in _CODES})
