"""What the gateway answers: JSON bodies, and refusals in the documented envelope with their documented HTTP status."""

import json
from collections.abc import Mapping
from types import MappingProxyType

from aiohttp import web

from harness.model.values import Json

HTTP_STATUS: Mapping[str, int] = MappingProxyType(
    {
        # API reference, "Error Codes".
        "AUTH_REQUIRED": 401,
        "TOKEN_EXPIRED": 401,
        "SUBSCRIPTION_REQUIRED": 403,
        "INSUFFICIENT_CREDITS": 402,
        "INVALID_PHONE": 400,
        "INSUFFICIENT_DETAIL": 400,
        "RATE_LIMITED": 429,
        "DND_BLOCKED": 403,
        "POLICY_VIOLATION": 403,
        "NOT_FOUND": 404,
        # Known to public clients (wire facts, "Errors").
        "PHONE_REQUIRED": 403,
        "ACCESS_DENIED": 403,
        # This project's own, where the reference has none.
        "INVALID_REQUEST": 400,
        "METHOD_NOT_ALLOWED": 405,
        "NOT_ACCEPTABLE": 406,
        "PAYLOAD_TOO_LARGE": 413,
        "UNSUPPORTED_MEDIA_TYPE": 415,
        "INTERNAL_ERROR": 500,
    }
)

JSON_HEADERS = MappingProxyType({"Content-Type": "application/json"})


class Refusal(Exception):
    """A request that is not granted: becomes the error envelope with the status of its code."""

    def __init__(
        self, code: str, message: str, *, status: int | None = None, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(message)
        self.code, self.message = code, message
        self.status = HTTP_STATUS[code] if status is None else status
        self.headers = headers


def encode(value: Json) -> bytes:
    """Write a JSON value on one line of ASCII: the official client splits streams at every Unicode line separator."""
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode("ascii")


def answer(value: Json, status: int = 200) -> web.Response:
    """Answer with a JSON value."""
    return encoded(encode(value), status)


def encoded(body: bytes, status: int = 200) -> web.Response:
    """Answer with a JSON body that is already written."""
    return web.Response(body=body, status=status, headers=JSON_HEADERS)


def refuse(refusal: Refusal) -> web.Response:
    """Answer with the error envelope: `{"error": {"code", "message"}}`."""
    body = encode({"error": {"code": refusal.code, "message": refusal.message}})
    headers = {**JSON_HEADERS, **refusal.headers} if refusal.headers else JSON_HEADERS
    return web.Response(body=body, status=refusal.status, headers=headers)
