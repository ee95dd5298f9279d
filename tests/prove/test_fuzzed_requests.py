"""Fifty thousand requests that nobody should send: each is answered in the envelope, and nothing is left behind."""

import asyncio
import json
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.benchmarks.served import MOCK, Served, served
from tests.prove.odd_requests import SEED, Case, case
from tests.prove.raw_answers import Answer, CutOff, read_answer, why_wrong
from tests.prove.signed_in import credentials

CASES, WARM_UP = 50_000, 15_000
CONNECTIONS = 24
MOST_GROWTH_KIB = 10 * 1024
_PATIENCE_S = 30
_KEPT_CALLS = 200
_SHOWN = 400

pytestmark = pytest.mark.prove


@contextmanager
def silent_mock() -> Iterator[Served]:
    """A `pine-mock` process that must write nothing on stderr: no traceback, no warning."""
    with tempfile.TemporaryFile(mode="w+") as complaints:
        with served(MOCK, "--port", "0", "--clock", "instant", stderr=complaints) as mock:
            yield mock
        complaints.seek(0)
        assert complaints.read() == ""


class Sender:
    """Sends cases in order of their numbers over a few connections, and keeps what was answered wrongly."""

    def __init__(self, port: int, known: Sequence[Mapping[str, str]]) -> None:
        self._port, self._known = port, known
        self.call_ids: list[str] = []
        self.wrong: list[str] = []
        self.statuses: dict[int, int] = {}

    async def send(self, numbers: range) -> None:
        """Send these cases."""
        left = iter(numbers)
        await asyncio.gather(*(self._work(left) for _ in range(CONNECTIONS)))

    async def _work(self, left: Iterator[int]) -> None:
        reader, writer = await self._connect()
        for number in left:
            one = case(number, self._known, self.call_ids)
            try:
                async with asyncio.timeout(_PATIENCE_S):
                    if not one.framed:
                        await self._alone(one)
                        continue
                    answer = await _asked(one, reader, writer)
                    if answer is None:  # the connection ended after the answer before, without a word
                        reader, writer = await self._again(writer)
                        answer = await _asked(one, reader, writer)
                    self._judge(one, answer)
                    if answer is None or answer.closes:
                        reader, writer = await self._again(writer)
            except (CutOff, asyncio.IncompleteReadError, TimeoutError, ValueError, OSError) as error:
                self.wrong.append(f"case {number}: {error!r} after {one.sent[:_SHOWN]!r}")
                reader, writer = await self._again(writer)
        writer.close()

    async def _alone(self, one: Case) -> None:
        """Send a case over a connection of its own, and judge every answer until the mock closes it."""
        reader, writer = await self._connect()
        answers = 0
        try:
            writer.write(one.sent)
            while answer := await read_answer(reader):
                answers += 1
                self._judge(one, answer)
        except ConnectionResetError:
            answers += 1  # closed with bytes of ours unread: nothing is left to judge
        finally:
            writer.close()
        if not answers:
            self.wrong.append(f"case {one.number}: no answer to {one.sent[:_SHOWN]!r}")

    def _judge(self, one: Case, answer: Answer | None) -> None:
        why = why_wrong(answer) if answer is not None else "no answer"
        if why:
            got = answer.body[:_SHOWN] if answer else b""
            self.wrong.append(f"case {one.number}: {why}: {got!r} to {one.sent[:_SHOWN]!r}")
        if answer is None:
            return
        self.statuses[answer.status] = self.statuses.get(answer.status, 0) + 1
        if answer.status == 200 and answer.body.startswith(b'{"call_id":') and len(self.call_ids) < _KEPT_CALLS:
            self.call_ids.append(json.loads(answer.body)["call_id"])

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        return await asyncio.open_connection("127.0.0.1", self._port, limit=4 * 1024 * 1024)

    async def _again(self, writer: asyncio.StreamWriter) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        writer.close()
        return await self._connect()


async def _asked(one: Case, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> Answer | None:
    try:
        writer.write(one.sent)
        return await read_answer(reader, bodiless=one.bodiless)
    except ConnectionResetError:
        return None


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is read from /proc, which Linux has")
def test_every_request_is_answered_and_memory_stays_flat(record_property: Callable[[str, object], None]) -> None:
    """No 5xx, no traceback, nothing but the envelope or a documented success; memory no larger at the end."""
    with silent_mock() as mock:
        known = [credentials(mock.url, f"caller-{number}@example.com") for number in range(10)]
        sender = Sender(mock.port, known)
        asyncio.run(sender.send(range(WARM_UP)))
        warm = mock.resident_kib
        asyncio.run(sender.send(range(WARM_UP, CASES)))
        growth = mock.resident_kib - warm
    answered = ", ".join(f"{status}: {count}" for status, count in sorted(sender.statuses.items()))
    memory = f"{growth:+.0f} KiB on {warm:.0f} KiB after the first {WARM_UP}"
    told = f"fuzz: {CASES} cases, seed {SEED}, answers {answered}; {memory}"
    record_property("proof", told)
    print(told)  # noqa: T201 for `pytest -s`, and beside a failure
    assert sender.wrong == [], f"{len(sender.wrong)} wrong: " + "\n".join(sender.wrong[:10])
    assert growth <= MOST_GROWTH_KIB
    assert sum(sender.statuses.values()) >= CASES
    assert {200, 201, 400, 401, 404, 405, 413, 415, 429} <= set(sender.statuses)
