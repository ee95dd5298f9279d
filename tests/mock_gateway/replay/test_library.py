"""Which recorded exchange answers a request."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from harness.errors import UsageError
from harness.model.exchange import Exchange
from harness.wire import cassette
from mock_gateway.replay.asking import asked_of
from mock_gateway.replay.library import Library, load
from tests.mock_gateway.proxy.recorded import exchange

CREATE = "/api/v2/voice/call"


def library(directory: Path, *exchanges: Exchange) -> Library:
    """A library of exchanges, through a cassette in which they are numbered from 1."""
    numbered = tuple(replace(one, seq=number) for number, one in enumerate(exchanges, start=1))
    (directory / "tape.json").write_text(json.dumps(cassette.encode(numbered)))
    return Library(load(directory))


def create(call_id: str, at: float, body: str = '{"a": 1}', **fields: Any) -> Exchange:
    """A call that was placed."""
    answered = json.dumps({"call_id": call_id, "status": "in_progress"})
    return exchange(
        "call_create", CREATE, method="POST", request_body=body, response_body=answered, sent_s=at, **fields
    )


def read(call_id: str, at: float, body: str) -> Exchange:
    """A call that was read."""
    return exchange(path=f"{CREATE}/{call_id}", sent_s=at, response_body=body)


def test_reads_of_a_call_stay_at_their_last_answer(tmp_path: Path) -> None:
    """In progress, then the result, and the result from then on; placing the call again begins again."""
    found = library(tmp_path, create("x", 0), read("x", 1, "running"), read("x", 2, "result"))
    asked, placing = asked_of(read("x", 0, "")), asked_of(create("x", 0))
    for _ in range(2):
        assert found.answer(placing)
        answers = [found.answer(asked) for _ in range(4)]
        assert [one and one.response_body for one in answers] == ["running", "result", "result", "result"]


def test_the_same_call_placed_twice_is_answered_in_turn(tmp_path: Path) -> None:
    """Two recorded calls with one brief come in their order, and again from the first."""
    found = library(tmp_path, create("second", 5), create("first", 1), create("other", 2, '{"a": 2}'))
    answers = [found.answer(asked_of(create("", 0))) for _ in range(4)]
    assert [json.loads(one.response_body or "")["call_id"] for one in answers if one] == ["first", "second"] * 2


def test_the_users_own_recording_comes_first(tmp_path: Path) -> None:
    """Of two users with one brief each gets their own call; a third gets what there is."""
    headers = [{"x-pine-user-id": user_id, "authorization": "Bearer <access_token>"} for user_id in ("1", "2", "3")]
    found = library(
        tmp_path, create("of-1", 0, request_headers=headers[0]), create("of-2", 1, request_headers=headers[1])
    )
    answers = [found.answer(asked_of(create("", 0, request_headers=one))) for one in (*headers[::-1], headers[1])]
    assert [json.loads(one.response_body or "")["call_id"] for one in answers if one] == [
        "of-1",
        "of-2",
        "of-1",
        "of-2",
    ]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (create("", 0, '{"a": 3}'), r"exchange 1 of tape\.json \(POST /api/v2/voice/call\): body\.a is 3 and was"),
        (read("y", 0, ""), r"exchange 2 of tape\.json .*: the path is .*call/y\" and was recorded as .*call/x\""),
        (exchange(path=f"{CREATE}/x", method="PUT"), r"exchange 2 of tape\.json .*: the method is \"PUT\""),
        (exchange("other", "/nowhere", sent_s=0), r"no recorded exchange answers GET /nowhere; the nearest is"),
    ],
)
def test_a_miss_names_the_nearest(tmp_path: Path, asked: Exchange, said: str) -> None:
    """The message names the request that came nearest and says in what it differs."""
    found = library(tmp_path, create("x", 0), read("x", 1, "running"))
    assert found.answer(asked_of(asked)) is None
    with pytest.raises(LookupError, match=said):
        raise LookupError(found.why_not(asked_of(asked)))


def test_the_nearest_misses_only_what_differs(tmp_path: Path) -> None:
    """Of several briefs the one with the fewest differences is named; many differences are counted, not listed."""
    far = json.dumps(dict.fromkeys("abcdefgh", 1))
    found = library(tmp_path, create("far", 0, far), create("near", 1, json.dumps({"a": 2, "b": 2})))
    assert "exchange 2" in found.why_not(asked_of(create("", 0, '{"a": 2}')))
    assert "and 3 more differences" in found.why_not(asked_of(create("", 0, json.dumps(dict.fromkeys("abcdefg", 9)))))


def test_what_is_no_cassette_is_named(tmp_path: Path) -> None:
    """Every file that cannot be read is reported at once, with why."""
    (tmp_path / "a.json").write_text("{")
    (tmp_path / "b.json").write_text('{"version": 9}')
    (tmp_path / "c.json").write_text(json.dumps(cassette.encode((exchange(),))))
    with pytest.raises(UsageError, match=r"(?s)a\.json.*b\.json.*version 9") as caught:
        load(tmp_path)
    assert "c.json" not in str(caught.value)


@pytest.mark.parametrize("name", ["", "missing"])
def test_a_directory_without_cassettes_is_refused(tmp_path: Path, name: str) -> None:
    """The message says how one is made."""
    with pytest.raises(UsageError, match="pine-mock proxy"):
        load(tmp_path / name)
