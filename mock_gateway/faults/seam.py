"""Where requests meet faults: asked before each request of the API, while any fault is set."""

from aiohttp import web

from mock_gateway.accounts import user_id_of
from mock_gateway.answers import Refusal
from mock_gateway.bodies import parse_object
from mock_gateway.faults.strike import Strike
from mock_gateway.gateway import Gateway
from mock_gateway.router import Handler
from mock_gateway.visit import Visit

_AUTH, _CALL = "/api/v2/auth/email/", "/api/v2/voice/call"
_ROUTES = {f"{_AUTH}request": "auth_request", f"{_AUTH}verify": "auth_verify", _CALL: "create"}


async def spoil(gateway: Gateway, visit: Visit, handler: Handler) -> web.StreamResponse:
    """Answer a request as the fault has it that strikes it, or as ever."""
    route = route_of(visit)
    user_id = await _user_id(gateway, visit, route) if route and gateway.faults.reads_accounts else None
    rule = gateway.faults.striking(route, user_id) if route else None
    if rule is None or route is None or rule.fault.strike is None:
        return await handler(gateway, visit)
    visit.fault = rule.fault.name
    strike = Strike(
        gateway=gateway,
        visit=visit,
        handler=handler,
        route=route,
        name=rule.fault.name,
        settings=rule.settings,
        random=rule.random,
        withdrawn=lambda: rule.withdrawn,
    )
    return strike.touched(await rule.fault.strike(strike))


def route_of(visit: Visit) -> str | None:
    """Return the short name of the API's route that a request is for."""
    exact = _ROUTES.get(visit.path)
    if exact is not None:
        return exact
    if not visit.path.startswith(f"{_CALL}/"):
        return None
    return "stream" if visit.path.endswith("/stream") else "get"


async def _user_id(gateway: Gateway, visit: Visit, route: str) -> str | None:
    """Return whose request it is before anybody checked it: by its email, its access token, or what it says itself."""
    if route.startswith("auth_"):
        return await _user_id_of_email(gateway, visit)
    scheme, _, token = visit.request.headers.get("Authorization", "").partition(" ")
    claims = gateway.mint.read(token.strip(), "access") if scheme.lower() == "bearer" else None
    return claims.subject if claims is not None else visit.request.headers.get("X-Pine-User-Id")


async def _user_id_of_email(gateway: Gateway, visit: Visit) -> str | None:
    try:
        await visit.read_body(gateway.assumptions.body_limit_bytes)
        email = parse_object(visit.body or b"").get("email")
    except Refusal:
        return None
    return user_id_of(email.lower()) if isinstance(email, str) else None
