"""Small real gateways on a free loopback port: one of aiohttp handlers, one that writes bytes as it is told."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

from harness.model.exchange import Exchange
from harness.model.record import Trial
from harness.runner.commands import Command, Event
from harness.targets.gateway import Credentials, EmailLogin, GatewaySession, Hosts
from harness.targets.transport import Transport, new_client
from tests.harness.runner.stage import FRIDAY, CountingClock

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
ACCOUNT = Credentials(access_token="very-secret-access-token", user_id="1234567890")
LOGIN = EmailLogin(email="qa@example.com", code="4711")
TRIAL = Trial(scenario_id="s", index=1, seed=99, call_date=FRIDAY)


@asynccontextmanager
async def serving(handler: Handler, port: int = 0) -> AsyncIterator[str]:
    """Serve every path with one handler, on a free port unless told; yields the base URL."""
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", handler)
    runner = web.AppRunner(app, shutdown_timeout=0)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", port)
        await site.start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def writing(*chunks: bytes, hold: bool = False) -> AsyncIterator[str]:
    """Answer each connection's first request with bytes as they are, then close it; or `hold` it open."""
    release = asyncio.Event()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        for chunk in chunks:
            writer.write(chunk)
            await writer.drain()
        if hold:
            await release.wait()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        release.set()
        server.close()
        await server.wait_closed()


async def closed_port() -> str:
    """Return a base URL at which nothing listens."""
    server = await asyncio.start_server(lambda _reader, _writer: None, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    server.close()
    await server.wait_closed()
    return f"http://127.0.0.1:{port}"


@dataclass
class Wire:
    """A session at a base URL and the exchanges it kept."""

    session: GatewaySession
    kept: list[Exchange] = field(default_factory=list)


@asynccontextmanager
async def session_at(url: str, account: Credentials | EmailLogin = ACCOUNT) -> AsyncIterator[Wire]:
    """A session of its own client at a gateway."""
    kept: list[Exchange] = []
    clock = CountingClock()
    async with new_client(verify=False, trust_env=False) as client:
        transport = Transport(client, clock, kept.append)
        if isinstance(account, Credentials):
            transport.learn_secret(account.access_token, "access_token")
        hosts = Hosts(auth_url=url, voice_url=url)
        yield Wire(session=GatewaySession(hosts, transport, account, lambda: None, clock), kept=kept)


@dataclass(frozen=True)
class Seen:
    """What a command came to, and the exchange that was kept of it."""

    event: Event
    exchange: Exchange


async def _perform(url: str, command: Command) -> Seen:
    async with session_at(url) as wire:
        async with asyncio.timeout(30):
            event = await wire.session.perform(command)
        assert len(wire.kept) == 1
        return Seen(event=event, exchange=wire.kept[0])


def asked(handler: Handler, command: Command) -> Seen:
    """Perform one command against an aiohttp handler."""

    async def main() -> Seen:
        async with serving(handler) as url:
            return await _perform(url, command)

    return asyncio.run(main())


def against(*chunks: bytes, command: Command, hold: bool = False) -> Seen:
    """Perform one command against a server that writes these bytes."""

    async def main() -> Seen:
        async with writing(*chunks, hold=hold) as url:
            return await _perform(url, command)

    return asyncio.run(main())


def at_nothing(command: Command) -> Seen:
    """Perform one command where nothing listens."""

    async def main() -> Seen:
        return await _perform(await closed_port(), command)

    return asyncio.run(main())
