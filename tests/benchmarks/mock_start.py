"""How soon after its command the mock answers the first request, beside a bare aiohttp app."""

import time
from collections.abc import Iterator
from contextlib import closing
from statistics import median
from typing import Any

from tests.benchmarks.mock_users import CALL, Client
from tests.benchmarks.served import BARE, MOCK, served

ROUNDS = 9
WANTED_S = 0.6


def measure() -> Iterator[str]:
    """Yield one line: medians of paired starts; the mock is asked for a sign-in code, as every client begins."""
    mock = (MOCK, "--port", "0")
    asked = {"email": "you@example.com"}
    pairs = [(_first_s(mock, "/api/v2/auth/email/request", asked), _first_s(BARE, CALL, {})) for _ in range(ROUNDS + 1)]
    ours, bare = (median(pair[side] for pair in pairs[1:]) for side in (0, 1))
    yield (
        f"mock start: first answer {ours:.2f} s after the command, bare aiohttp {bare:.2f} s "
        f"(n={ROUNDS} pairs; at most {WANTED_S} s wanted)"
    )


def _first_s(command: tuple[str, ...], path: str, body: Any) -> float:
    started = time.perf_counter()
    with served(*command) as server, closing(Client(server)) as client:
        client.post(path, body)
        return time.perf_counter() - started
