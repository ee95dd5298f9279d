"""Many listeners on a server's streams: opened, held until told, released, and timed to the last result.

Reads one JSON line on stdin (`port`, `streams`: whole requests, `release`: the request that ends every call). Prints
`open` when every stream has begun; at the next line on stdin sends the release, and prints the seconds until the last
listener has its result.
"""

import asyncio
import json
import sys
import time

from tests.benchmarks.served import more_files

_OPENED_AT_ONCE = 50


class Listener(asyncio.Protocol):
    """One open stream: `begun` at its first comment, `served` at its result."""

    def __init__(self, request: bytes) -> None:
        loop = asyncio.get_running_loop()
        self.begun, self.served = loop.create_future(), loop.create_future()
        self._request, self._received = request, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the stream at once."""
        assert isinstance(transport, asyncio.Transport)
        transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        """Look for the first comment, then for the result."""
        self._received += data
        if not self.begun.done() and b"\n: " in self._received:
            self.begun.set_result(None)
        if not self.served.done() and b"event: result\n" in self._received and b"\n\n" in data:
            self.served.set_result(None)

    def connection_lost(self, error: Exception | None) -> None:
        """A stream that ends without a result spoils the measurement."""
        for future in (self.begun, self.served):
            if not future.done():
                future.set_exception(error or ConnectionResetError(f"ended with {self._received[:200]!r}"))


async def main() -> None:
    """Open, wait, release, time."""
    loop = asyncio.get_running_loop()
    job = json.loads(await loop.run_in_executor(None, sys.stdin.readline))
    made = []
    for number, text in enumerate(job["streams"], start=1):
        request = text.encode("ascii")
        made.append(await loop.create_connection(lambda r=request: Listener(r), "127.0.0.1", job["port"]))  # type: ignore[misc]
        if number % _OPENED_AT_ONCE == 0:
            await asyncio.gather(*(listener.begun for _, listener in made[-_OPENED_AT_ONCE:]))
    await asyncio.gather(*(listener.begun for _, listener in made))
    print("open", flush=True)  # noqa: T201 read by mock_streams
    await loop.run_in_executor(None, sys.stdin.readline)
    started = time.perf_counter()
    _, writer = await asyncio.open_connection("127.0.0.1", job["port"])
    writer.write(job["release"].encode("ascii"))
    await asyncio.gather(*(listener.served for _, listener in made))
    print(time.perf_counter() - started, flush=True)  # noqa: T201 read by mock_streams
    for transport, _ in made:
        transport.close()
    writer.close()


if __name__ == "__main__":
    more_files()
    asyncio.run(main())
