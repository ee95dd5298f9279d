"""The checks behind the order of checks in admission: each raises its refusal, or lets the request pass."""

from mock_gateway.accounts import user_id_of
from mock_gateway.answers import Refusal
from mock_gateway.bodies import CALL_FIELDS, parse_object, read_fields
from mock_gateway.gateway import Gateway
from mock_gateway.ledger import BASE_CREDITS
from mock_gateway.magic import MAGIC_NUMBERS
from mock_gateway.numbers import NumberVerdict
from mock_gateway.visit import Visit

DAY_SECONDS = 86_400
_SAFETY, _BILLING, _LIMITS = ("POLICY_VIOLATION", "DND_BLOCKED"), ("INSUFFICIENT_CREDITS",), ("RATE_LIMITED",)


def bearer_token(gateway: Gateway, visit: Visit) -> None:
    """Authorization must be `Bearer` and an access token that this gateway issued."""
    header = visit.request.headers.get("Authorization")
    if header is None:
        raise Refusal(
            "AUTH_REQUIRED", "the Authorization header is missing: send `Authorization: Bearer <access_token>`"
        )
    scheme, _, token = header.partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise Refusal("AUTH_REQUIRED", "the Authorization header must be `Bearer <access_token>`")
    claims = gateway.mint.read(token.strip(), "access")
    if claims is None:
        raise Refusal("AUTH_REQUIRED", "the access token is not one that this gateway issued")
    account = gateway.accounts.by_id(claims.subject)
    if account is None and user_id_of(claims.email) == claims.subject:
        account = gateway.accounts.by_email(claims.email)  # issued before a restart or a reset
    if account is None:
        raise Refusal("AUTH_REQUIRED", "the access token belongs to an account that no longer exists")
    visit.account, visit.claims = account, claims


def user_id_header(gateway: Gateway, visit: Visit) -> None:  # noqa: ARG001 - every check is called alike
    """X-Pine-User-Id must be the user id that the access token was issued to."""
    user_id = visit.request.headers.get("X-Pine-User-Id")
    if user_id is None:
        raise Refusal(
            "AUTH_REQUIRED", "the X-Pine-User-Id header is missing: send the `id` that came with the access token"
        )
    if user_id != visit.account.user_id:
        raise Refusal("AUTH_REQUIRED", "the access token belongs to another user than X-Pine-User-Id names")


def token_not_revoked(gateway: Gateway, visit: Visit) -> None:
    """The account's access tokens must not be revoked."""
    if visit.account.state.token == "revoked":  # noqa: S105 - a state, not a secret
        raise Refusal(gateway.assumptions.revoked_token, "the access token was revoked: sign in again")


def token_not_expired(gateway: Gateway, visit: Visit) -> None:
    """The access token must not have expired."""
    claims = visit.claims
    account = visit.account
    expired = claims is None or gateway.mint.expired(claims, account.ahead_seconds)
    if expired or account.state.token == "expired":  # noqa: S105 - a state
        raise Refusal("TOKEN_EXPIRED", "the access token has expired: repeat the email verification flow")


def subscription(gateway: Gateway, visit: Visit) -> None:  # noqa: ARG001 - every check is called alike
    """The account must have an active subscription."""
    if not visit.account.state.subscription:
        raise Refusal("SUBSCRIPTION_REQUIRED", "this account has no active Pine subscription")


def registered_phone(gateway: Gateway, visit: Visit) -> None:  # noqa: ARG001 - every check is called alike
    """The account must have a registered phone number."""
    if not visit.account.state.phone_registered:
        raise Refusal("PHONE_REQUIRED", "this account has no registered phone number")


def media_type(gateway: Gateway, visit: Visit) -> None:
    """The body must call itself JSON, and not be packed."""
    packing = visit.request.headers.get("Content-Encoding")
    if packing is not None and packing.lower() != "identity":
        raise Refusal("UNSUPPORTED_MEDIA_TYPE", f"Content-Encoding {packing[:60]!r} is not supported: send it as it is")
    if gateway.assumptions.content_type == "any":
        return
    header = visit.request.headers.get("Content-Type", "")
    if header == "application/json":
        return
    kind = header.partition(";")[0].strip().lower()
    if kind != "application/json" and not (kind.startswith("application/") and kind.endswith("+json")):
        found = f"not {kind[:60]!r}" if kind else "and the header is missing"
        raise Refusal("UNSUPPORTED_MEDIA_TYPE", f"Content-Type must be application/json, {found}")


def body_size(gateway: Gateway, visit: Visit) -> None:
    """The body must not be larger than allowed."""
    if visit.too_large:
        limit = gateway.assumptions.body_limit_bytes
        raise Refusal("PAYLOAD_TOO_LARGE", f"the body is larger than {limit} bytes", headers={"Connection": "close"})


def call_fields(gateway: Gateway, visit: Visit) -> None:
    """The body must be a JSON object with the fields of the reference, in their types and ranges."""
    value = parse_object(visit.body or b"")
    visit.brief = read_fields(
        value,
        CALL_FIELDS,
        reject_unknown=gateway.assumptions.unknown_fields == "reject",
        null_is_absent=gateway.assumptions.null_optional == "absent",
    )


def magic_refusal(gateway: Gateway, visit: Visit) -> None:  # noqa: ARG001 - every check is called alike
    """A magic number may ask for a refusal of this stage or an earlier one."""
    _magic(visit, _SAFETY + _BILLING + _LIMITS, among=False)


def callee_name(gateway: Gateway, visit: Visit) -> None:
    """callee_name must say something."""
    answer = gateway.assumptions.empty_callee_name
    if answer != "accept" and not visit.brief["callee_name"].strip():
        raise Refusal(answer, "callee_name is empty: name the person or business that is called")


def callable_number(gateway: Gateway, visit: Visit) -> None:
    """dialed_number must be E.164, exist, and be of a supported region."""
    verdict = _verdict(gateway, visit)
    if verdict.judgement == "invalid":
        raise Refusal("INVALID_PHONE", verdict.message)
    if verdict.judgement == "emergency" and gateway.assumptions.emergency_number == "INVALID_PHONE":
        raise Refusal("INVALID_PHONE", verdict.message)


def enough_detail(gateway: Gateway, visit: Visit) -> None:
    """Objective and context must say enough, in English, and a negotiator needs a strategy."""
    why = gateway.detail.missing(visit.brief)
    if why is not None:
        raise Refusal("INSUFFICIENT_DETAIL", why)


def safe_number(gateway: Gateway, visit: Visit) -> None:
    """Emergency and premium-rate numbers are never called."""
    verdict = _verdict(gateway, visit)
    if verdict.judgement in ("emergency", "premium"):
        raise Refusal("POLICY_VIOLATION", verdict.message)


def do_not_call(gateway: Gateway, visit: Visit) -> None:  # noqa: ARG001 - every check is called alike
    """The number must not be on the account's do-not-call list."""
    number = visit.brief["dialed_number"]
    if number in visit.account.state.do_not_call:
        raise Refusal("DND_BLOCKED", f"{number} is blocked by do-not-call controls")


def magic_safety(gateway: Gateway, visit: Visit) -> None:  # noqa: ARG001 - every check is called alike
    """A magic number may ask for a refusal of the safety stage."""
    _magic(visit, _SAFETY)


def credits_for_a_call(gateway: Gateway, visit: Visit) -> None:
    """The account must have the base charge of one call."""
    account = visit.account
    gateway.calls.refresh_account(account)
    left = account.ledger.credits_left
    if left < BASE_CREDITS:
        raise Refusal("INSUFFICIENT_CREDITS", f"a call needs {BASE_CREDITS} credits and this account has {left:g}")


def magic_billing(gateway: Gateway, visit: Visit) -> None:  # noqa: ARG001 - every check is called alike
    """A magic number may ask for a refusal of the billing stage."""
    _magic(visit, _BILLING)


def concurrent_calls(gateway: Gateway, visit: Visit) -> None:
    """The account must have fewer calls in progress than the limit."""
    limit = gateway.assumptions.concurrent_calls
    if limit and len(visit.account.active) >= limit:
        raise gateway.rate_limited(f"{limit} calls of this user are in progress, and no more are allowed at a time")


def same_number_per_day(gateway: Gateway, visit: Visit) -> None:
    """The number must not have been dialled too often in 24 hours."""
    limit = gateway.assumptions.same_number_per_day
    number = visit.brief["dialed_number"]
    day_ago = gateway.clock.now() + visit.account.ahead_seconds - DAY_SECONDS
    if limit and visit.account.dialled_since(number, day_ago) >= limit:
        raise gateway.rate_limited(f"{number} was dialled {limit} times in 24 hours, and no more are allowed")


def magic_limits(gateway: Gateway, visit: Visit) -> None:  # noqa: ARG001 - every check is called alike
    """A magic number may ask for a refusal of the limits stage."""
    _magic(visit, _LIMITS)


def _verdict(gateway: Gateway, visit: Visit) -> NumberVerdict:
    return gateway.numbers.judge(visit.brief["dialed_number"])


def _magic(visit: Visit, codes: tuple[str, ...], *, among: bool = True) -> None:
    magic = MAGIC_NUMBERS.get(visit.brief["dialed_number"])
    if magic is None or magic.refused is None or (magic.refused in codes) is not among:
        return
    if visit.account.answers_next is None:  # a planned callee wins over a magic number
        raise Refusal(magic.refused, f"the magic number {magic.number} asks for this answer")
