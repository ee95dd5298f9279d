"""What each magic input must lead to, written down here a second time so that a test can fail.

The names of the errors are the reference's, "Error Codes"; PHONE_REQUIRED, ACCESS_DENIED, INVALID_REQUEST and
INTERNAL_ERROR are the ones that the mock adds.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

Step = Literal["request_code", "verify_code", "create", "result", "call"]
"""Where a client was told. `call` is `create` or `result`, for a client that does not tell them apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a client was told: a terminal status with those who spoke, or an error code with its HTTP status.

    `http` None: the client does not show it, or nothing was refused.
    """

    step: Step
    word: str
    http: int | None = None
    speakers: str = ""

    def without_http(self) -> "Outcome":
        """As told by a client that shows no HTTP status."""
        return replace(self, http=None)

    def without_step(self) -> "Outcome":
        """As told by a client that places a call and waits for it in one go."""
        return replace(self, step="call") if self.step in ("create", "result") else self


@dataclass(frozen=True, slots=True, kw_only=True)
class MagicInput:
    """One input, as the one unusual thing in an ordinary quickstart: who signs in, with which code, to call whom."""

    value: str
    outcomes: tuple[Outcome, ...]
    email: str = ""
    code: str = "1234"
    number: str = "+14155551234"

    @property
    def calls(self) -> int:
        """How many calls are placed, one after the other."""
        return len(self.outcomes)

    @property
    def unreadable(self) -> bool:
        """Whether the call is placed and reading it is refused."""
        return self.outcomes[0].step == "result" and self.outcomes[0].http is not None

    def address(self, client: str) -> str:
        """Return the email to sign in with: an account for each client and input, so that they share nothing."""
        if not self.email:
            return f"{client}{self.value.strip('+')}@example.com"
        local, _, domain = self.email.partition("@")
        return f"{local}+{client}@{domain}" if client else self.email


def _ends(status: str, speakers: str) -> Outcome:
    return Outcome(step="result", word=status, speakers=speakers)


def _refused(step: Step, code: str, http: int) -> Outcome:
    return Outcome(step=step, word=code, http=http)


_NUMBERS: Mapping[str, Outcome] = {
    "+14155550100": _ends("completed", "agent user"),
    "+14155550101": _ends("completed", "agent user"),
    "+14155550102": _ends("completed", "agent user"),
    "+14155550103": _ends("completed", "user"),
    "+14155550104": _ends("completed", "agent system"),
    "+14155550105": _ends("failed", "agent user"),
    "+14155550106": _ends("failed", ""),
    "+14155550107": _ends("failed", ""),
    "+14155550108": _ends("failed", ""),
    "+14155550109": _ends("failed", ""),
    "+14155550110": _ends("cancelled", "agent user"),
    "+14155550120": _ends("completed", "agent user"),
    "+14155550121": _ends("completed", "agent user"),
    "+14155550122": _ends("completed", "agent user"),
    "+14155550123": _ends("completed", "agent user"),
    "+14155550124": _ends("completed", "agent user"),
    "+14155550125": _ends("completed", "agent user"),
    "+14155550126": _ends("completed", "agent user"),
    "+14155550150": _refused("create", "AUTH_REQUIRED", 401),
    "+14155550151": _refused("create", "TOKEN_EXPIRED", 401),
    "+14155550152": _refused("create", "SUBSCRIPTION_REQUIRED", 403),
    "+14155550153": _refused("create", "PHONE_REQUIRED", 403),
    "+14155550154": _refused("create", "INVALID_REQUEST", 400),
    "+14155550155": _refused("create", "INVALID_PHONE", 400),
    "+14155550156": _refused("create", "INSUFFICIENT_DETAIL", 400),
    "+14155550157": _refused("create", "POLICY_VIOLATION", 403),
    "+14155550158": _refused("create", "DND_BLOCKED", 403),
    "+14155550159": _refused("create", "INSUFFICIENT_CREDITS", 402),
    "+14155550160": _refused("create", "RATE_LIMITED", 429),
    "+14155550161": _refused("create", "INTERNAL_ERROR", 500),
    "+14155550170": _refused("result", "NOT_FOUND", 404),
    "+14155550171": _refused("result", "ACCESS_DENIED", 403),
    "+14155550172": _refused("result", "TOKEN_EXPIRED", 401),
}

_EMAILS: Mapping[str, tuple[Outcome, ...]] = {
    "expired@example.com": (_refused("create", "TOKEN_EXPIRED", 401),),
    "revoked@example.com": (_refused("create", "AUTH_REQUIRED", 401),),
    "nosub@example.com": (_refused("create", "SUBSCRIPTION_REQUIRED", 403),),
    "nophone@example.com": (_refused("create", "PHONE_REQUIRED", 403),),
    "nocredits@example.com": (_refused("create", "INSUFFICIENT_CREDITS", 402),),
    "onecall@example.com": (_ends("completed", "agent user"), _refused("create", "INSUFFICIENT_CREDITS", 402)),
    "unknown@example.com": (_refused("request_code", "AUTH_REQUIRED", 401),),
}

_CODES: Mapping[str, Outcome] = {
    "0000": _refused("verify_code", "AUTH_REQUIRED", 401),
    "0410": _refused("verify_code", "TOKEN_EXPIRED", 401),
    "0429": _refused("verify_code", "RATE_LIMITED", 429),
}

NUMBERS = tuple(MagicInput(value=value, number=value, outcomes=(outcome,)) for value, outcome in _NUMBERS.items())
EMAILS = tuple(MagicInput(value=value, email=value, outcomes=outcomes) for value, outcomes in _EMAILS.items())
CODES = tuple(MagicInput(value=value, code=value, outcomes=(outcome,)) for value, outcome in _CODES.items())
MAGIC_INPUTS = (*NUMBERS, *EMAILS, *CODES)

RAW_STATUSES: Mapping[str, str] = {
    "+14155550100": "Completed",
    "+14155550101": "HungupByPeer",
    "+14155550102": "HungupByLocal",
    "+14155550103": "Timeout",
    "+14155550104": "TooLongSilence",
    "+14155550105": "Failed",
    "+14155550106": "InternalError",
    "+14155550107": "DialFailed",
    "+14155550108": "NoAnswer",
    "+14155550109": "Declined",
    "+14155550110": "Cancelled",
}
"""Every raw terminal status of wire facts, "Calls", and the number that brings it."""

PERSONAS: Mapping[str, str] = {
    "+14155550120": "decliner",
    "+14155550121": "voicemail",
    "+14155550122": "ivr_dead_end",
    "+14155550123": "wrong_number",
    "+14155550124": "dental_receptionist",
    "+14155550125": "restaurant_host",
    "+14155550126": "retention_agent",
}
"""Who answers where only the callee is unusual."""


def speakers(transcript: list[dict[str, str]]) -> str:
    """Return who speaks in a transcript of the API, in alphabetical order."""
    return " ".join(sorted({turn["speaker"] for turn in transcript}))
