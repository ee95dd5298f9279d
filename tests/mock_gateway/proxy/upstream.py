"""A gateway that says exactly the bytes it is told to and keeps what it was sent; and a client of the same kind."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from harness.model.exchange import Exchange
from mock_gateway.proxy.config import ProxyConfig
from mock_gateway.proxy.server import ProxyServer
from mock_gateway.replay.library import load

Script = Callable[["Line"], Awaitable[None]]
STORY_SECONDS = 20.0


class Line:
    """One connection to the upstream: what was sent on it, and what to say."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer
        self.head = b""
        self.body = b""

    async def say(self, *parts: bytes) -> None:
        """Send bytes now."""
        for part in parts:
            self.writer.write(part)
        await self.writer.drain()

    async def answer(self, body: bytes, *headers: bytes, status: bytes = b"200 OK") -> None:
        """Send a whole answer with a length."""
        head = b"".join(header + b"\r\n" for header in headers)
        await self.say(b"HTTP/1.1 %b\r\n%bContent-Length: %d\r\n\r\n%b" % (status, head, len(body), body))

    async def hear(self) -> None:
        """Read one request: its head, and a body of a declared length or in chunks."""
        self.head = await self.reader.readuntil(b"\r\n\r\n")
        headers = self.head.lower()
        if b"content-length:" in headers:
            length = int(headers.partition(b"content-length:")[2].partition(b"\r\n")[0])
            self.body = await self.reader.readexactly(length)
        elif b"transfer-encoding: chunked" in headers:
            while size := int(await self.reader.readline(), 16):
                self.body += await self.reader.readexactly(size)
                await self.reader.readline()
            await self.reader.readline()


class Stage:
    """A scripted upstream behind a proxy, and what the proxy said of it."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.lines: list[Line] = []
        self.said: list[str] = []
        self.url = ""

    def recorded(self) -> list[Exchange]:
        """Everything in the cassettes; call it when the proxy has stopped."""
        return [one.exchange for one in load(self.directory)]


@asynccontextmanager
async def proxied(script: Script, directory: Path, *, url: str | None = None) -> AsyncIterator[Stage]:
    """A proxy in front of a scripted upstream, or of nothing at `url`."""
    stage = Stage(directory)

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        line = Line(reader, writer)
        stage.lines.append(line)
        try:
            await line.hear()
            await script(line)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async with asyncio.timeout(STORY_SECONDS), await asyncio.start_server(converse, "127.0.0.1", 0) as listening:
        upstream = url or f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
        config = ProxyConfig(upstream=upstream, directory=directory)
        async with ProxyServer(config, stage.said.append) as proxy:
            stage.url = proxy.url
            yield stage


async def exchange_bytes(url: str, request: bytes) -> bytes:
    """Send a request as it stands and return every byte of the answer; the request must ask to close."""
    host, _, port = url.removeprefix("http://").partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    try:
        writer.write(request)
        await writer.drain()
        return await reader.read()
    finally:
        writer.close()
        await writer.wait_closed()
