"""The control plane's tables: magic inputs, assumptions, the order of checks; and the reset of one account or all."""

from typing import Any

from aiohttp import web

from harness.model.values import Json
from mock_gateway.admission import RULES
from mock_gateway.answers import answer
from mock_gateway.assumptions import Assumptions, assumption_table
from mock_gateway.bodies import Field
from mock_gateway.gateway import Gateway
from mock_gateway.magic import MAGIC_CODES, MAGIC_EMAILS, MAGIC_NUMBERS
from mock_gateway.routes.control_shared import account_or_refuse, guard, read_control
from mock_gateway.visit import Visit


async def see_magic(gateway: Gateway, visit: Visit) -> web.StreamResponse:
    """Answer with the magic numbers, emails and codes, and what each does."""
    guard(gateway, visit)
    return answer(magic_tables(gateway.assumptions.account_domain))


async def see_assumptions(gateway: Gateway, visit: Visit) -> web.StreamResponse:
    """Answer with every assumption: its value here, its default, what it may be, what it means and why."""
    guard(gateway, visit)
    return answer({"assumptions": assumptions_shown(gateway.assumptions)})


async def see_checks(gateway: Gateway, visit: Visit) -> web.StreamResponse:
    """Answer with the order in which a call request is checked."""
    guard(gateway, visit)
    rows = [{"stage": rule.stage.value, "codes": list(rule.codes), "meaning": rule.meaning} for rule in RULES]
    return answer({"checks": rows})


async def reset(gateway: Gateway, visit: Visit) -> web.StreamResponse:
    """Forget everything; with `user_id`, only what that account did, and restore the state it was made in."""
    body = await read_control(gateway, visit, (Field(name="user_id"),))
    if "user_id" not in body:
        gateway.reset()
        return answer({"reset": "everything"})
    account = account_or_refuse(gateway, body["user_id"])
    gateway.calls.forget_account(account)
    gateway.journal.forget_user(account.user_id)
    gateway.faults.remove(user_id=account.user_id)
    account.restore()
    return answer({"reset": account.user_id})


def magic_tables(account_domain: str) -> dict[str, Json]:
    """Return the magic inputs as rows for people and programs."""
    return {
        "numbers": [{"number": entry.number, "meaning": entry.meaning} for entry in MAGIC_NUMBERS.values()],
        "emails": [
            {"email": f"{entry.local_part}@{account_domain}", "meaning": entry.meaning}
            for entry in MAGIC_EMAILS.values()
        ],
        "codes": [{"code": entry.code, "meaning": entry.meaning} for entry in MAGIC_CODES.values()],
    }


def assumptions_shown(current: Assumptions) -> list[dict[str, Any]]:
    """Return the assumptions as rows for people and programs."""
    return [
        {
            "name": entry.name,
            "value": getattr(current, entry.name),
            "default": entry.default,
            "allowed": entry.allowed,
            "meaning": entry.meaning,
            "source": entry.source,
        }
        for entry in assumption_table().values()
    ]
