"""Who may do what: the order of checks, as one table.

API reference, "Initiate a Phone Call": the gateway "validates your request, runs safety and billing checks, and
initiates". The stages run in the order of `Stage`, the rules of a stage in the order of `RULES`; the first that
objects is the answer.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum

from mock_gateway import rules
from mock_gateway.gateway import Gateway
from mock_gateway.visit import Visit


class Stage(StrEnum):
    """The stages of admission, in their order."""

    AUTHENTICATION = "authentication"
    ACCOUNT = "account"
    VALIDATION = "validation"
    SAFETY = "safety"
    BILLING = "billing"
    LIMITS = "limits"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One check: raises Refusal with one of `codes`, or lets the request pass."""

    stage: Stage
    check: Callable[[Gateway, Visit], None]
    codes: tuple[str, ...]

    @property
    def meaning(self) -> str:
        """What the check demands, in one sentence."""
        return (self.check.__doc__ or "").strip().split("\n")[0]


def _rule(stage: Stage, check: Callable[[Gateway, Visit], None], *codes: str) -> Rule:
    return Rule(stage=stage, check=check, codes=codes)


RULES: tuple[Rule, ...] = (
    _rule(Stage.AUTHENTICATION, rules.bearer_token, "AUTH_REQUIRED"),
    _rule(Stage.AUTHENTICATION, rules.user_id_header, "AUTH_REQUIRED"),
    _rule(Stage.AUTHENTICATION, rules.token_not_revoked, "AUTH_REQUIRED", "TOKEN_EXPIRED"),
    _rule(Stage.AUTHENTICATION, rules.token_not_expired, "TOKEN_EXPIRED"),
    _rule(Stage.ACCOUNT, rules.subscription, "SUBSCRIPTION_REQUIRED"),
    _rule(Stage.ACCOUNT, rules.registered_phone, "PHONE_REQUIRED"),
    _rule(Stage.VALIDATION, rules.media_type, "UNSUPPORTED_MEDIA_TYPE"),
    _rule(Stage.VALIDATION, rules.body_size, "PAYLOAD_TOO_LARGE"),
    _rule(Stage.VALIDATION, rules.call_fields, "INVALID_REQUEST"),
    _rule(
        Stage.VALIDATION,
        rules.magic_refusal,
        "AUTH_REQUIRED",
        "TOKEN_EXPIRED",
        "SUBSCRIPTION_REQUIRED",
        "PHONE_REQUIRED",
        "INVALID_REQUEST",
        "INVALID_PHONE",
        "INSUFFICIENT_DETAIL",
        "INTERNAL_ERROR",
    ),
    _rule(Stage.VALIDATION, rules.callee_name, "INVALID_REQUEST", "INSUFFICIENT_DETAIL"),
    _rule(Stage.VALIDATION, rules.callable_number, "INVALID_PHONE"),
    _rule(Stage.VALIDATION, rules.enough_detail, "INSUFFICIENT_DETAIL"),
    _rule(Stage.SAFETY, rules.safe_number, "POLICY_VIOLATION"),
    _rule(Stage.SAFETY, rules.do_not_call, "DND_BLOCKED"),
    _rule(Stage.SAFETY, rules.magic_safety, "POLICY_VIOLATION", "DND_BLOCKED"),
    _rule(Stage.BILLING, rules.credits_for_a_call, "INSUFFICIENT_CREDITS"),
    _rule(Stage.BILLING, rules.magic_billing, "INSUFFICIENT_CREDITS"),
    _rule(Stage.LIMITS, rules.concurrent_calls, "RATE_LIMITED"),
    _rule(Stage.LIMITS, rules.same_number_per_day, "RATE_LIMITED"),
    _rule(Stage.LIMITS, rules.magic_limits, "RATE_LIMITED"),
)


def checks(*stages: Stage) -> tuple[Callable[[Gateway, Visit], None], ...]:
    """Return the checks of these stages, in the order of the table."""
    wanted: Collection[Stage] = stages
    return tuple(rule.check for rule in RULES if rule.stage in wanted)


SIGNED_IN = checks(Stage.AUTHENTICATION)
MEMBER = checks(Stage.AUTHENTICATION, Stage.ACCOUNT)
MAY_CALL = checks(Stage.VALIDATION, Stage.SAFETY, Stage.BILLING, Stage.LIMITS)
"""Two halves of POST: the body is read between MEMBER and MAY_CALL."""


def admit(gateway: Gateway, visit: Visit, demanded: tuple[Callable[[Gateway, Visit], None], ...]) -> None:
    """Run the checks in order. Raises the Refusal of the first that objects."""
    for check in demanded:
        check(gateway, visit)
