import asyncio
from typing import Any

import pytest

from mock_gateway.journal import Journal, JournalEntry, Question, RawHeaders, packed


def entry(number: int, **changes: Any) -> JournalEntry:
    plain: dict[str, Any] = {
        "number": number,
        "at": 0.0,
        "method": "POST",
        "path": "/api/v2/voice/call",
        "query": "",
        "status": 200,
        "code": None,
        "user_id": "1",
        "call_id": None,
        "milliseconds": 1.0,
        "request_headers": packed(((b"Host", b"h"),)),
        "request_body": b"{}",
        "response_body": b"{}",
    }
    return JournalEntry(**{**plain, **changes})


def filled(*entries: JournalEntry, limit_bytes: int = 1_000_000) -> Journal:
    journal = Journal(limit_bytes)
    for one in entries:
        journal.add(one)
    return journal


def test_the_oldest_entries_go_when_the_bytes_run_out() -> None:
    """A hundred large requests leave the journal within its bound, the newest in it."""
    journal = filled(*(entry(n, request_body=b"x" * 1_000) for n in range(100)), limit_bytes=20_000)
    assert journal.size <= 20_000
    assert journal.forgotten == 100 - len(journal)
    assert journal.ask(Question())[-1].number == 99


@pytest.mark.parametrize("headers", [(), ((b"Host", b"h"),), ((b"A", b""), (b"A", b"\xff; b=\t"), (b"Host", b"h"))])
def test_headers_come_back_as_they_were_packed(headers: RawHeaders) -> None:
    """Every name and value is kept, in order, also empty and repeated ones."""
    assert entry(1, request_headers=packed(headers)).headers == headers


def test_an_entry_larger_than_the_bound_is_not_kept() -> None:
    """The bound holds whatever comes."""
    journal = filled(entry(1, request_body=b"x" * 5_000), limit_bytes=3_000)
    assert (len(journal), journal.size) == (0, 0)


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        (Question(), [1, 2, 3]),
        (Question(method="GET"), [2]),
        (Question(path="/api/v2/voice/call"), [1, 3]),
        (Question(path="/api/v2/voice/*"), [1, 2, 3]),
        (Question(status=429), [3]),
        (Question(code="RATE_LIMITED"), [3]),
        (Question(user_id="2"), [3]),
        (Question(call_id="c"), [2]),
        (Question(body_contains="dentist"), [1]),
        (Question(method="GET", status=429), []),
    ],
)
def test_a_question_finds_what_matches_all_of_it(question: Question, numbers: list[int]) -> None:
    """Oldest first."""
    journal = filled(
        entry(1, request_body=b'{"callee_name": "dentist"}'),
        entry(2, method="GET", path="/api/v2/voice/call/c", call_id="c"),
        entry(3, status=429, code="RATE_LIMITED", user_id="2"),
    )
    assert [found.number for found in journal.ask(question)] == numbers


def test_the_nearest_misses_say_what_differs() -> None:
    """The one with the fewest differences comes first."""
    journal = filled(entry(1, method="GET", status=404), entry(2, status=404))
    nearest = journal.nearest(Question(method="POST", status=200))
    assert [(found.number, dict(wrong)) for found, wrong in nearest] == [
        (2, {"status": 404}),
        (1, {"method": "GET", "status": 404}),
    ]


def test_waiting_ends_with_the_request_that_was_waited_for() -> None:
    """Others pass by."""

    async def story() -> list[JournalEntry]:
        journal = Journal(1_000_000)
        waiting = asyncio.create_task(journal.wait_for(Question(status=429), count=1, timeout_s=20))
        await asyncio.sleep(0)
        journal.add(entry(1))
        await asyncio.sleep(0)
        journal.add(entry(2, status=429))
        return await waiting

    assert [found.number for found in asyncio.run(story())] == [2]


def test_waiting_in_vain_ends_at_its_time_limit() -> None:
    """What there is comes back."""
    journal = filled(entry(1))
    assert asyncio.run(journal.wait_for(Question(status=500), count=1, timeout_s=0.001)) == []


def test_one_account_s_entries_can_be_forgotten() -> None:
    """Those of others stay."""
    journal = filled(entry(1), entry(2, user_id="2"))
    journal.forget_user("1")
    assert [found.number for found in journal.ask(Question())] == [2]
    assert journal.size == entry(2).size
