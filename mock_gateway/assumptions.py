"""What the API reference leaves open, decided: every choice the mock makes on its own, named and configurable.

One field of `Assumptions` is one entry: its type and default are the field's, `meaning` and `source` are beside it.
Set them with `MockConfig(assume={name: value})` or `pine-mock --assume NAME=VALUE`; `pine-mock assumptions` lists
them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from harness.errors import UsageError
from harness.model.values import Json
from harness.registry import Registry

_TRUE, _FALSE = ("true", "yes", "on", "1"), ("false", "no", "off", "0")


def _assume(
    default: Any, meaning: str, source: str, *, allowed: tuple[str, ...] = (), least: float = 0.0, pattern: str = ""
) -> Any:
    metadata = {"meaning": meaning, "source": source, "allowed": allowed, "least": least, "pattern": pattern}
    return field(default=default, metadata=metadata)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumptions:
    """The mock's answers to the reference's open points, as values the code reads."""

    account_domain: str = _assume(
        "example.com",
        "Any address at this domain is an account, made on first use; others only when the control plane made them.",
        "The reference only says that the email must belong to an account; example.com can reach nobody (RFC 2606).",
        pattern=r"[a-z0-9][a-z0-9.-]*\.[a-z]{2,}",
    )
    sign_in_code: str = _assume(
        "1234",
        "The code emailed to an account that was not given its own.",
        "Every published example shows this code of four digits.",
        pattern=r"\d{4,8}",
    )
    unknown_email: str = _assume(
        "AUTH_REQUIRED",
        "What asking for a code answers when no account has the address; `silent`: as if one had, and mails nothing.",
        "The reference names no code; official clients turn 401 into their authentication error.",
        allowed=("AUTH_REQUIRED", "NOT_FOUND", "INVALID_REQUEST", "silent"),
    )
    wrong_code: str = _assume(
        "AUTH_REQUIRED",
        "What a wrong code answers, and a request token that was used, belongs to another email or is not one.",
        "The reference names no code; official clients turn 401 into their authentication error.",
        allowed=("AUTH_REQUIRED", "INVALID_REQUEST"),
    )
    wrong_code_limit: int = _assume(
        5,
        "Wrong codes taken for one request token; after that many it is dead and answers RATE_LIMITED. 0: no limit.",
        "Not published; five tries at four digits is common practice.",
    )
    request_token_seconds: int = _assume(
        600,
        "How long a request token can be used; after that it answers TOKEN_EXPIRED.",
        "Clients are told that it expires, not when.",
        least=1,
    )
    access_token_seconds: int = _assume(
        86_400,
        "How long an access token can be used; after that it answers TOKEN_EXPIRED.",
        "TOKEN_EXPIRED is documented, the lifetime is not.",
        least=1,
    )
    revoked_token: str = _assume(
        "AUTH_REQUIRED",
        "What a revoked access token answers.",
        "The reference knows invalid and expired tokens; a revoked one is taken as invalid.",
        allowed=("AUTH_REQUIRED", "TOKEN_EXPIRED"),
    )
    another_users_call: str = _assume(
        "NOT_FOUND",
        "What reading a call of another account answers.",
        "ACCESS_DENIED is known to official clients; the reference lists only NOT_FOUND, which gives nothing away.",
        allowed=("NOT_FOUND", "ACCESS_DENIED"),
    )
    account_checks_on_read: bool = _assume(
        False,
        "Whether reading a call also needs a subscription and a registered phone.",
        "The reference names them as prerequisites of placing calls.",
    )
    malformed_body_status: str = _assume(
        "400",
        "The HTTP status of INVALID_REQUEST, the answer to a body that is not what the reference describes.",
        "The reference has no code for it; 400 is what its other request errors use.",
        allowed=("400", "422"),
    )
    content_type: str = _assume(
        "json_only",
        "Whether a request body must say that it is JSON (else 415), or may call itself anything.",
        "The reference: include Content-Type: application/json in all requests.",
        allowed=("json_only", "any"),
    )
    body_limit_bytes: int = _assume(
        1_048_576, "The largest request body; a larger one answers 413.", "Not published.", least=1024
    )
    unknown_fields: str = _assume(
        "ignore",
        "What happens to fields of a request body that the reference does not name.",
        "Not published; most JSON APIs ignore them, so that newer clients keep working.",
        allowed=("ignore", "reject"),
    )
    null_optional: str = _assume(
        "absent",
        "What null in an optional field of a request body means.",
        "Not published; official clients omit unset fields.",
        allowed=("absent", "reject"),
    )
    empty_callee_name: str = _assume(
        "INVALID_REQUEST",
        "What an empty callee_name answers.",
        "The reference: name of the person or business called; INSUFFICIENT_DETAIL speaks of objective and context.",
        allowed=("INVALID_REQUEST", "INSUFFICIENT_DETAIL", "accept"),
    )
    emergency_number: str = _assume(
        "POLICY_VIOLATION",
        "What an emergency number answers, also in its short form (911, 999).",
        "Clients are told that emergency numbers break the policy; none of them is valid E.164.",
        allowed=("POLICY_VIOLATION", "INVALID_PHONE"),
    )
    setup_seconds: float = _assume(
        2.0,
        "How long POST blocks while a call is set up, in simulated seconds. Instant and stepped clocks never block.",
        "The reference: the request blocks while the call is being set up; for how long is not published.",
    )
    starting_credits: float = _assume(
        100_000.0,
        "The credits of an account that was not given its own.",
        "Not published; ample, so that a suite does not run dry by accident.",
    )
    minute_rounding: str = _assume(
        "up",
        "How a part of a minute is billed.",
        "50 credits a call and 20 a minute are known; the rounding is not.",
        allowed=("up", "down", "nearest", "exact"),
    )
    failed_call_credits: str = _assume(
        "none",
        "What a failed call costs: nothing, the base charge, or the full price.",
        "The reference: credits billed for the completed call.",
        allowed=("none", "base", "full"),
    )
    cancelled_call_credits: str = _assume(
        "none",
        "What a cancelled call costs: nothing, the base charge, or the full price.",
        "The reference: credits billed for the completed call.",
        allowed=("none", "base", "full"),
    )
    credits_overdraft: str = _assume(
        "cap",
        "A call that costs more than the account has: charged what is there, or in full, leaving less than zero.",
        "Not published; a charge is only known when the call ends.",
        allowed=("cap", "allow"),
    )
    concurrent_calls: int = _assume(
        5,
        "Calls in progress per account; one more answers RATE_LIMITED. 0: no limit.",
        "The reference says 5; configurable for load tests.",
    )
    same_number_per_day: int = _assume(
        0,
        "Calls of an account to one number within 24 simulated hours; one more answers RATE_LIMITED. 0: no limit.",
        "Clients are told that dialling a number too often in a day is limited, not how often.",
    )
    retry_after_seconds: int = _assume(
        0, "Retry-After sent with RATE_LIMITED. 0: the header is not sent.", "Neither published nor observed."
    )
    running_duration: str = _assume(
        "talk",
        "What duration_seconds counts: from the moment somebody picked up, or from dialling.",
        "The reference: elapsed duration while running and after completion.",
        allowed=("talk", "dial"),
    )
    ended_early_transcript: str = _assume(
        "spoken",
        "The transcript of a call ended from outside: what was said until then, or empty.",
        "Not published.",
        allowed=("spoken", "empty"),
    )
    system_turns: str = _assume(
        "sent",
        "Whether turns of the system (such as a note on silence) stand in the transcript.",
        "Observed by public clients; the reference knows only agent and user.",
        allowed=("sent", "dropped"),
    )
    heartbeat_seconds: float = _assume(
        15.0,
        "Real seconds between the comments that keep a stream open.",
        "Official clients skip comments; how often they come is not published.",
        least=0.01,
    )
    stream_reopened: str = _assume(
        "again",
        "A stream opened with the Last-Event-Id of the result: sends the result again, or ends with nothing.",
        "Not published; sending it again is what a client that lost the answer needs.",
        allowed=("again", "nothing"),
    )
    stream_accept: str = _assume(
        "any",
        "Whether the stream demands an Accept header that allows text/event-stream (else 406).",
        "The reference's example sends it; no rule is published.",
        allowed=("any", "event_stream"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """One entry of the table, as `pine-mock assumptions` and GET /__mock__/assumptions show it."""

    name: str
    default: str | int | float | bool
    allowed: str
    meaning: str
    source: str
    choices: tuple[str, ...] = ()
    least: float = 0.0
    pattern: str = ""

    def parse(self, value: Json) -> str | int | float | bool:
        """Read a value given as text or JSON. Raises UsageError naming the entry and what it allows."""
        parsed = _parsed(self, value)
        if parsed is None:
            raise UsageError(f"assumption {self.name} cannot be {value!r}; allowed: {self.allowed}")
        return parsed


def _parsed(entry: Assumption, value: Json) -> str | int | float | bool | None:
    text = str(value).strip()
    if isinstance(entry.default, bool):
        return True if text.lower() in _TRUE else False if text.lower() in _FALSE else None
    if isinstance(entry.default, str):
        if entry.choices:
            return text if text in entry.choices else None
        return text if re.fullmatch(entry.pattern, text) else None
    try:
        number = int(text) if isinstance(entry.default, int) else float(text)
    except ValueError:
        return None
    return number if entry.least <= number < float("inf") else None


def _allowed(default: Any, choices: tuple[str, ...], least: float, pattern: str) -> str:
    if isinstance(default, bool):
        return "true, false"
    if isinstance(default, str):
        return ", ".join(choices) if choices else f"text like {pattern}"
    kind = "a whole number" if isinstance(default, int) else "a number"
    return f"{kind} of at least {least:g}"


def assumption_table() -> Registry[Assumption]:
    """Return every assumption, in the order in which they are documented."""
    entries = []
    for one in fields(Assumptions):
        details = one.metadata
        default: Any = one.default
        allowed = _allowed(default, details["allowed"], details["least"], details["pattern"])
        entries.append(
            Assumption(
                name=one.name,
                default=default,
                allowed=allowed,
                meaning=details["meaning"],
                source=details["source"],
                choices=details["allowed"],
                least=details["least"],
                pattern=details["pattern"],
            )
        )
    return Registry("assumption", entries, name_of=lambda entry: entry.name)


def resolve(assume: Mapping[str, Json]) -> Assumptions:
    """Return the assumptions with `assume` applied. Raises UnknownName (with the nearest) and UsageError."""
    table = assumption_table()
    values: dict[str, Any] = {name: table.find(name).parse(value) for name, value in assume.items()}
    return Assumptions(**values)
