import json
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.model.exchange import Exchange, Route, StreamEvent
from harness.wire.redaction import Redactor

ACCESS = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl"
REQUEST = "req-9f8e7d6c5b4a"
NO_HEADERS: Mapping[str, str] = {}


def exchange(
    *,
    route: Route = "other",
    url: str = "http://127.0.0.1/api",
    request_headers: Mapping[str, str] = NO_HEADERS,
    request_body: str | None = None,
    response_headers: Mapping[str, str] = NO_HEADERS,
    response_body: str | None = None,
    events: tuple[StreamEvent, ...] = (),
    error: str | None = None,
) -> Exchange:
    return Exchange(
        seq=1, route=route, method="POST", url=url, request_headers=request_headers, request_body=request_body,
        status=200, response_headers=response_headers, response_body=response_body, sent_s=0.0, first_byte_s=0.1,
        ended_s=0.2, events=events, error=error,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("body", "redacted"),
    [
        pytest.param('{"code": "1234"}', '{"code": "<code>"}', id="verification code"),
        pytest.param('{"code":1234}', '{"code":0}', id="a number stays a number"),
        pytest.param('{"code": "CODE"}', '{"code": "<code>"}', id="a code of capitals, when sent"),
        pytest.param('{"a":[{"request_token" : "x/y"}]}', '{"a":[{"request_token" : "<request_token>"}]}', id="nested"),
        pytest.param('{"access_token": "abc', '{"access_token": "<access_token>', id="cut off in the token"),
        pytest.param('{"access_token": "a\\"b\\\\"}', '{"access_token": "<access_token>"}', id="escapes in the token"),
        pytest.param('{"accessToken":"a","x":1}', '{"accessToken":"<access_token>","x":1}', id="camel case"),
        pytest.param(
            r'{"log": "{\"access_token\": \"abc\"}"}',
            r'{"log": "{\"access_token\": \"<access_token>\"}"}',
            id="JSON in JSON",
        ),
        pytest.param('{"csrf_token":"a"}', '{"csrf_token":"<token>"}', id="any other token"),
        pytest.param("request_token=abc&code=1234&x=1", "request_token=<request_token>&code=<code>&x=1", id="form"),
        pytest.param('{"code": null, "access_token": ""}', '{"code": null, "access_token": ""}', id="nothing to hide"),
        pytest.param(
            '{"email":"a@example.com","to":"+14155551234"}', '{"email":"a@example.com","to":"+14155551234"}', id="kept"
        ),
    ],
)
def test_a_field_of_a_sent_body_loses_its_secret_and_nothing_else(body: str, redacted: str) -> None:
    """The value is replaced where its field names it; every other byte of the body stays."""
    assert Redactor().exchange(exchange(request_body=body)).request_body == redacted


@pytest.mark.parametrize(
    ("route", "body", "redacted"),
    [
        pytest.param(
            "auth_verify", '{"data":{"access_token":"abc"}}', '{"data":{"access_token":"<access_token>"}}', id="verify"
        ),
        pytest.param(
            "auth_verify", '{"error":{"code":"AUTH_REQUIRED"}}', '{"error":{"code":"AUTH_REQUIRED"}}', id="error"
        ),
        pytest.param("auth_verify", '{"error":{"code":404}}', '{"error":{"code":404}}', id="a status as code"),
        pytest.param("other", '{"inbox":[{"code":"0815"}]}', '{"inbox":[{"code":"<code>"}]}', id="an inbox"),
        pytest.param(
            "call_get", '{"error":{"code":"E17"}}', '{"error":{"code":"E17"}}', id="an odd error code of a call"
        ),
        pytest.param(
            "call_get", '{"text":"my token is ' + ACCESS + '"}', '{"text":"my token is <token>"}', id="an unknown JWT"
        ),
    ],
)
def test_an_answer_keeps_its_error_code(route: Route, body: str, redacted: str) -> None:
    """`code` is a secret in one place and the whole message in another."""
    assert Redactor().exchange(exchange(route=route, response_body=body)).response_body == redacted


@pytest.mark.parametrize(
    ("name", "value", "redacted"),
    [
        ("authorization", f"Bearer {ACCESS}", "Bearer <access_token>"),
        ("authorization", "bearer short", "bearer <access_token>"),
        ("authorization", "Basic dXNlcjpwdw==", "Basic <authorization>"),
        ("authorization", "rawtoken", "<authorization>"),
        ("authorization", "Bearer ", "Bearer "),
        ("set-cookie", "sid=1; Path=/", "<set-cookie>"),
        ("x-control-token", "open sesame", "<x-control-token>"),
        ("x-pine-user-id", "1234567890", "1234567890"),
        ("x-echo", f"you sent Bearer {ACCESS}", "you sent Bearer <token>"),
    ],
)
def test_headers_lose_credentials(name: str, value: str, redacted: str) -> None:
    """Headers that carry credentials keep their scheme and lose the rest; the user id is no secret."""
    assert Redactor().headers({name: value}) == {name: redacted}


def test_a_learnt_secret_is_replaced_wherever_it_stands() -> None:
    """A value seen once in a field is found in headers, URLs, errors, prose, events and heartbeats from then on."""
    redactor = Redactor()
    redactor.exchange(exchange(response_body=json.dumps({"data": {"request_token": REQUEST}})))
    event, beat = StreamEvent(at_s=0.0, data=f"a {REQUEST}"), StreamEvent(at_s=0.0, comment=REQUEST)
    seen = redactor.exchange(
        exchange(
            route="call_get",
            url=f"http://127.0.0.1/{REQUEST}",
            request_body=REQUEST,
            response_body=f"<p>{REQUEST}</p>",
            request_headers={"referer": REQUEST},
            response_headers={"location": REQUEST},
            events=(event, beat),
            error=REQUEST,
        )
    )
    assert REQUEST not in repr(seen)
    assert seen.response_body == "<p><request_token></p>"


def test_a_secret_named_only_later_in_the_exchange_is_replaced_earlier_too() -> None:
    """What the response names as a secret is hidden in the request of the same exchange."""
    body = json.dumps({"access_token": "abcdefgh1"})
    assert Redactor().exchange(exchange(request_body="abcdefgh1", response_body=body)).request_body == "<access_token>"


def test_a_short_code_is_not_looked_for_in_calls() -> None:
    """The code 1234 must not eat a part of +14155551234 or a price in a transcript, but leaves auth answers."""
    redactor = Redactor()
    redactor.learn("1234", "code")
    told = redactor.exchange(exchange(route="auth_verify", response_body="code 1234 is wrong for +14155551234, a1234"))
    assert told.response_body == "code <code> is wrong for +14155551234, a1234"
    assert redactor.exchange(exchange(route="call_get", response_body="room 1234")).response_body == "room 1234"


def test_a_secret_with_odd_characters_is_found_in_json_and_urls() -> None:
    """A token of slashes, quotes and umlauts is known in each of its spellings."""
    redactor = Redactor()
    secret = 'pä/ss "word"'
    redactor.learn(secret, "access_token")
    body = json.dumps({"text": f"{secret}"}) + json.dumps(secret, ensure_ascii=False)
    assert redactor.text(body) == '{"text": "<access_token>"}"<access_token>"'
    assert redactor.text("GET /p%C3%A4%2Fss%20%22word%22") == "GET /<access_token>"


def test_the_longer_of_two_overlapping_secrets_goes_first() -> None:
    """A secret that contains another leaves no tail behind."""
    redactor = Redactor()
    redactor.learn("abcdefgh", "request_token")
    redactor.learn("abcdefgh-tail", "access_token")
    assert redactor.text("abcdefgh-tail abcdefgh") == "<access_token> <request_token>"


def test_credentials_in_a_url_go() -> None:
    """user:password@ in a URL is a credential, an e-mail address in a query is not."""
    seen = Redactor().exchange(exchange(url="http://me:pw@127.0.0.1/x?email=a@example.com&code=1234"))
    assert seen.url == "http://<credentials>@127.0.0.1/x?email=a@example.com&code=<code>"


KEYS = st.sampled_from(["access_token", "request_token", "code", "error", "text"])
PROSE = st.lists(
    st.sampled_from(["1234", "a\\b", ACCESS, "Bearer", "<code>", "request_token=x1", "abcdefghij"]), max_size=4
)
BODIES = st.dictionaries(KEYS, PROSE.map(" ".join) | st.integers() | st.dictionaries(KEYS, PROSE.map(" ".join))).map(
    json.dumps
)


@settings(deadline=None)
@given(sent=BODIES, received=BODIES)
def test_redacting_twice_changes_nothing_more(sent: str, received: str) -> None:
    """Redaction is idempotent, so that a redacted exchange can be told from one that is not."""
    once = Redactor().exchange(exchange(request_body=sent, response_body=received))
    assert Redactor().exchange(once) == once


JSON = st.recursive(
    st.text() | st.integers() | st.none(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@settings(deadline=None)
@given(secret=st.from_regex(r"[A-Za-z0-9._-]{8,40}", fullmatch=True), around=JSON, ascii_only=st.booleans())
def test_no_token_survives_in_any_body(secret: str, around: object, ascii_only: bool) -> None:
    """However deep a token field stands and whatever stands around it, its value is gone."""
    body = json.dumps({"x": [around, {"access_token": secret}], "y": f"it is {secret}!"}, ensure_ascii=ascii_only)
    seen = Redactor().exchange(exchange(response_body=body, events=(StreamEvent(at_s=0.0, data=body),)))
    assert f'"access_token": "{secret}"' not in repr(seen)
    assert f"it is {secret}!" not in repr(seen)
