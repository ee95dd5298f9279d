"""Requests per second of the mock, as a share of a bare aiohttp app that answers constants to the same requests.

1,000 users and numbers in rotation over 64 connections; both servers and the load are processes of their own, and the
two are loaded in turn. The mock admits every request for real: the limit of five concurrent calls stays on, and
between rounds the calls are forgotten.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from statistics import median
from typing import NamedTuple

from tests.benchmarks.mock_users import Client, get_text, post_text, sign_in
from tests.benchmarks.served import BARE, MOCK, Served, served

ROUNDS = 7
CONNECTIONS = 64
CALLS_EACH = 5
POST_WANTED, GET_WANTED = 0.45, 0.75


class Pace(NamedTuple):
    """How fast one round went, and what it cost the server."""

    per_second: float
    cpu_us: float


def measure() -> Iterator[str]:
    """Yield a line each for POST, for GET of a running call and for GET of one that ended."""
    with served(MOCK, "--port", "0", "--clock", "stepped") as mock, served(*BARE) as bare, closing(Client(mock)) as own:
        users = sign_in(mock)
        posts = [post_text(user) for _ in range(CALLS_EACH) for user in users]

        def forget() -> None:
            own.post("/__mock__/reset", {})

        yield _line("POST", POST_WANTED, _paces(mock, bare, posts, posts, before=forget))
        forget()
        ids = [own.place(user) for user in users]
        own.post("/__mock__/clock", {"advance_seconds": 20})
        gets = [get_text(user, call_id) for _ in range(CALLS_EACH) for user, call_id in zip(users, ids, strict=True)]
        yield _line("GET, running", GET_WANTED, _paces(mock, bare, gets, gets))
        own.post("/__mock__/clock", {"advance_seconds": 86_400 / 2})
        ended = [get_text(user, user.user_id, of="ended") for _ in range(CALLS_EACH) for user in users]
        yield _line("GET, ended", GET_WANTED, _paces(mock, bare, gets, ended))


def _paces(
    mock: Served,
    bare: Served,
    asked: Sequence[str],
    asked_of_bare: Sequence[str],
    before: Callable[[], None] = lambda: None,
) -> list[tuple[Pace, Pace]]:
    """Load both in turn, once unmeasured, and return the paces of each round: the mock's and the bare app's."""
    paces = []
    for _ in range(ROUNDS + 1):
        before()
        paces.append((_pace(mock, asked), _pace(bare, asked_of_bare)))
    return paces[1:]


def _pace(server: Served, requests: Sequence[str]) -> Pace:
    job = json.dumps({"port": server.port, "connections": CONNECTIONS, "requests": list(requests)})
    spent = server.cpu_s
    command = [sys.executable, "-m", "tests.benchmarks.side_load"]
    done = subprocess.run(command, input=job, check=True, capture_output=True, text=True)
    answered = json.loads(done.stdout)
    if answered["granted"] != len(requests):
        raise RuntimeError(f"{answered['refused']} of {len(requests)} requests were refused: {requests[0][:80]!r}")
    return Pace(
        per_second=len(requests) / answered["seconds"], cpu_us=(server.cpu_s - spent) / len(requests) * 1_000_000
    )


def _line(what: str, wanted: float, paces: Sequence[tuple[Pace, Pace]]) -> str:
    share = median(ours.per_second / theirs.per_second for ours, theirs in paces)
    cpu = median(theirs.cpu_us / ours.cpu_us for ours, theirs in paces)
    ours, theirs = (median(pair[side].per_second for pair in paces) for side in (0, 1))
    return (
        f"mock {what}: {ours:.0f} requests/s, bare aiohttp {theirs:.0f}, ratio {share:.2f}; "
        f"by the CPU that the servers spent {cpu:.2f} "
        f"(n={len(paces)} pairs, 1,000 users, {CONNECTIONS} connections; at least {wanted} wanted)"
    )
