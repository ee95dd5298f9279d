"""Which route a request is for."""

import pytest

from mock_gateway.wire_routes import call_id_of, path_of, route_of


@pytest.mark.parametrize(
    ("method", "path", "route", "call_id"),
    [
        ("POST", "/api/v2/auth/email/request", "auth_request", None),
        ("POST", "/api/v2/auth/email/verify", "auth_verify", None),
        ("POST", "/api/v2/voice/call", "call_create", None),
        ("GET", "/api/v2/voice/call/a1b2", "call_get", "a1b2"),
        ("GET", "/api/v2/voice/call/a1b2/stream", "call_stream", "a1b2"),
        ("GET", "/api/v2/voice/call/stream", "call_get", "stream"),
        ("POST", "/api/v2/voice/call/a1b2", "other", "a1b2"),
        ("GET", "/api/v2/voice/call", "other", None),
        ("GET", "/api/v2/voice/call/a/b", "other", None),
        ("GET", "/", "other", None),
    ],
)
def test_a_request_has_a_route(method: str, path: str, route: str, call_id: str | None) -> None:
    """Method and path decide."""
    assert (route_of(method, path), call_id_of(path)) == (route, call_id)


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("http://h:1/api/v2/voice/call?x=/api/v2/", "/api/v2/voice/call"),
        ("https://h/behind/a/prefix/api/v2/voice/call", "/api/v2/voice/call"),
        ("http://h/health", "/health"),
    ],
)
def test_the_path_of_a_url_is_that_of_the_api(url: str, path: str) -> None:
    """What a base URL has before it is no part of it."""
    assert path_of(url) == path
