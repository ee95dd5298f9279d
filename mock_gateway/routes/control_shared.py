"""What the verbs of the control plane share: the control token, strict JSON bodies, and finding what a path names."""

import hmac
from collections.abc import Mapping, Sequence

from harness.errors import HarnessError
from harness.model.values import Json
from mock_gateway import rules
from mock_gateway.accounts import Account
from mock_gateway.answers import Refusal
from mock_gateway.bodies import Field, malformed, parse_object, read_fields
from mock_gateway.call import Call
from mock_gateway.gateway import Gateway
from mock_gateway.visit import Visit

MAX_STEP_SECONDS = 10 * 366 * 86_400
"""How far a clock can be moved at once."""

TOKEN_HEADER = "X-Mock-Control-Token"  # noqa: S105 - a header's name


def guard(gateway: Gateway, visit: Visit) -> None:
    """Let only those pass who know the control token, where there is one. Raises Refusal AUTH_REQUIRED."""
    token = gateway.config.control_token
    if token is None:
        return
    shown = visit.request.headers.get(TOKEN_HEADER, "")
    if not hmac.compare_digest(shown.encode("utf-8", "replace"), token.encode()):
        raise Refusal("AUTH_REQUIRED", f"the control plane of this mock needs its token in {TOKEN_HEADER}")


async def read_control(gateway: Gateway, visit: Visit, fields: Sequence[Field] | None) -> dict[str, Json]:
    """Read a control body: JSON by its own account, known fields only; no body at all is an empty object.

    `fields` None: which there are depends on what they say, and the caller looks.
    """
    guard(gateway, visit)
    await visit.read_body(gateway.assumptions.body_limit_bytes)
    rules.body_size(gateway, visit)
    if visit.body:
        rules.media_type(gateway, visit)
    value = parse_object(visit.body) if visit.body else {}
    return value if fields is None else checked(value, fields)


def checked(value: Mapping[str, Json], fields: Sequence[Field]) -> dict[str, Json]:
    """Return the fields of a control object. Raises Refusal INVALID_REQUEST naming each that it may not have."""
    return read_fields(value, fields, reject_unknown=True)


def refused(error: HarnessError) -> Refusal:
    """Return the answer to a name or value that the mock does not know."""
    return malformed(str(error))


def named_account(gateway: Gateway, visit: Visit) -> Account:
    """Return the account whose user id stands in the path. Raises Refusal NOT_FOUND."""
    return account_or_refuse(gateway, visit.path_id)


def account_or_refuse(gateway: Gateway, user_id: str) -> Account:
    """Return an account. Raises Refusal NOT_FOUND."""
    account = gateway.accounts.by_id(user_id)
    if account is None:
        raise Refusal("NOT_FOUND", f"there is no account with the user id {user_id[:60]!r}")
    return account


def named_call(gateway: Gateway, visit: Visit) -> Call:
    """Return the call whose id stands in the path. Raises Refusal NOT_FOUND."""
    call = gateway.calls.find(visit.path_id)
    if call is None:
        raise Refusal("NOT_FOUND", f"there is no call with the call_id {visit.path_id[:60]!r}")
    return call
