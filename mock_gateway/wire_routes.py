"""Which route of the API a request is for, and which call it is about. API reference, the endpoints."""

import re
from urllib.parse import urlsplit

from harness.model.exchange import Route

AUTH_PREFIX = "/api/v2/auth/"
_API = "/api/v2/"
_CALL = "/api/v2/voice/call"
_EXACT: tuple[tuple[str, str, Route], ...] = (
    ("POST", "/api/v2/auth/email/request", "auth_request"),
    ("POST", "/api/v2/auth/email/verify", "auth_verify"),
    ("POST", _CALL, "call_create"),
)
_ONE_CALL = re.compile(rf"{_CALL}/(?P<call_id>[^/]+?)(?P<stream>/stream)?")


def route_of(method: str, path: str) -> Route:
    """Return the route of a request; `other` for what the API does not have. `path` comes without its query."""
    for known_method, known_path, route in _EXACT:
        if (method, path) == (known_method, known_path):
            return route
    found = _ONE_CALL.fullmatch(path)
    if found is None or method != "GET":
        return "other"
    return "call_stream" if found["stream"] else "call_get"


def path_of(url: str) -> str:
    """Return the path of a URL as the API names it: what a base URL has before it is left out."""
    path = urlsplit(url).path
    return path[path.index(_API) :] if _API in path else path


def call_id_of(path: str) -> str | None:
    """Return the call id in a path, as it is spelled there; None where there is none."""
    found = _ONE_CALL.fullmatch(path)
    return found["call_id"] if found else None
