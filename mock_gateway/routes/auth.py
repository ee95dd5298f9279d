"""The two-step email sign-in. API reference, "Request Verification Code" and "Verify Code & Get Token"."""

from aiohttp import web

from harness.model.values import Json
from mock_gateway import rules
from mock_gateway.accounts import EMAIL, Account, Message
from mock_gateway.answers import Refusal, answer
from mock_gateway.bodies import Field, malformed, parse_object, read_fields
from mock_gateway.gateway import Gateway
from mock_gateway.magic import MAGIC_CODES
from mock_gateway.tokens import Claims
from mock_gateway.visit import Visit

_REQUEST_FIELDS = (Field(name="email", required=True),)
_VERIFY_FIELDS = (
    Field(name="email", required=True),
    Field(name="request_token", required=True),
    Field(name="code", required=True),
)
_LONG_AGO_SECONDS = -3600.0


async def request_code(gateway: Gateway, visit: Visit) -> web.StreamResponse:
    """Mail a code and answer with the request token that it belongs to."""
    email = (await _read(gateway, visit, _REQUEST_FIELDS))["email"]
    account = gateway.accounts.by_email(email)
    if account is None and gateway.assumptions.unknown_email != "silent":
        raise Refusal(gateway.assumptions.unknown_email, f"no Pine account has the email {email}")
    seconds = gateway.assumptions.request_token_seconds + (account.ahead_seconds if account else 0.0)
    token = gateway.mint.issue("request", email=email, subject=email, seconds=seconds)
    if account is not None:
        visit.account = account
        claims = gateway.mint.read(token, "request")
        gateway.accounts.inbox.append(
            Message(
                email=email,
                code=account.state.code,
                sent_at=gateway.clock.wall_now(),
                request_token_id=claims.token_id if claims else "",
            )
        )
    return _success({"request_token": token})


async def verify_code(gateway: Gateway, visit: Visit) -> web.StreamResponse:
    """Take a code for its request token, once, and answer with the credentials."""
    body = await _read(gateway, visit, _VERIFY_FIELDS)
    claims = _request_token(gateway, body["request_token"], body["email"])
    account = gateway.accounts.by_email(claims.email)
    _check_code(gateway, claims, account, body["code"])
    if account is None:
        raise _wrong(gateway, "the code is not the one that was emailed")
    gateway.spent.use(claims.token_id)
    visit.account = account
    expired = account.state.token == "expired"  # noqa: S105 - a state, not a secret
    seconds = _LONG_AGO_SECONDS if expired else gateway.assumptions.access_token_seconds + account.ahead_seconds
    token = gateway.mint.issue("access", email=account.email, subject=account.user_id, seconds=seconds)
    return _success({"id": account.user_id, "access_token": token, "email": account.email})


async def _read(gateway: Gateway, visit: Visit, fields: tuple[Field, ...]) -> dict[str, Json]:
    rules.media_type(gateway, visit)
    await visit.read_body(gateway.assumptions.body_limit_bytes)
    rules.body_size(gateway, visit)
    reject = gateway.assumptions.unknown_fields == "reject"
    body = read_fields(parse_object(visit.body or b""), fields, reject_unknown=reject)
    email = body["email"].lower()
    if not EMAIL.fullmatch(email):
        raise malformed("email is not an email address")
    return {**body, "email": email}


def _request_token(gateway: Gateway, token: str, email: str) -> Claims:
    claims = gateway.mint.read(token, "request")
    if claims is None:
        raise _wrong(gateway, "the request_token is not one that this gateway issued")
    if claims.email != email:
        raise _wrong(gateway, "the request_token was issued to another email")
    if gateway.spent.used(claims.token_id):
        raise _wrong(gateway, "the request_token was used before: request a new code")
    account = gateway.accounts.peek(claims.email)
    if gateway.mint.expired(claims, account.ahead_seconds if account else 0.0):
        raise Refusal("TOKEN_EXPIRED", "the request_token has expired: request a new code")
    return claims


def _check_code(gateway: Gateway, claims: Claims, account: Account | None, code: str) -> None:
    limit = gateway.assumptions.wrong_code_limit
    if limit and gateway.spent.wrong_codes(claims.token_id) >= limit:
        raise gateway.rate_limited(f"{limit} wrong codes were sent for this request_token: request a new code")
    magic = MAGIC_CODES.get(code)
    if magic is not None and magic.refused != "wrong_code":
        raise Refusal(magic.refused, f"the magic code {code} asks for this answer")
    if magic is not None or account is None or code != account.state.code:
        gateway.spent.count_wrong(claims.token_id)
        raise _wrong(gateway, "the code is not the one that was emailed")


def _wrong(gateway: Gateway, message: str) -> Refusal:
    return Refusal(gateway.assumptions.wrong_code, message)


def _success(payload: dict[str, Json]) -> web.Response:
    return answer({"status": "success", "data": payload})
