"""The control plane's accounts: make one, see it, change it, plan who answers its next calls."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from aiohttp import web

from harness.errors import ScenarioErrors, UnknownName, UsageError
from harness.model.values import Json
from mock_gateway.accounts import EMAIL, Account, AccountState, Plan
from mock_gateway.answers import answer
from mock_gateway.bodies import Field, malformed
from mock_gateway.gateway import Gateway
from mock_gateway.routes.control_shared import (
    MAX_STEP_SECONDS,
    checked,
    guard,
    named_account,
    read_control,
    refused,
)
from mock_gateway.visit import Visit

if TYPE_CHECKING:
    from mock_gateway.simulation import Persona  # takes 0.1 s to import, and few plans bring one

_STATE_FIELDS = (
    Field(name="token", choices=("valid", "expired", "revoked")),
    Field(name="subscription", kind="boolean"),
    Field(name="phone_registered", kind="boolean"),
    Field(name="credits", kind="number", least=0, most=1e12),
    Field(name="do_not_call", kind="strings"),
    Field(name="code"),
    Field(name="clock", choices=("shared", "stepped")),
)
_MAKE_FIELDS = (Field(name="email"), *_STATE_FIELDS)
_CLOCK_FIELDS = (Field(name="advance_seconds", kind="number", required=True, least=0, most=MAX_STEP_SECONDS),)
_PLAN_FIELDS = (
    Field(name="callee", kind="object"),
    Field(name="call_date"),
    Field(name="seed", kind="integer"),
    Field(name="times", kind="integer", least=1, most=100_000),
)
_CALLEE_FIELDS = (
    Field(name="persona", required=True),
    Field(name="define", kind="object"),
    Field(name="with", kind="object"),
)


async def make_account(gateway: Gateway, visit: Visit) -> web.StreamResponse:
    """Make an account in the state asked for; without an email, at an address that nobody has."""
    body = await read_control(gateway, visit, _MAKE_FIELDS)
    email = body.pop("email", None) or gateway.accounts.fresh_email()
    if not EMAIL.fullmatch(email):
        raise malformed("email is not an email address")
    former = gateway.accounts.peek(email)
    if former is not None:
        gateway.calls.forget_account(former)
    account = gateway.accounts.make(email, _state(gateway.accounts.default_state(), body))
    return answer({"user_id": account.user_id, "email": account.email, "code": account.state.code}, status=201)


async def list_accounts(gateway: Gateway, visit: Visit) -> web.StreamResponse:
    """Answer with every account."""
    guard(gateway, visit)
    return answer({"accounts": [shown(gateway, account) for account in gateway.accounts.all()]})


async def see_account(gateway: Gateway, visit: Visit) -> web.StreamResponse:
    """Answer with one account: its state, credits, charges and calls in progress."""
    guard(gateway, visit)
    return answer(shown(gateway, named_account(gateway, visit)))


async def change_account(gateway: Gateway, visit: Visit) -> web.StreamResponse:
    """Change the state of an account from now on: tokens, subscription, phone, credits, code, do-not-call list."""
    body = await read_control(gateway, visit, _STATE_FIELDS)
    account = named_account(gateway, visit)
    account.state = _state(account.state, body)
    if "credits" in body:
        account.ledger.credits_left = body["credits"]
    return answer(shown(gateway, account))


async def move_clock(gateway: Gateway, visit: Visit) -> web.StreamResponse:
    """Move the time of one account forward, its calls in progress and its tokens; nobody else's."""
    body = await read_control(gateway, visit, _CLOCK_FIELDS)
    account = named_account(gateway, visit)
    gateway.calls.advance(account, body["advance_seconds"])
    return answer(shown(gateway, account))


async def plan_calls(gateway: Gateway, visit: Visit) -> web.StreamResponse:
    """Say who answers the account's next calls, on which date and with which seed; plans are used in order."""
    body = await read_control(gateway, visit, _PLAN_FIELDS)
    account = named_account(gateway, visit)
    callee = checked(body["callee"], _CALLEE_FIELDS) if "callee" in body else {}
    own = _defined(gateway, callee)
    plan = Plan(
        persona=callee.get("persona"),
        own=own,
        options=callee.get("with", {}),
        call_date=_call_date(body.get("call_date")),
        seed=body.get("seed"),
        times=body.get("times", 1),
    )
    if plan.persona is not None:
        try:
            gateway.casting.check(plan.persona, plan.options, own)
        except (UnknownName, UsageError) as error:
            raise refused(error) from None
    account.plans.append(plan)
    return answer({"planned": plan.times})


async def see_inbox(gateway: Gateway, visit: Visit) -> web.StreamResponse:
    """Answer with the emails that were sent, oldest first; `email` asks for one address."""
    guard(gateway, visit)
    email = visit.request.rel_url.query.get("email", "").strip().lower()
    messages = [
        {
            "email": message.email,
            "code": message.code,
            "sent_at": message.sent_at,
            "request_token_id": message.request_token_id,
        }
        for message in gateway.accounts.inbox
        if not email or message.email == email
    ]
    return answer({"messages": messages})


def shown(gateway: Gateway, account: Account) -> dict[str, Json]:
    """Return an account as the control plane shows it."""
    gateway.calls.refresh_account(account)
    state = account.state
    return {
        "user_id": account.user_id,
        "email": account.email,
        "code": state.code,
        "token": state.token,
        "subscription": state.subscription,
        "phone_registered": state.phone_registered,
        "do_not_call": sorted(state.do_not_call),
        "clock": state.clock,
        "ahead_seconds": account.ahead_seconds,
        "credits": account.ledger.credits_left,
        "charges": [
            {
                "call_id": entry.call_id,
                "credits_charged": entry.credits_charged,
                "credits_left": entry.credits_left,
            }
            for entry in account.ledger.entries
        ],
        "calls_in_progress": [call.call_id for call in account.active],
        "planned": sum(plan.times for plan in account.plans),
    }


def _defined(gateway: Gateway, callee: Mapping[str, Json]) -> "Persona | None":
    if "define" not in callee:
        return None
    try:
        return gateway.casting.define(callee["persona"], callee["define"])
    except ScenarioErrors as errors:
        told = "; ".join(f"{problem.key or 'define'}: {problem.message}" for problem in errors.problems)
        raise malformed(f"the persona {callee['persona'][:60]!r} cannot answer: {told}") from None


def _state(state: AccountState, body: Mapping[str, Json]) -> AccountState:
    changes: dict[str, Any] = {name: value for name, value in body.items() if name != "do_not_call"}
    if "do_not_call" in body:
        changes["do_not_call"] = frozenset(body["do_not_call"])
    return replace(state, **changes)


def _call_date(text: Json) -> datetime | None:
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise malformed(f"call_date {text[:60]!r} is not an ISO 8601 time, such as 2026-03-06T09:00-08:00") from None
    if moment.tzinfo is None:
        raise malformed(f"call_date {text!r} has no offset; write it as 2026-03-06T09:00-08:00")
    return moment
