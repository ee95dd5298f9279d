"""Serving until a signal says stop."""

import asyncio
import gc
import signal
import sys
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from mock_gateway.config import MockConfig
from mock_gateway.server import MockServer


class Listening(Protocol):
    """A server that has started."""

    @property
    def url(self) -> str:
        """Where it can be reached."""
        ...


_COLLECT_AFTER = 10_000
"""New objects until the collector looks at the young ones; 700 is CPython's own."""


def serve(config: MockConfig) -> int:
    """Serve until SIGTERM or SIGINT and return the exit code. Raises UsageError when the address cannot be had."""
    return asyncio.run(until_stopped(MockServer(config), "pine-mock is listening on {url}"))


async def until_stopped(server: AbstractAsyncContextManager[Listening], told: str) -> int:
    """Start a server, say so in the words `told` with its `{url}`, and stop it at a signal."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with server as listening:
        _spare_collections()
        sys.stdout.write(f"{told.replace('{url}', listening.url)}\n")
        sys.stdout.flush()
        await stop.wait()
    return 0


def _spare_collections() -> None:
    """Let the garbage collector look less often, and not at all at what is there already.

    Calls and journal entries live long and form no cycles: going through them took a tenth of the time of a request.
    """
    gc.freeze()
    gc.set_threshold(_COLLECT_AFTER, 20, 20)
