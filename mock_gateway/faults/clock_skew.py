"""Two machines of a gateway whose clocks differ."""

import json

import jwt
from aiohttp import web

from harness.model.values import Json
from mock_gateway.answers import Refusal, encode, refuse
from mock_gateway.faults.fault import Fault, Setting
from mock_gateway.faults.strike import Strike

_MOST_SECONDS = 366 * 86_400.0


async def _strike(strike: Strike) -> web.StreamResponse:
    if strike.route == "auth_verify":
        return await strike.rewrite(lambda text: _issued_elsewhere(strike, text))
    refusal = _read_elsewhere(strike)
    if refusal is None:
        return await strike.proceed()
    strike.visit.code = refusal.code
    return refuse(refusal)


def _issued_elsewhere(strike: Strike, text: bytes) -> bytes:
    """Return the answer with a token that says another time; a refusal stays as it is."""
    said: Json = json.loads(text)
    if "data" not in said:
        return text
    given = said["data"]
    skew: float = strike.settings["seconds"]
    given["access_token"] = strike.gateway.mint.issue(
        "access",
        email=given["email"],
        subject=given["id"],
        seconds=strike.gateway.assumptions.access_token_seconds,
        skew_seconds=skew,
    )
    return encode(said)


def _read_elsewhere(strike: Strike) -> Refusal | None:
    """Judge the request's access token at the other machine's time; what is no token is the gateway's to refuse."""
    token = strike.visit.request.headers.get("Authorization", "").partition(" ")[2].strip()
    claims = strike.gateway.mint.read(token, "access")
    if claims is None:
        return None
    now = strike.gateway.clock.wall_now() + strike.settings["seconds"]
    if claims.expires_at <= now:
        return Refusal("TOKEN_EXPIRED", "the access token has expired: repeat the email verification flow")
    issued_at: float = jwt.decode(token, options={"verify_signature": False})["iat"]
    if issued_at > now:
        return Refusal("AUTH_REQUIRED", "the access token is not valid yet")
    return None


FAULT = Fault(
    name="clock_skew",
    meaning=(
        "The machine that serves the request has another time: on auth_verify it issues tokens of that time, elsewhere "
        "it takes good tokens for expired (TOKEN_EXPIRED) or not yet valid (AUTH_REQUIRED)."
    ),
    routes=("auth_verify", "create", "get", "stream"),
    settings=(
        Setting(
            name="seconds",
            kind="number",
            least=-_MOST_SECONDS,
            most=_MOST_SECONDS,
            default=90_000.0,
            meaning="how far its clock is ahead; below zero, behind",
        ),
    ),
    strike=_strike,
)
