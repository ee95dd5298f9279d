"""The control plane's faults: set one, see those that are set, take them back."""

from aiohttp import web

from harness.errors import UnknownName, UsageError
from harness.model.values import Json
from mock_gateway.answers import Refusal, answer
from mock_gateway.bodies import Field
from mock_gateway.faults.book import Rule
from mock_gateway.faults.fault import Fault
from mock_gateway.faults.table import FAULTS
from mock_gateway.gateway import Gateway
from mock_gateway.routes.control_shared import account_or_refuse, checked, guard, read_control, refused
from mock_gateway.visit import Visit

_NAMED_FIELDS = (Field(name="kind", required=True), Field(name="user_id"))
_QUERY_FIELDS = (Field(name="fault_id"), Field(name="user_id"))


async def set_fault(gateway: Gateway, visit: Visit) -> web.StreamResponse:
    """Set a fault: its `kind`, whose requests (`user_id`; everybody's), which and how many, and its own settings."""
    body = await read_control(gateway, visit, None)
    fault, user_id, settings = _read(gateway, body)
    if fault.strike is None:
        return await _close_port(gateway, fault, settings)
    return answer(_shown(gateway.faults.add(fault, settings, user_id)), status=201)


async def list_faults(gateway: Gateway, visit: Visit) -> web.StreamResponse:
    """Answer with the faults that are set, and how often each matched and struck; those that are spent are gone."""
    guard(gateway, visit)
    return answer({"faults": [_shown(rule) for rule in gateway.faults.all()]})


async def take_back(gateway: Gateway, visit: Visit) -> web.StreamResponse:
    """Take back one fault, an account's, or all."""
    guard(gateway, visit)
    asked = checked(dict(visit.request.rel_url.query), _QUERY_FIELDS)
    return answer({"removed": gateway.faults.remove(fault_id=asked.get("fault_id"), user_id=asked.get("user_id"))})


def _read(gateway: Gateway, body: dict[str, Json]) -> tuple[Fault, str | None, dict[str, Json]]:
    given = {name: value for name, value in body.items() if value is not None}
    named = checked({name: given.pop(name) for name in ("kind", "user_id") if name in given}, _NAMED_FIELDS)
    try:
        fault = FAULTS.find(named["kind"])
        settings = dict(fault.with_options(given))
    except (UnknownName, UsageError) as error:
        raise refused(error) from None
    user_id: str | None = named.get("user_id")
    if user_id is not None and not fault.routes:
        raise Refusal("INVALID_REQUEST", f"{fault.name} is about the port, for everybody: it takes no user_id")
    return fault, account_or_refuse(gateway, user_id).user_id if user_id is not None else None, settings


async def _close_port(gateway: Gateway, fault: Fault, settings: dict[str, Json]) -> web.StreamResponse:
    if gateway.close_port is None:
        raise Refusal("INVALID_REQUEST", f"{fault.name} needs a server with a port")
    await gateway.close_port(settings["seconds"])
    return answer({"fault_id": None, "kind": fault.name, "user_id": None, "settings": settings}, status=201)


def _shown(rule: Rule) -> dict[str, Json]:
    return {
        "fault_id": rule.fault_id,
        "kind": rule.fault.name,
        "user_id": rule.user_id,
        "settings": dict(rule.settings),
        "times_left": rule.times_left,
        "matched": rule.seen,
        "struck": rule.struck,
    }
