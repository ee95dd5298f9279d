"""The request journal: what was asked and answered, bounded in bytes, with questions that can be put to it."""

import asyncio
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from typing import NamedTuple, TypeAlias

from harness.model.values import Json

RawHeaders: TypeAlias = tuple[tuple[bytes, bytes], ...]
_ENTRY_BYTES = 600
"""What an entry costs beside its bodies and headers; measured with tracemalloc on CPython 3.11, rounded up."""


def packed(headers: RawHeaders) -> bytes:
    """Join names and values into one object: kept apart, they cost each request a sixth of its time in cold memory.

    A line feed can stand in neither (RFC 9110, section 5.5).
    """
    return b"\n".join(chain.from_iterable(headers))


class JournalEntry(NamedTuple):
    """One exchange. `at` is Unix time; `code` the error code, None for a success; bodies are cut at the limit.
    `fault` is the injected fault that struck it.

    `request_headers` are `packed`.

    A tuple, for one is made with every request: a frozen dataclass takes four times as long to make.
    """

    number: int
    at: float
    method: str
    path: str
    query: str
    status: int
    code: str | None
    user_id: str | None
    call_id: str | None
    milliseconds: float
    request_headers: bytes
    request_body: bytes
    response_body: bytes
    fault: str | None = None

    @property
    def size(self) -> int:
        """About how many bytes this entry keeps in memory."""
        bodies = len(self.request_body) + len(self.response_body)
        return _ENTRY_BYTES + len(self.request_headers) + len(self.path) + bodies

    @property
    def headers(self) -> RawHeaders:
        """The names and values of the request's headers, in the order in which they came."""
        if not self.request_headers:
            return ()
        parts = self.request_headers.split(b"\n")
        return tuple(zip(parts[::2], parts[1::2], strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What an entry must be like; None does not matter. `path` ending in `*` is a beginning."""

    method: str | None = None
    path: str | None = None
    status: int | None = None
    code: str | None = None
    user_id: str | None = None
    call_id: str | None = None
    body_contains: str | None = None

    def mismatches(self, entry: JournalEntry) -> dict[str, Json]:
        """Return what keeps an entry from being an answer: by field, what it has instead."""
        found: dict[str, Json] = {}
        for name in ("method", "status", "code", "user_id", "call_id"):
            wanted, has = getattr(self, name), getattr(entry, name)
            if wanted is not None and wanted != has:
                found[name] = has
        if self.path is not None and not _path_matches(self.path, entry.path):
            found["path"] = entry.path
        if self.body_contains is not None and self.body_contains.encode() not in entry.request_body:
            found["body_contains"] = None
        return found


class Journal:
    """Keeps the newest entries within `limit_bytes`; `forgotten` counts those that had to go."""

    def __init__(self, limit_bytes: int, body_bytes: int = 16_384) -> None:
        self._entries: deque[tuple[int, JournalEntry]] = deque()
        self._limit, self._size = limit_bytes, 0
        self._waiters: set[asyncio.Future[None]] = set()
        self.body_bytes = body_bytes
        self.number = 0
        self.forgotten = 0

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def size(self) -> int:
        """About how many bytes the journal keeps in memory."""
        return self._size

    def add(self, entry: JournalEntry) -> None:
        """Keep an entry and let the oldest go while there are too many."""
        size = entry.size
        self._entries.append((size, entry))
        self._size += size
        while self._size > self._limit and self._entries:
            self._size -= self._entries.popleft()[0]
            self.forgotten += 1
        for waiter in self._waiters:
            if not waiter.done():
                waiter.set_result(None)

    def next_number(self) -> int:
        """Return the number of the next entry; the first is 1."""
        self.number += 1
        return self.number

    def ask(self, question: Question) -> list[JournalEntry]:
        """Return the entries that match, oldest first."""
        return [entry for _, entry in self._entries if not question.mismatches(entry)]

    def newest(self, count: int) -> list[JournalEntry]:
        """Return the newest entries, newest first."""
        return [entry for _, entry in islice(reversed(self._entries), count)]

    def nearest(self, question: Question, count: int = 3) -> list[tuple[JournalEntry, Mapping[str, Json]]]:
        """Return the entries that match best without matching, each with what is different about it."""
        compared = ((entry, question.mismatches(entry)) for _, entry in reversed(self._entries))
        missed: list[tuple[JournalEntry, Mapping[str, Json]]] = [(entry, wrong) for entry, wrong in compared if wrong]
        return sorted(missed, key=lambda pair: len(pair[1]))[:count]

    async def wait_for(self, question: Question, *, count: int, timeout_s: float) -> list[JournalEntry]:
        """Wait until `count` entries match; return what there is when they do, or when the time is over."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + timeout_s
        while True:
            found = self.ask(question)
            left = deadline - loop.time()
            if len(found) >= count or left <= 0:
                return found
            await self._next_entry(left)

    def clear(self) -> None:
        """Forget every entry."""
        self._entries.clear()
        self._size = self.forgotten = 0

    def forget_user(self, user_id: str) -> None:
        """Forget the entries of one account."""
        kept: Iterable[tuple[int, JournalEntry]] = [pair for pair in self._entries if pair[1].user_id != user_id]
        self._entries = deque(kept)
        self._size = sum(size for size, _ in self._entries)

    async def _next_entry(self, timeout_s: float) -> None:
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiters.add(waiter)
        try:
            await asyncio.wait((waiter,), timeout=timeout_s)
        finally:
            self._waiters.discard(waiter)


def _path_matches(wanted: str, path: str) -> bool:
    return path.startswith(wanted[:-1]) if wanted.endswith("*") else path == wanted
