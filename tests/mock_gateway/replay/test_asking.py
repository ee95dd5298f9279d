"""In what two requests differ."""

from typing import Any

import pytest

from harness.model.values import Json
from mock_gateway.replay.asking import Asked, asked_of, differences
from tests.mock_gateway.proxy.recorded import exchange


def asked(body: Json = None, **fields: Any) -> Asked:
    """A request."""
    made: dict[str, Any] = {
        "method": "POST",
        "path": "/api/v2/voice/call",
        "query": "",
        "authorized": True,
        "user_id": "42",
    }
    return Asked(**{**made, "body": body, **fields})


@pytest.mark.parametrize(
    ("recorded", "here"),
    [
        ({"a": 1, "b": [True, None, "x"]}, {"b": [True, None, "x"], "a": 1}),
        (10, 10.0),
        ({"a": float("nan")}, {"a": float("nan")}),
        ({"code": "<code>"}, {"code": "8351"}),
        ("Bearer <access_token>, and <code>!", "Bearer abc, and 1!"),
        ("", ""),
    ],
)
def test_equal_requests_do_not_differ(recorded: Json, here: Json) -> None:
    """Order and spelling of numbers do not matter, and a placeholder stands for any text."""
    assert differences(asked(recorded), asked(here)) == []


@pytest.mark.parametrize(
    ("recorded", "here", "said"),
    [
        ({"voice": "male"}, {"voice": "female"}, 'body.voice is "female" and was recorded as "male"'),
        ({"voice": "male"}, {}, 'body.voice is missing, and was recorded as "male"'),
        ({}, {"voice": "male"}, 'body.voice is "male", and was not there when it was recorded'),
        ({"a": [1, {"b": 2}]}, {"a": [1, {"b": 3}]}, "body.a[1].b is 3 and was recorded as 2"),
        ([1, 2], [1], "body is [1] and was recorded as [1, 2]"),
        ({"a": 1}, {"a": True}, "body.a is true and was recorded as 1"),
        ({"a": None}, {"a": ""}, 'body.a is "" and was recorded as null'),
        ("a<code>b<code>c", "a-c", 'body is "a-c" and was recorded as "a<code>b<code>c"'),
        ("<code>b", "a", 'body is "a" and was recorded as "<code>b"'),
        ("x<code>x", "x", 'body is "x" and was recorded as "x<code>x"'),
        ("<script>", "anything", 'body is "anything" and was recorded as "<script>"'),
    ],
)
def test_a_difference_is_said_with_its_place(recorded: Json, here: Json, said: str) -> None:
    """The words say where, what came, and what was recorded."""
    assert differences(asked(recorded), asked(here)) == [said]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"method": "PUT"}, 'the method is "PUT" and was recorded as "POST"'),
        ({"path": "/x"}, 'the path is "/x" and was recorded as "/api/v2/voice/call"'),
        ({"query": "a=1"}, 'the query is "a=1" and was recorded as ""'),
        ({"authorized": False}, "an Authorization header is missing"),
        ({"user_id": ""}, "an X-Pine-User-Id header is missing"),
    ],
)
def test_all_but_the_user_counts(change: dict[str, Any], said: str) -> None:
    """A request without credentials is another one; the credentials of another user are not."""
    assert differences(asked(), asked(**change)) == [said]
    assert differences(asked(), asked(user_id="7")) == []


def test_an_exchange_is_read_as_it_was_asked() -> None:
    """Escapes in the path and the order of a query do not matter; a body that is no JSON is its text."""
    found = asked_of(exchange(path="/base/api/v2/voice/call/a%2Db?b=2&a=1", request_body="{broken"))
    assert (found.path, found.query, found.body) == ("/api/v2/voice/call/a-b", "a=1&b=2", "{broken")
