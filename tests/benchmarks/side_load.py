"""The load on a server: whole requests, written beforehand, over keep-alive connections, as fast as they are answered.

Reads one JSON object on stdin (`port`, `connections`, `requests`), sends each request once, and prints what came back.
"""

import asyncio
import json
import sys
import time
from collections.abc import Iterator


class Connection(asyncio.Protocol):
    """Sends the next request whenever the one before was answered."""

    def __init__(self, requests: Iterator[bytes]) -> None:
        self.done = asyncio.get_running_loop().create_future()
        self.granted = self.refused = 0
        self._requests, self._missing, self._head = requests, 0, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember where to write."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def send(self) -> None:
        """Send the next request, or finish when there is none."""
        request = next(self._requests, None)
        if request is not None:
            self._transport.write(request)
        elif not self.done.done():
            self.done.set_result(None)

    def data_received(self, data: bytes) -> None:
        """Take a part of an answer; most come whole."""
        if self._missing:
            self._missing -= len(data)
        else:
            data = self._head + data
            head, blank, body = data.partition(b"\r\n\r\n")
            if not blank:
                self._head = data
                return
            self._head = b""
            self._count(head.startswith(b"HTTP/1.1 200 "))
            self._missing = int(head.partition(b"Content-Length: ")[2].partition(b"\r")[0]) - len(body)
        if not self._missing:
            self.send()

    def connection_lost(self, error: Exception | None) -> None:
        """A server that hangs up early spoils the measurement."""
        if not self.done.done():
            self.done.set_exception(error or ConnectionResetError("the server closed the connection"))

    def _count(self, granted: bool) -> None:
        if granted:
            self.granted += 1
        else:
            self.refused += 1


async def load(port: int, connections: int, requests: list[bytes]) -> dict[str, float]:
    """Send every request once and return how long it took, how many were granted and how many refused."""
    loop = asyncio.get_running_loop()
    left = iter(requests)
    made = [await loop.create_connection(lambda: Connection(left), "127.0.0.1", port) for _ in range(connections)]
    started = time.perf_counter()
    for _, connection in made:
        connection.send()
    await asyncio.gather(*(connection.done for _, connection in made))
    seconds = time.perf_counter() - started
    for transport, _ in made:
        transport.close()
    granted = sum(connection.granted for _, connection in made)
    return {"seconds": seconds, "granted": granted, "refused": sum(connection.refused for _, connection in made)}


if __name__ == "__main__":
    job = json.load(sys.stdin)
    texts = [text.encode("ascii") for text in job["requests"]]
    print(json.dumps(asyncio.run(load(job["port"], job["connections"], texts))))  # noqa: T201 read by mock_load
