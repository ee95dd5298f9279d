import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.model.exchange import Exchange, StreamEvent
from harness.wire.cassette import CassetteError, decode, encode
from harness.wire.redaction import Redactor

STREAM = Exchange(
    seq=3,
    route="call_stream",
    method="GET",
    url="http://127.0.0.1:1/api/v2/voice/call/c/stream",
    request_headers={"authorization": "Bearer <access_token>", "accept": "text/event-stream"},
    request_body=None,
    status=200,
    response_headers={"content-type": "text/event-stream"},
    response_body=None,
    sent_s=0.25,
    first_byte_s=0.5,
    ended_s=9.0,
    events=(StreamEvent(at_s=1.0, comment=""), StreamEvent(at_s=2.0, event="result", data="{}", event_id="1")),
)
BROKEN = replace(STREAM, seq=4, route="call_get", status=None, first_byte_s=None, events=(), error="connection reset")
TEXT = st.text(st.characters(exclude_categories=["Cs"]))
EXCHANGES = st.builds(
    Exchange,
    status=st.none() | st.integers(100, 599),
    request_headers=st.dictionaries(TEXT, TEXT),
    response_headers=st.dictionaries(TEXT, TEXT),
    url=TEXT,
    method=TEXT,
    request_body=st.none() | TEXT,
    response_body=st.none() | TEXT,
    error=st.none() | TEXT,
    sent_s=st.floats(0, 1e6),
    first_byte_s=st.none() | st.floats(0, 1e6),
    ended_s=st.floats(0, 1e6),
    events=st.lists(st.builds(StreamEvent, at_s=st.floats(0, 1e6), data=TEXT, comment=st.none() | TEXT)).map(tuple),
)


@settings(deadline=None)
@given(exchanges=st.lists(EXCHANGES.map(Redactor().exchange), max_size=3).map(tuple))
def test_exchanges_read_back_exactly(exchanges: tuple[Exchange, ...]) -> None:
    """Exchanges come back equal and in order after being written as JSON text."""
    assert decode(json.loads(json.dumps(encode(exchanges)))) == exchanges


@pytest.mark.parametrize(
    "secret",
    [
        pytest.param({"request_headers": {"authorization": "Bearer abc"}}, id="header"),
        pytest.param({"request_body": '{"code": "1234"}', "route": "auth_verify"}, id="code"),
        pytest.param({"response_body": '{"data": {"access_token": "x"}}'}, id="token"),
    ],
)
def test_an_exchange_with_a_secret_never_reaches_a_cassette(secret: dict[str, Any]) -> None:
    """Encoding is the last guard: what was not redacted is refused, naming the exchange."""
    with pytest.raises(CassetteError, match=r"exchange 3 .*still holds a secret"):
        encode((replace(STREAM, **secret),))


@pytest.mark.parametrize("version", [None, 0, 2, "1", True, 1.0])
def test_another_version_is_refused(version: object) -> None:
    """A cassette of another format version is named as such, before its fields are looked at."""
    with pytest.raises(CassetteError, match=r"found version .*wanted an object with version 1"):
        decode({"version": version, "exchanges": []})


@pytest.mark.parametrize("document", [None, [], "text", 1])
def test_what_is_no_object_is_refused(document: object) -> None:
    """Another JSON value says what it is."""
    with pytest.raises(CassetteError, match=f"found a {type(document).__name__}"):
        decode(document)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param({"bogus": 1}, r"exchanges.1.bogus: Unexpected", id="unknown field"),
        pytest.param({"status": "fine"}, r"exchanges.1.status: .*integer", id="wrong type"),
        pytest.param({"status": "200"}, r"exchanges.1.status: .*integer", id="a number in quotes"),
        pytest.param({"route": "teapot"}, r"exchanges.1.route: .*'call_get'", id="unknown route"),
        pytest.param({"events": [{"at_s": 1, "event": None}]}, r"exchanges.1.events.0.event: .*string", id="bad event"),
    ],
)
def test_a_misshapen_exchange_is_named_by_its_path(change: dict[str, Any], said: str) -> None:
    """The error names exchange and field."""
    document = encode((STREAM, BROKEN))
    document["exchanges"][1].update(change)
    with pytest.raises(CassetteError, match=said):
        decode(document)


def test_a_missing_field_is_named() -> None:
    """A field that is not there is no default."""
    document = encode((STREAM,))
    del document["exchanges"][0]["url"]
    with pytest.raises(CassetteError, match=r"exchanges.0.url: Field required"):
        decode(document)
