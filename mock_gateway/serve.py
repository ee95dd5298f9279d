"""Serving until a signal says stop."""

import asyncio
import signal
import sys

from mock_gateway.config import MockConfig
from mock_gateway.server import MockServer


def serve(config: MockConfig) -> int:
    """Serve until SIGTERM or SIGINT and return the exit code. Raises UsageError when the address cannot be had."""
    return asyncio.run(_serve(config))


async def _serve(config: MockConfig) -> int:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with MockServer(config) as mock:
        sys.stdout.write(f"pine-mock is listening on {mock.url}\n")
        sys.stdout.flush()
        await stop.wait()
    return 0
