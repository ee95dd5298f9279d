"""What 2,000 open streams cost the mock, and how soon the last listener has its result, beside a bare aiohttp app.

The streams are of 2,000 calls that are all in progress on the real clock, so that the mock has simulated each of them
by the time its stream is open. One request then moves the clock past the end of all calls.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from statistics import median
from typing import NamedTuple

from tests.benchmarks.mock_users import CALL, Client, sign_in, stream_text
from tests.benchmarks.served import BARE, MOCK, Served, served

ROUNDS = 3
STREAMS = 2000
CALLS_EACH = 2
KIB_WANTED, TIMES_WANTED = 20, 2
_COMMAND = (MOCK, "--port", "0", "--clock", "real", "--assume", "setup_seconds=0")

_STEP = json.dumps({"advance_seconds": 86_400})
_RELEASE = (
    "POST /__mock__/clock HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
    f"Content-Length: {len(_STEP)}\r\n\r\n{_STEP}"
)


class Held(NamedTuple):
    """What the streams of one round cost."""

    kib_each: float
    last_ms: float


def measure() -> Iterator[str]:
    """Yield one line; both servers are new in every round."""
    pairs = [(_mock(), _bare()) for _ in range(ROUNDS)]
    ours, bare = ([pair[side] for pair in pairs] for side in (0, 1))
    times = median(mock.last_ms / constant.last_ms for mock, constant in pairs)
    yield (
        f"mock streams: {STREAMS} open at {_kib(ours):.1f} KiB each, bare aiohttp {_kib(bare):.1f} "
        f"(at most {KIB_WANTED} wanted); last listener served after {_ms(ours):.0f} ms, bare {_ms(bare):.0f}, "
        f"ratio {times:.2f} (n={ROUNDS} pairs; at most {TIMES_WANTED} wanted)"
    )


def _kib(rounds: Sequence[Held]) -> float:
    return median(held.kib_each for held in rounds)


def _ms(rounds: Sequence[Held]) -> float:
    return median(held.last_ms for held in rounds)


def _mock() -> Held:
    with served(*_COMMAND) as mock:
        users = sign_in(mock)
        with closing(Client(mock)) as client:
            callers = [user for user in users for _ in range(CALLS_EACH)]
            streams = [stream_text(user, client.place(user)) for user in callers]
        return _held(mock, streams)


def _bare() -> Held:
    with served(*BARE) as bare:
        request = f"GET {CALL}/any/stream HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n\r\n"
        return _held(bare, [request] * STREAMS)


def _held(server: Served, streams: Sequence[str]) -> Held:
    """Open the streams, weigh the server before and after, then end all calls and wait for the last listener."""
    job = json.dumps({"port": server.port, "streams": list(streams), "release": _RELEASE})
    empty = server.resident_kib
    command = [sys.executable, "-m", "tests.benchmarks.side_listeners"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as listeners:
        assert listeners.stdin is not None
        assert listeners.stdout is not None
        listeners.stdin.write(f"{job}\n")
        listeners.stdin.flush()
        if listeners.stdout.readline().strip() != "open":
            raise RuntimeError("not every stream could be opened")
        held = server.resident_kib - empty
        listeners.stdin.write("go\n")
        listeners.stdin.flush()
        seconds = float(listeners.stdout.readline())
    return Held(kib_each=held / len(streams), last_ms=seconds * 1000)
