"""Every error code that a gateway answers, with the HTTP status that goes with it."""

from collections.abc import Mapping
from types import MappingProxyType

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
